"""Drafts of very many entries at once: what `actions/drafting.py` does for one, with a few statements a batch.

It judges nobody: the deed that uses it asked who may. All of it happens inside the transaction of that deed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from kenbaar.journal.actions import Deed, write_lines
from kenbaar.journal.many_rows import insert_rows
from kenbaar.people.actors import Actor
from kenbaar.register.actions.drafting import Change, origin, sorted_changes
from kenbaar.register.events import DRAFT_SAVED
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Draft, DraftConflict, Entry
from kenbaar.register.plate import Plate, plate_of
from kenbaar.rules.answers import Sheet

_BATCH = 500
_DRAFT = ("entry_id", "base_id", "revision", "sheet", "origins", "authors", "kept")


@dataclass(frozen=True, slots=True)
class Working:
    """How an entry is being worked on: its draft, else its latest version. `base` is what that version says."""

    id: int
    reference: str
    body_id: int
    state: str
    latest_id: Any
    revision: int
    is_draft: bool
    base: Sheet
    sheet: Sheet
    origins: Mapping[str, Any]
    authors: Sequence[str]
    kept: Mapping[str, Any]
    kept_anew: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of changes: the working copy after them, the facts that were taken and those that came too late."""

    after: Working
    taken: tuple[str, ...]
    late: tuple[str, ...]


class DraftsOfMany:
    """Collects changes of drafts, and writes them."""

    def __init__(self, *, by: Actor, now: dt.datetime) -> None:
        self._by, self._now = by, now
        self._changed: dict[str, Working] = {}
        self._late: list[tuple[str, Change]] = []
        self._deeds: list[Deed] = []

    def change(self, working: Working, changes: Iterable[Change], *, kept: Mapping[str, Any] | None = None) -> Outcome:
        """Note changes of one entry. `kept` is what no fact can hold, when that changed."""
        taken, late = sorted_changes(working.sheet, changes)
        told = {fact: origin(change.source, self._by.name, self._now) for fact, change in taken.items()}
        after = replace(
            working,
            is_draft=True,
            revision=working.revision + bool(taken or late),
            sheet=working.sheet.with_answers({fact: change.answer for fact, change in taken.items()}),
            origins={**working.origins, **told},
            authors=sorted({*working.authors, self._by.name}) if taken or kept is not None else working.authors,
            kept=working.kept if kept is None else kept,
            kept_anew=working.kept_anew if kept is None else kept,
        )
        self._changed[working.reference] = after
        self._late += [(working.reference, change) for change in late]
        late_facts = tuple(sorted(change.fact for change in late))
        self._deeds.append(
            Deed(DRAFT_SAVED, working.reference, {"facts": sorted(taken), "conflicts": list(late_facts)})
        )
        return Outcome(after, tuple(taken), late_facts)

    def write(self) -> None:
        """Write everything that was noted."""
        insert_rows(
            Draft,
            _DRAFT,
            (
                (
                    one.id,
                    one.latest_id,
                    one.revision,
                    dict(one.sheet),
                    dict(one.origins),
                    list(one.authors),
                    one.kept_anew,
                )
                for one in self._changed.values()
            ),
            unique="entry_id",
            update=("revision", "sheet", "origins", "authors", "kept"),
        )
        # Each of them is there, so only the columns to update are written. A draft is what the checks of the table
        # allow of a row with so little in it.
        insert_rows(
            Entry,
            ("reference", "body_id", "state", "touched_at", *Plate._fields),
            (
                (one.reference, one.body_id, State.DRAFT.value, self._now, *plate_of(one.sheet))
                for one in self._changed.values()
            ),
            unique="reference",
            update=("touched_at", *Plate._fields),
        )
        if self._late:
            self._keep_late()
        write_lines(self._deeds, by=self._by.name, now=self._now)

    def _keep_late(self) -> None:
        references = {reference for reference, _change in self._late}
        drafts = dict(Draft.objects.filter(entry__reference__in=references).values_list("entry__reference", "id"))
        # Of one person who had the same answer before them the last words count.
        last = {(reference, change.fact, change.seen): change for reference, change in self._late}
        DraftConflict.objects.bulk_create(
            [
                DraftConflict(
                    draft_id=drafts[reference],
                    fact=fact,
                    answer=change.answer,
                    source=change.source,
                    seen=seen,
                    by=self._by.name,
                    at=self._now,
                )
                for (reference, fact, seen), change in last.items()
            ],
            update_conflicts=True,
            update_fields=["answer", "source", "at"],
            unique_fields=["draft", "fact", "by", "seen"],
        )


_COLUMNS = ("id", "reference", "body_id", "state", "latest_id", "latest__sheet", "latest__origins", "latest__kept")
_OF_DRAFT = ("draft__id", "draft__revision", "draft__sheet", "draft__origins", "draft__authors", "draft__kept")


def working_of(entries: QuerySet[Entry]) -> Iterator[Working]:
    """Give the working copy of each of these entries, in one query that locks them where the database can."""
    locked = entries.select_for_update(of=("self",)).order_by("pk").values(*_COLUMNS, *_OF_DRAFT)
    for row in locked:
        is_draft = row["draft__id"] is not None
        base = Sheet(row["latest__sheet"])
        kept = row["latest__kept"] or {}
        yield Working(
            id=row["id"],
            reference=row["reference"],
            body_id=row["body_id"],
            state=row["state"],
            latest_id=row["latest_id"],
            revision=row["draft__revision"] or 0,
            is_draft=is_draft,
            base=base,
            sheet=Sheet(row["draft__sheet"]) if is_draft else base,
            origins=(row["draft__origins"] if is_draft else row["latest__origins"]) or {},
            authors=row["draft__authors"] or (),
            kept=row["draft__kept"] or kept,
            kept_anew=row["draft__kept"],
        )


def in_batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """Give numbers of entries in batches whose sheets fit in memory."""
    stream = iter(keys)
    while batch := list(islice(stream, _BATCH)):
        yield batch
