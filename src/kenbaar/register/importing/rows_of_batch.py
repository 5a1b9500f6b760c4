"""The rows that a batch of records makes, collected and then written with one statement a table."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kenbaar.journal.actions import Deed, write_lines
from kenbaar.journal.many_rows import insert_rows
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register import events
from kenbaar.register.actions.writing import digest_of
from kenbaar.register.importing.identity import Key, public_day
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.importing.known import Standing
from kenbaar.register.importing.moments import Moments
from kenbaar.register.lifecycle import State, Step
from kenbaar.register.models import Entry, EntryKey, EntryVersion, PublicStep
from kenbaar.register.plate import Plate, plate_of
from kenbaar.register.recording import ShownStep, record_steps

_PLATE = ("reference", "body_id", "state")
_SHOWN = ("latest_id", "published_id", "changed_at", "first_published_at", "completeness", "touched_at", *Plate._fields)
VERSION = (
    *("id", "entry_id", "number", "sheet", "kept", "standard", "digest", "written_by", "written_at"),
    *("origins", "authors"),
)


@dataclass(frozen=True, slots=True)
class _Written:
    """A version to be written: how the entry stands with it."""

    id: uuid.UUID
    standing: Standing
    source: str


class RowsOfBatch:
    """New and changed entries with their versions, public steps and journal lines."""

    def __init__(self, by: Actor, moments: Moments) -> None:
        self._by, self._moments = by, moments
        self._keys: list[tuple[str, Key]] = []
        self._versions: list[_Written] = []
        self._deeds: list[Deed] = []

    def add(self, incoming: Incoming, body: Body) -> Standing:
        """Make a new entry, published as its source says."""
        reference, day = incoming.identity.reference, self._moments.of_new(_told(incoming))
        self._deeds.append(Deed(events.ENTRY_CREATED, reference, {"body": body.slug}))
        kept, sheet = incoming.kept_beside({}), incoming.reading.sheet
        standing = Standing(
            reference=reference,
            body_id=body.pk,
            body=body.name,
            state=State.PUBLISHED.value,
            number=1,
            sheet=sheet,
            kept=kept,
            digest=digest_of(sheet, kept),
            is_edited=False,
            changed_at=day,
            first_published_at=day,
        )
        self._publish(standing, incoming)
        return standing

    def renew(self, standing: Standing, incoming: Incoming) -> Standing:
        """Give an entry that stands so its next version, published also when it had left."""
        day = self._moments.after(standing.changed_at, _told(incoming))
        renewed = replace(standing, number=standing.number + 1, state=State.PUBLISHED.value, changed_at=day)
        self._publish(renewed, incoming)
        return renewed

    def learn(self, standing: Standing, key: Key) -> None:
        """Note another name by which an entry is known."""
        self._keys.append((standing.reference, key))

    def write(self) -> None:
        """Write everything. Foreign keys are checked at the commit, so an entry may come before its version."""
        # Of an entry with several versions in this batch, the last one is how it stands.
        last = {written.standing.reference: written for written in self._versions}
        insert_rows(
            Entry,
            (*_PLATE, *_SHOWN),
            (_entry_row(written, self._moments.now) for written in last.values()),
            unique="reference",
            update=("state", *_SHOWN),
        )
        references = {*last, *(reference for reference, _key in self._keys)}
        ids = dict(Entry.objects.filter(reference__in=references).values_list("reference", "id"))
        insert_rows(
            EntryKey, ("entry_id", "scheme", "value"), ((ids[reference], *key) for reference, key in self._keys)
        )
        insert_rows(EntryVersion, VERSION, (self._version_row(written, ids) for written in self._versions))
        no_reason: dict[str, str] = {}
        steps = (
            (ids[written.standing.reference], written.id, Step.PUBLISH.value, written.standing.changed_at, no_reason)
            for written in self._versions
        )
        insert_rows(PublicStep, ("entry_id", "version_id", "step", "on", "reason"), steps)
        bodies = {written.standing.body_id for written in self._versions}
        slugs = dict(Body.objects.filter(id__in=bodies).values_list("id", "slug"))
        record_steps((_shown(written.standing, slugs) for written in self._versions), now=self._moments.now)
        write_lines(self._deeds, by=self._by.name, now=self._moments.now)

    def _publish(self, standing: Standing, incoming: Incoming) -> None:
        self._versions.append(_Written(uuid.uuid4(), standing, incoming.source_key))
        for event in (events.VERSION_ADDED, events.ENTRY_PUBLISHED):
            self._deeds.append(Deed(event, standing.reference, {"version": standing.number}))

    def _version_row(self, written: _Written, ids: Mapping[str, int]) -> tuple[Any, ...]:
        now = written.standing
        sheet, kept = dict(now.sheet), dict(now.kept)
        about = (written.source, now.digest, self._by.name, self._moments.now)
        origins: dict[str, Any] = {}
        return (written.id, ids[now.reference], now.number, sheet, kept, *about, origins, [self._by.name])


def _told(incoming: Incoming) -> dt.datetime | None:
    return public_day(incoming.row.record or {})


def _entry_row(written: _Written, touched_at: dt.datetime) -> tuple[Any, ...]:
    now, plate = written.standing, plate_of(written.standing.sheet)
    # Both the working copy and what the public sees are this one sheet, so their completeness is the same.
    seen = (written.id, written.id, now.changed_at, now.first_published_at, plate.progress, touched_at)
    return (now.reference, now.body_id, now.state, *seen, *plate)


def _shown(now: Standing, slugs: Mapping[int, str]) -> ShownStep:
    return ShownStep(
        entry=now.reference,
        body=slugs[now.body_id],
        body_name=now.body,
        step=Step.PUBLISH,
        on=now.changed_at,
        sheet=now.sheet,
        kept=now.kept,
        reason={},
    )
