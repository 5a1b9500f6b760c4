"""New entries that a file brings to a body: drafts with their first version, written with one statement a table."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.journal.actions import Deed, write_lines
from kenbaar.journal.many_rows import insert_rows
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register import events
from kenbaar.register.actions.drafting import origin
from kenbaar.register.actions.writing import digest_of
from kenbaar.register.importing.identity import Key
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.importing.known import Standing
from kenbaar.register.importing.rows_of_batch import VERSION
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryKey, EntryVersion
from kenbaar.register.plate import Plate, plate_of


@dataclass(frozen=True, slots=True)
class _New:
    standing: Standing
    source_key: str


class NewDrafts:
    """Collects new entries of a batch; a second record of one, in another language, adds to it."""

    def __init__(self, body: Body, source: str, *, by: Actor, now: dt.datetime) -> None:
        self._body, self._source, self._by, self._now = body, source, by, now
        self._new: dict[str, _New] = {}
        self._keys: list[tuple[str, Key]] = []

    def __contains__(self, reference: str) -> bool:
        return reference in self._new

    def add(self, incoming: Incoming) -> Standing:
        """Make a new entry of a record."""
        kept, sheet = incoming.kept_beside({}), incoming.reading.sheet
        standing = Standing(
            reference=incoming.identity.reference,
            body_id=self._body.pk,
            body=self._body.name,
            state=State.DRAFT.value,
            number=1,
            sheet=sheet,
            kept=kept,
            digest=digest_of(sheet, kept),
            is_edited=True,
            changed_at=self._now,
            first_published_at=self._now,
        )
        return self._noted(standing, incoming)

    def extend(self, standing: Standing, incoming: Incoming) -> Standing:
        """Add a record in another language to an entry that came in with the same batch."""
        return self._noted(standing.after(incoming), incoming)

    def learn(self, standing: Standing, key: Key) -> None:
        """Note another name by which an entry is known."""
        self._keys.append((standing.reference, key))

    def write(self) -> None:
        """Write everything. Foreign keys are checked at the commit, so an entry may come before its version."""
        versions = {reference: uuid.uuid4() for reference in self._new}
        insert_rows(
            Entry,
            ("reference", "body_id", "state", "latest_id", "touched_at", *Plate._fields),
            (
                (reference, self._body.pk, State.DRAFT.value, versions[reference], self._now, *_plate(new))
                for reference, new in self._new.items()
            ),
        )
        references = {*self._new, *(reference for reference, _key in self._keys)}
        ids = dict(Entry.objects.filter(reference__in=references).values_list("reference", "id"))
        insert_rows(
            EntryKey, ("entry_id", "scheme", "value"), ((ids[reference], *key) for reference, key in self._keys)
        )
        rows = (self._version(versions[reference], ids[reference], new) for reference, new in self._new.items())
        insert_rows(EntryVersion, VERSION, rows)
        write_lines(self._deeds(), by=self._by.name, now=self._now)

    def _noted(self, standing: Standing, incoming: Incoming) -> Standing:
        self._new[standing.reference] = _New(standing, incoming.source_key)
        return standing

    def _version(self, key: uuid.UUID, entry: int, new: _New) -> tuple[Any, ...]:
        said = new.standing
        told = origin(f"file {self._source}", self._by.name, self._now)
        origins: Mapping[str, Any] = dict.fromkeys(said.sheet, told)
        about = (new.source_key, said.digest, self._by.name, self._now, origins, [self._by.name])
        return (key, entry, said.number, dict(said.sheet), dict(said.kept), *about)

    def _deeds(self) -> list[Deed]:
        return [
            deed
            for reference in self._new
            for deed in (
                Deed(events.ENTRY_CREATED, reference, {"body": self._body.slug}),
                Deed(events.VERSION_ADDED, reference, {"version": 1}),
            )
        ]


def _plate(new: _New) -> Plate:
    return plate_of(new.standing.sheet)
