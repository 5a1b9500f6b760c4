"""From a record to facts. Nothing of the source is lost: what no fact can hold is kept and written back unchanged.

Which standard and language a record has, `telling` finds out.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.rules.answers import Answer, Sheet
from kenbaar.standards.fields import Standard
from kenbaar.standards.findings import Finding, FindingKind, finding
from kenbaar.standards.noticing import notice
from kenbaar.standards.parsing import has_content, parse
from kenbaar.standards.rendering import Plan, is_list, mark, plan_of, shown
from kenbaar.standards.telling import language_of, standard_of, told_language
from kenbaar.values import Language, LocalText

# Shorter texts cost less when they are kept whole.
_WORTH_IT = 40

__all__ = ["Reading", "language_of", "read", "standard_of", "told_language"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A record as facts.

    `kept` is plain JSON and holds what the facts do not say, each part only when there is something in it:
    `form` how the record was laid out (`layout` or `keys`; `null` when empty fields are null; `flat` when lists are
    text), `spelled` another spelling of an answer (`raw`, or what stood `around` it, and a mark `of` the answer it was
    read as), `said` content without a fact or that could not be read, `own` the source's book-keeping.
    """

    sheet: Sheet
    kept: dict[str, Any]
    findings: tuple[Finding, ...]


def read(record: Mapping[str, object], standard: Standard, language: Language) -> Reading:
    """Read any record; `write` with the same standard, language and `kept` gives an equal one back."""
    plan = plan_of(standard, tuple(record))
    # The canonical form of a sheet allows plain strings as keys, no members of an enum.
    tongue = Language(language).value
    answers: dict[str, Answer] = {}
    findings: list[Finding] = []
    unread: set[str] = set()
    for key, field in plan.fields:
        raw = record[key]
        if raw is None or raw == "":
            continue
        parsed = parse(field, raw, tongue, standard)
        if parsed.answer is not None:
            answers[field.fact] = _joined(answers.get(field.fact), parsed.answer)
        elif parsed.noticed:
            unread.add(key)
        for kind in parsed.noticed:
            findings.append(notice(kind, field, raw, tongue, standard))
    sheet = Sheet(answers)
    kept = _Keeping(record, plan, standard, tongue).of(sheet, unread)
    findings.extend(_unknown_fields(record, plan, standard))
    return Reading(sheet, kept, tuple(findings))


def _unknown_fields(record: Mapping[str, object], plan: Plan, standard: Standard) -> Iterator[Finding]:
    for key, field in plan.loose:
        if field is None and has_content(record[key]):
            label = LocalText(nl=key, en=key)
            yield finding(FindingKind.UNKNOWN_FIELD, key, label, record[key], by=standard.title)


@dataclass(frozen=True, slots=True)
class _Keeping:
    """What of a record its facts do not say, and how it was laid out."""

    record: Mapping[str, object]
    plan: Plan
    standard: Standard
    language: str

    def of(self, sheet: Sheet, unread: Collection[str]) -> dict[str, Any]:
        empty, is_flat = self._empty(), self._is_flat()
        form = {**self.plan.form, **({"null": True} if empty is None else {}), **({"flat": True} if is_flat else {})}
        spelled: dict[str, Any] = {}
        said: dict[str, Any] = {}
        for key, field in self.plan.fields:
            raw, answer = self.record[key], sheet.get(field.fact)
            value = "" if answer is None else shown(field, answer, self.language, self.standard, is_flat=is_flat)
            if _same(value or field.default or empty, raw):
                continue
            if key in unread and answer is None:
                said[key] = raw
            else:
                spelled[key] = _spelling(raw, value) | {"of": mark(answer, value)}
        for key, loose in self.plan.loose:
            if not _same((loose.default if loose else "") or empty, self.record[key]):
                said[key] = self.record[key]
        own = {key: self.record[key] for key in self.plan.own if not _same(empty, self.record[key])}
        parts = {"form": form, "spelled": spelled, "said": said, "own": own}
        return {name: part for name, part in parts.items() if part}

    def _empty(self) -> str | None:
        """Return what an empty field holds in this record: null or an empty text, whichever it has most."""
        nulls = sum(raw is None for raw in self.record.values())
        return None if nulls > sum(raw == "" for raw in self.record.values()) else ""

    def _is_flat(self) -> bool:
        raws = (self.record[key] for key, field in self.plan.fields if is_list(field))
        return any(isinstance(raw, str) and raw for raw in raws)


def _same(one: object, other: object) -> bool:
    """Say whether two values are equal and of one type: 1, 1.0 and true are three values in a file."""
    return type(one) is type(other) and one == other


def _spelling(raw: object, value: object) -> dict[str, Any]:
    """Half of all other spellings only have a space too many at the end: then only what is too many is kept."""
    if isinstance(raw, str) and isinstance(value, str) and len(value) > _WORTH_IT and value in raw:
        before, _value, after = raw.partition(value)
        return {"around": [before, after]}
    return {"raw": raw}


def _joined(earlier: Answer | None, answer: Answer) -> Answer:
    """Join columns that fill one list: titles and links become rows together when there are as many of each."""
    if earlier is None or "blank" in earlier:
        return answer
    if "blank" in answer or not isinstance(earlier["value"], list):
        return earlier
    rows, added = earlier["value"], answer["value"]
    if len(rows) == len(added) and not any(row.keys() & more.keys() for row, more in zip(rows, added, strict=True)):
        return {"value": [{**row, **more} for row, more in zip(rows, added, strict=True)]}
    return {"value": [*rows, *added]}
