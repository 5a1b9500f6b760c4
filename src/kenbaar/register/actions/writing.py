"""Writing entries: a new one, and a new version of one that exists."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.errors import BeingEdited, EntryNotFound, NotAllowed, SheetRefused
from kenbaar.register.events import ENTRY_CREATED, VERSION_ADDED
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Draft, Entry, EntryVersion
from kenbaar.register.plate import plate_of
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import need_sight
from kenbaar.register.references import reference_from
from kenbaar.rules.answers import Sheet, check_sheet
from kenbaar.rules.facts import vocabulary


@transaction.atomic
def create_entry(
    key: str,
    *,
    body: Body,
    sheet: Sheet,
    by: Actor,
    now: dt.datetime,
    origins: Mapping[str, Any] | None = None,
) -> Entry:
    """Create a draft with its first version. `key` is unique for the entry and gives it its reference.

    `origins` are as in `EntryVersion`. Raises NotAllowed or SheetRefused.
    """
    reference = reference_from(key)
    if not may_write(by, body.slug):
        raise NotAllowed(reference, "write")
    entry = Entry.objects.create(reference=reference, body=body, state=State.DRAFT)
    write_line(Deed(ENTRY_CREATED, reference, {"body": body.slug}), by=by.name, now=now)
    append_version(entry, sheet, by=by, now=now, origins=origins)
    return entry


@transaction.atomic
def add_version(reference: str, *, sheet: Sheet, by: Actor, now: dt.datetime) -> EntryVersion:
    """Add a version that says `sheet`; the same sheet again gives the version that is there.

    Raises EntryNotFound, NotAllowed, SheetRefused, or BeingEdited when people are at work in a draft.
    """
    entry = locked_entry(reference)
    need_sight(by, entry)
    if not may_write(by, entry.body.slug):
        raise NotAllowed(reference, "write")
    if Draft.objects.filter(entry=entry).exists():
        raise BeingEdited(reference)
    return append_version(entry, sheet, by=by, now=now)


def locked_entry(reference: str) -> Entry:
    """Return the entry, locked until the end of the transaction. Raises EntryNotFound."""
    related = ("body", "latest", "published", "submitted")
    rows = Entry.objects.select_for_update(of=("self",)).select_related(*related)
    entry = rows.filter(reference=reference).first()
    if entry is None:
        raise EntryNotFound(reference)
    return entry


def digest_of(sheet: Sheet, kept: Mapping[str, Any]) -> str:
    """Return what tells two versions apart: the answers, and what a source said that no fact can hold.

    Another spelling of the same answer, and the source's own book-keeping, do not count (see `Reading.kept`). Nor does
    the language of the record: where a register has a record for each language, each names its own.
    """
    sheet = sheet.with_answers({"record_language": None})
    said = {
        source: {name: str(raw).strip() for name, raw in part["said"].items() if raw and str(raw).strip()}
        for source, part in kept.items()
        if part.get("said")
    }
    said = {source: fields for source, fields in said.items() if fields}
    return hashlib.sha256(sheet.to_json() + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def append_version(
    entry: Entry,
    sheet: Sheet,
    *,
    by: Actor,
    now: dt.datetime,
    origins: Mapping[str, Any] | None = None,
    authors: Sequence[str] = (),
    kept: Mapping[str, Any] | None = None,
) -> EntryVersion:
    """Give a locked entry its next version, inside the deed that asks for it; the same sheet again changes nothing.

    `origins`, `authors` and `kept` are as in `EntryVersion`; without them `by` wrote it and what was kept stands.
    Raises SheetRefused.
    """
    latest = entry.latest
    if kept is None:
        kept = latest.kept if latest else {}
    digest = digest_of(sheet, kept)
    if latest is not None and latest.digest == digest:
        return latest
    problems = check_sheet(sheet, vocabulary())
    if problems:
        raise SheetRefused(problems)
    before = {latest.written_by, *latest.authors} if latest is not None and latest.pk != entry.published_id else set()
    version = EntryVersion.objects.create(
        entry=entry,
        number=latest.number + 1 if latest else 1,
        sheet=dict(sheet),
        kept=dict(kept),
        digest=digest,
        written_by=by.name,
        written_at=now,
        origins=dict(origins if origins is not None else latest.origins if latest else {}),
        authors=sorted({*before, *(authors or [by.name])}),
    )
    entry.latest = version
    put_plate(entry, sheet, now=now)
    write_line(Deed(VERSION_ADDED, entry.reference, {"version": version.number}), by=by.name, now=now)
    return version


def put_plate(entry: Entry, sheet: Sheet, *, now: dt.datetime) -> None:
    """Repeat on the name plate of a locked entry what its working copy says, inside the deed that changed it."""
    plate = plate_of(sheet)
    for column, said in plate._asdict().items():
        setattr(entry, column, said)
    entry.touched_at = now
    entry.save(update_fields=["latest", "touched_at", *plate._fields])
