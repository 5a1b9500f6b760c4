"""What a body tells to its own systems: making, testing, stopping, starting and removing, and a new secret."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.events import Event
from kenbaar.journal.models import JournalLine
from kenbaar.outbox.calling import checked_address
from kenbaar.outbox.errors import EventUnknown, NotActive, TooManySubscriptions
from kenbaar.outbox.events import (
    SECRET_RENEWED,
    SUBSCRIPTION_MADE,
    SUBSCRIPTION_REMOVED,
    SUBSCRIPTION_STARTED,
    SUBSCRIPTION_STOPPED,
    SUBSCRIPTION_TESTED,
)
from kenbaar.outbox.models import Delivery, Subscription
from kenbaar.outbox.policies import may_manage_subscriptions
from kenbaar.outbox.queries import told_events
from kenbaar.outbox.soon import deliver_soon
from kenbaar.people.actors import Actor
from kenbaar.people.errors import NotAllowed
from kenbaar.people.models import Body

MOST = 20


@transaction.atomic
def subscribe(
    name: str, body: Body, address: str, events: Iterable[str], *, secret: str, by: Actor, now: dt.datetime
) -> Subscription:
    """Have a system told what happens from now on to the entries of a body; no events named means all of them.

    Whoever calls this shows `secret`, once. Nothing is called yet. Raises NotAllowed, AddressRefused, EventUnknown and
    TooManySubscriptions.
    """
    _need_manager(by, body)
    checked_address(address, private=settings.WEBHOOK_PRIVATE)
    wanted = sorted(set(events))
    for event in wanted:
        if event not in told_events():
            raise EventUnknown(event)
    # Two who add the last one at once must not both succeed.
    Body.objects.select_for_update().get(pk=body.pk)
    if Subscription.objects.filter(body=body).count() >= MOST:
        raise TooManySubscriptions(MOST)
    made = Subscription.objects.create(
        name=name.strip(),
        body=body,
        address=address,
        events=wanted,
        secret=secret,
        made_by=by.name,
        made_at=now,
        next_try_at=now,
        cursor=_last_line(),
    )
    _write(SUBSCRIPTION_MADE, made, by, now, events=wanted)
    return made


@transaction.atomic
def send_test(subscription: Subscription, *, by: Actor, now: dt.datetime) -> None:
    """Send a test message, before all that waits and once. Raises NotAllowed and NotActive."""
    current = _managed(subscription, by)
    if current is None or not current.active:
        raise NotActive
    _write(SUBSCRIPTION_TESTED, current, by, now)
    Delivery.objects.create(subscription=current, sequence=_last_line(), is_test=True, made_at=now)
    current.next_try_at = now
    current.save(update_fields=["next_try_at"])
    transaction.on_commit(deliver_soon)


@transaction.atomic
def stop(subscription: Subscription, *, by: Actor, now: dt.datetime) -> None:
    """Send a system nothing more until it is started again; doing it again changes nothing. Raises NotAllowed."""
    current = _managed(subscription, by)
    if current is not None and current.active:
        current.active = False
        current.save(update_fields=["active"])
        _write(SUBSCRIPTION_STOPPED, current, by, now, why="asked")


@transaction.atomic
def start(subscription: Subscription, *, by: Actor, now: dt.datetime) -> None:
    """Send a system what waits and what happened since it was stopped. Doing it again changes nothing.

    Raises NotAllowed.
    """
    current = _managed(subscription, by)
    if current is None or current.active:
        return
    current.active, current.failing_since, current.next_try_at = True, None, now
    current.save(update_fields=["active", "failing_since", "next_try_at"])
    _write(SUBSCRIPTION_STARTED, current, by, now)
    transaction.on_commit(deliver_soon)


@transaction.atomic
def renew_secret(subscription: Subscription, *, secret: str, by: Actor, now: dt.datetime) -> None:
    """Sign with another secret from now on. Whoever calls this shows it, once. Raises NotAllowed."""
    current = _managed(subscription, by)
    if current is not None:
        current.secret = secret
        current.save(update_fields=["secret"])
        _write(SECRET_RENEWED, current, by, now)


@transaction.atomic
def remove(subscription: Subscription, *, by: Actor, now: dt.datetime) -> None:
    """Forget a system and what waits for it. Doing it again changes nothing. Raises NotAllowed."""
    current = _managed(subscription, by)
    if current is not None:
        _write(SUBSCRIPTION_REMOVED, current, by, now)
        current.delete()


def _managed(subscription: Subscription, by: Actor) -> Subscription | None:
    """Return the subscription as it is now, locked; None when it was removed meanwhile."""
    _need_manager(by, subscription.body)
    current = Subscription.objects.select_for_update(of=("self",)).select_related("body")
    return current.filter(pk=subscription.pk).first()


def _need_manager(by: Actor, body: Body) -> None:
    if not may_manage_subscriptions(by, body.slug):
        raise NotAllowed("manage the messages to systems", body.slug)


def _write(event: Event, subscription: Subscription, by: Actor, now: dt.datetime, **details: object) -> None:
    write_line(Deed(event, str(subscription), {"body": subscription.body.slug, **details}), by=by.name, now=now)


def _last_line() -> int:
    last = JournalLine.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    return last or 0
