"""The inventory of a body: everything it uses, public or not, in lists that read no sheets."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Role
from kenbaar.people.policies import may_manage
from kenbaar.register.errors import InventoryNotForYou, PreparedChangeNotFound, SavedListNotFound
from kenbaar.register.filtering import Filter, Order, Owned
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, PreparedChange, SavedList
from kenbaar.register.policies import may_see, may_write
from kenbaar.register.queries.entries import at_work

PAGE = 50

_ORDERS = {
    Order.NAME: ("name_nl", "id"),
    Order.TOUCHED: ("-touched_at", "-id"),
    Order.UNTOUCHED: ("touched_at", "id"),
    Order.LACKING: ("-lacking", "id"),
}


class InventoryLine(NamedTuple):
    """An entry in the list. `submitted` is the version that waits for a second person, `draft` a number when edited."""

    id: int
    reference: str
    name_nl: str
    name_en: str
    state: str
    submitted: uuid.UUID | None
    draft: int | None
    phase: str
    experiment: bool
    category: str
    said_class: str
    progress: int
    lacking: int
    access: str
    owner: str | None
    touched_at: dt.datetime | None
    latest: uuid.UUID | None

    @property
    def name(self) -> dict[str, str]:
        """The name per language."""
        return {tongue: text for tongue, text in (("nl", self.name_nl), ("en", self.name_en)) if text}


_COLUMNS = (
    *("id", "reference", "name_nl", "name_en", "state", "submitted_id", "draft__id", "phase", "experiment"),
    *("category", "said_class", "progress", "lacking", "access", "owner__name", "touched_at", "latest_id"),
)


@dataclass(frozen=True, slots=True)
class InventoryPage:
    """A page of the list, and how many entries were found in all."""

    lines: tuple[InventoryLine, ...]
    found: int
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class BodyToWriteFor:
    """A body with the number of its entries, and how many of them were begun and never handed in."""

    body: Body
    count: int
    started: int


def bodies_to_see(actor: Actor, words: str = "") -> QuerySet[Body]:
    """Return the bodies whose inventory the actor may see, with the number of their entries.

    Somebody who sees all bodies gets those that have entries.
    """
    rows = Body.objects.annotate(count=Count("entries"))
    if actor.operator or Role.SUPERVISOR in actor.wide:
        rows = rows.filter(count__gt=0)
    else:
        seen = [slug for slug in actor.roles if may_see(actor, slug, restricted=False, named=False)]
        rows = rows.filter(slug__in=seen)
    for word in words.split():
        rows = rows.filter(Q(name_nl__icontains=word) | Q(name_en__icontains=word) | Q(abbreviation__iexact=word))
    return rows


def bodies_to_write_for(actor: Actor) -> list[BodyToWriteFor]:
    """Return the bodies that the actor writes for, with how many entries they see there."""
    slugs = [slug for slug in actor.roles if may_write(actor, slug)]
    rows = Entry.objects.filter(at_work(actor), body__slug__in=slugs).order_by().values("body__slug")
    rows = rows.annotate(count=Count("id"), started=Count("id", filter=Q(state=State.DRAFT)))
    counts = {slug: rest for slug, *rest in rows.values_list("body__slug", "count", "started")}
    return [BodyToWriteFor(body, *counts.get(body.slug, (0, 0))) for body in Body.objects.filter(slug__in=slugs)]


def inventory_body(actor: Actor, slug: str) -> Body:
    """Return a body whose inventory the actor may see. Raises InventoryNotForYou."""
    if may_see(actor, slug, restricted=False, named=False) and (body := Body.objects.filter(slug=slug).first()):
        return body
    raise InventoryNotForYou(slug)


def inventory_entries(actor: Actor, body: Body, wanted: Filter, *, now: dt.datetime) -> QuerySet[Entry]:
    """Return what the filter finds of the entries that the actor sees of a body. Raises InventoryNotForYou."""
    if not may_see(actor, body.slug, restricted=False, named=False):
        raise InventoryNotForYou(body.slug)
    rows = Entry.objects.filter(_asked(actor, wanted, now), body=body)
    sees_all = actor.operator or Role.SUPERVISOR in actor.wide
    return rows if sees_all else rows.filter(at_work(actor))


def inventory_page(actor: Actor, body: Body, wanted: Filter, *, page: int, now: dt.datetime) -> InventoryPage:
    """Return a page of the list in two queries; a page after the last is the last. Raises InventoryNotForYou."""
    rows = inventory_entries(actor, body, wanted, now=now)
    found = rows.count()
    last = max(1, -(-found // PAGE))
    number = min(max(1, page), last)
    order = _ORDERS[Order(wanted.sort or Order.NAME)]
    lines = rows.order_by(*order).values_list(*_COLUMNS)[(number - 1) * PAGE : number * PAGE]
    return InventoryPage(tuple(map(InventoryLine._make, lines)), found, number, last)


def entries_chosen(
    actor: Actor, body: Body, *, references: Collection[str] | None, wanted: Filter, now: dt.datetime
) -> QuerySet[Entry]:
    """Return the entries that somebody chose by reference; without references, everything that the filter finds."""
    if references is None:
        return inventory_entries(actor, body, wanted, now=now)
    return inventory_entries(actor, body, Filter(), now=now).filter(reference__in=references)


def saved_lists(actor: Actor, body: Body) -> list[SavedList]:
    """Return the lists that the actor saved here, and those that others share. Raises InventoryNotForYou."""
    if not may_see(actor, body.slug, restricted=False, named=False):
        raise InventoryNotForYou(body.slug)
    return list(SavedList.objects.filter(Q(by=actor.name) | Q(shared=True), body=body))


def own_list(actor: Actor, body: Body, number: int) -> SavedList:
    """Return a list that the actor saved. Raises SavedListNotFound."""
    found = SavedList.objects.filter(body=body, pk=number, by=actor.name).first()
    if found is None:
        raise SavedListNotFound(number)
    return found


def list_to_take_away(actor: Actor, body: Body, number: int) -> SavedList:
    """Return a list of the actor's own or, for the administrator, one that is shared. Raises SavedListNotFound.

    Whoever shared it may have left, and a token comes to its end.
    """
    theirs = Q(by=actor.name) | Q(shared=True) if may_manage(actor, body.slug) else Q(by=actor.name)
    found = SavedList.objects.filter(theirs, body=body, pk=number).first()
    if found is None:
        raise SavedListNotFound(number)
    return found


def prepared_change(actor: Actor, body: Body, number: int, *, now: dt.datetime, lock: bool = False) -> PreparedChange:
    """Return what the actor prepared for a body and is still to be seen. Raises PreparedChangeNotFound."""
    rows = PreparedChange.objects.select_for_update() if lock else PreparedChange.objects.all()
    found = rows.filter(body=body, pk=number, by=actor.name, expires_at__gt=now).first()
    if found is None:
        raise PreparedChangeNotFound(number)
    return found


def _asked(actor: Actor, wanted: Filter, now: dt.datetime) -> Q:
    plain: Mapping[str, str] = {
        "phase": wanted.phase,
        "category": wanted.category,
        "said_class": wanted.said_class,
        "access": wanted.access,
    }
    condition = Q(**{column: value for column, value in plain.items() if value})
    for word in wanted.words.split():
        condition &= Q(name_nl__icontains=word) | Q(name_en__icontains=word) | Q(reference__iexact=word)
    if wanted.state:
        # What the public sees stays published while its next version is under review.
        under_review = wanted.state == State.REVIEW
        condition &= Q(submitted__isnull=False) if under_review else Q(state=wanted.state)
    if wanted.experiment:
        condition &= Q(experiment=wanted.experiment == "yes")
    if wanted.owner:
        condition &= _owned(actor, wanted.owner)
    if wanted.lacking:
        condition &= Q(lacking__gt=0)
    if wanted.editing:
        condition &= Q(draft__isnull=False)
    if wanted.months:
        condition &= Q(touched_at__lt=months_before(now, wanted.months)) | Q(touched_at__isnull=True)
    return condition


def _owned(actor: Actor, owner: str) -> Q:
    match owner:
        case Owned.MINE:
            return Q(owner=actor.person) if actor.person is not None else Q(pk=None)
        case Owned.NOBODY:
            return Q(owner__isnull=True)
        case _:
            return Q(owner=int(owner))


def months_before(now: dt.datetime, months: int) -> dt.datetime:
    """Return the moment so many months ago; the last day of a shorter month where the day is not there."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - dt.timedelta(days=1)).day
    return now.replace(year=year, month=month + 1, day=min(now.day, last_day))
