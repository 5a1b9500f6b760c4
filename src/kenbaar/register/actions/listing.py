"""Saving a search in the inventory under a name."""

import datetime as dt

from django.db import IntegrityError, transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register import events
from kenbaar.register.errors import NotAllowed, SavedListRefused
from kenbaar.register.filtering import Filter, query_of
from kenbaar.register.models import SavedList
from kenbaar.register.policies import may_save_lists
from kenbaar.register.queries.inventory import inventory_body, list_to_take_away, own_list


@transaction.atomic
def save_list(body: Body, name: str, wanted: Filter, *, shared: bool, by: Actor, now: dt.datetime) -> SavedList:
    """Keep a search under a name; a shared one is for everybody at the body.

    Raises InventoryNotForYou, NotAllowed for a token that only reads, or SavedListRefused.
    """
    inventory_body(by, body.slug)
    if not may_save_lists(by, body.slug):
        raise NotAllowed(body.slug, "save a list of")
    saved = SavedList(body=body, by=by.name, query=query_of(wanted), shared=shared)
    _name(saved, name)
    write_line(Deed(events.LIST_SAVED, str(saved), {"body": body.slug, "shared": shared}), by=by.name, now=now)
    return saved


@transaction.atomic
def rename_list(body: Body, number: int, name: str, *, by: Actor, now: dt.datetime) -> None:
    """Give a list of one's own another name. Raises SavedListNotFound or SavedListRefused."""
    saved = own_list(by, body, number)
    _name(saved, name)
    write_line(Deed(events.LIST_RENAMED, str(saved), {"body": body.slug}), by=by.name, now=now)


@transaction.atomic
def delete_list(body: Body, number: int, *, by: Actor, now: dt.datetime) -> None:
    """Take away a list of one's own; an administrator, one that is shared too. Raises SavedListNotFound."""
    saved = list_to_take_away(by, body, number)
    said = str(saved)
    saved.delete()
    write_line(Deed(events.LIST_DELETED, said, {"body": body.slug}), by=by.name, now=now)


def _name(saved: SavedList, name: str) -> None:
    clean = " ".join(name.split())
    if not 1 <= len(clean) <= 80 or not clean.isprintable():
        raise SavedListRefused(clean)
    saved.name = clean
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as taken:
        raise SavedListRefused(clean) from taken
