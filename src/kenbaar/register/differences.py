"""What changed between two versions, in a form that people can read. Pure: sheets in, differences out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from kenbaar.rules.answers import Answer, Blank, Sheet
from kenbaar.rules.facts import Fact, FactType, Part, Vocabulary
from kenbaar.values import Language, LocalText

# Comparing two texts word by word costs more than their length; beyond this both are shown whole.
_LONGEST_COMPARED_WORDS = 4000
# Of a text that was mostly rewritten, the few words that happen to be the same tell nothing.
_LEAST_ALIKE = 0.5
_WORDS = re.compile(r"\s*\S+\s*$|\s*\S+")


class Kind(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words with one fate."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact whose answer changed; `language` is empty for facts without language."""

    fact: Fact
    kind: Kind
    language: str
    segments: tuple[Segment, ...]


def differences(old: Sheet, new: Sheet, vocabulary: Vocabulary, *, language: str) -> list[Difference]:
    """List every fact whose answer differs, in the order of the vocabulary.

    Options and blanks are worded in `language`; texts are compared in each language in which they exist.
    """
    found = []
    for fact in vocabulary:
        before, after = old.get(fact.id), new.get(fact.id)
        if before == after:
            continue
        for tongue in _languages(fact, before, after):
            was, now = in_words(fact, before, tongue or language), in_words(fact, after, tongue or language)
            if was != now:
                found.append(Difference(fact, _kind(was, now), tongue, word_segments(was, now)))
    return found


def in_words(fact: Fact, answer: Answer | None, language: str) -> str:
    """Say an answer in words in `language`; empty for an unfilled fact or a text without that language."""
    if answer is None:
        return ""
    if "blank" in answer:
        return _blank_in_words(answer, language)
    return _value_in_words(fact, answer["value"], language)


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """Compare two texts word by word."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _LONGEST_COMPARED_WORDS:
        return _whole(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return _whole(old, new)
    segments: list[Segment] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            segments.append(Segment(Kind.SAME, "".join(before[i1:i2])))
            continue
        segments.extend(_whole("".join(before[i1:i2]), "".join(after[j1:j2])))
    return tuple(segments)


def _whole(old: str, new: str) -> tuple[Segment, ...]:
    pieces = ((Kind.REMOVED, old), (Kind.ADDED, new))
    return tuple(Segment(kind, text) for kind, text in pieces if text)


def _kind(was: str, now: str) -> Kind:
    if not was:
        return Kind.ADDED
    return Kind.REMOVED if not now else Kind.SAME


def _languages(fact: Fact, *answers: Answer | None) -> Sequence[str]:
    if fact.type is not FactType.TEXT:
        return ("",)
    present = {key for answer in answers if answer for key in (answer.get("value") or answer.get("reason") or {})}
    return tuple(language for language in Language if language in present) or ("",)


_BLANKS: Mapping[str, LocalText] = {
    Blank.UNKNOWN: LocalText(nl="Onbekend", en="Unknown"),
    Blank.NOT_APPLICABLE: LocalText(nl="Niet van toepassing", en="Not applicable"),
    Blank.NOT_YET: LocalText(nl="Nog niet bekend", en="Not known yet"),
}
_YES, _NO = LocalText(nl="Ja", en="Yes"), LocalText(nl="Nee", en="No")


def _blank_in_words(answer: Answer, language: str) -> str:
    words = _BLANKS[answer["blank"]].to(language)
    more = answer.get("expected") or (answer.get("reason") or {}).get(language, "")
    return f"{words}: {more}" if more else words


def _value_in_words(fact: Fact, value: Any, language: str) -> str:
    match fact.type:
        case FactType.CHOICE:
            return _option_in_words(fact, value, language)
        case FactType.CHOICES:
            return ", ".join(_option_in_words(fact, chosen, language) for chosen in value)
        case FactType.RECORDS:
            return "\n".join(_record_in_words(fact.parts, row, language) for row in value)
        case _:
            return _flat_in_words(fact.type, value, language)


def _option_in_words(fact: Fact, option_id: str, language: str) -> str:
    option = fact.option(option_id)
    return option.label.to(language) if option else option_id


def _record_in_words(parts: Sequence[Part], row: Mapping[str, Any], language: str) -> str:
    cells = (_flat_in_words(part.type, row[part.id], language) for part in parts if part.id in row)
    return ", ".join(cell for cell in cells if cell)


def _flat_in_words(kind: FactType, value: Any, language: str) -> str:
    match kind:
        case FactType.TEXT:
            return str(value.get(language, ""))
        case FactType.YES_NO:
            return (_YES if value else _NO).to(language)
        case FactType.MONEY:
            return f"{value['currency']} {value['amount']}"
        case _:
            return str(value)
