"""What a body tells to its own systems: kept by a system of that body, with a token that was made for that."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from kenbaar.api.problems import Problem
from kenbaar.api.reading_bodies import Sent
from kenbaar.api.services import THROTTLE, Needs, actor_of, body_of
from kenbaar.outbox.actions import subscriptions as actions
from kenbaar.outbox.codes import new_secret
from kenbaar.outbox.errors import OutboxError
from kenbaar.outbox.models import Subscription
from kenbaar.outbox.queries import subscription_of, subscriptions_of
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Scope

router = Router(tags=["webhooks"], auth=Needs(Scope.MANAGE_WEBHOOKS), throttle=THROTTLE)


class SubscriptionIn(Sent):
    """A system to tell things to. No events means all that happens to the entries of the body."""

    name: str = Field(min_length=1, max_length=120, pattern=r"\S")
    address: str = Field(description="https:// address that takes the messages", max_length=2000)
    events: list[str] = Field(default=[], max_length=100, description="names of events, see the reference of events")


class SubscriptionOut(Schema):
    """A system that is told things, and how that goes."""

    number: int
    name: str
    address: str
    events: list[str]
    active: bool
    waiting: int = Field(description="messages that wait")
    failing_since: dt.datetime | None = Field(description="the first failure after the last success")
    made_at: dt.datetime


class SubscriptionMade(SubscriptionOut):
    """As it was made, with the secret that signs the messages. It is shown this once."""

    secret: str


class SecretOut(Schema):
    """The new secret. It is shown this once."""

    secret: str


class Switch(Sent):
    """Whether a system is told things."""

    active: bool


@router.get("/webhooks", response=list[SubscriptionOut], summary="Systems that your body tells things to")
@open_to(Callers.SERVICE)
def list_webhooks(request: HttpRequest, response: HttpResponse) -> list[SubscriptionOut]:
    """Return the subscriptions of the body of the token."""
    response["Cache-Control"] = "no-store"
    actor = actor_of(request)
    return [_out(each, each.waiting) for each in subscriptions_of(_body(actor), seen_by=actor)]  # type: ignore[attr-defined]  # counted by the query


@router.post("/webhooks", response={201: SubscriptionMade}, summary="Have a system told what happens")
@open_to(Callers.SERVICE)
def add_webhook(request: HttpRequest, response: HttpResponse, what: SubscriptionIn) -> Status[SubscriptionMade]:
    """Make a subscription, from now on. Nothing is sent before something happens; ask for a test message."""
    response["Cache-Control"] = "no-store"
    actor, secret = actor_of(request), new_secret()
    try:
        made = actions.subscribe(
            what.name, _body(actor), what.address, what.events, secret=secret, by=actor, now=timezone.now()
        )
    except OutboxError as refused:
        raise Problem(422, "Not possible", str(refused)) from refused
    return Status(201, SubscriptionMade(**_out(made, 0).model_dump(), secret=secret))


@router.patch("/webhooks/{number}", response={204: None}, summary="Stop or start telling a system things")
@open_to(Callers.SERVICE)
def switch_webhook(request: HttpRequest, number: int, what: Switch) -> Status[None]:
    """Stop a system, or start it: then it gets what waits, and what happened meanwhile."""
    actor = actor_of(request)
    deed = actions.start if what.active else actions.stop
    deed(_one(actor, number), by=actor, now=timezone.now())
    return Status(204, None)


@router.delete("/webhooks/{number}", response={204: None}, summary="Remove a system")
@open_to(Callers.SERVICE)
def remove_webhook(request: HttpRequest, number: int) -> Status[None]:
    """Remove a system, with what waits for it."""
    actor = actor_of(request)
    actions.remove(_one(actor, number), by=actor, now=timezone.now())
    return Status(204, None)


@router.post("/webhooks/{number}/test", response={204: None}, summary="Send a test message")
@open_to(Callers.SERVICE)
def test_webhook(request: HttpRequest, number: int) -> Status[None]:
    """Send a test message, before all that waits and once."""
    actor = actor_of(request)
    try:
        actions.send_test(_one(actor, number), by=actor, now=timezone.now())
    except OutboxError as refused:
        raise Problem(409, "Not possible now", str(refused)) from refused
    return Status(204, None)


@router.post("/webhooks/{number}/secret", response=SecretOut, summary="Make a new secret")
@open_to(Callers.SERVICE)
def renew_webhook_secret(request: HttpRequest, response: HttpResponse, number: int) -> SecretOut:
    """Sign with another secret from now on."""
    response["Cache-Control"] = "no-store"
    actor, secret = actor_of(request), new_secret()
    actions.renew_secret(_one(actor, number), secret=secret, by=actor, now=timezone.now())
    return SecretOut(secret=secret)


def _body(actor: Actor) -> Body:
    """Return the body of the token: it has one."""
    return Body.objects.get(slug=body_of(actor))


def _one(actor: Actor, number: int) -> Subscription:
    found = subscription_of(_body(actor), number, seen_by=actor)
    if found is None:
        raise Problem(404, "Not found", f"Your body has no system with number {number}. See the list of its systems.")
    return found


def _out(subscription: Subscription, waiting: int) -> SubscriptionOut:
    return SubscriptionOut(
        number=subscription.pk,
        name=subscription.name,
        address=subscription.address,
        events=subscription.events,
        active=subscription.active,
        waiting=waiting,
        failing_since=subscription.failing_since,
        made_at=subscription.made_at,
    )
