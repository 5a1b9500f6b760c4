"""One change of many entries by a system: prepared, looked over, and done; all of it or nothing."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.params.functions import Query

from kenbaar.api.arranging import colleague_at
from kenbaar.api.change_schemas import (
    AccessOrder,
    ChangeLineOut,
    ChangeLinesOut,
    ChangeOfManyIn,
    ChangeOfManyOut,
    FactOrder,
    OrderOut,
    OwnerOrder,
)
from kenbaar.api.cursors import after_cursor, cursor_of
from kenbaar.api.filters import wanted_of
from kenbaar.api.problems import Problem
from kenbaar.api.services import THROTTLE, Needs, actor_of, body_of
from kenbaar.api.working_schemas import Number
from kenbaar.casework.actions.review import ask_review
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Scope
from kenbaar.register.actions.bulk import change_many
from kenbaar.register.actions.preparing import drop_change, prepare_change
from kenbaar.register.bulk import BulkOrder, Planned, What, order_and_rows
from kenbaar.register.errors import PreparedChangeNotFound
from kenbaar.register.filtering import Filter
from kenbaar.register.models import PreparedChange
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.bulk import need_fit, plan_of, planned_again
from kenbaar.register.queries.inventory import entries_chosen, inventory_body, prepared_change

# What one of them may not order, the plan refuses.
router = Router(tags=["changes"], auth=Needs(Scope.WRITE_ENTRIES, Scope.ARRANGE_ENTRIES), throttle=THROTTLE)


@router.post("/changes", response={201: ChangeOfManyOut}, summary="Prepare one change of many entries")
@open_to(Callers.SERVICE)
def prepare_change_of_many(request: HttpRequest, sent: ChangeOfManyIn) -> Status[ChangeOfManyOut]:
    """Put a change ready. Nothing happens to the entries until you confirm it.

    A reference that is not there for this token is refused (422) and named; then nothing is prepared.
    """
    by, now = actor_of(request), timezone.now()
    body = inventory_body(by, body_of(by))
    order = _order(sent, by, body)
    need_fit(order, body)
    wanted = _wanted(sent)
    chosen = entries_chosen(by, body, references=sent.references, wanted=wanted, now=now)
    plan = plan_of(by, body, chosen, order)
    missing = {*(sent.references or ())} - {line.reference for line in plan.lines}
    if missing:
        wrong = dict.fromkeys(sorted(missing), "there is no such entry for this token")
        raise Problem(422, "Unknown entries", "Nothing was prepared. Leave out what `errors` names.", errors=wrong)
    return Status(201, _out(prepare_change(body, Kind.CHANGE, plan.to_json(), by=by, now=now)))


@router.get("/changes/{number}", response=ChangeOfManyOut, summary="A change that you prepared")
@open_to(Callers.SERVICE)
def read_change_of_many(request: HttpRequest, number: Number) -> ChangeOfManyOut:
    """Return what will change and what came of it, for a day; only for the token that prepared it."""
    return _out(_one(actor_of(request), number))


@router.get("/changes/{number}/lines", response=ChangeLinesOut, summary="What a change does to each entry")
@open_to(Callers.SERVICE)
def list_change_lines(
    request: HttpRequest,
    number: Number,
    cursor: str | None = Query(None, max_length=40, description="`next` of the page before"),
    limit: int = Query(50, ge=1, le=200, description="most that a page holds"),
) -> ChangeLinesOut:
    """Return a page of the entries as they stand now, also those that stay as they are; none once it is done."""
    by = actor_of(request)
    prepared = _one(by, number)
    if prepared.outcome is not None:
        return ChangeLinesOut(items=[], next=None)
    order, seen, left = order_and_rows(bytes(prepared.content))
    after = after_cursor(cursor)
    keys = sorted(key for key in (*seen, *left) if key > after)
    lines = planned_again(by, prepared, keys[:limit], now=timezone.now()).lines
    items = [_line(order, line, left.get(line.id, "")) for line in sorted(lines, key=lambda line: line.id)]
    return ChangeLinesOut(items=items, next=cursor_of(keys[limit - 1]) if len(keys) > limit else None)


@router.post("/changes/{number}/confirmation", response=ChangeOfManyOut, summary="Do a change that you prepared")
@open_to(Callers.SERVICE)
def confirm_change_of_many(request: HttpRequest, number: Number) -> ChangeOfManyOut:
    """Do what was looked over: all of it, once. When anything changed meanwhile nothing is done (409)."""
    by = actor_of(request)
    body = _one(by, number).body
    change_many(body, number, by=by, now=timezone.now(), hand_in=ask_review)
    return _out(_one(by, number))


@router.delete("/changes/{number}", response={204: None}, summary="Throw away a change that you prepared")
@open_to(Callers.SERVICE)
def drop_change_of_many(request: HttpRequest, number: Number) -> Status[None]:
    """Throw it away; what was done stays done."""
    by = actor_of(request)
    drop_change(_one(by, number).body, number, by=by, now=timezone.now())
    return Status(204, None)


def _one(by: Actor, number: int) -> PreparedChange:
    found = prepared_change(by, inventory_body(by, body_of(by)), number, now=timezone.now())
    if found.kind != Kind.CHANGE:
        raise PreparedChangeNotFound(number)
    return found


def _wanted(sent: ChangeOfManyIn) -> Filter:
    if (sent.references is None) == (sent.where is None):
        raise Problem(422, "Which entries?", "Send either `references` or `where`; `{}` finds every entry.")
    return wanted_of(sent.where) if sent.where is not None else Filter()


def _order(sent: ChangeOfManyIn, by: Actor, body: Body) -> BulkOrder:
    match sent.order:
        case FactOrder(fact=fact, answer=answer):
            return BulkOrder(What.FACT, fact=fact, answer=answer)
        case OwnerOrder(email=None):
            return BulkOrder(What.OWNER)
        case OwnerOrder(email=str() as email):
            return BulkOrder(What.OWNER, owner=colleague_at(by, body.slug, email).pk)
        case AccessOrder(access=access):
            return BulkOrder(What.ACCESS, access=access)
        case _:
            return BulkOrder(What.HAND_IN)


def _out(prepared: PreparedChange) -> ChangeOfManyOut:
    if prepared.outcome is not None:
        said: dict[str, Any] = {"order": None, "changing": 0, "left": {}, "changed": prepared.outcome["changed"]}
    else:
        order, seen, left = order_and_rows(bytes(prepared.content))
        said = {
            "order": OrderOut(
                what=order.what, fact=order.fact, answer=order.answer, owner=order.owner, access=order.access
            ),
            "changing": len(seen),
            "left": dict(Counter(left.values())),
            "changed": None,
        }
    return ChangeOfManyOut(number=prepared.pk, expires_at=prepared.expires_at, **said)


def _line(order: BulkOrder, line: Planned, left: str) -> ChangeLineOut:
    # People have numbers in the API, and a plan names them for who reads it.
    old = (int(line.seen) if line.seen else None) if order.what is What.OWNER else line.old
    return ChangeLineOut(reference=line.reference, name=line.name, old=old, left=left)
