"""The inventory of a body, with what is not public: for its own systems, which show a token."""

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.problems import Problem
from kenbaar.api.schemas import BodyRef, InventoryEntryOut, InventoryPage
from kenbaar.api.services import READING, THROTTLE, WRITING, actor_of, body_of
from kenbaar.api.working import working_copy_out
from kenbaar.api.working_schemas import EntryIn, EntryThereOut, WorkingCopyOut
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.people.queries import body_with
from kenbaar.register.actions.writing import create_entry
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import own_entries
from kenbaar.register.queries.working import entry_at_work, working_copy
from kenbaar.register.references import reference_from
from kenbaar.rules.answers import Sheet

router = Router(tags=["inventory"], auth=READING, throttle=THROTTLE)


@router.get("/inventory", response=InventoryPage, summary="List all entries of your body")
@open_to(Callers.SERVICE)
def list_inventory(
    request: HttpRequest,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
    state: State | None = Query(None, description="only the entries in this state"),
) -> InventoryPage:
    """Return a page of the entries of the body of the token, in every state, as their latest version has them."""
    found = list(own_entries(actor_of(request), state=state).filter(id__gt=after_cursor(cursor))[: limit + 1])
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return InventoryPage(items=[_out(entry) for entry in found[:limit]], next=following)


@router.post(
    "/inventory",
    auth=WRITING,
    response={201: WorkingCopyOut, 200: EntryThereOut},
    summary="Add an entry to the inventory of your body",
)
@open_to(Callers.SERVICE)
def add_entry(request: HttpRequest, sent: EntryIn) -> Status[WorkingCopyOut | EntryThereOut]:
    """Make a draft. The same `key` again changes nothing and names the entry that is there, with 200 for 201."""
    by = actor_of(request)
    body = body_of(by)
    key = f"api:{body}:{sent.key or uuid4()}"
    reference = reference_from(key)
    if there := _there(by, reference):
        return Status(200, there)
    try:
        with transaction.atomic():
            create_entry(key, body=body_with(body), sheet=Sheet(sent.facts), by=by, now=timezone.now())
    except IntegrityError as raced:
        if there := _there(by, reference):
            return Status(200, there)
        detail = "An entry with this key is here already, and your token may not see it. Choose another key."
        raise Problem(409, "Not possible now", detail) from raced
    return Status(201, working_copy_out(working_copy(by, reference)))


@router.get("/inventory/{reference}", response=InventoryEntryOut, summary="One entry of your body")
@open_to(Callers.SERVICE)
def one_of_inventory(request: HttpRequest, reference: str) -> InventoryEntryOut:
    """Return an entry of the body of the token, in whatever state, as its latest version has it."""
    entry = own_entries(actor_of(request)).filter(reference=reference).first()
    if entry is None:
        raise Problem(404, "Not found", f"Your body has no entry {reference}. See its inventory.")
    return _out(entry)


def _there(by: Actor, reference: str) -> EntryThereOut | None:
    """Return which entry is there; what it says is for who may read, which a token that writes need not."""
    try:
        return EntryThereOut(reference=entry_at_work(by, reference).reference)
    except EntryNotFound:
        return None


def _out(entry: Entry) -> InventoryEntryOut:
    assert entry.latest is not None, "an entry is made with its first version"
    return InventoryEntryOut(
        reference=entry.reference,
        state=entry.state,
        body=BodyRef(slug=entry.body.slug, name=entry.body.name),
        version=entry.latest.number,
        published_version=entry.published.number if entry.published else None,
        submitted_version=entry.submitted.number if entry.submitted else None,
        access=entry.access,
        owner=entry.owner_id,
        lacking=entry.lacking,
        touched_at=entry.touched_at,
        facts=dict(entry.latest.answers()),
    )
