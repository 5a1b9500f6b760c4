"""Parts that deeds on tasks share. They run inside the transaction of the deed."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import Any

from kenbaar.casework.errors import StepNotPossible, TaskNotAllowed, TaskNotFound, TooMuchAtOnce, WordsNeeded
from kenbaar.casework.lifecycle import TaskState, TaskStep, after
from kenbaar.casework.models import Task
from kenbaar.casework.policies import may_handle, may_work_on
from kenbaar.casework.queries.sight import tasks_seen_by
from kenbaar.journal.actions import Deed, write_lines
from kenbaar.journal.events import Event
from kenbaar.people.actors import Actor

MOST_AT_ONCE = 500


def handled(numbers: Collection[int], by: Actor, deed: str) -> list[Task]:
    """Return tasks that the actor handles, locked, in order. Raises TaskNotFound, TaskNotAllowed or TooMuchAtOnce."""
    return _locked(numbers, by, deed, lambda task: may_handle(by, task.body.slug))


def worked_on(numbers: Collection[int], by: Actor, deed: str) -> list[Task]:
    """Return tasks that the actor works on, as theirs or as who handles them. Raises as `handled` does."""
    return _locked(numbers, by, deed, lambda task: may_work_on(by, task.body.slug, responsible=task.responsible_id))


def stepped(task: Task, step: TaskStep) -> None:
    """Take a step. Raises StepNotPossible."""
    state = after(TaskState(task.state), step)
    if state is None:
        raise StepNotPossible(task.pk, task.state, step)
    task.state = state


def tell(event: Event, tasks: Iterable[Task], *, by: Actor, now: dt.datetime, **details: Any) -> None:
    """Write a line for each entry, with the numbers of its tasks: an entry's followers read of it under its name."""
    by_entry: dict[str, list[int]] = {}
    for task in tasks:
        by_entry.setdefault(task.entry.reference, []).append(task.pk)
    write_lines(
        [Deed(event, reference, {"tasks": numbers, **details}) for reference, numbers in by_entry.items()],
        by=by.name,
        now=now,
    )


def words(text: str, what: str, *, most: int) -> str:
    """Return what somebody wrote, without spaces around it. Raises WordsNeeded when it is empty or too long."""
    written = text.strip()
    if not written or len(written) > most or "\0" in written:
        raise WordsNeeded(what, most)
    return written


def _locked(numbers: Collection[int], by: Actor, deed: str, allowed: Callable[[Task], bool]) -> list[Task]:
    if not 0 < len(set(numbers)) <= MOST_AT_ONCE:
        raise TooMuchAtOnce(MOST_AT_ONCE)
    rows = tasks_seen_by(by).filter(pk__in=numbers).select_related("entry", "body").order_by("pk")
    tasks = list(rows.select_for_update(of=("self",)))
    if missing := set(numbers) - {task.pk for task in tasks}:
        raise TaskNotFound(min(missing))
    for task in tasks:
        if not allowed(task):
            raise TaskNotAllowed(deed, task.entry.reference)
    return tasks
