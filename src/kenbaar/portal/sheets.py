"""How the sheet of an entry is shown: every public fact with its label and its answer, if any. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kenbaar.register.quality import measuring_standard
from kenbaar.rules.answers import Answer, Filling
from kenbaar.rules.facts import Fact, Section, Visibility, vocabulary


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


def read_sheet(sheet: Mapping[str, Answer], language: str) -> SheetRead:
    """Return a sheet as it is shown, with labels in `language`, in the order of the vocabulary."""
    facts: dict[str, FactRead] = {}
    sections = []
    for section, shapes in _shapes(language):
        shown: list[FactRead] = []
        unfilled: list[str] = []
        for fact, label, always_shown in shapes:
            answer = sheet.get(fact.id)
            read = FactRead(fact, label, answer, always_shown)
            facts[fact.id] = read
            if answer is None and not always_shown:
                unfilled.append(label)
            else:
                shown.append(read)
        sections.append(SectionRead(section, tuple(shown), tuple(unfilled)))
    missing = tuple(read for read in facts.values() if read.always_shown and _is_missing(read))
    return SheetRead(facts, tuple(sections), missing)


def _is_missing(read: FactRead) -> bool:
    return read.filling not in {Filling.ANSWERED, Filling.NOT_APPLICABLE}


@cache
def _shapes(language: str) -> tuple[tuple[Section, tuple[tuple[Fact, str, bool], ...]], ...]:
    measured = measuring_standard().measured_facts
    return tuple(
        (
            section,
            tuple(
                (fact, fact.label.to(language), fact.id in measured)
                for fact in section.facts
                if fact.visibility is Visibility.PUBLIC
            ),
        )
        for section in vocabulary().sections
    )
