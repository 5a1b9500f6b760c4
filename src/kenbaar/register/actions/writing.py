"""Writing entries: a new one, and a new version of one that exists."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.errors import EntryNotFound, NotAllowed, SheetRefused
from kenbaar.register.events import ENTRY_CREATED, VERSION_ADDED
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.register.policies import may_write
from kenbaar.register.references import reference_from
from kenbaar.rules.answers import Sheet, check_sheet
from kenbaar.rules.facts import vocabulary


@transaction.atomic
def create_entry(key: str, *, body: Body, sheet: Sheet, by: Actor, now: dt.datetime) -> Entry:
    """Create a draft with its first version. `key` is unique for the entry and gives it its reference.

    Raises NotAllowed or SheetRefused.
    """
    reference = reference_from(key)
    if not may_write(by, body.slug):
        raise NotAllowed(reference, "write")
    entry = Entry.objects.create(reference=reference, body=body, state=State.DRAFT)
    write_line(Deed(ENTRY_CREATED, reference, {"body": body.slug}), by=by.name, now=now)
    _append(entry, sheet, number=1, by=by, now=now)
    return entry


@transaction.atomic
def add_version(reference: str, *, sheet: Sheet, by: Actor, now: dt.datetime) -> EntryVersion:
    """Add a version that says `sheet`; the same sheet again gives the version that is there.

    Raises EntryNotFound, NotAllowed or SheetRefused.
    """
    entry = locked_entry(reference)
    if not may_write(by, entry.body.slug):
        raise NotAllowed(reference, "write")
    latest = entry.latest
    if latest is not None and latest.digest == digest_of(sheet, latest.kept):
        return latest
    number = latest.number + 1 if latest else 1
    return _append(entry, sheet, number=number, by=by, now=now, kept=latest.kept if latest else {})


def locked_entry(reference: str) -> Entry:
    """Return the entry, locked until the end of the transaction. Raises EntryNotFound."""
    rows = Entry.objects.select_for_update(of=("self",)).select_related("body", "latest", "published")
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


def _append(
    entry: Entry, sheet: Sheet, *, number: int, by: Actor, now: dt.datetime, kept: Mapping[str, Any] | None = None
) -> EntryVersion:
    problems = check_sheet(sheet, vocabulary())
    if problems:
        raise SheetRefused(problems)
    version = EntryVersion.objects.create(
        entry=entry,
        number=number,
        sheet=dict(sheet),
        kept=dict(kept or {}),
        digest=digest_of(sheet, kept or {}),
        written_by=by.name,
        written_at=now,
    )
    entry.latest = version
    entry.save(update_fields=["latest"])
    write_line(Deed(VERSION_ADDED, entry.reference, {"version": number}), by=by.name, now=now)
    return version
