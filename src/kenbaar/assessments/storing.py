"""Storing what was concluded about a batch of versions, and finding out what is different now.

Everything here happens inside the transaction of a deed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from kenbaar.assessments.asking import Asked
from kenbaar.assessments.changes import Change, Why
from kenbaar.assessments.conclusions import Conclusion, LawKey
from kenbaar.assessments.models import Classification, StoredConclusion
from kenbaar.assessments.waiting import Waiting
from kenbaar.journal.many_rows import insert_rows
from kenbaar.register.models import Entry, EntryVersion

_COLUMNS = ("version_id", "number", "previous_id", "conclusion_id", "facts_digest")
_ALIKE = ("law_digest", "law_known", "engine", "known", "on", "at", "by")


class Drawn(NamedTuple):
    """What was concluded about a version."""

    waiting: Waiting
    facts_digest: str
    conclusion: Conclusion


@dataclass(slots=True)
class Stored:
    """What came of a batch: first classifications, those that say the same as before, and those that do not."""

    first: int = 0
    same: int = 0
    changes: list[Change] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return self.first + self.same + len(self.changes)

    def as_details(self) -> dict[str, int]:
        """Return the counts for the journal."""
        return {"first": self.first, "same": self.same, "changed": len(self.changes)}


class _Before(NamedTuple):
    id: int
    version: UUID
    number: int
    law: LawKey
    conclusion: int
    digest: str


def store(drawn: Sequence[Drawn], asked: Asked) -> Stored:
    """Store a batch. What somebody else classified by the same law in the meantime is left as it is."""
    # Two runs at once take turns here, in the order of the entries; SQLite has one writer by itself.
    entries = sorted({each.waiting.entry for each in drawn})
    list(Entry.objects.select_for_update(of=("self",)).filter(pk__in=entries).order_by("pk").values_list("pk"))
    before = _before(drawn)
    same_for_all = (*asked.law, asked.known, asked.on, asked.now, asked.by)
    new = [each for each in drawn if not _is_done(each.waiting, before.get(each.waiting.version), asked.law)]
    ids = _conclusions(each.conclusion for each in new)
    insert_rows(
        Classification,
        (*_COLUMNS, *_ALIKE),
        ((*_row(each, before.get(each.waiting.version), ids), *same_for_all) for each in new),
    )
    return _compared(new, before)


def compare(drawn: Sequence[Drawn]) -> Stored:
    """Find out what storing a batch would come to, and store nothing."""
    return _compared(drawn, _before(drawn))


def _row(drawn: Drawn, before: _Before | None, ids: dict[str, int]) -> tuple[object, ...]:
    waiting = drawn.waiting
    number = before.number + 1 if before and before.version == waiting.version else 1
    return waiting.version, number, before.id if before else None, ids[drawn.conclusion.digest], drawn.facts_digest


def _is_done(waiting: Waiting, before: _Before | None, law: LawKey) -> bool:
    return before is not None and before.version == waiting.version and before.law == law


def _before(drawn: Iterable[Drawn]) -> dict[UUID, _Before]:
    """Return what counted for each version until now: of itself, else of the nearest earlier version of its entry."""
    earlier = Classification.objects.filter(
        version__entry=OuterRef("entry"), version__number__lte=OuterRef("number")
    ).order_by("-version__number", "-number")
    versions = EntryVersion.objects.filter(pk__in=[each.waiting.version for each in drawn])
    found = dict(versions.annotate(before=Subquery(earlier.values("pk")[:1])).values_list("pk", "before"))
    rows = {row.id: row for row in _rows({each for each in found.values() if each is not None})}
    return {version: rows[before] for version, before in found.items() if before is not None}


def _rows(ids: Iterable[int]) -> Iterator[_Before]:
    rows = Classification.objects.filter(pk__in=ids).values_list(
        "id", "version_id", "number", "law_digest", "law_known", "engine", "conclusion_id", "conclusion__digest"
    )
    return (_Before(*row[:3], LawKey(*row[3:6]), *row[6:]) for row in rows)


def _conclusions(conclusions: Iterable[Conclusion]) -> dict[str, int]:
    """Return the ids of conclusions by digest; those that nobody drew before are stored."""
    # In the order of the digests: two writers that store the same ones then never wait for each other in a circle.
    wanted = dict(sorted((each.digest, each) for each in {each.digest: each for each in conclusions}.values()))
    ids = _ids(wanted)
    if missing := [digest for digest in wanted if digest not in ids]:
        StoredConclusion.objects.bulk_create(
            [
                StoredConclusion(
                    digest=digest,
                    class_id=wanted[digest].class_id,
                    settled=wanted[digest].settled,
                    summary=wanted[digest].summary,
                )
                for digest in missing
            ],
            ignore_conflicts=True,
        )
        ids |= _ids(missing)
    return ids


def _ids(digests: Iterable[str]) -> dict[str, int]:
    return dict(StoredConclusion.objects.filter(digest__in=list(digests)).values_list("digest", "id"))


def _compared(drawn: Sequence[Drawn], before: dict[UUID, _Before]) -> Stored:
    stored = Stored()
    changed = []
    for each in drawn:
        was = before.get(each.waiting.version)
        if was is None:
            stored.first += 1
        elif was.digest == each.conclusion.digest:
            stored.same += 1
        else:
            changed.append((each, was))
    old = StoredConclusion.objects.in_bulk({was.conclusion for _each, was in changed})
    for each, was in changed:
        waiting = each.waiting
        stored.changes.append(
            Change(
                reference=waiting.reference,
                body=waiting.body,
                version=waiting.number,
                why=Why.LAW if was.version == waiting.version else Why.FACTS,
                before=old[was.conclusion].as_value(),
                now=each.conclusion,
            )
        )
    return stored
