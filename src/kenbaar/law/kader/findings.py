"""What can be wrong in a checkout of the Algoritmekader: a finding names the file, says what is wrong and what helps.

A finding never stops the reading. Its sentences are made here, from its kind and its details.
"""

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from typing import Any, NamedTuple, Self

from pydantic import model_validator

from kenbaar.law.kader.sentences import SENTENCES, Sentences
from kenbaar.values import Frozen, LocalText

_SHOWN = 160


class FindingKind(StrEnum):
    """What is wrong."""

    UNSAFE_PATH = "unsafe_path"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    SAME_PAGE_TWICE = "same_page_twice"
    NO_FRONT_MATTER = "no_front_matter"
    BROKEN_FRONT_MATTER = "broken_front_matter"
    REPEATED_FIELD = "repeated_field"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_SHAPE = "wrong_shape"
    TOO_MANY_VALUES = "too_many_values"
    SOURCES_CUT = "sources_cut"
    NO_TITLE = "no_title"
    NO_URN = "no_urn"
    WRONG_URN = "wrong_urn"
    URN_NOT_AS_NAME = "urn_not_as_name"
    DUPLICATE_URN = "duplicate_urn"
    EMPTY_VALUE = "empty_value"
    UNKNOWN_REQUIREMENT = "unknown_requirement"
    UNKNOWN_MEASURE = "unknown_measure"
    MEASURE_WITHOUT_REQUIREMENT = "measure_without_requirement"
    REQUIREMENT_WITHOUT_MEASURE = "requirement_without_measure"
    NO_LAW = "no_law"
    UNKNOWN_LAW = "unknown_law"
    EMPTY_TARGET = "empty_target"
    CUT_PROVISION = "cut_provision"
    SHARED_ANCHOR = "shared_anchor"
    OTHER_LAW = "other_law"
    OTHER_ARTICLE = "other_article"
    VALUE_WITHOUT_PAGE = "value_without_page"
    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_EXCEPTION = "unknown_exception"
    NOT_IN_AUDIT = "not_in_audit"
    UNKNOWN_IN_AUDIT = "unknown_in_audit"
    RENUMBERED = "renumbered"
    NUMBER_REUSED = "number_reused"
    MOVED = "moved"
    GONE = "gone"

    @property
    def label(self) -> LocalText:
        """What it is called in a table."""
        return _sentences(self).label


class _Order(NamedTuple):
    file: str
    line: int
    kind: str
    details: tuple[tuple[str, str], ...]


class Finding(Frozen):
    """Something that is wrong. `line` is 0 where the whole file is meant."""

    kind: FindingKind
    file: str
    line: int = 0
    details: Mapping[str, str] = {}

    @model_validator(mode="after")
    def _has_its_details(self) -> Self:
        needed = {name for text in _sentences(self.kind).with_details() for name in _fields_of(text)}
        if needed != set(self.details):
            raise ValueError(f"a finding {self.kind} has the details: {', '.join(sorted(needed)) or 'none'}")
        return self

    @property
    def what(self) -> LocalText:
        """What is wrong."""
        return self._said(_sentences(self.kind).what)

    @property
    def remedy(self) -> LocalText:
        """What helps."""
        return self._said(_sentences(self.kind).remedy)

    def order(self) -> _Order:
        """Return what findings are sorted by."""
        return _Order(self.file, self.line, self.kind, tuple(sorted(self.details.items())))

    def _said(self, text: LocalText) -> LocalText:
        return LocalText(nl=text.nl.format_map(self.details).strip(), en=text.en.format_map(self.details).strip())

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what.en} {self.remedy.en}"


def finding(kind: FindingKind, file: str, line: int = 0, **details: Any) -> Finding:
    """Return a finding. What comes from a file is made safe and short enough to stand in a sentence."""
    return Finding(
        kind=kind, file=shown(file), line=line, details={name: shown(value) for name, value in details.items()}
    )


def shown(value: Any, *, most: int = _SHOWN) -> str:
    """Return a text from a file without what cannot be printed, cut off where nobody reads on."""
    printable = "".join(sign if sign.isprintable() else " " for sign in str(value)[: 2 * most])
    clean = " ".join(printable.split())
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _sentences(kind: FindingKind) -> Sentences:
    return SENTENCES[kind.value]


def _fields_of(text: str) -> list[str]:
    return [name for _literal, name, _spec, _conversion in Formatter().parse(text) if name]
