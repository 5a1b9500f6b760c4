"""Tasks: adding, giving, planning, starting, ending and reopening them, one or many at once."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from kenbaar.casework import events
from kenbaar.casework.actions.duties import BY_PERSON
from kenbaar.casework.errors import DayNotPossible, NotAColleague, ProofNeeded, TaskNotAllowed
from kenbaar.casework.lifecycle import Kind, Proof, TaskState, TaskStep
from kenbaar.casework.models import Evidence, Task
from kenbaar.casework.policies import may_handle
from kenbaar.casework.queries.colleagues import works_on
from kenbaar.casework.queries.sight import entry_with_tasks
from kenbaar.casework.recording import handled, stepped, tell, words, worked_on
from kenbaar.casework.reminding import remind_of_new
from kenbaar.casework.terms import day_that_counts
from kenbaar.people.actors import Actor
from kenbaar.people.models import Person
from kenbaar.people.named import name_of_person
from kenbaar.register.actions.writing import locked_entry

MOST_TITLE, MOST_WORDS = 200, 4000
_TEN_YEARS = dt.timedelta(days=3653)


@transaction.atomic
def add_task(
    reference: str,
    *,
    title: str,
    detail: str = "",
    responsible: Person | None = None,
    target: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> Task:
    """Add a task to an entry: for oneself, or as a request to a colleague.

    Raises EntryNotFound, TaskNotAllowed, WordsNeeded, NotAColleague or DayNotPossible.
    """
    entry = locked_entry(entry_with_tasks(by, reference).reference)
    if not may_handle(by, entry.body.slug):
        raise TaskNotAllowed("add a task", reference)
    own = responsible is None or responsible.pk == by.person
    if responsible is not None and not works_on(responsible, [entry]):
        raise NotAColleague(str(responsible), reference)
    task = Task.objects.create(
        entry=entry,
        body=entry.body,
        kind=Kind.OWN if own else Kind.REQUEST,
        state=TaskState.OPEN,
        title=words(title, "title", most=MOST_TITLE),
        detail=words(detail, "detail", most=MOST_WORDS) if detail.strip() else "",
        responsible_id=responsible.pk if responsible else by.person,
        target=_possible(target, now) if target else None,
        target_chosen=target is not None,
        day=target,
        opened_by=by.name,
        opened_at=now,
    )
    tell(events.TASK_ADDED, [task], by=by, now=now, kind=task.kind, to=_named(task.responsible_id))
    remind_of_new([task], by=by, now=now)
    return task


@transaction.atomic
def assign(numbers: Collection[int], person: Person | None, *, by: Actor, now: dt.datetime) -> int:
    """Say who does these tasks, or nobody; return how many changed. Whoever has one already is not told again.

    Raises TaskNotFound, TaskNotAllowed or NotAColleague.
    """
    tasks = handled(numbers, by, "give a task")
    if person is not None and not works_on(person, {task.entry_id: task.entry for task in tasks}.values()):
        raise NotAColleague(str(person), tasks[0].entry.reference)
    given = person.pk if person else None
    changed = [task for task in tasks if task.responsible_id != given]
    for task in changed:
        task.responsible_id = given
    Task.objects.bulk_update(changed, ["responsible"])
    if changed:
        tell(events.TASK_ASSIGNED, changed, by=by, now=now, to=_named(given))
        remind_of_new(changed, by=by, now=now)
    return len(changed)


@transaction.atomic
def set_target(numbers: Collection[int], target: dt.date, *, by: Actor, now: dt.datetime) -> int:
    """Say when these tasks are to be ready; return how many are then later than the law asks.

    Raises TaskNotFound, TaskNotAllowed or DayNotPossible.
    """
    tasks = worked_on(numbers, by, "plan a task")
    _possible(target, now)
    for task in tasks:
        task.target, task.target_chosen = target, True
        opened = timezone.localdate(task.opened_at)
        task.day = day_that_counts(target=target, due=task.due, opened=opened)
    Task.objects.bulk_update(tasks, ["target", "target_chosen", "day"])
    tell(events.TASK_PLANNED, tasks, by=by, now=now, target=target.isoformat())
    return sum(task.due is not None and timezone.localdate(now) < task.due < target for task in tasks)


@transaction.atomic
def start(numbers: Collection[int], *, by: Actor, now: dt.datetime) -> None:
    """Say that somebody is at these tasks. Raises TaskNotFound, TaskNotAllowed or StepNotPossible."""
    tasks = worked_on(numbers, by, "start a task")
    for task in tasks:
        stepped(task, TaskStep.START)
    Task.objects.bulk_update(tasks, ["state"])
    tell(events.TASK_STARTED, tasks, by=by, now=now)


@transaction.atomic
def finish(numbers: Collection[int], *, explanation: str = "", by: Actor, now: dt.datetime) -> None:
    """Call these tasks done, with what that takes (see `lifecycle.Proof`).

    Raises TaskNotFound, TaskNotAllowed, StepNotPossible, ProofNeeded or WordsNeeded.
    """
    tasks = worked_on(numbers, by, "end a task")
    said = words(explanation, "explanation", most=MOST_WORDS) if explanation.strip() else ""
    _need_proof(tasks, said)
    for task in tasks:
        stepped(task, TaskStep.FINISH)
        task.words = said
    _close(tasks, by=by, now=now)
    tell(events.TASK_DONE, tasks, by=by, now=now)


@transaction.atomic
def set_aside(numbers: Collection[int], *, reason: str, by: Actor, now: dt.datetime) -> None:
    """Say that these tasks are not needed, and why.

    Raises TaskNotFound, TaskNotAllowed, StepNotPossible or WordsNeeded.
    """
    tasks = handled(numbers, by, "set aside a task")
    said = words(reason, "reason", most=MOST_WORDS)
    for task in tasks:
        stepped(task, TaskStep.SET_ASIDE)
        task.words = said
    _close(tasks, by=by, now=now)
    tell(events.TASK_SET_ASIDE, tasks, by=by, now=now)


@transaction.atomic
def reopen(numbers: Collection[int], *, by: Actor, now: dt.datetime) -> None:
    """Open these tasks again; their evidence stays. Raises TaskNotFound, TaskNotAllowed or StepNotPossible."""
    tasks = handled(numbers, by, "reopen a task")
    for task in tasks:
        stepped(task, TaskStep.REOPEN)
        task.closed_by, task.closed_at, task.closed_why, task.words = "", None, "", ""
    Task.objects.bulk_update(tasks, ["state", "closed_by", "closed_at", "closed_why", "words"])
    tell(events.TASK_REOPENED, tasks, by=by, now=now)


def _close(tasks: Collection[Task], *, by: Actor, now: dt.datetime) -> None:
    for task in tasks:
        task.closed_by, task.closed_at, task.closed_why = by.name, now, BY_PERSON
    Task.objects.bulk_update(tasks, ["state", "closed_by", "closed_at", "closed_why", "words"])


def _need_proof(tasks: Collection[Task], said: str) -> None:
    numbers = [task.pk for task in tasks]
    shown = set(Evidence.objects.filter(task__in=numbers, removed_at=None).values_list("task_id", flat=True))
    if bare := [task.pk for task in tasks if task.proof is Proof.EVIDENCE and task.pk not in shown]:
        raise ProofNeeded(bare, Proof.EVIDENCE)
    silent = [task.pk for task in tasks if task.proof is Proof.EXPLANATION and task.pk not in shown and not said]
    if silent:
        raise ProofNeeded(silent, Proof.EXPLANATION)


def _possible(day: dt.date, now: dt.datetime) -> dt.date:
    today = timezone.localdate(now)
    if not today <= day <= today + _TEN_YEARS:
        raise DayNotPossible
    return day


def _named(person: int | None) -> str:
    return name_of_person(person) if person is not None else ""
