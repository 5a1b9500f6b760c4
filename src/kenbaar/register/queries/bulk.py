"""Looking a change of many entries over: what it will do to each, in a fixed number of queries."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTransform

from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Membership
from kenbaar.people.named import name_of_person
from kenbaar.register.actions.drafting import answer_digest
from kenbaar.register.bulk import FACTS, MOST_HANDED_IN, BulkOrder, Left, Plan, Planned, What, order_and_rows
from kenbaar.register.errors import NotAllowed, NotOfTheBody, SheetRefused, TooManyAtOnce
from kenbaar.register.filtering import Filter
from kenbaar.register.lifecycle import Access, State, Step, after
from kenbaar.register.models import DraftConflict, Entry, PreparedChange
from kenbaar.register.policies import may_arrange, may_write
from kenbaar.register.queries.inventory import entries_chosen
from kenbaar.rules.answers import check_sheet
from kenbaar.rules.facts import vocabulary

_NAME = ("id", "reference", "name_nl", "name_en", "state")


def may_order(actor: Actor, body: str, what: What) -> bool:
    """Say whether the actor may ask this of entries of a body."""
    return may_write(actor, body) if what in {What.FACT, What.HAND_IN} else may_arrange(actor, body)


def plan_of(actor: Actor, body: Body, entries: QuerySet[Entry], order: BulkOrder) -> Plan:
    """Return what an order will do to entries that the actor sees (see `inventory.entries_chosen`).

    Raises NotAllowed, or TooManyAtOnce.
    """
    if not may_order(actor, body.slug, order.what):
        raise NotAllowed(body.slug, f"{order.what} many entries of")
    rows = entries.order_by("name_nl", "id")
    if order.what is What.HAND_IN and (count := rows.count()) > MOST_HANDED_IN:
        raise TooManyAtOnce(count, MOST_HANDED_IN)
    return Plan(order, tuple(_LINES[order.what](rows, order)))


def planned_again(actor: Actor, prepared: PreparedChange, keys: Collection[int], *, now: dt.datetime) -> Plan:
    """Return what a change that was prepared does, as things stand now, to those of its entries that are asked for."""
    order, _seen, _left = order_and_rows(bytes(prepared.content))
    everything = entries_chosen(actor, prepared.body, references=None, wanted=Filter(), now=now)
    return plan_of(actor, prepared.body, everything.filter(pk__in=keys), order)


def need_fit(order: BulkOrder, body: Body) -> None:
    """Raise SheetRefused for a fact that is not changed of many at once, or an answer that does not fit it.

    Raises NotOfTheBody for an owner from elsewhere.
    """
    if order.what is What.FACT and order.fact not in FACTS:
        raise SheetRefused([f"{order.fact}: cannot be changed of many entries at once"])
    if order.what is What.FACT and order.answer is not None:
        problems = check_sheet({order.fact: order.answer}, vocabulary())
        if problems:
            raise SheetRefused(problems)
    if order.what is What.OWNER and order.owner is not None:
        colleagues = Membership.objects.filter(body=body, person__is_active=True)
        if not colleagues.filter(person=order.owner).exists():
            raise NotOfTheBody(body.slug, name_of_person(order.owner))


def _of_fact(rows: QuerySet[Entry], order: BulkOrder) -> Iterator[Planned]:
    new = answer_digest(order.answer)
    drafted, latest = KeyTransform(order.fact, "draft__sheet"), KeyTransform(order.fact, "latest__sheet")
    for row in rows.annotate(drafted=drafted, said=latest).values(*_NAME, "draft__id", "drafted", "said"):
        old = row["drafted"] if row["draft__id"] is not None else row["said"]
        seen = answer_digest(old)
        left = Left.ARCHIVED if row["state"] == State.ARCHIVED else Left.SAME if seen == new else ""
        yield _planned(row, old, seen, left)


def _of_owner(rows: QuerySet[Entry], order: BulkOrder) -> Iterator[Planned]:
    for row in rows.values(*_NAME, "owner_id", "owner__name"):
        left = Left.SAME if row["owner_id"] == order.owner else ""
        yield _planned(row, row["owner__name"], str(row["owner_id"] or ""), left)


def _of_access(rows: QuerySet[Entry], order: BulkOrder) -> Iterator[Planned]:
    for row in rows.values(*_NAME, "access"):
        closes = order.access != Access.PUBLIC and row["state"] == State.PUBLISHED
        left = Left.SAME if row["access"] == order.access else Left.STILL_PUBLIC if closes else ""
        yield _planned(row, row["access"], row["access"], left)


def _of_handing_in(rows: QuerySet[Entry], _order: BulkOrder) -> Iterator[Planned]:
    conflicts = Exists(DraftConflict.objects.filter(draft__entry=OuterRef("pk")))
    columns = ("latest_id", "published_id", "submitted_id", "draft__id", "draft__revision")
    for row in rows.annotate(conflicts=conflicts).values(*_NAME, *columns, "conflicts"):
        seen = f"{row['latest_id']}.{row['draft__revision'] or 0}"
        yield _planned(row, None, seen, _why_not_now(row))


def _why_not_now(row: dict[str, Any]) -> str:
    if after(State(row["state"]), Step.SUBMIT) is None:
        return Left.NOT_NOW
    if row["conflicts"]:
        return Left.CONFLICTS
    is_new = row["draft__id"] is not None or row["latest_id"] not in {row["published_id"], row["submitted_id"]}
    return "" if is_new else Left.NOTHING_NEW


def _planned(row: dict[str, Any], old: Any, seen: str, left: str) -> Planned:
    name = {tongue: row[f"name_{tongue}"] for tongue in ("nl", "en") if row[f"name_{tongue}"]}
    return Planned(row["id"], row["reference"], name, old, seen, left)


_LINES = {
    What.FACT: _of_fact,
    What.OWNER: _of_owner,
    What.ACCESS: _of_access,
    What.HAND_IN: _of_handing_in,
}
