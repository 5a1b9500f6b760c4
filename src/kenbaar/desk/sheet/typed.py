"""What stands in the fields of one fact, in the same form whether it was typed or comes from an answer.

Names within a fact: nothing for a single field, `nl` and `en` for a text, `day`, `month` and `year`, `amount` and
`currency`, and for a list `<row>.<part>` with perhaps a language behind it. `how` names an honest blank; `why.nl`,
`why.en`, `when.month` and `when.year` belong to it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from kenbaar.desk.numbers import whole_number
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, FactType, Part
from kenbaar.rules.typed import date_as_typed
from kenbaar.values import Language

# Far more than any register takes; it bounds what one field can cost.
LONGEST = 20_000
# A longer list is not changed at the desk; the page shows two rows more than it takes, to say so in time.
MOST_ROWS = 500
ROWS_SHOWN = MOST_ROWS + 2
BLANK_SIGN = "?"
BY_BUTTONS = frozenset({FactType.CHOICE, FactType.YES_NO})
_LANGUAGES = tuple(language.value for language in Language)
_BLANK_FIELDS = ("how", "why.nl", "why.en", "when.month", "when.year")
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts by their name within the fact, only those that say something; `chosen` are the boxes that are ticked."""

    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def how(self) -> str:
        """The honest blank that was chosen, or nothing."""
        return self["how"]

    @property
    def says_something(self) -> bool:
        """Say whether there is a value, well or not."""
        return bool(self.chosen) or any(name not in _BLANK_FIELDS for name in self.texts)

    @property
    def rows(self) -> int:
        """How many rows of a list say something."""
        return 1 + max((int(name.partition(".")[0]) for name in self.texts if name[:1].isdigit()), default=-1)


def field_of(fact: str, name: str = "") -> str:
    """Return the name of a field on the page."""
    return f"f.{fact}.{name}" if name else f"f.{fact}"


def part_names(part: Part) -> tuple[str, ...]:
    """Return the names of the fields of a column of a list."""
    match part.type:
        case FactType.TEXT:
            return tuple(f"{part.id}.{language}" for language in _LANGUAGES)
        case FactType.DATE:
            return tuple(f"{part.id}.{piece}" for piece in ("day", "month", "year"))
        case _:
            return (part.id,)


def is_sent(fact: Fact, form: QueryDict) -> bool:
    """Say whether a form that came back has the fields of a fact; a list that is too long was shown without them."""
    return field_of(fact.id, "seen") in form and (
        fact.type is not FactType.RECORDS or field_of(fact.id, "rows") in form
    )


def typed_in(fact: Fact, form: QueryDict) -> Typed:
    """Return what stands in the fields of a fact in a form that came back."""
    texts = {name: _clean(form.get(field_of(fact.id, name), "")) for name in _BLANK_FIELDS}
    chosen: tuple[str, ...] = ()
    match fact.type:
        case FactType.CHOICE | FactType.YES_NO:
            value = _clean(form.get(field_of(fact.id), ""))
            if value.startswith(BLANK_SIGN):
                texts["how"] = value.removeprefix(BLANK_SIGN)
            else:
                texts[""] = value
        case FactType.CHOICES:
            given = form.getlist(field_of(fact.id))[: len(fact.options) + 1]
            chosen = tuple(dict.fromkeys(_clean(each) for each in given if each))
        case FactType.RECORDS:
            texts |= dict(_rows_in(fact, form))
        case _:
            texts |= {name: _clean(form.get(field_of(fact.id, name), "")) for name in _flat_names(fact.type)}
    if fact.type is FactType.MONEY and not texts["amount"]:
        texts["currency"] = ""
    return Typed({name: text for name, text in texts.items() if text}, chosen)


def typed_of(fact: Fact, answer: Answer | None) -> Typed:
    """Return what stands in the fields of a fact that has this answer."""
    if answer is None:
        return Typed()
    if "blank" in answer:
        year, month = [*str(answer.get("expected", "")).split("-"), ""][:2]
        reason = answer.get("reason", {})
        texts = {
            "how": answer["blank"],
            "when.year": year,
            "when.month": month.lstrip("0"),
            **{f"why.{language}": str(reason.get(language, "")) for language in _LANGUAGES},
        }
        return Typed(_said(texts))
    value = answer["value"]
    if fact.type is FactType.CHOICES:
        return Typed(chosen=tuple(value))
    if fact.type is FactType.RECORDS:
        return Typed(_said(dict(_rows_of(fact, value))))
    return Typed(_said(_flat_texts(fact.type, value)))


def _said(texts: Mapping[str, str]) -> dict[str, str]:
    cleaned = ((name, _clean(text)) for name, text in texts.items())
    return {name: text for name, text in cleaned if text}


def _flat_names(kind: FactType) -> tuple[str, ...]:
    match kind:
        case FactType.TEXT:
            return _LANGUAGES
        case FactType.DATE:
            return ("day", "month", "year")
        case FactType.MONEY:
            return ("amount", "currency")
        case _:
            return ("",)


def _flat_texts(kind: FactType, value: Any) -> dict[str, str]:
    match kind:
        case FactType.TEXT | FactType.MONEY:
            return {name: str(text) for name, text in value.items()}
        case FactType.DATE:
            return dict(zip(("day", "month", "year"), date_as_typed(str(value)), strict=True))
        case FactType.YES_NO:
            return {"": "yes" if value else "no"}
        case _:
            return {"": str(value)}


def _rows_in(fact: Fact, form: QueryDict) -> Iterator[tuple[str, str]]:
    """Give the fields of the rows that say something, numbered anew; a row that was ticked to go is left out."""
    number = 0
    for place in range(_rows_sent(fact, form)):
        if form.get(field_of(fact.id, f"{place}.drop")):
            continue
        names = [name for part in fact.parts for name in part_names(part)]
        row = {name: _clean(form.get(field_of(fact.id, f"{place}.{name}"), "")) for name in names}
        if any(row.values()):
            yield from ((f"{number}.{name}", text) for name, text in row.items())
            number += 1


def _rows_sent(fact: Fact, form: QueryDict) -> int:
    sent = form.get(field_of(fact.id, "rows"), "")
    return min(whole_number(sent) or 0, ROWS_SHOWN)


def _rows_of(fact: Fact, rows: Any) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(rows):
        for part in fact.parts:
            if part.id in row:
                for name, text in _flat_texts(part.type, row[part.id]).items():
                    yield f"{place}.{part.id}{'.' if name else ''}{name}", text


def _clean(text: str) -> str:
    """Return a text as it is kept: one kind of line end, no invisible characters, no white space around it."""
    return _STRAY.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
