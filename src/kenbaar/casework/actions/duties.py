"""The duties of the law as tasks: opened when an entry is classified, and followed when the law or the facts change."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.assessments.asking import law_asked
from kenbaar.casework.duties import Asked, duties_asked
from kenbaar.casework.events import DUTIES_OPENED
from kenbaar.casework.lifecycle import WAITING, Kind, TaskState
from kenbaar.casework.models import Task
from kenbaar.casework.queries.terms import terms_of
from kenbaar.casework.terms import Terms, day_that_counts, first_target
from kenbaar.journal.actions import Deed, write_line
from kenbaar.law.classifying import classify
from kenbaar.law.reading import LawBook
from kenbaar.people.actors import Actor
from kenbaar.register.actions.writing import locked_entry
from kenbaar.register.models import Entry
from kenbaar.register.queries.working import need_sight

BY_LAW, BY_PERSON = "law", "person"
_FROM_LAW = ("law", "article", "topic", "label", "place", "because", "names_evidence", "due", "due_sure", "due_other")
_CHANGED = [*_FROM_LAW, "state", "target", "day", "closed_by", "closed_at", "closed_why", "words"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it: how many duties became tasks, are asked again, or are no longer asked; and all that hold."""

    opened: int
    reopened: int
    closed: int
    hold: int


@transaction.atomic
def open_duties(reference: str, *, by: Actor, now: dt.datetime, on: dt.date, book: LawBook | None = None) -> Opened:
    """Classify the latest version of an entry, and bring its tasks up to what the law asks; again, it changes nothing.

    A duty that is no longer asked is closed and never deleted; one that was done stays done, with its evidence. What
    the law closed opens again when it is asked again, and what a person set aside stays so.
    Raises EntryNotFound, NotAllowed, NothingToClassify or FactsNotReadable.
    """
    entry = locked_entry(reference)
    need_sight(by, entry)
    classify_entry(reference, by=by, now=now, on=on, book=book)
    return bring_duties_up_to(entry, by=by, now=now, on=on, book=book)


def bring_duties_up_to(
    entry: Entry, *, by: Actor, now: dt.datetime, on: dt.date, book: LawBook | None = None
) -> Opened:
    """Bring the tasks of a locked entry up to what the law asks of its latest version, inside the deed that asks it."""
    assert entry.latest is not None, "it was classified"
    sheet = entry.latest.answers()
    law, _asked = law_asked(book, by=by, now=now, on=on)
    answers = {fact: answer["value"] for fact, answer in sheet.items() if "value" in answer}
    asked = {each.duty: each for each in duties_asked(classify(law, sheet, on=on), answers)}
    return _brought_up_to(entry, asked, by=by, now=now, on=on)


def _brought_up_to(entry: Entry, asked: dict[str, Asked], *, by: Actor, now: dt.datetime, on: dt.date) -> Opened:
    there = {task.duty: task for task in Task.objects.filter(entry=entry, kind=Kind.DUTY)}
    terms = terms_of(entry.body)
    new = [_task(entry, each, terms, by=by, now=now, on=on) for duty, each in asked.items() if duty not in there]
    Task.objects.bulk_create(new)
    changed, reopened, closed = [], 0, 0
    for duty, task in there.items():
        if duty not in asked:
            if TaskState(task.state) in WAITING:
                _close(task, by=by, now=now)
                changed.append(task)
                closed += 1
            continue
        again = task.state == TaskState.NOT_NEEDED and task.closed_why == BY_LAW
        if again:
            _open_again(task)
            reopened += 1
        if _follow(task, asked[duty], terms) or again:
            changed.append(task)
    Task.objects.bulk_update(changed, _CHANGED)
    if new or reopened or closed:
        counts = {"opened": len(new), "reopened": reopened, "closed": closed}
        details = {**counts, "version": entry.latest.number if entry.latest else 0}
        write_line(Deed(DUTIES_OPENED, entry.reference, details), by=by.name, now=now)
    return Opened(len(new), reopened, closed, len(asked))


def _task(entry: Entry, asked: Asked, terms: Terms, *, by: Actor, now: dt.datetime, on: dt.date) -> Task:
    target = first_target(terms, opened=on, due=_soonest([asked.due, asked.due_other], after=on))
    return Task(
        entry=entry,
        body=entry.body,
        kind=Kind.DUTY,
        state=TaskState.OPEN,
        responsible_id=entry.owner_id,
        target=target,
        day=day_that_counts(target=target, due=asked.due, opened=on),
        opened_by=by.name,
        opened_at=now,
        **asked.as_columns(),
    )


def _soonest(days: Iterable[dt.date | None], *, after: dt.date) -> dt.date | None:
    """Return the first day that is still ahead: where lawyers disagree, a body aims for the reading that asks first."""
    return min((day for day in days if day is not None and day > after), default=None)


def _close(task: Task, *, by: Actor, now: dt.datetime) -> None:
    task.state, task.closed_by, task.closed_at, task.closed_why = TaskState.NOT_NEEDED, by.name, now, BY_LAW
    task.words = ""


def _open_again(task: Task) -> None:
    task.state, task.closed_by, task.closed_at, task.closed_why, task.words = TaskState.OPEN, "", None, "", ""


def _follow(task: Task, asked: Asked, terms: Terms) -> bool:
    """Let a task say what the law says now; a target that somebody chose stays. Say whether anything changed."""
    said = {name: value for name, value in asked.as_columns().items() if name in _FROM_LAW}
    if all(getattr(task, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(task, name, value)
    opened = task.opened_at.date()
    if not task.target_chosen:
        task.target = first_target(terms, opened=opened, due=_soonest([task.due, task.due_other], after=opened))
    task.day = day_that_counts(target=task.target, due=task.due, opened=opened)
    return True
