"""The leaves of the log of notices as the database has them: commitments one after the other, many in a row.

They say nothing but a digest, and come by the million: a row for each would take a tenth of the time of a notice.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import BinaryField, QuerySet
from django.db.models.functions import Cast

from kenbaar.journal.many_rows import insert_columns
from kenbaar.journal.models import LogCommitments
from kenbaar.ledger.leaves import commitment_leaf

_BYTES = 32
# So many in a row: who looks at one leaf reads 32 kB.
_IN_ROW = 1000
_ROWS = 50


def add(first: int, commitments: Sequence[str]) -> None:
    """Add commitments (64 hexadecimal digits each) from a number on, inside the transaction of the deed."""
    digests = bytes.fromhex("".join(commitments))
    starts = range(0, len(commitments), _IN_ROW)
    rows = (digests[start * _BYTES : (start + _IN_ROW) * _BYTES] for start in starts)
    insert_columns(LogCommitments, {"first": (first + start for start in starts), "digests": rows})


def count() -> int:
    """Return how many leaves there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT first + LENGTH(digests) / %s FROM journal_logcommitments ORDER BY first DESC LIMIT 1", [_BYTES]
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def leaves_at(numbers: Iterable[int]) -> dict[int, bytes]:
    """Return the bytes of leaves by their number, for those that are there."""
    found: dict[int, bytes] = {}
    first, row = 0, b""
    for number in sorted(set(numbers)):
        if not first <= number < first + len(row) // _BYTES:
            first, row = _row_with(number)
        if digest := row[(number - first) * _BYTES : (number - first + 1) * _BYTES]:
            found[number] = commitment_leaf(digest.hex())
    return found


def leaves_from(first: int) -> Iterator[tuple[int, bytes]]:
    """Give the numbers and bytes of the leaves in order, from a number on, as a stream."""
    rows = _rows().filter(first__gte=_row_with(first)[0]).order_by("first")
    for start, digests in rows.iterator(chunk_size=_ROWS):
        row = bytes(digests)
        for number, at in enumerate(range(0, len(row), _BYTES), start):
            if number >= first:
                yield number, commitment_leaf(row[at : at + _BYTES].hex())


def _row_with(number: int) -> tuple[int, bytes]:
    """Return the row in which a number would be: its first number, and its digests."""
    found = _rows().filter(first__lte=number).order_by("-first").first()
    return (found[0], bytes(found[1])) if found else (0, b"")


def _rows() -> "QuerySet[Any, tuple[int, Any]]":
    # SQLite keeps anything in a column of bytes if somebody puts it there.
    return LogCommitments.objects.values_list("first", Cast("digests", BinaryField()))
