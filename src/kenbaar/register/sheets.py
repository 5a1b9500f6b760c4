"""How the sheet of an entry is shown: every public fact with its label and its answer, if any. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kenbaar.register.public import public_facts
from kenbaar.register.quality import measuring_standard
from kenbaar.rules.answers import Answer, Filling
from kenbaar.rules.facts import Fact, Section, vocabulary


class FactRead(NamedTuple):
    """A fact with its answer. `always_shown` facts are those that the Dutch standard asks everybody for."""

    fact: Fact
    label: str
    answer: Answer | None
    always_shown: bool

    @property
    def value(self) -> Any:
        """The value, or None when there is none."""
        return self.answer.get("value") if self.answer else None

    @property
    def answered(self) -> bool:
        """Say whether there is a value to show."""
        return self.answer is not None and "value" in self.answer

    @property
    def filling(self) -> Filling:
        """Say how far the fact is filled in."""
        if self.answer is None:
            return Filling.UNFILLED
        return Filling(self.answer["blank"]) if "blank" in self.answer else Filling.ANSWERED


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A section of the vocabulary: what to show in full, and the labels of what nobody filled in or asked for."""

    section: Section
    shown: tuple[FactRead, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A whole sheet; `missing` is what the Dutch standard asks for and has no answer and no reason for having none."""

    facts: Mapping[str, FactRead]
    sections: tuple[SectionRead, ...]
    missing: tuple[FactRead, ...]


class _Unfilled(NamedTuple):
    """The sheet in which nobody filled in anything; the sections and what is asked from everybody by fact id."""

    facts: Mapping[str, FactRead]
    sections: tuple[tuple[Section, tuple[str, ...]], ...]
    asked: tuple[str, ...]


def read_sheet(sheet: Mapping[str, Answer], language: str) -> SheetRead:
    """Return a sheet as it is shown, with labels in `language`, in the order of the vocabulary."""
    unfilled = _unfilled(language)
    facts = dict(unfilled.facts)
    for fact_id, answer in sheet.items():
        if fact_id in facts:
            fact, label, _nothing, always_shown = facts[fact_id]
            facts[fact_id] = FactRead(fact, label, answer, always_shown)
    return SheetRead(
        facts,
        sections=tuple(_section(section, [facts[fact_id] for fact_id in ids]) for section, ids in unfilled.sections),
        missing=tuple(read for fact_id in unfilled.asked if _is_missing(read := facts[fact_id])),
    )


def _section(section: Section, reads: Iterable[FactRead]) -> SectionRead:
    shown: list[FactRead] = []
    unfilled: list[str] = []
    for read in reads:
        if read.answer is None and not read.always_shown:
            unfilled.append(read.label)
        else:
            shown.append(read)
    return SectionRead(section, tuple(shown), tuple(unfilled))


def _is_missing(read: FactRead) -> bool:
    return read.filling not in {Filling.ANSWERED, Filling.NOT_APPLICABLE}


@cache
def _unfilled(language: str) -> _Unfilled:
    measured, public = measuring_standard().measured_facts, public_facts()
    facts = {
        fact.id: FactRead(fact, fact.label.to(language), None, fact.id in measured)
        for fact in vocabulary()
        if fact.id in public
    }
    return _Unfilled(
        facts,
        # A section that is internal as a whole would be a heading with nothing under it.
        sections=tuple(
            (section, ids)
            for section in vocabulary().sections
            if (ids := tuple(fact.id for fact in section.facts if fact.id in facts))
        ),
        asked=tuple(fact_id for fact_id in facts if fact_id in measured),
    )
