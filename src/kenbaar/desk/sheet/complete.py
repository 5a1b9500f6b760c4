"""How far a sheet is for each register that asks for it: what lacks, is too long or does not fit, and the way there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kenbaar.casework.queries.links import troubled_links
from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.law.answering import classified
from kenbaar.people.actors import Actor
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import WorkingCopy, working_copy
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.rules.filling import Register, filling
from kenbaar.standards.checking import check
from kenbaar.standards.completeness import Completeness, completeness
from kenbaar.standards.fields import Standard, load_standard
from kenbaar.standards.findings import FindingKind


@dataclass(frozen=True, slots=True)
class ToMend:
    """A fact that a register misses or refuses, and what it says about it."""

    fact: Fact
    sentence: str


@dataclass(frozen=True, slots=True)
class RegisterState:
    """How far a sheet is for one register. `open` are facts that it shows to everybody and that say nothing yet."""

    register: Register
    standard: Standard
    measured: Completeness
    missing: tuple[ToMend, ...]
    wrong: tuple[ToMend, ...]
    open: tuple[Fact, ...]

    @property
    def to_do(self) -> int:
        """How many facts stand in the way."""
        return len({each.fact.id for each in (*self.missing, *self.wrong)})


@staff
@require_safe
def complete(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Show what each register still misses."""
    copy = working_copy(by, reference)
    registers = register_states(copy, language=get_language() or "nl", on=timezone.localdate())
    more: dict[str, Any] = {
        "registers": registers,
        "links": tuple((vocabulary()[fact], told) for fact, told in troubled_links(copy.sheet).items()),
        "writes": may_write(by, copy.entry.body.slug),
    }
    return entry_page(request, "sheet/complete", copy.entry, by=by, tab="desk:complete", **more)


def register_states(copy: WorkingCopy, *, language: str, on: dt.date) -> tuple[RegisterState, ...]:
    """Return how far the working copy is for every register that asks for it."""
    found = classified(copy.sheet, on=on, known=on)
    outcomes = {each.shape.id for each in found.outcomes if each.certainty.holds}
    return tuple(_state(copy, each, language) for each in filling().registers_for(outcomes))


def _state(copy: WorkingCopy, register: Register, language: str) -> RegisterState:
    name, _slash, version = register.standard.rpartition("/")
    standard = load_standard(name, version)
    facts, sheet = vocabulary(), copy.named
    missing: dict[str, ToMend] = {}
    wrong: dict[str, ToMend] = {}
    for finding in check(sheet, standard, standard.language or "nl", copy.kept.get(standard.key)):
        field = standard.by_key.get(finding.field)
        if field is None or not field.fact:
            continue
        into = missing if finding.kind is FindingKind.MISSING else wrong
        sentence = finding.message.to(language)
        if into is wrong:
            sentence = f"{sentence} {finding.remedy.to(language)}"
        into.setdefault(field.fact, ToMend(facts[field.fact], sentence))
    filled = {field.fact for field in standard.fields if field.default}
    unsaid = (fact for fact in facts if fact.id in standard.measured_facts - filled and fact.id not in sheet)
    return RegisterState(
        register=register,
        standard=standard,
        measured=completeness(sheet, standard),
        missing=tuple(missing.values()),
        wrong=tuple(each for fact, each in wrong.items() if fact not in missing),
        open=tuple(fact for fact in unsaid if fact.id not in missing),
    )
