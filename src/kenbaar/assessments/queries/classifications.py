"""What the law says about entries, for whoever may see it; and where a body says something else."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from kenbaar.assessments.conclusions import LawKey
from kenbaar.assessments.models import Classification
from kenbaar.assessments.policies import may_see
from kenbaar.assessments.waiting import newest, versions_that_count, waiting_versions
from kenbaar.people.actors import Actor
from kenbaar.register.errors import NotAllowed
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import at_work, entry_for
from kenbaar.register.queries.working import need_sight

# The options of `risk_class` and `publication_category` that come to the same as what the law says.
RISK_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "prohibited": "prohibited",
        "high_risk_annex_iii": "high_risk",
        "high_risk_annex_i": "high_risk",
        "high_risk_annex_i_b": "high_risk",
        "transparency": "transparency",
        "annex_iii_not_high_risk": "minimal",
        "minimal": "minimal",
        "open_source_exempt": "minimal",
        "out_of_scope": "minimal",
        "not_ai": "minimal",
    }
)
CATEGORIES: Mapping[str, str] = MappingProxyType({"A": "high_risk_ai", "B": "impactful", "C": "other"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact of an entry in which the body says one option, while another follows. `certain`: from answers alone."""

    reference: str
    body: str
    fact: str
    said: str
    follows: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How many versions count, and how many of them wait for a classification by a law."""

    versions: int
    waiting: int


def classification_of(actor: Actor, reference: str) -> Classification | None:
    """Return what is kept about the latest version of an entry; None as long as it was not classified.

    Raises EntryNotFound or NotAllowed.
    """
    entry = _seen(actor, reference)
    return newest().select_related("conclusion", "version").filter(version=entry.latest_id).first()


def classification_of_public_version(actor: Actor, reference: str) -> Classification | None:
    """Return the same about the version that the public reads. Raises EntryNotFound or NotAllowed."""
    entry = _seen(actor, reference)
    return newest().select_related("conclusion", "version").filter(version=entry.published_id).first()


def risk_classes_of(versions: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the option of `risk_class` that the law gives these versions, in one query; only where that is settled.

    Whoever asks may see the versions.
    """
    rows = newest().filter(version__in=versions, conclusion__settled=True)
    told = rows.values_list("version", "conclusion__class_id", "conclusion__summary")
    return {version: option for version, class_id, summary in told if (option := _risk_class(class_id, summary))}


def history_of(actor: Actor, reference: str) -> list[Classification]:
    """Return every classification of an entry, from old to new. Raises EntryNotFound or NotAllowed."""
    entry = _seen(actor, reference)
    rows = Classification.objects.filter(version__entry=entry).select_related("conclusion", "version")
    return list(rows.order_by("version__number", "number"))


def progress(law: LawKey, *, body: str = "") -> Progress:
    """Count how far the register is with a law."""
    return Progress(versions_that_count(body=body).count(), waiting_versions(law, body=body).count())


def counts_by_class(actor: Actor) -> dict[str, int]:
    """Count the entries that the actor may see classified, by class; "" are those without one yet."""
    rows = _latest(actor).values_list("conclusion__class_id").annotate(count=Count("id")).order_by()
    return dict(rows)


def disagreements(actor: Actor) -> Iterator[Disagreement]:
    """Stream where bodies say another class or category than follows from their own facts, by entry.

    Nothing is said of an entry whose class or category is still open, or of a fact that the body left blank.
    """
    rows = _latest(actor).annotate(risk_class=_option("risk_class"), category=_option("publication_category"))
    columns = ("version__entry__reference", "version__entry__body__slug", "risk_class", "category")
    told = ("conclusion__class_id", "conclusion__settled", "conclusion__summary")
    for reference, body, risk_class, category, class_id, settled, summary in (
        rows.order_by("version__entry").values_list(*columns, *told).iterator(chunk_size=500)
    ):
        follows = _risk_class(class_id, summary)
        if risk_class and follows and risk_class != follows:
            yield Disagreement(reference, body, "risk_class", risk_class, follows, settled)
        found = summary["dutch_category"]
        follows = CATEGORIES.get(found["category"], "")
        if category and follows and category != follows:
            certain = found["certainty"] == "certain"
            yield Disagreement(reference, body, "publication_category", category, follows, certain)


def in_force_on(classification: Classification, day: dt.date) -> list[str]:
    """Return the duties that bind on a day: those with a day before it, and those without any."""
    by_day = classification.conclusion.summary["duties"]
    return [duty for start, duties in by_day.items() if start == "none" or start <= day.isoformat() for duty in duties]


def _risk_class(class_id: str, summary: Mapping[str, Any]) -> str:
    # A class that is lighter than the duties of article 50 does not take them away.
    option = RISK_CLASSES.get(class_id, "")
    return "transparency" if option == "minimal" and summary["transparency"] else option


def _option(fact: str) -> KeyTextTransform:
    return KeyTextTransform("value", KeyTransform(fact, "version__sheet"))


def _seen(actor: Actor, reference: str) -> Entry:
    entry = entry_for(actor, reference)
    if not may_see(actor, entry.body.slug):
        raise NotAllowed(reference, "see the classification of")
    # What was public before it was restricted still has its page; what the law says of it is for who may work with it.
    need_sight(actor, entry)
    return entry


def _latest(actor: Actor) -> QuerySet[Classification]:
    rows = newest().filter(version__entry__latest=F("version"))
    if actor.operator:
        return rows
    return rows.filter(version__entry__in=Entry.objects.filter(at_work(actor)))
