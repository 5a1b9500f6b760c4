"""Reading `content/gate/`: what is asked of an entry before it is published. Pure; a broken file is refused by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError, model_validator

from kenbaar.law.reading import law_book
from kenbaar.law.results import CLASS
from kenbaar.notices.lifecycle import ProfileStanding
from kenbaar.rules.answers import Blank, Sheet
from kenbaar.rules.compiling import Kind, Scope, kinds_of
from kenbaar.rules.conditions import Condition, Given
from kenbaar.rules.content_files import Placed, Problems, explained, load_placed
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.standards.fields import load_standard
from kenbaar.values import Frozen, Language, LocalText

# What a condition can ask beside facts: of the law engine, and of how people are told.
_LAW_CLASS, _LAW_FRIA, _NOTICE = "law_class", "law_fria", "notice_profile"
_VERDICTS = frozenset({"yes", "no", "open"})


class Effect(StrEnum):
    """What a rule does when it is not met."""

    BLOCK = "block"
    WARN = "warn"


class _Said(Frozen):
    """A rule as its file has it."""

    id: str
    effect: Effect
    text: LocalText
    remedy: LocalText
    source: str
    standard: str = ""
    needs: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    blanks: tuple[Blank, ...] = ()

    @model_validator(mode="after")
    def _names_facts(self) -> "_Said":
        unknown = [fact for fact in (*self.needs, *self.one_of) if fact not in vocabulary()]
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: not in the vocabulary")
        return self


@dataclass(frozen=True, slots=True)
class GateRule:
    """A rule; `when` is None for one that always holds."""

    id: str
    effect: Effect
    text: LocalText
    remedy: LocalText
    source: str
    needs: tuple[str, ...]
    one_of: tuple[str, ...]
    languages: tuple[Language, ...]
    blanks: tuple[Blank, ...]
    when: Condition | None

    def holds(self, given: Given) -> bool:
        """Say whether it is asked of an entry with these facts; what is not known yet asks nothing."""
        return self.when is None or self.when.truth(given) is True


def given_to_conditions(sheet: Sheet, *, law_class: str, law_fria: str, notice: ProfileStanding) -> Given:
    """Return what the conditions look at."""
    values = {fact: answer["value"] for fact, answer in sheet.items() if "value" in answer}
    said = {_LAW_FRIA: law_fria, _NOTICE: notice.value, **({_LAW_CLASS: law_class} if law_class else {})}
    return Given({**values, **said})


@cache
def gate_rules() -> tuple[GateRule, ...]:
    """Return the rules that ship with Kenbaar, in the order of their files."""
    return read_gate_rules(files("kenbaar.content") / "gate")


def read_gate_rules(folder: Traversable) -> tuple[GateRule, ...]:
    """Read every file of a folder. Raises ContentError with all that is wrong, by file and line."""
    problems, scope = Problems(), Scope(_kinds())
    found: dict[str, GateRule] = {}
    for file in sorted((each for each in folder.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name):
        for said in load_placed(file.read_bytes(), file.name).at("rules"):
            rule = _rule(said, scope, problems)
            if rule is not None and rule.id in found:
                problems.report(said, f"{rule.id} stands here a second time", "Keep one.")
            elif rule is not None:
                found[rule.id] = rule
    problems.stop()
    return tuple(found.values())


def _rule(said: Placed, scope: Scope, problems: Problems) -> GateRule | None:
    data = said.data if isinstance(said.data, dict) else {}
    plain = {key: value for key, value in data.items() if key != "when"}
    try:
        read = _Said.model_validate(plain)
    except ValidationError as error:
        problems.report(said, explained(error, plain), "Compare it with the rules beside it.")
        return None
    when = scope.compiled(said.at("when"), problems) if "when" in data else None
    needs = (*_required_by(read.standard), *read.needs) if read.standard else read.needs
    return GateRule(
        id=read.id,
        effect=read.effect,
        text=read.text,
        remedy=read.remedy,
        source=read.source,
        needs=needs,
        one_of=read.one_of,
        languages=read.languages,
        blanks=read.blanks,
        when=when,
    )


def _required_by(standard: str) -> Iterator[str]:
    name, _slash, version = standard.partition("/")
    for field in load_standard(name, version).fields:
        if field.required and field.fact and not field.default:
            yield field.fact


def _kinds() -> dict[str, Kind]:
    classes = frozenset(each.shape.id for each in law_book().latest.outcomes if each.shape.kind == CLASS)
    asked = {
        _LAW_CLASS: Kind(FactType.CHOICE, classes),
        _LAW_FRIA: Kind(FactType.CHOICE, _VERDICTS),
        _NOTICE: Kind(FactType.CHOICE, frozenset(ProfileStanding)),
    }
    return {**kinds_of(vocabulary()), **asked}
