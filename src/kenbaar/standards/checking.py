"""Checking: what a standard asks of a sheet and does not get.

It looks at shapes only; whether a link is alive or a text is true, nobody can tell from here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.rules.answers import Answer, Sheet
from kenbaar.rules.plain import plain_text
from kenbaar.standards.fields import Authority, Field, Shape, Standard
from kenbaar.standards.findings import Finding, FindingKind
from kenbaar.standards.noticing import notice
from kenbaar.standards.parsing import has_content, has_date_shape, parse
from kenbaar.standards.rendering import plan_of, rendered

# RFC 3986 is wider; what people can click has a scheme, a host with a dot and no white space.
_URL = re.compile(r"https?://[^\s/.?#@:]+(?:\.[^\s/.?#@:]+)+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?[^\s@,;:<>/]+@[^\s@,;:<>/.]+(?:\.[^\s@,;:<>/.]+)*\.[^\s@,;:<>/.]{2,}", re.IGNORECASE)
_LIST_SIGN = re.compile(r"^- ", re.MULTILINE)


def is_link(text: str) -> bool:
    """Say whether a text is one web address that a page may make a link of."""
    return _URL.fullmatch(text) is not None


def is_mail(text: str) -> bool:
    """Say whether a text is one e-mail address."""
    return _MAIL.fullmatch(text) is not None


def check(
    sheet: Sheet,
    standard: Standard,
    language: str,
    kept: Mapping[str, Any] | None = None,
    *,
    by: Authority = Authority.API,
) -> tuple[Finding, ...]:
    """List everything that a standard misses or refuses in a sheet, in the order of the standard.

    Where the standard's own sources disagree, `by` says which one rules; the findings name it. With `kept`, what could
    not be read of a source is judged again, so that a check tells the same story as the import did.
    """
    task = _Task(standard, language, by)
    unread = _unread(kept, standard) if kept else {}
    found: list[Finding] = []
    for field in standard.fields:
        answer = sheet.get(field.fact)
        # Most fields of most records: not asked for, and nothing said.
        if answer is not None or field.id in unread or field.is_required(by):
            found.extend(task.check(field, answer, unread))
    return tuple(found)


def _unread(kept: Mapping[str, Any], standard: Standard) -> dict[str, Any]:
    """Return what the source wrote, by field, as far as a fact may not hold it."""
    spelled = {key: source["raw"] for key, source in kept.get("spelled", {}).items() if source.get("raw")}
    raws = spelled | kept.get("said", {})
    return {field.id: raws[key] for key, field in plan_of(standard, tuple(raws)).fields} if raws else {}


@dataclass(frozen=True, slots=True)
class _Task:
    standard: Standard
    language: str
    by: Authority

    def check(self, field: Field, answer: Answer | None, unread: Mapping[str, Any]) -> Iterator[Finding]:
        if not field.fact:
            return
        if answer is None:
            yield from self._without_answer(field, unread)
            return
        value = rendered(field, answer, self.language, self.standard)
        if not value:
            yield from self._without_words(field, answer)
        elif field.shape is Shape.CHOICES and "value" in answer:
            if lost := [option for option in answer["value"] if field.spelled(option, self.language) is None]:
                yield self._notice(FindingKind.WRONG_OPTION, field, ", ".join(lost))
        elif isinstance(value, list):
            yield from self._rows(field, value)
        else:
            yield from self._text(field, value, answer)

    def _without_answer(self, field: Field, unread: Mapping[str, Any]) -> Iterator[Finding]:
        raw = unread.get(field.id)
        if has_content(raw):
            for kind in parse(field, raw, self.language, self.standard).noticed:
                yield self._notice(kind, field, raw)
        elif field.is_required(self.by) and not field.default:
            yield self._notice(FindingKind.MISSING, field, "")

    def _without_words(self, field: Field, answer: Answer) -> Iterator[Finding]:
        """Judge an answer that comes out empty: a blank, a text in another language, or an option that is not there."""
        if "blank" in answer:
            return
        if field.options:
            yield self._notice(FindingKind.WRONG_OPTION, field, str(answer["value"]))
        elif field.is_required(self.by) and not field.part:
            yield self._notice(FindingKind.MISSING, field, "")

    def _text(self, field: Field, value: str, answer: Answer) -> Iterator[Finding]:
        limit = field.limit(self.by)
        if limit is not None and len(value) > limit and (count := length_of(value)) > limit:
            yield self._notice(FindingKind.TOO_LONG, field, value, count=count, limit=limit)
        if "blank" in answer:
            return
        match field.shape:
            case Shape.TEXT if "<" in value or "&" in value:
                if plain_text(value)[1]:
                    yield self._notice(FindingKind.HTML_IN_TEXT, field, value)
            case Shape.URL if not is_link(value):
                yield self._notice(FindingKind.DEAD_URL_SHAPE, field, value)
            case Shape.CONTACT if not (is_link(value) or is_mail(value)):
                yield self._notice(FindingKind.DEAD_URL_SHAPE, field, value)
            case Shape.MONTH | Shape.DATE if not field.open:
                if not has_date_shape(field.shape, answer["value"], value, self.standard):
                    yield self._notice(FindingKind.DEAD_DATE_SHAPE, field, value)

    def _rows(self, field: Field, rows: list[Any]) -> Iterator[Finding]:
        for row in rows:
            cells = row if isinstance(row, Mapping) else {field.parts[0].id: row} if field.parts else {}
            for part in field.parts:
                cell = cells.get(part.id, "")
                limit = part.limits.get(self.by, part.max_length)
                if part.required and not cell:
                    yield self._notice(FindingKind.MISSING, field, "", part=part.id)
                if limit is not None and len(cell) > limit:
                    details = {"count": len(cell), "limit": limit}
                    yield self._notice(FindingKind.TOO_LONG, field, cell, part=part.id, **details)
                if part.id == "link" and cell and not is_link(cell):
                    yield self._notice(FindingKind.DEAD_URL_SHAPE, field, cell, part=part.id)

    def _notice(self, kind: FindingKind, field: Field, value: object, **details: Any) -> Finding:
        return notice(kind, field, value, self.language, self.standard, by=self.by, **details)


def length_of(text: str) -> int:
    """Count the characters of a text as its register does: the signs that make a list are not part of it."""
    return len(_LIST_SIGN.sub("", text))
