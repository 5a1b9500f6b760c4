"""Searches in the inventory under a name: those of a system, and those that colleagues share."""

from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from kenbaar.api.filters import Where, wanted_of
from kenbaar.api.reading_bodies import Sent
from kenbaar.api.services import READING, THROTTLE, WRITING, actor_of, body_of
from kenbaar.api.working_schemas import Number
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.register.actions.listing import delete_list, rename_list, save_list
from kenbaar.register.models import SavedList
from kenbaar.register.queries.inventory import inventory_body, own_list, saved_lists

router = Router(tags=["lists"], auth=WRITING, throttle=THROTTLE)


class ListNameIn(Sent):
    """Another name for a list."""

    name: str = Field(min_length=1, max_length=80)


class ListIn(ListNameIn):
    """A search to keep. A shared one is for everybody at your body."""

    where: Where
    shared: bool = False


class ListOut(Schema):
    """A search that is kept."""

    number: int
    name: str
    where: dict[str, str] = Field(description="what is asked, as `/changes` and `/workbook` take it")
    shared: bool
    own: bool = Field(description="this token saved it, and may rename it and take it away")


@router.get("/lists", auth=READING, response=list[ListOut], summary="Lists that are kept")
@open_to(Callers.SERVICE)
def list_lists(request: HttpRequest) -> list[ListOut]:
    """Return the lists of this token, and those that others share with your body, by name."""
    by = actor_of(request)
    return [_out(each, by) for each in saved_lists(by, inventory_body(by, body_of(by)))]


@router.post("/lists", response={201: ListOut}, summary="Keep a list")
@open_to(Callers.SERVICE)
def keep_list(request: HttpRequest, sent: ListIn) -> Status[ListOut]:
    """Keep a search under a name that this token does not use yet."""
    by = actor_of(request)
    body, wanted = inventory_body(by, body_of(by)), wanted_of(sent.where)
    return Status(201, _out(save_list(body, sent.name, wanted, shared=sent.shared, by=by, now=timezone.now()), by))


@router.patch("/lists/{number}", response=ListOut, summary="Rename a list")
@open_to(Callers.SERVICE)
def rename_own_list(request: HttpRequest, number: Number, sent: ListNameIn) -> ListOut:
    """Give a list of this token another name."""
    by = actor_of(request)
    body = inventory_body(by, body_of(by))
    rename_list(body, number, sent.name, by=by, now=timezone.now())
    return _out(own_list(by, body, number), by)


@router.delete("/lists/{number}", response={204: None}, summary="Take a list away")
@open_to(Callers.SERVICE)
def delete_own_list(request: HttpRequest, number: Number) -> Status[None]:
    """Take away a list of this token."""
    by = actor_of(request)
    delete_list(inventory_body(by, body_of(by)), number, by=by, now=timezone.now())
    return Status(204, None)


def _out(saved: SavedList, by: Actor) -> ListOut:
    where = dict(parse_qsl(saved.query))
    return ListOut(number=saved.pk, name=saved.name, where=where, shared=saved.shared, own=saved.by == by.name)
