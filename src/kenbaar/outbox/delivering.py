"""Bringing messages to other systems, to each one at a time and in the order of the journal.

A system that does not take a message gets it again, later and later; what comes after it waits. Killed at any line,
nothing is lost and at most one message for each system arrives twice, under the same `id`.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.actions.pausing import pause
from kenbaar.outbox.calling import Call, Limits, call
from kenbaar.outbox.cloud_events import CONTENT_TYPE, SIGNATURE_HEADER, Happening, signature, written
from kenbaar.outbox.errors import AddressRefused, CallFailed
from kenbaar.outbox.lifecycle import DELIVERY_DELAYS, KEPT_FOR, PAUSED_AFTER, TAKEN_FOR, next_try
from kenbaar.outbox.models import Delivery, Subscription

_log = logging.getLogger(__name__)
_LIMITS = Limits(seconds=10.0, answer_bytes=4 * 1024)
# With the longest answer to each they are done before another process may take the subscription.
_IN_A_ROW = 20


@dataclass(slots=True)
class Counts:
    """What became of the messages that were tried."""

    arrived: int = 0
    later: int = 0
    failed: int = 0


class _Outcome(NamedTuple):
    """What a system answered: a status, or one word for why there is none."""

    status: int | None
    trouble: str


def deliver_waiting(*, clock: Callable[[], dt.datetime], after: Callable[[], object] = lambda: None) -> Counts:
    """Deliver what is due; `after` is called for each message that was tried."""
    counts = Counts()
    tried: set[int] = set()
    while (subscription := _taken(clock(), without=tried)) is not None:
        # One that took all it was given is asked again after the others had their turn.
        if not _deliver(subscription, counts, clock, after):
            tried.add(subscription.pk)
    if counts.arrived:
        Delivery.objects.filter(ended_at__lt=clock() - KEPT_FOR).delete()
    return counts


def _taken(now: dt.datetime, *, without: set[int]) -> Subscription | None:
    """Take a subscription that has something to send, for so long that nobody else sends for it meanwhile."""
    free = Q(taken_until__isnull=True) | Q(taken_until__lte=now)
    due = Subscription.objects.filter(free, active=True, next_try_at__lte=now, deliveries__ended_at__isnull=True)
    found = due.exclude(pk__in=without).order_by("next_try_at", "id").values_list("pk", flat=True).first()
    if found is None:
        return None
    # Whoever is first to write it down has it.
    mine = Subscription.objects.filter(free, pk=found).update(taken_until=now + TAKEN_FOR, next_try_at=now)
    return Subscription.objects.select_related("body").get(pk=found) if mine else None


def _deliver(
    subscription: Subscription, counts: Counts, clock: Callable[[], dt.datetime], after: Callable[[], object]
) -> bool:
    """Deliver the next few messages, up to the first that is not taken; say whether there may be more."""
    waiting = Delivery.objects.filter(subscription=subscription, ended_at=None).order_by("-is_test", "sequence")[
        :_IN_A_ROW
    ]
    batch = list(waiting)
    lines = {line.sequence: line for line in JournalLine.objects.filter(pk__in=[each.sequence for each in batch])}
    for delivery in batch:
        # It may have been stopped, removed or given another secret since the message before.
        current = Subscription.objects.filter(pk=subscription.pk, active=True).first()
        if current is None:
            break
        outcome = _send(current, lines[delivery.sequence], now=clock())
        after()
        if not _written_down(current, delivery, outcome, counts, now=clock()):
            return False
    Subscription.objects.filter(pk=subscription.pk).update(taken_until=None)
    return len(batch) == _IN_A_ROW


def _send(subscription: Subscription, line: JournalLine, *, now: dt.datetime) -> _Outcome:
    body = written(_happening(line), source=settings.PUBLIC_URL)
    headers = {"Content-Type": CONTENT_TYPE, SIGNATURE_HEADER: signature(body, subscription.secret, at=now)}
    what = Call("POST", subscription.address, body, headers)
    try:
        answer = call(what, private=settings.WEBHOOK_PRIVATE, limits=_LIMITS)
    except (AddressRefused, CallFailed) as refused:
        return _Outcome(None, refused.why)
    return _Outcome(answer.status, "" if 200 <= answer.status < 300 else "status")


def _happening(line: JournalLine) -> Happening:
    return Happening(line.sequence, line.event, line.subject, line.at, line.details, _links(line))


def _links(line: JournalLine) -> dict[str, str]:
    api, site = f"{settings.PUBLIC_URL}/api/v1", settings.PUBLIC_URL
    match line.event.split("."):
        case ["outbox", *_]:
            # A test is about the subscription itself.
            return {}
        case [_, "request", _]:
            number = line.subject.rpartition(" ")[2]
            return {"request": f"{api}/requests/{number}", "html": f"{site}{settings.DESK_ADDRESS}vragen/{number}/"}
    return {
        "inventory": f"{api}/inventory/{line.subject}",
        "entry": f"{api}/entries/{line.subject}",
        "html_nl": f"{site}/nl/algoritme/{line.subject}/",
        "html_en": f"{site}/en/algoritme/{line.subject}/",
    }


@transaction.atomic
def _written_down(
    subscription: Subscription, delivery: Delivery, outcome: _Outcome, counts: Counts, *, now: dt.datetime
) -> bool:
    """Write down how it went; say whether the next message can go."""
    current = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if current is None:
        # Removed while it answered: there is nothing to write down any more.
        return False
    delivery.attempts += 1
    delivery.status, delivery.trouble = outcome
    delivery.arrived = not outcome.trouble
    # A test is tried once: somebody looks at how it goes.
    again = None if delivery.is_test else next_try(delivery.attempts, DELIVERY_DELAYS, now)
    if delivery.arrived or again is None:
        delivery.ended_at = now
    delivery.save()
    if delivery.arrived:
        current.failing_since = None
        current.save(update_fields=["failing_since"])
        counts.arrived += 1
        return True
    _log.warning("%s of %s did not arrive (%s).", delivery, subscription, outcome.status or outcome.trouble)
    counts.later, counts.failed = counts.later + (again is not None), counts.failed + (again is None)
    if not delivery.is_test:
        current.failing_since = current.failing_since or now
    current.taken_until, current.next_try_at = None, again or now
    current.save(update_fields=["failing_since", "taken_until", "next_try_at"])
    if current.active and current.failing_since and now - current.failing_since >= PAUSED_AFTER:
        pause(current, now=now)
    return False
