"""Messages to the systems of a body, for its administrator."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import administrator
from kenbaar.desk.rendering import page
from kenbaar.desk.wording_outbox import event_names, said, troubles
from kenbaar.outbox import queries
from kenbaar.outbox.actions import subscriptions as actions
from kenbaar.outbox.codes import new_secret
from kenbaar.outbox.errors import EventUnknown, OutboxError
from kenbaar.outbox.models import Subscription
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body

_LONGEST_NAME = 120


@administrator
@require_safe
def subscriptions(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """List the systems of a body that are told things, and how that goes."""
    return _page(request, by, _body(slug), done="tested" if "tested" in request.GET else "")


@administrator
@require_POST
def add_subscription(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Have a system told things, and show the secret, this once."""
    body, secret = _body(slug), new_secret()
    typed = {"name": request.POST.get("name", "").strip(), "address": request.POST.get("address", "").strip()}
    wanted = request.POST.getlist("events")
    if not typed["name"] or len(typed["name"]) > _LONGEST_NAME:
        wrong = _("Geef het systeem een naam van hooguit 120 tekens.")
        return _page(request, by, body, wrong={"name": [wrong]}, typed=typed, wanted=wanted)
    try:
        made = actions.subscribe(
            typed["name"], body, typed["address"], wanted, secret=secret, by=by, now=timezone.now()
        )
    except EventUnknown as unknown:
        raise Http404("nothing of this name happens to entries") from unknown
    except OutboxError as refused:
        return _page(request, by, body, wrong={"address": [said(refused)]}, typed=typed, wanted=wanted)
    return _page(request, by, body, secret=secret, shown=made.pk)


@administrator
@require_POST
def test_subscription(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Send a system a test message."""
    body = _body(slug)
    try:
        actions.send_test(_one(body, number, by), by=by, now=timezone.now())
    except OutboxError as refused:
        return _page(request, by, body, refused=said(refused))
    answer = redirect("desk:subscriptions", slug=slug)
    answer["Location"] += "?tested"
    return answer


@administrator
@require_POST
def start_subscription(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Turn a system on."""
    return _do(actions.start, by, slug, number)


@administrator
@require_POST
def stop_subscription(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Turn a system off."""
    return _do(actions.stop, by, slug, number)


@administrator
@require_POST
def remove_subscription(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Remove a system."""
    return _do(actions.remove, by, slug, number)


@administrator
@require_POST
def renew_secret(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Make a new secret and show it, this once."""
    body, secret = _body(slug), new_secret()
    actions.renew_secret(_one(body, number, by), secret=secret, by=by, now=timezone.now())
    return _page(request, by, body, secret=secret, shown=number)


def _do(deed: Callable[..., None], by: Actor, slug: str, number: int) -> HttpResponse:
    deed(_one(_body(slug), number, by), by=by, now=timezone.now())
    return redirect("desk:subscriptions", slug=slug)


def _page(
    request: HttpRequest,
    by: Actor,
    body: Body,
    *,
    wrong: dict[str, list[str]] | None = None,
    refused: str = "",
    **more: Any,
) -> HttpResponse:
    return page(
        request,
        "subscriptions",
        status=400 if wrong or refused else 200,
        body=body,
        subscriptions=queries.subscriptions_of(body, seen_by=by),
        told=queries.last_told(body, seen_by=by),
        events=event_names(),
        troubles=troubles(),
        wrong=wrong or {},
        refused=refused,
        **{"typed": {}, "wanted": [], "secret": "", "shown": 0, "done": "", **more},
    )


def _body(slug: str) -> Body:
    return get_object_or_404(Body, slug=slug)


def _one(body: Body, number: int, by: Actor) -> Subscription:
    # Only one of this body: a number from elsewhere is none.
    found = queries.subscription_of(body, number, seen_by=by)
    if found is None:
        raise Http404("no system of this body has that number")
    return found
