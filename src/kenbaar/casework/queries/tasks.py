"""Tasks as lists: of one person, of a body, and of an entry."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from kenbaar.casework.errors import TaskNotFound
from kenbaar.casework.lifecycle import WAITING, Kind, TaskState
from kenbaar.casework.models import Evidence, Task
from kenbaar.casework.queries.sight import tasks_seen_by
from kenbaar.people.actors import Actor
from kenbaar.people.models import Membership, Role
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry, EntryReader

PAGE = 50
_IN_LISTS = (
    "kind",
    "state",
    "day",
    "target",
    "due",
    "due_sure",
    "due_other",
    "duty",
    "law",
    "article",
    "topic",
    "label",
    "place",
    "title",
    "names_evidence",
    "entry__reference",
    "entry__name_nl",
    "entry__name_en",
    "responsible__name",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks of a list: those of the actor or of a `body`; with a `kind`, a `responsible`, or what is closed."""

    body: str = ""
    mine: bool = True
    kind: str = ""
    responsible: str = ""
    closed: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page of tasks; `more` says that there is another one after it."""

    tasks: Sequence[Task]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks wait: all, those past their day, and those of the next seven days."""

    waiting: int
    late: int
    this_week: int

    @property
    def later(self) -> int:
        """Those after that, or without a day."""
        return self.waiting - self.late - self.this_week


def task_of(actor: Actor, number: int) -> Task:
    """Return one task with its entry and whose it is. Raises TaskNotFound, also for who may not see it."""
    task = tasks_seen_by(actor).filter(pk=number).select_related("entry__body", "responsible").first()
    if task is None:
        raise TaskNotFound(number)
    return task


def page_of_tasks(actor: Actor, wanted: Wanted) -> TaskPage:
    """Return a page of tasks: what comes first by its day first; of closed ones, the last closed first."""
    rows = _wanted(actor, wanted)
    if wanted.closed:
        rows = rows.exclude(state__in=WAITING).order_by("-closed_at", "-id")
    else:
        rows = rows.filter(state__in=WAITING).order_by(F("day").asc(nulls_last=True), "id")
    begin = (wanted.page - 1) * PAGE
    found = list(_in_lists(rows)[begin : begin + PAGE + 1])
    return TaskPage(found[:PAGE], wanted.page, len(found) > PAGE)


def counts_of_tasks(actor: Actor, wanted: Wanted, *, today: dt.date) -> Counts:
    """Count the tasks of a list that wait, in one query."""
    week = today + dt.timedelta(days=7)
    found = (
        _wanted(actor, wanted)
        .filter(state__in=WAITING)
        .aggregate(
            waiting=Count("pk"),
            late=Count("pk", filter=Q(day__lt=today)),
            this_week=Count("pk", filter=Q(day__gte=today, day__lt=week)),
        )
    )
    return Counts(**found)


def my_work(actor: Actor, *, today: dt.date) -> tuple[Counts, Sequence[Task]]:
    """Return how much waits for the actor, and the first ten of it, for the page where their day begins."""
    wanted = Wanted()
    return counts_of_tasks(actor, wanted, today=today), page_of_tasks(actor, wanted).tasks[:10]


def tasks_of_entry(actor: Actor, entry: Entry) -> list[Task]:
    """Return the tasks of an entry with `shown`, how much evidence each has: what waits first, by its day.

    The entry comes from `entry_with_tasks`.
    """
    counted = Count("evidence", filter=Q(evidence__removed_at=None))
    rows = tasks_seen_by(actor).filter(entry=entry).annotate(shown=counted).select_related("responsible")
    order = {TaskState.OPEN: 0, TaskState.DOING: 0, TaskState.DONE: 1, TaskState.NOT_NEEDED: 2}
    return sorted(rows, key=lambda task: (order[TaskState(task.state)], task.day or dt.date.max, task.pk))


def doers_who_do_not_see(actor: Actor, entry: Entry) -> list[str]:
    """Return the names of those who have a task of an entry that waits, and may not see the entry: it was restricted.

    The entry comes from a query that took the actor.
    """
    if entry.access != Access.RESTRICTED:
        return []
    sees = EntryReader.objects.filter(entry=entry).values("person")
    keeps = Membership.objects.filter(body=entry.body, role=Role.ADMINISTRATOR).values("person")
    rows = tasks_seen_by(actor).filter(entry=entry, state__in=WAITING, responsible__isnull=False)
    shut_out = rows.exclude(responsible__in=sees).exclude(responsible__in=keeps)
    return sorted(set(shut_out.values_list("responsible__name", flat=True)))


def days_of(actor: Actor) -> Iterator[Task]:
    """Give the tasks of the actor that wait and have a day, for a calendar."""
    rows = _wanted(actor, Wanted()).filter(state__in=WAITING, day__isnull=False)
    return _in_lists(rows.order_by("day", "id"))[:1000].iterator(chunk_size=500)


def tasks_after(
    actor: Actor, number: int, *, entry: str, kind: Kind | None, state: TaskState | None, limit: int
) -> list[Task]:
    """Return at most `limit` tasks after this one, in the order in which they were opened."""
    rows = tasks_seen_by(actor).filter(pk__gt=number).select_related("entry")
    if entry:
        rows = rows.filter(entry__reference=entry)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    return list(rows.order_by("pk")[:limit])


def evidence_counts(tasks: Sequence[Task]) -> dict[int, int]:
    """Return how much evidence each of these tasks has. They come from a query that took the actor."""
    rows = Evidence.objects.filter(task__in=[task.pk for task in tasks], removed_at=None)
    return dict(rows.values_list("task").annotate(count=Count("pk")).order_by())


def _wanted(actor: Actor, wanted: Wanted) -> QuerySet[Task]:
    rows = tasks_seen_by(actor)
    if wanted.mine:
        rows = rows.filter(responsible=actor.person) if actor.person is not None else rows.none()
    if wanted.body:
        rows = rows.filter(body__slug=wanted.body)
    if wanted.kind in set(Kind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.responsible == "none":
        rows = rows.filter(responsible=None)
    elif wanted.responsible.isdecimal() and len(wanted.responsible) < 10:
        rows = rows.filter(responsible=int(wanted.responsible))
    return rows


def _in_lists(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.select_related("entry", "responsible").only(*_IN_LISTS)
