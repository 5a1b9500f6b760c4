"""Somebody's calendar, for whoever knows its secret address."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings

from kenbaar.casework.addresses import task_address
from kenbaar.casework.calendars import CalendarDay, calendar_text
from kenbaar.casework.errors import CalendarNotFound
from kenbaar.casework.models import CalendarKey, Task
from kenbaar.casework.queries.tasks import days_of
from kenbaar.people.actors import actor_of
from kenbaar.people.codes import digest_of
from kenbaar.people.models import Person

_NAME = "Kenbaar"


def calendar_of(code: str, *, now: dt.datetime) -> str:
    """Return the calendar that has this address. Raises CalendarNotFound, also for an account that was closed.

    It shows names of entries and duties, and the titles that somebody wrote: an address as secret as what it leads to.
    """
    key = CalendarKey.objects.filter(code_digest=digest_of(code), person__is_active=True).first()
    if key is None:
        raise CalendarNotFound
    host = urlsplit(settings.PUBLIC_URL).hostname or "kenbaar"
    days = (_day(task, host) for task in days_of(actor_of(key.person)))
    return calendar_text(days, name=_NAME, now=now)


def calendar_made_at(person: Person) -> dt.datetime | None:
    """Return since when somebody has an address for their calendar, or None."""
    return CalendarKey.objects.filter(person=person).values_list("made_at", flat=True).first()


def _day(task: Task, host: str) -> CalendarDay:
    assert task.day is not None, "it was asked for by its day"
    what = task.label.get("nl") or task.title or task.entry.reference
    name = task.entry.name_nl or task.entry.reference
    return CalendarDay(f"task-{task.pk}@{host}", task.day, f"{what} ({name})", task_address(task.pk))
