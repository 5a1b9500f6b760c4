"""Reading what waits, what arrived and what did not. What is about a body takes the actor who asks."""

import datetime as dt
import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from django.apps import apps
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.models import Delivery, Mail, Subscription
from kenbaar.outbox.policies import may_manage_subscriptions
from kenbaar.people.actors import Actor
from kenbaar.people.errors import NotAllowed
from kenbaar.people.models import Body

# Rooms whose events are not about entries.
_NOT_ABOUT_ENTRIES = frozenset({"journal", "people", "outbox"})
# The middle of the name of an event whose subject is the reference of an entry, or whose details name its body.
_ABOUT_ENTRIES = frozenset({"entry", "version"})
_ABOUT_A_BODY = frozenset({"request"})


@dataclass(frozen=True, slots=True)
class Told:
    """A message as its senders see it: what it told, how often it was tried, and how that went."""

    event: str
    subject: str
    made_at: dt.datetime
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait since when, and how many were given up in the last days."""

    waiting: int
    since: dt.datetime | None
    failed: int


@cache
def told_events() -> tuple[str, ...]:
    """Return the names of the events that a body tells its systems of: about its entries, and what people ask it."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("kenbaar.")]
    names = [f"{room.name}.events" for room in rooms if room.label not in _NOT_ABOUT_ENTRIES]
    listed = [importlib.import_module(name).EVENTS for name in names if importlib.util.find_spec(name)]
    told = _ABOUT_ENTRIES | _ABOUT_A_BODY
    return tuple(event.name for events in listed for event in events if event.name.split(".")[1] in told)


def subscriptions_of(body: Body, *, seen_by: Actor) -> list[Subscription]:
    """Return the subscriptions of a body, with `waiting`, how many messages wait. Raises NotAllowed."""
    return list(_managed(body, seen_by).annotate(waiting=Count("deliveries", filter=Q(deliveries__ended_at=None))))


def subscription_of(body: Body, number: int, *, seen_by: Actor) -> Subscription | None:
    """Return one of the subscriptions of a body, or None. Raises NotAllowed."""
    return _managed(body, seen_by).filter(pk=number).first()


def last_told(body: Body, *, seen_by: Actor, each: int = 5) -> dict[int, list[Told]]:
    """Return the last messages of each subscription of a body, by its number, the newest first. Raises NotAllowed."""
    # Step down the index to where the last few begin, as many as may lie before them.
    newest = Delivery.objects.filter(subscription=OuterRef("pk")).order_by("-sequence").values("sequence")
    begins = _managed(body, seen_by).annotate(begin=Coalesce(Subquery(newest[each - 1 : each]), 0))
    last = [Q(subscription=number, sequence__gte=begin) for number, begin in begins.values_list("pk", "begin")]
    if not last:
        return {}
    deliveries = list(Delivery.objects.filter(reduce(or_, last)).order_by("subscription", "-sequence"))
    lines = JournalLine.objects.in_bulk([delivery.sequence for delivery in deliveries])
    told: dict[int, list[Told]] = {}
    for delivery in deliveries:
        line = lines[delivery.sequence]
        told.setdefault(delivery.subscription_id, []).append(
            Told(line.event, line.subject, timezone.localtime(line.at), delivery)
        )
    return told


def mail_that_failed(about: Iterable[object]) -> set[str]:
    """Return about which of these a mail was given up. Whoever may see them may know that."""
    failed = Mail.objects.filter(about__in=[str(each) for each in about], ended_at__isnull=False, sent=False)
    return set(failed.values_list("about", flat=True))


def waiting_mail() -> Waiting:
    """Return how much mail waits. For the operator."""
    counts = Mail.objects.aggregate(
        waiting=Count("pk", filter=Q(ended_at=None)),
        since=Min("queued_at", filter=Q(ended_at=None)),
        failed=Count("pk", filter=Q(ended_at__isnull=False, sent=False)),
    )
    return Waiting(**counts)


def waiting_messages() -> Waiting:
    """Return how many messages to systems wait, also those of systems that were turned off. For the operator."""
    counts = Delivery.objects.aggregate(
        waiting=Count("pk", filter=Q(ended_at=None)),
        since=Min("made_at", filter=Q(ended_at=None)),
        failed=Count("pk", filter=Q(ended_at__isnull=False, arrived=False)),
    )
    return Waiting(**counts)


def mail_given_up(*, limit: int) -> list[Mail]:
    """Return the mail that was given up last. It says what it was about, and no longer to whom. For the operator."""
    return list(Mail.objects.filter(ended_at__isnull=False, sent=False).order_by("-ended_at")[:limit])


def systems_that_fail() -> list[Subscription]:
    """Return the subscriptions that are stopped or failing. For the operator."""
    trouble = Subscription.objects.filter(Q(active=False) | Q(failing_since__isnull=False))
    return list(trouble.select_related("body"))


def _managed(body: Body, actor: Actor) -> QuerySet[Subscription]:
    if not may_manage_subscriptions(actor, body.slug):
        raise NotAllowed("manage the messages to systems", body.slug)
    return Subscription.objects.filter(body=body).select_related("body")
