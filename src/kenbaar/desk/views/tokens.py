"""Tokens of the services of a body, for its administrator."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import administrator
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import said, scope_meanings, scope_names
from kenbaar.people import queries
from kenbaar.people.actions.tokens import LONGEST_DAYS, make_token, revoke_token
from kenbaar.people.actors import Actor
from kenbaar.people.codes import new_token
from kenbaar.people.errors import TokenTooLong
from kenbaar.people.models import Body, scopes_at


@administrator
@require_safe
def tokens(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """List the tokens of a body."""
    return _page(request, by, slug)


@administrator
@require_POST
def add_token(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Make a token and show it, this once."""
    name, days = request.POST.get("name", "").strip(), request.POST.get("days", "")
    if not name or len(name) > 120:
        return _page(request, by, slug, wrong=_("Geef de koppeling een naam van hooguit 120 tekens."))
    body = get_object_or_404(Body, slug=slug)
    scopes = [scope for scope in scopes_at(body) if scope in request.POST.getlist("scope")]
    if not scopes:
        return _page(request, by, slug, wrong=_("Kies minstens één ding dat de koppeling mag."))
    now, code = timezone.now(), new_token()
    until = now + dt.timedelta(days=min(whole_number(days) or 0, LONGEST_DAYS + 1))
    try:
        make_token(name, body, scopes, code=code, until=until, by=by, now=now)
    except TokenTooLong as refused:
        return _page(request, by, slug, wrong=said(refused))
    return _page(request, by, slug, code=code)


@administrator
@require_POST
def end_token(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Revoke a token of the body."""
    for token in queries.tokens_of(get_object_or_404(Body, slug=slug), seen_by=by).filter(pk=number):
        revoke_token(token, by=by, now=timezone.now())
    return redirect("desk:tokens", slug=slug)


def _page(request: HttpRequest, by: Actor, slug: str, *, wrong: str = "", code: str = "") -> HttpResponse:
    body = get_object_or_404(Body, slug=slug)
    found = queries.tokens_of(body, seen_by=by)
    status = 400 if wrong else 200
    more: dict[str, Any] = {"wrong": wrong, "code": code, "scopes": scope_names(body), "meanings": scope_meanings()}
    # What was chosen and typed stands there still after a refusal; a token that was made leaves an empty form.
    more["typed"] = {each: request.POST.get(each, "") for each in ("name", "days")} if wrong else {}
    more["chosen"] = request.POST.getlist("scope") if wrong else scopes_at(body)[:1]
    return page(request, "tokens", status=status, body=body, tokens=found, now=timezone.now(), **more)
