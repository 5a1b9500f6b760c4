"""Which versions of entries wait for a classification by a law: asked of the database, so that nobody keeps a list.

An entry counts with its latest version and, where the public still reads an older one, with that one too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from kenbaar.assessments.conclusions import LawKey
from kenbaar.assessments.models import Classification
from kenbaar.register.models import EntryVersion


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version with the bytes of its sheet: whoever computes reads them."""

    version: UUID
    entry: int
    number: int
    reference: str
    body: str
    sheet: bytes


def newest() -> QuerySet[Classification]:
    """Return the classification that counts of each version."""
    later = Classification.objects.filter(version=OuterRef("version"), number__gt=OuterRef("number"))
    return Classification.objects.filter(~Exists(later))


def versions_that_count(*, body: str = "") -> QuerySet[EntryVersion]:
    """Return the latest and the public version of every entry, or of those of one body."""
    versions = EntryVersion.objects.filter(Q(pk=F("entry__latest")) | Q(pk=F("entry__published")))
    return versions.filter(entry__body__slug=body) if body else versions


def waiting_versions(law: LawKey, *, body: str = "") -> QuerySet[EntryVersion]:
    """Return the versions that count and have no classification by this law, or have a newer one by another law."""
    done = newest().filter(version=OuterRef("pk"), law_digest=law.digest, law_known=law.known, engine=law.engine)
    return versions_that_count(body=body).filter(~Exists(done))


def waiting_batches(law: LawKey, *, size: int, body: str = "") -> Iterator[list[Waiting]]:
    """Give the waiting versions in batches, in the order of the entries; each is asked for once."""
    entry = number = 0
    while batch := _after(law, entry, number, size=size, body=body):
        yield batch
        entry, number = batch[-1].entry, batch[-1].number


def _after(law: LawKey, entry: int, number: int, *, size: int, body: str) -> list[Waiting]:
    rows = waiting_versions(law, body=body).filter(entry__gte=entry).exclude(entry=entry, number__lte=number)
    columns = rows.annotate(text=Cast("sheet", TextField())).values_list(
        "id", "entry_id", "number", "entry__reference", "entry__body__slug", "text"
    )
    return [Waiting(*row[:-1], row[-1].encode()) for row in columns.order_by("entry", "number")[:size]]
