"""Entries and their versions."""

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.links import entry_links, version_link
from kenbaar.api.problems import Problem
from kenbaar.api.schemas import BodyRef, EntryOut, EntryPage, VersionLine, VersionOut
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import ANYONE
from kenbaar.register.models import Entry
from kenbaar.register.public import public_sheet
from kenbaar.register.queries import entries as reading
from kenbaar.register.queries.reading import history_to_read

router = Router(tags=["entries"])

# The description of the API itself has no operation of its own; everyone may read it.
DESCRIPTION_CALLERS = Callers.EVERYONE


@router.get("/entries", response=EntryPage, summary="List published entries")
@open_to(Callers.EVERYONE)
def list_entries(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
    body: str | None = Query(None, max_length=120, description="slug of a body"),
) -> EntryPage:
    """Return a page. Pages go by cursor: an entry that is published meanwhile shifts nothing."""
    found = reading.published_after(after_cursor(cursor), limit=limit + 1, body=body)
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return EntryPage(items=[entry_out(entry) for entry in found[:limit]], next=following)


@router.get("/entries/{reference}", response=EntryOut, summary="One entry")
@open_to(Callers.EVERYONE)
def one_entry(request: HttpRequest, reference: str) -> EntryOut:
    """Return an entry as the public sees it now; a withdrawn one says so in `state`."""
    return entry_out(reading.entry_for(ANYONE, reference))


@router.get("/entries/{reference}/versions", response=list[VersionLine], summary="Public history of an entry")
@open_to(Callers.EVERYONE)
def list_versions(request: HttpRequest, reference: str) -> list[VersionLine]:
    """Return every public step, from old to new."""
    reading.entry_for(ANYONE, reference)
    return [
        VersionLine(
            version=line.version,
            step=line.step,
            on=line.on,
            reason=line.reason,
            links={"version": version_link(reference, line.version)},
        )
        for line in history_to_read(reference)
    ]


@router.get("/entries/{reference}/versions/{number}", response=VersionOut, summary="One version of an entry")
@open_to(Callers.EVERYONE)
def one_version(request: HttpRequest, reference: str, number: int) -> VersionOut:
    """Return what the entry said in this version."""
    version = reading.public_versions(reading.entry_for(ANYONE, reference), [number]).get(number)
    if version is None:
        raise Problem(404, "Not found", f"Entry {reference} has no public version {number}. See its versions.")
    facts = public_sheet(version.answers())
    return VersionOut(reference=reference, version=number, facts=dict(facts), digest=facts.digest())


def entry_out(entry: Entry) -> EntryOut:
    """Return an entry in the shape of the API."""
    version = entry.published
    assert version is not None and entry.first_published_at and entry.changed_at, "public entries were published"
    return EntryOut(
        reference=entry.reference,
        state=entry.public_state,
        body=BodyRef(slug=entry.body.slug, name=entry.body.name),
        version=version.number,
        first_published_at=entry.first_published_at,
        changed_at=entry.changed_at,
        completeness=entry.completeness,
        standard=version.standard,
        facts=dict(public_sheet(version.answers())),
        links=entry_links(entry.reference),
    )
