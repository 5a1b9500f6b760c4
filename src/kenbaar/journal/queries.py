"""Reading the journal: how far the public can see, and what was added after a given line."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection

from kenbaar.journal.events import Event, public_events
from kenbaar.journal.models import JournalLine

# Where a request may carry the last public line of the journal as it was when it came in (in its WSGI environment).
HEAD_NOTE = "kenbaar.journal.head"


def head() -> int:
    """Return the sequence of the last line of a public event, 0 when there is none: how far the public can see.

    Cheap, as public pages ask it on every request: one step down the index of events for each public event, however
    many lines the staff wrote since.
    """
    events = public_events()
    with connection.cursor() as cursor:
        cursor.execute(_head_query(len(events)), events)
        (last,) = cursor.fetchone()
    return last or 0


@cache
def _head_query(events: int) -> str:
    # PostgreSQL would walk the journal backwards for `event IN (...)`, past every line of the staff.
    last = " UNION ALL ".join(["SELECT max(sequence) AS last FROM journal_journalline WHERE event = %s"] * events)
    return f"SELECT max(last) FROM ({last}) AS lasts"  # noqa: S608  # only placeholders are put together


def mark_of(sequence: int) -> str:
    """Return what tells this line from another that got the same sequence, in a database that was put back."""
    line = JournalLine.objects.filter(sequence=sequence).first()
    return f"{line.at.isoformat()} {line.event} {line.subject}" if line else ""


def subjects_after(sequence: int, *, events: Iterable[Event], limit: int) -> Sequence[tuple[int, str]]:
    """Return `(sequence, subject)` of at most `limit` lines of these events after `sequence`, in order."""
    lines = JournalLine.objects.filter(sequence__gt=sequence, event__in=[event.name for event in events])
    return list(lines.order_by("sequence").values_list("sequence", "subject")[:limit])


def lines_about(subject: str, *, page: int, size: int) -> tuple[list[JournalLine], int]:
    """Return a page of what happened to one subject, newest first, and how many lines there are.

    Whoever asks may see the subject.
    """
    lines = JournalLine.objects.filter(subject=subject)
    return list(lines.order_by("-sequence")[(page - 1) * size : page * size]), lines.count()


def last_details(event: Event, *, subject: str) -> dict[str, Any]:
    """Return the details of the last line of this event about this subject; empty when there is none."""
    lines = JournalLine.objects.filter(event=event.name, subject=subject).order_by("-sequence")
    return lines.values_list("details", flat=True).first() or {}
