"""Changing many entries in one go: all of them, or none. What was looked over is what is done."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from django.db import transaction

from kenbaar.journal.actions import Deed, write_lines
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.people.named import name_of_person
from kenbaar.register import events
from kenbaar.register.actions.drafting import Change
from kenbaar.register.actions.steps import submit_for_review
from kenbaar.register.bulk import BulkOrder, Plan, What, order_and_rows
from kenbaar.register.drafts_of_many import DraftsOfMany, in_batches, working_of
from kenbaar.register.errors import ChangedMeanwhile, PreparedChangeNotFound
from kenbaar.register.filtering import Filter
from kenbaar.register.lifecycle import Access
from kenbaar.register.many import no_collecting
from kenbaar.register.models import Entry, EntryReader
from kenbaar.register.preparing import Kind, finish
from kenbaar.register.queries.bulk import need_fit, plan_of
from kenbaar.register.queries.inventory import entries_chosen, prepared_change


class HandIn(Protocol):
    """Hands an entry in for a second person, inside the deed."""

    def __call__(self, reference: str, /, *, by: Actor, now: dt.datetime) -> object:
        """Do so."""


@transaction.atomic
def change_many(body: Body, number: int, *, by: Actor, now: dt.datetime, hand_in: HandIn = submit_for_review) -> int:
    """Do what was prepared; return how many entries changed. One line in the journal for each of them.

    `hand_in` is how an entry is handed in: whoever keeps reviews does more for it than this room knows of.

    Raises PreparedChangeNotFound, InventoryNotForYou, NotAllowed, NotOfTheBody, SheetRefused, or ChangedMeanwhile when
    anything is not as it was looked over: then nothing is done.
    """
    prepared = prepared_change(by, body, number, now=now, lock=True)
    if prepared.kind != Kind.CHANGE or prepared.outcome is not None:
        raise PreparedChangeNotFound(number)
    order, seen, _left = order_and_rows(bytes(prepared.content))
    need_fit(order, body)
    plan = _as_seen(by, body, order, seen, now)
    with no_collecting():
        if order.what is What.HAND_IN:
            for line in plan.lines:
                hand_in(line.reference, by=by, now=now)
        else:
            _DO[order.what](plan, by, now)
    finish(prepared, {"changed": len(plan.changing)})
    return len(plan.changing)


def _as_seen(by: Actor, body: Body, order: BulkOrder, seen: dict[int, str], now: dt.datetime) -> Plan:
    everything = entries_chosen(by, body, references=None, wanted=Filter(), now=now)
    # Locked until the end, so that nothing changes between looking and doing.
    for batch in in_batches(seen):
        list(everything.select_for_update(of=("self",)).filter(pk__in=batch).order_by("pk").values_list("pk"))
    lines = [
        line for batch in in_batches(seen) for line in plan_of(by, body, everything.filter(pk__in=batch), order).lines
    ]
    changed = [line.reference for line in lines if line.left or line.seen != seen[line.id]]
    gone = len(seen) - len(lines)
    if changed or gone:
        raise ChangedMeanwhile(changed or [""] * gone)
    return Plan(order, tuple(lines))


def _set_fact(plan: Plan, by: Actor, now: dt.datetime) -> None:
    seen = {line.id: line.seen for line in plan.lines}
    order = plan.order
    for batch in in_batches(seen):
        drafts = DraftsOfMany(by=by, now=now)
        for working in working_of(Entry.objects.filter(pk__in=batch)):
            drafts.change(working, [Change(order.fact, order.answer, seen[working.id])])
        drafts.write()


def _set_owner(plan: Plan, by: Actor, now: dt.datetime) -> None:
    for batch in in_batches(line.id for line in plan.lines):
        Entry.objects.filter(pk__in=batch).update(owner=plan.order.owner)
    said = name_of_person(plan.order.owner) if plan.order.owner else ""
    write_lines((Deed(events.OWNER_SET, line.reference, {"owner": said}) for line in plan.lines), by=by.name, now=now)


def _set_access(plan: Plan, by: Actor, now: dt.datetime) -> None:
    access = plan.order.access
    for batch in in_batches(line.id for line in plan.lines):
        Entry.objects.filter(pk__in=batch).update(access=access)
        # As `set_access` does it for one.
        if access == Access.RESTRICTED:
            owned = Entry.objects.filter(pk__in=batch, owner__isnull=False).values_list("pk", "owner_id")
            closing = [(each, by.person) for each in batch if by.person is not None]
            named = [EntryReader(entry_id=each, person_id=person) for each, person in (*owned, *closing)]
            EntryReader.objects.bulk_create(named, ignore_conflicts=True)
    write_lines(
        (Deed(events.ACCESS_SET, line.reference, {"access": access}) for line in plan.lines), by=by.name, now=now
    )


_DO: dict[What, Callable[[Plan, Actor, dt.datetime], None]] = {
    What.FACT: _set_fact,
    What.OWNER: _set_owner,
    What.ACCESS: _set_access,
}
