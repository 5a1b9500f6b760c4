"""Reading the logs as the database has them: how far each was sealed, its leaves, and what they vouch for."""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from kenbaar.journal.log import commitments
from kenbaar.journal.log.logs import Log
from kenbaar.journal.models import LogContent, LogHead, LogLeaf

_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf by its number in the log (from 0): its bytes, and the digest (hex) of what it vouches for."""

    number: int
    subject: str
    data: bytes
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """How far a log was sealed: number of leaves, signed checkpoint, and when."""

    size: int
    checkpoint: bytes
    sealed_at: dt.datetime


def head_of(log: Log) -> Head | None:
    """Return how far a log was sealed; None when it never was."""
    row = LogHead.objects.filter(log=log).first()
    return Head(row.size, bytes(row.checkpoint), row.sealed_at) if row else None


def count_of(log: Log) -> int:
    """Return how many leaves a log has, sealed or waiting."""
    # Numbers have no gaps. Every notice asks this twice, and the ORM takes ten times as long to put the question.
    if log is Log.NOTICES:
        return commitments.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(number) + 1, 0) FROM journal_logleaf WHERE log = %s", [log.value])
        (count,) = cursor.fetchone()
    return int(count)


def waiting_after(head: Head | None, log: Log) -> int:
    """Return how many leaves a log has that its head does not vouch for yet."""
    return count_of(log) - (head.size if head else 0)


def leaves_wait(log: Log) -> bool:
    """Say whether a log has leaves that were not sealed yet."""
    return waiting_after(head_of(log), log) > 0


def leaves_about(log: Log, subject: str) -> list[Leaf]:
    """Return the leaves about one subject, from old to new, sealed or waiting."""
    return list(_leaves(LogLeaf.objects.filter(log=log, subject=subject)))


def leaves_at(log: Log, numbers: Iterable[int]) -> dict[int, bytes]:
    """Return the bytes of leaves by their number, for those that are there."""
    if log is Log.NOTICES:
        return commitments.leaves_at(numbers)
    found = LogLeaf.objects.filter(log=log, number__in=list(numbers)).values_list("number", "data")
    return {number: bytes(data) for number, data in found}


def every_leaf(log: Log, *, first: int = 0) -> Iterator[Leaf]:
    """Give the leaves of a log in order, from a number on, as a stream."""
    if log is Log.NOTICES:
        return (Leaf(number, "", data, "") for number, data in commitments.leaves_from(first))
    return _leaves(LogLeaf.objects.filter(log=log, number__gte=first))


def content_of(digest: str) -> bytes | None:
    """Return what a leaf vouches for; None where it was never kept, was erased, or cannot be unpacked any more."""
    return contents_of([digest]).get(digest) or None


def contents_of(digests: Iterable[str]) -> dict[str, bytes]:
    """Return by digest what leaves vouch for, without what was never kept or was erased; empty if it was damaged."""
    found = {}
    for digest, data in LogContent.objects.filter(digest__in=list(digests)).values_list("digest", "data"):
        try:
            found[digest] = zlib.decompress(bytes(data))
        except (zlib.error, TypeError):
            found[digest] = b""
    return found


def _leaves(rows: "QuerySet[LogLeaf]") -> Iterator[Leaf]:
    columns = rows.order_by("number").values_list("number", "subject", "data", "content")
    for number, subject, data, content in columns.iterator(chunk_size=_ROWS):
        # SQLite keeps a text in a column of bytes if somebody puts one there.
        yield Leaf(number, subject, data.encode() if isinstance(data, str) else bytes(data), content)
