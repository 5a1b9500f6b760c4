"""Putting a change of many entries ready to be looked over, and throwing it away."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.errors import NotAllowed
from kenbaar.register.events import CHANGE_DROPPED, CHANGE_PREPARED
from kenbaar.register.models import PreparedChange
from kenbaar.register.policies import may_arrange, may_write
from kenbaar.register.preparing import KEPT_FOR, MOST_KEPT, Kind
from kenbaar.register.queries.inventory import inventory_body, prepared_change


@transaction.atomic
def prepare_change(
    body: Body, kind: Kind, content: bytes, *, by: Actor, now: dt.datetime, name: str = "", language: str = ""
) -> PreparedChange:
    """Keep what somebody is about to do until they say yes, and clear away what is too old, or too much of theirs.

    `name` is what a file is called. Raises InventoryNotForYou or NotAllowed.
    """
    inventory_body(by, body.slug)
    may_do = may_write(by, body.slug) or (kind is Kind.CHANGE and may_arrange(by, body.slug))
    if not may_do:
        raise NotAllowed(body.slug, "change many entries of")
    PreparedChange.objects.filter(expires_at__lte=now).delete()
    waiting = PreparedChange.objects.filter(by=by.name, outcome__isnull=True).order_by("-id")
    PreparedChange.objects.filter(pk__in=list(waiting.values_list("id", flat=True)[MOST_KEPT - 1 :])).delete()
    prepared = PreparedChange.objects.create(
        body=body,
        by=by.name,
        kind=kind,
        name=name[:200],
        language=language,
        content=content,
        expires_at=now + KEPT_FOR,
    )
    write_line(Deed(CHANGE_PREPARED, body.slug, {"kind": kind, "bytes": len(content)}), by=by.name, now=now)
    return prepared


@transaction.atomic
def drop_change(body: Body, number: int, *, by: Actor, now: dt.datetime) -> None:
    """Throw away what was prepared. Raises PreparedChangeNotFound."""
    prepared = prepared_change(by, body, number, now=now, lock=True)
    kind = prepared.kind
    prepared.delete()
    write_line(Deed(CHANGE_DROPPED, body.slug, {"kind": kind}), by=by.name, now=now)
