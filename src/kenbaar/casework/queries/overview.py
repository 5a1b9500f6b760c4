"""What an administrator looks after: what is late, incomplete, nobody's, not reviewed, classified or re-checked."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kenbaar.assessments.models import Classification
from kenbaar.casework.errors import TaskNotAllowed
from kenbaar.casework.lifecycle import WAITING, Kind
from kenbaar.casework.links.lifecycle import LinkStatus
from kenbaar.casework.models import LinkUse, Task
from kenbaar.casework.policies import may_oversee
from kenbaar.casework.queries.links import links_are_checked
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry

FIRST, PAGE = 20, 50


class Listed(StrEnum):
    """A list of the overview, in the order of the page."""

    LATE = "late"
    NOBODY = "nobody"
    INCOMPLETE = "incomplete"
    UNREVIEWED = "unreviewed"
    UNCLASSIFIED = "unclassified"
    OWNERLESS = "ownerless"
    UNCHECKED = "unchecked"
    DEAD_LINKS = "dead-links"


OF_TASKS = frozenset({Listed.LATE, Listed.NOBODY, Listed.UNCHECKED})
_LIVE = ~Q(state=State.ARCHIVED)
_ENTRIES: Mapping[Listed, Q] = {
    Listed.INCOMPLETE: _LIVE & Q(lacking__gt=0),
    Listed.UNREVIEWED: Q(submitted__isnull=False),
    Listed.UNCLASSIFIED: _LIVE & Q(~Exists(Classification.objects.filter(version=OuterRef("latest")))),
    Listed.OWNERLESS: _LIVE & Q(owner__isnull=True),
    Listed.DEAD_LINKS: _LIVE & Q(pk__in=LinkUse.objects.filter(link__status=LinkStatus.DEAD).values("entry")),
}


@dataclass(frozen=True, slots=True)
class Overview:
    """The counts of a body, and the first of each list: entries, or tasks with their entry.

    Without `links_checked` nobody knows of dead links, and there is no such list.
    """

    entries: int
    links_checked: bool
    counts: Mapping[Listed, int]
    first: Mapping[Listed, Sequence[Any]]


def overview_of(actor: Actor, body: Body, *, today: dt.date) -> Overview:
    """Return what an administrator looks after. Raises TaskNotAllowed."""
    _need_administrator(actor, body)
    entries = Entry.objects.filter(body=body)
    conditions = {listed: condition for listed, condition in _ENTRIES.items() if is_kept(listed)}
    counted = entries.aggregate(
        all=Count("pk"),
        **{listed.value: Count("pk", filter=condition) for listed, condition in conditions.items()},
    )
    tasks = {listed: _tasks(body, listed, today) for listed in OF_TASKS}
    late = _waiting(body).aggregate(
        late=Count("pk", filter=Q(day__lt=today)),
        nobody=Count("pk", filter=Q(responsible=None)),
        unchecked=Count("pk", filter=Q(kind=Kind.RECHECK)),
    )
    first: dict[Listed, Sequence[Any]] = {listed: list(rows[:FIRST]) for listed, rows in tasks.items()}
    for listed in conditions:
        first[listed] = list(_entries(body, listed)[:FIRST]) if counted[listed.value] else []
    counts = {listed: {**counted, **late}[listed.value] for listed in Listed if is_kept(listed)}
    return Overview(counted["all"], links_are_checked(), counts, first)


def is_kept(listed: Listed) -> bool:
    """Say whether there is such a list here: that of dead links only where links are checked."""
    return listed is not Listed.DEAD_LINKS or links_are_checked()


def page_of_list(actor: Actor, body: Body, listed: Listed, *, page: int, today: dt.date) -> tuple[Sequence[Any], bool]:
    """Return a page of one list, and whether there is another one after it. Raises TaskNotAllowed."""
    _need_administrator(actor, body)
    rows: QuerySet[Any] = _tasks(body, listed, today) if listed in OF_TASKS else _entries(body, listed)
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _entries(body: Body, listed: Listed) -> QuerySet[Entry]:
    rows = Entry.objects.filter(_ENTRIES[listed], body=body).select_related("owner")
    return rows.order_by("-touched_at", "-id")


def _tasks(body: Body, listed: Listed, today: dt.date) -> QuerySet[Task]:
    conditions: Mapping[Listed, Callable[[], Q]] = {
        Listed.LATE: lambda: Q(day__lt=today),
        Listed.NOBODY: lambda: Q(responsible=None),
        Listed.UNCHECKED: lambda: Q(kind=Kind.RECHECK),
    }
    rows = _waiting(body).filter(conditions[listed]()).select_related("entry", "responsible")
    return rows.order_by(F("day").asc(nulls_last=True), "id")


def _waiting(body: Body) -> QuerySet[Task]:
    return Task.objects.filter(body=body, state__in=WAITING)


def _need_administrator(actor: Actor, body: Body) -> None:
    if not may_oversee(actor, body.slug):
        raise TaskNotAllowed("see the overview", body.slug)
