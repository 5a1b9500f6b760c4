"""Writing in the journal. Callers do so inside the transaction of the deed, so that both happen or neither."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from kenbaar.journal.events import Event
from kenbaar.journal.listening import tell_after_commit
from kenbaar.journal.many_rows import insert_rows
from kenbaar.journal.models import JournalLine

# Any fixed number will do: it names the lock that journal writers of one database share.
_WRITERS_LOCK = 0x6B656E62


@dataclass(frozen=True, slots=True)
class Deed:
    """What goes on one line of the journal."""

    event: Event
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)


def write_line(deed: Deed, *, by: str, now: dt.datetime) -> None:
    """Write one deed."""
    write_lines([deed], by=by, now=now)


def write_lines(deeds: Iterable[Deed], *, by: str, now: dt.datetime) -> None:
    """Write deeds in order. Raises TransactionManagementError outside a transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a deed and its journal line share one transaction")
    wait_for_other_writers()
    insert_rows(
        JournalLine,
        ("at", "event", "subject", "actor", "details"),
        ((now, deed.event.name, deed.subject, by, dict(deed.details)) for deed in deeds),
    )
    tell_after_commit()


def wait_for_other_writers() -> None:
    """Let writers of the journal and the logs pass one at a time, until the end of the transaction."""
    # Followers read by sequence. PostgreSQL hands out sequence numbers before the commit, so without this lock a
    # follower could see line 12 before line 11 exists and miss it. SQLite has one writer at a time by itself.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_LOCK])
