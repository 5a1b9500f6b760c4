"""The inventory of a body, with what is not public: for its own systems, which show a token."""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.problems import Problem
from kenbaar.api.schemas import BodyRef, InventoryEntryOut, InventoryPage
from kenbaar.api.services import RATE, PerService, TokenOfService
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.people.models import Scope
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import own_entries

_THROTTLE = PerService(RATE)
router = Router(tags=["inventory"], auth=TokenOfService(Scope.READ_ENTRIES), throttle=_THROTTLE)


@router.get("/inventory", response=InventoryPage, summary="List all entries of your body")
@open_to(Callers.SERVICE)
def list_inventory(
    request: HttpRequest,
    response: HttpResponse,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200),
    state: State | None = Query(None, description="only the entries in this state"),
) -> InventoryPage:
    """Return a page of the entries of the body of the token, in every state, as their latest version has them."""
    response["Cache-Control"] = "no-store"
    found = list(own_entries(_actor(request), state=state).filter(id__gt=after_cursor(cursor))[: limit + 1])
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return InventoryPage(items=[_out(entry) for entry in found[:limit]], next=following)


@router.get("/inventory/{reference}", response=InventoryEntryOut, summary="One entry of your body")
@open_to(Callers.SERVICE)
def one_of_inventory(request: HttpRequest, response: HttpResponse, reference: str) -> InventoryEntryOut:
    """Return an entry of the body of the token, in whatever state, as its latest version has it."""
    response["Cache-Control"] = "no-store"
    entry = own_entries(_actor(request)).filter(reference=reference).first()
    if entry is None:
        raise Problem(404, "Not found", f"Your body has no entry {reference}. See its inventory.")
    return _out(entry)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return actor


def _out(entry: Entry) -> InventoryEntryOut:
    assert entry.latest is not None, "an entry is made with its first version"
    return InventoryEntryOut(
        reference=entry.reference,
        state=entry.state,
        body=BodyRef(slug=entry.body.slug, name=entry.body.name),
        version=entry.latest.number,
        published_version=entry.published.number if entry.published else None,
        facts=dict(entry.latest.answers()),
    )
