"""Adding leaves to a log. Callers do so inside the transaction of the deed, so that both happen or neither."""

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, models, transaction

from kenbaar.journal.actions import wait_for_other_writers
from kenbaar.journal.log import commitments
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of
from kenbaar.journal.many_rows import insert_rows
from kenbaar.journal.models import LogContent, LogLeaf
from kenbaar.ledger.hashing import leaf_hash

_BATCH = 500
# Texts of a register become a third; a higher level gains a tenth and takes twice as long.
_COMPRESSION = 1
_COLUMNS = ("log", "number", "subject", "data", "content")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands among those of its subject: `number` from 1, and the hash (hex) of the one before."""

    number: int
    previous: str


_FIRST = Place(1, "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A leaf to be: about what, the bytes that it vouches for, and how it reads at its place (with their digest)."""

    subject: str
    content: bytes
    written: Callable[[Place, str], bytes]


def append_leaves(drafts: Iterable[Draft]) -> int:
    """Add leaves to the log of the register in order, and return the number of the first.

    Raises TransactionManagementError outside a transaction.
    """
    first = number = _next_number(Log.REGISTER)
    rest = iter(drafts)
    while some := list(islice(rest, _BATCH)):
        _append(some, first=number)
        number += len(some)
    return first


def append_commitments(made: Sequence[str]) -> int:
    """Add leaves with commitments (hex) to the log of notices in order, and return the number of the first.

    They are about nothing that the log may name, and what they vouch for is kept elsewhere. Raises
    TransactionManagementError outside a transaction.
    """
    first = _next_number(Log.NOTICES)
    commitments.add(first, made)
    return first


def _next_number(log: Log) -> int:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a deed and its leaf share one transaction")
    wait_for_other_writers()
    return count_of(log)


def _append(drafts: Sequence[Draft], *, first: int) -> None:
    places = _places({draft.subject for draft in drafts})
    rows: list[tuple[object, ...]] = []
    contents: dict[str, bytes] = {}
    for number, draft in enumerate(drafts, first):
        digest = hashlib.sha256(draft.content).hexdigest()
        contents[digest] = draft.content
        place = places.get(draft.subject, _FIRST)
        data = draft.written(place, digest)
        places[draft.subject] = Place(place.number + 1, leaf_hash(data).hex())
        rows.append((Log.REGISTER.value, number, draft.subject, data, digest))
    known = set(LogContent.objects.filter(digest__in=contents).values_list("digest", flat=True))
    new = ((digest, zlib.compress(data, _COMPRESSION)) for digest, data in contents.items() if digest not in known)
    insert_rows(LogContent, ("digest", "data"), new)
    insert_rows(LogLeaf, _COLUMNS, rows)


def _places(subjects: Collection[str]) -> dict[str, Place]:
    """Return where the next leaf of each subject comes, for those that have leaves."""
    last = (
        LogLeaf.objects.filter(log=Log.REGISTER, subject__in=subjects)
        .values("subject")
        .annotate(last=models.Max("number"), count=models.Count("number"))
        .values_list("last", "count")
    )
    counts = dict(last)
    rows = LogLeaf.objects.filter(log=Log.REGISTER, number__in=counts).values_list("number", "subject", "data")
    return {subject: Place(counts[number] + 1, leaf_hash(bytes(data)).hex()) for number, subject, data in rows}
