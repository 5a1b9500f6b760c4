"""What to tell people, by regime: what is owed in the decision, on request, in public, and what is policy only."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kenbaar.assessments.words.places import PlaceTold
from kenbaar.assessments.words.telling import Teller
from kenbaar.law.answering import AI_ACT
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import NoticeDutyFound
from kenbaar.portal.check.steps import law_on
from kenbaar.values import LocalText, both

STATUSES: Mapping[str, LocalText] = {
    "mandatory": both("Verplicht, uit uzelf", "Mandatory, of your own accord"),
    "on_request": both("Op verzoek", "On request"),
    "public": both("Openbaar maken", "To be published"),
    "policy": both("Afspraak of beleid, geen wet", "Policy, no statute"),
}
IF_MISSING: Mapping[str, LocalText] = {
    "breach": both("Ontbreekt dit, dan is dat een overtreding.", "If it lacks, that is a breach."),
    "incomplete": both("Ontbreekt dit, dan is de melding niet volledig.", "If it lacks, the notice is incomplete."),
    "policy": both("Ontbreekt dit, dan wijkt u af van beleid.", "If it lacks, that departs from policy."),
    "null_risk": both("Ontbreekt dit, dan kan het besluit nietig zijn.", "If it lacks, the decision may be void."),
    "breach_no_automatic_nullity": both(
        "Ontbreekt dit, dan is dat een overtreding. Het besluit blijft wel bestaan.",
        "If it lacks, that is a breach. The decision does stand.",
    ),
}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """Something to tell people."""

    label: str
    text: str
    place: PlaceTold
    starts: str
    if_missing: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class StatusTold:
    """What is to be told in one way: of your own accord, on request, in public."""

    title: str
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True, slots=True)
class RegimeTold:
    """What one set of rules asks; `possible` counts what depends on answers that are missing."""

    title: str
    statuses: tuple[StatusTold, ...]
    count: int
    possible: int


def notices_told(teller: Teller) -> tuple[RegimeTold, ...]:
    """Return what to tell people, by regime."""
    return tuple(_regimes(teller))


def _regimes(teller: Teller) -> Iterator[RegimeTold]:
    labels = law_on(teller.found.known).regimes
    by_regime: dict[str, list[NoticeDutyFound]] = defaultdict(list)
    for found in teller.found.notices:
        if found.certainty is not Certainty.ASSUMED_NOT:
            by_regime[found.status.regime].append(found)
    for regime, asked in by_regime.items():
        holding = [each for each in asked if each.certainty.holds]
        title = teller.say(labels[regime].label) if regime in labels else regime
        yield RegimeTold(title, tuple(_statuses(holding, teller)), len(holding), len(asked) - len(holding))


def _statuses(found: list[NoticeDutyFound], teller: Teller) -> Iterator[StatusTold]:
    known = dict.fromkeys((*STATUSES, *(each.status.status for each in found)))
    for status in known:
        fields = tuple(_field(each, teller) for each in found if each.status.status == status)
        if fields:
            yield StatusTold(teller.say(STATUSES.get(status, both(status, status))), fields)


def _field(found: NoticeDutyFound, teller: Teller) -> FieldTold:
    return FieldTold(
        label=teller.say(found.field.label),
        text=teller.say(found.field.text),
        place=teller.place(found.status.article, _law_of(found)),
        starts=_starts(found, teller),
        if_missing="" if found.early else teller.say(IF_MISSING.get(found.status.missing)),
        certainty=teller.certainty(found.certainty),
        note=teller.say(found.status.note),
    )


def _law_of(found: NoticeDutyFound) -> str:
    """Return the law of an article: a field is shared by regimes, of which two are one law each."""
    return {"eu": AI_ACT, "gdpr": "gdpr"}.get(found.status.regime, "")


def _starts(found: NoticeDutyFound, teller: Teller) -> str:
    if not found.early:
        return ""
    if found.binds_from is None:
        return teller.say(both("Nu nog vrijwillig.", "Voluntary for now."))
    written = teller.day(found.binds_from)
    return teller.say(both(f"Vanaf {written}. Nu nog vrijwillig.", f"From {written}. Voluntary until then."))
