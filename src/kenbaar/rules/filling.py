"""How people fill in a sheet: its facts in sections that make sense to a civil servant, each with a good example.

The sections and examples are data in `content/filling/`; this module gives them a shape and refuses a broken file.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from pydantic import ValidationError

from kenbaar.rules.answers import Sheet
from kenbaar.rules.compiling import Kind, Scope
from kenbaar.rules.conditions import Condition, Given
from kenbaar.rules.content_files import ContentError, Placed, Problems, explained, load_placed
from kenbaar.rules.facts import Vocabulary, vocabulary
from kenbaar.values import Frozen, LocalText


class FillingSection(Frozen):
    """A page of the sheet. `more` are facts that are rarely needed; `law` says that the law chooses what is asked."""

    id: str
    label: LocalText
    intro: LocalText
    facts: tuple[str, ...]
    more: tuple[str, ...] = ()
    law: bool = False

    @property
    def all_facts(self) -> tuple[str, ...]:
        """Every fact of the section, in the order in which it is asked."""
        return self.facts + self.more


class Register(Frozen):
    """A register for which a sheet is measured, by a standard; with `outcome` only when the law says so."""

    standard: str
    name: LocalText
    outcome: str = ""


class _File(Frozen):
    questionnaire: str
    sections: tuple[FillingSection, ...]
    show: dict[str, object]
    registers: tuple[Register, ...]


@dataclass(frozen=True)
class Filling:
    """All sections, what each fact waits for, and its example; `questionnaire` is the one by which the law asks."""

    questionnaire: tuple[str, str]
    sections: tuple[FillingSection, ...]
    show: Mapping[str, Condition]
    examples: Mapping[str, LocalText]
    registers: tuple[Register, ...]

    @cached_property
    def section_of(self) -> Mapping[str, FillingSection]:
        """The section of each fact."""
        return {fact: section for section in self.sections for fact in section.all_facts}

    def section(self, section_id: str) -> FillingSection | None:
        """Return a section by its id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)

    def registers_for(self, outcomes: Collection[str]) -> tuple[Register, ...]:
        """Return the registers that ask for a sheet of which these outcomes of the law hold."""
        return tuple(each for each in self.registers if not each.outcome or each.outcome in outcomes)

    def shown(self, sheet: Sheet) -> frozenset[str]:
        """Return the facts to ask: those that wait for nothing, whose condition holds, or that have an answer."""
        values = {fact: answer["value"] for fact, answer in sheet.items() if "value" in answer}
        given = Given(values)
        waiting = {fact for fact, when in self.show.items() if fact not in sheet and when.truth(given) is not True}
        return frozenset(self.section_of.keys() - waiting)


def read_filling(folder: Traversable, facts: Vocabulary) -> Filling:
    """Read `sections.yaml` and `examples.yaml` in a folder. Raises ContentError with everything that is wrong."""
    said = load_placed(folder.joinpath("sections.yaml").read_bytes(), "sections.yaml")
    try:
        file = _File.model_validate(said.data)
    except ValidationError as error:
        raise ContentError(f"sections.yaml: {explained(error, said.data)}") from error
    problems = Problems()
    _check_facts(file, said, facts, problems)
    kinds = {fact.id: Kind(fact.type, frozenset(option.id for option in fact.options)) for fact in facts}
    scope = Scope(kinds)
    show = {fact: scope.compiled(said.at("show").at(fact), problems) for fact in file.show}
    examples = _examples(load_placed(folder.joinpath("examples.yaml").read_bytes(), "examples.yaml"), facts, problems)
    problems.stop()
    name, _slash, version = file.questionnaire.partition("/")
    ready = MappingProxyType(show), MappingProxyType(examples)
    return Filling((name, version), file.sections, *ready, file.registers)


def _check_facts(file: _File, said: Placed, facts: Vocabulary, problems: Problems) -> None:
    seen: set[str] = set()
    for place, section in zip(said.at("sections"), file.sections, strict=True):
        for fact in section.all_facts:
            if fact not in facts:
                problems.report(place, f"there is no fact {fact!r}", "Mind the spelling, or define it first.")
            if fact in seen:
                problems.report(place, f"{fact!r} stands in two places", "Keep one of them.")
            seen.add(fact)
    if left := [fact.id for fact in facts if fact.id not in seen]:
        problems.report(said.at("sections"), f"nobody is asked for {', '.join(left)}", "Give each a section.")
    for fact in file.show:
        if fact not in seen:
            problems.report(said.at("show").at(fact), f"{fact!r} is in no section", "Mind the spelling.")


def _examples(said: Placed, facts: Vocabulary, problems: Problems) -> dict[str, LocalText]:
    found = {}
    for fact, texts in (said.data or {}).items():
        if fact not in facts:
            problems.report(said.at(fact), f"there is no fact {fact!r}", "Mind the spelling.")
        try:
            found[fact] = LocalText.model_validate(texts)
        except ValidationError:
            problems.report(said.at(fact), "an example is missing in Dutch or English", "Write both.")
    return found


@cache
def filling() -> Filling:
    """Return the sections that ship with Kenbaar."""
    return read_filling(files("kenbaar.content").joinpath("filling"), vocabulary())
