"""Answers to facts, with honest blanks, and the sheet that holds them.

A blank is never "no": it says that something is unknown, does not apply (and why) or comes later (and when).
A fact without any answer is unfilled, which is a fourth thing and the only one that needs no words.

Shapes of a value, by the type of its fact (all are JSON without fractions, so that a sheet has one canonical form):
text `{"nl": "...", "en": "..."}` with at least one language; line and url `"..."`; choice `"option"`; choices
`["option", ...]`; yes_no `true`; date `"2026"`, `"2026-11"` or `"2026-11-24"`; number `12`; money
`{"amount": "12.50", "currency": "EUR"}`; records `[{"part": value, ...}, ...]`.
"""

import datetime as dt
import hashlib
import re
from collections.abc import ItemsView, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import orjson

from kenbaar.rules.facts import Fact, FactType, Part, Vocabulary
from kenbaar.values import Language, checked_partial_date

Value = str | bool | int | list[Any] | dict[str, Any]
Answer = dict[str, Any]


class Blank(StrEnum):
    """An honest blank."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"


class Filling(StrEnum):
    """How far a fact is filled in. `UNFILLED` means that nobody said anything yet."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"
    UNFILLED = "unfilled"


def known(value: Value) -> Answer:
    """Answer with a value."""
    return {"value": value}


def unknown() -> Answer:
    """Answer that it was asked and is not known."""
    return {"blank": Blank.UNKNOWN.value}


def not_applicable(reason: Mapping[str, str]) -> Answer:
    """Answer that the question does not apply, with the reason per language."""
    return {"blank": Blank.NOT_APPLICABLE.value, "reason": dict(reason)}


def not_yet(expected: str = "") -> Answer:
    """Answer that it comes later; `expected` is a date, possibly without day or month, or empty when nobody said."""
    return {"blank": Blank.NOT_YET.value, "expected": expected}


class AnswerError(ValueError):
    """An answer does not fit its fact; the message says what was expected."""


class Sheet(Mapping[str, Answer]):
    """All answers of one entry version, by fact id. It never changes; `with_answers` gives the next one."""

    __slots__ = ("_answers",)

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self._answers = MappingProxyType(dict(answers or {}))

    def __getitem__(self, fact_id: str) -> Answer:
        return self._answers[fact_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, fact_id: str, default: Any = None, /) -> Any:
        """Return the answer to a fact. Mapping has this too, and takes ten times as long over it."""
        return self._answers.get(fact_id, default)

    def items(self) -> ItemsView[str, Answer]:
        """Return the facts with their answers. Mapping's own asks for each of them anew."""
        return self._answers.items()

    def value(self, fact_id: str) -> Any:
        """Return the value of a fact, or None when it is blank or unfilled."""
        answer = self._answers.get(fact_id)
        return None if answer is None else answer.get("value")

    def texts(self, fact_id: str) -> dict[str, str]:
        """Return a text per language; empty when there is none."""
        value = self.value(fact_id)
        return value if isinstance(value, dict) else {}

    def filling(self, fact_id: str) -> Filling:
        """Say how far a fact is filled in."""
        answer = self._answers.get(fact_id)
        if answer is None:
            return Filling.UNFILLED
        return Filling(answer["blank"]) if "blank" in answer else Filling.ANSWERED

    def with_answers(self, answers: Mapping[str, Answer | None]) -> "Sheet":
        """Return a sheet in which `answers` took the place of the old ones; None takes an answer away."""
        merged = {**self._answers, **answers}
        return Sheet({fact_id: answer for fact_id, answer in merged.items() if answer is not None})

    def to_json(self) -> bytes:
        """Return the canonical bytes: sorted keys, UTF-8, no white space (RFC 8785 for this restricted JSON)."""
        return orjson.dumps(dict(self._answers), option=orjson.OPT_SORT_KEYS)

    def digest(self) -> str:
        """Return the SHA-256 of the canonical bytes, in hexadecimal."""
        return hashlib.sha256(self.to_json()).hexdigest()


def check_sheet(sheet: Mapping[str, Answer], vocabulary: Vocabulary) -> list[str]:
    """List what does not fit the vocabulary, one sentence each; empty when all is well."""
    problems = []
    for fact_id, answer in sheet.items():
        if fact_id not in vocabulary:
            problems.append(f"{fact_id}: this fact is not in the vocabulary")
            continue
        try:
            check_answer(vocabulary[fact_id], answer)
        except AnswerError as error:
            problems.append(f"{fact_id}: {error}")
    return problems


def check_answer(fact: Fact, answer: Answer) -> None:
    """Raise AnswerError unless `answer` is a value that fits the fact, or an honest blank."""
    if "value" in answer and len(answer) == 1:
        _check_value(fact, answer["value"])
        return
    match answer:
        case {"blank": "unknown", **rest} if not rest:
            return
        case {"blank": "not_applicable", "reason": dict(reason), **rest} if not rest and any(reason.values()):
            _check_texts(reason)
        case {"blank": "not_yet", "expected": str(expected), **rest} if not rest:
            if expected:
                _check_date(expected)
        case _:
            raise AnswerError("an answer is a value, or the blank unknown, not_applicable with a reason, or not_yet")


def _check_value(fact: Fact, value: Any) -> None:
    if fact.type is FactType.RECORDS:
        _check_records(fact, value)
        return
    if fact.type is FactType.CHOICES:
        if not isinstance(value, list) or not value or len(set(map(str, value))) != len(value):
            raise AnswerError("choose at least one option, each once")
        for chosen in value:
            _check_option(fact, chosen)
        if len(value) > 1 and any(option.alone for option in fact.options if option.id in value):
            raise AnswerError(f"{' and '.join(value)} cannot both be true; take one of them away")
        return
    if fact.type is FactType.CHOICE:
        _check_option(fact, value)
        return
    _check_flat(fact.type, value)


def _check_records(fact: Fact, value: Any) -> None:
    parts: dict[str, Part] = {part.id: part for part in fact.parts}
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) and row for row in value):
        raise AnswerError("give a list with at least one record, none of them empty")
    for number, row in enumerate(value, start=1):
        for key, cell in row.items():
            if key not in parts:
                raise AnswerError(f"record {number}: a record has no part {key!r}; it has {', '.join(parts)}")
            try:
                _check_flat(parts[key].type, cell)
            except AnswerError as error:
                raise AnswerError(f"record {number}, {key}: {error}") from error


def _check_option(fact: Fact, value: Any) -> None:
    if not isinstance(value, str) or fact.option(value) is None:
        raise AnswerError(f"{value!r} is not one of: {', '.join(option.id for option in fact.options)}")


def _check_flat(kind: FactType, value: Any) -> None:
    match kind:
        case FactType.TEXT:
            _check_texts(value)
        case FactType.YES_NO if not isinstance(value, bool):
            raise AnswerError("expected true or false")
        case FactType.NUMBER if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 2**53:
            raise AnswerError("expected a whole number of 0 or more")
        case FactType.DATE:
            _check_date(value)
        case FactType.MONEY:
            _check_money(value)
        case FactType.LINE | FactType.URL if not isinstance(value, str) or not value:
            raise AnswerError("expected a line of text")
        case _:
            return


def _check_texts(value: Any) -> None:
    if not isinstance(value, dict) or not value or not set(value) <= set(Language):
        raise AnswerError("expected a text per language, with keys nl and en")
    if not all(isinstance(text, str) and text for text in value.values()):
        raise AnswerError("a text is empty; leave the language out instead")


def _check_date(value: Any) -> None:
    try:
        checked_partial_date(str(value))
    except ValueError as error:
        raise AnswerError(str(error)) from error


def _check_money(value: Any) -> None:
    fits = (
        isinstance(value, dict)
        and set(value) == {"amount", "currency"}
        and re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", str(value["amount"]))
        and re.fullmatch(r"[A-Z]{3}", str(value["currency"]))
    )
    if not fits:
        raise AnswerError('expected an amount such as {"amount": "12.50", "currency": "EUR"}')


def day_of(partial: str) -> dt.date:
    """Return the first day that a partial date covers, to sort by."""
    year, month, day = [*partial.split("-"), "1", "1"][:3]
    return dt.date(int(year), int(month), int(day))
