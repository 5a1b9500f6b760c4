"""The people of a body, for its administrator."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import administrator
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import role_names, said
from kenbaar.outbox.actions.inviting import invite_by_mail
from kenbaar.outbox.queries import mail_that_failed
from kenbaar.people import queries
from kenbaar.people.actions.invitations import withdraw_invitation
from kenbaar.people.actions.persons import deactivate, give_role, take_role
from kenbaar.people.actions.sign_in import reset_factors
from kenbaar.people.actors import Actor
from kenbaar.people.codes import new_code
from kenbaar.people.errors import LastAdministrator, NotAllowed
from kenbaar.people.models import Body, Person, Role, roles_at


@administrator
@require_safe
def people(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """List the people of a body, with their roles there, and the invitations that are open."""
    return _page(request, by, _body(slug))


@administrator
@require_POST
def send_invitation(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Invite somebody to a role, by mail."""
    body, email = _body(slug), request.POST.get("email", "").strip()
    role = _role(request, body)
    try:
        validate_email(email)
    except ValidationError:
        return _page(request, by, body, wrong=_("Dit is geen e-mailadres. Kijk het na en probeer het nog eens."))
    invite_by_mail(email, role, body, code=new_code(), by=by, now=timezone.now())
    return redirect("desk:people", slug=slug)


@administrator
@require_POST
def end_invitation(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Withdraw an invitation of the body."""
    for invitation in queries.open_invitations(_body(slug), seen_by=by, now=timezone.now()).filter(pk=number):
        withdraw_invitation(invitation, by=by, now=timezone.now())
    return redirect("desk:people", slug=slug)


@administrator
@require_POST
def add_role(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Give one of the people of the body another role there."""
    return _do(
        request, by, slug, number, lambda person, body: give_role(person, _role(request, body), body, **_now(by))
    )


@administrator
@require_POST
def remove_role(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Take a role at the body from one of its people."""
    return _do(
        request, by, slug, number, lambda person, body: take_role(person, _role(request, body), body, **_now(by))
    )


@administrator
@require_POST
def reset(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Take away how one of the people of the body signs in: they lost their phone, and are invited again."""
    elsewhere = _("Deze persoon werkt ook voor een andere organisatie. Vraag de beheerder van Kenbaar dit te doen.")
    return _do(request, by, slug, number, lambda person, _body: reset_factors(person, **_now(by)), elsewhere=elsewhere)


@administrator
@require_POST
def close_account(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Close the account of one of the people of the body."""
    return _do(request, by, slug, number, lambda person, _body: deactivate(person, **_now(by)))


def _do(
    request: HttpRequest,
    by: Actor,
    slug: str,
    number: int,
    deed: Callable[[Person, Body], None],
    *,
    elsewhere: str = "",
) -> HttpResponse:
    body = _body(slug)
    # Only somebody of this body: a number from elsewhere is nobody.
    person = queries.person_of(body, number, seen_by=by)
    if person is None:
        raise Http404("nobody of this body has that number")
    try:
        deed(person, body)
    except LastAdministrator as refused:
        return _page(request, by, body, wrong=said(refused))
    except NotAllowed:
        wrong = _("Deze persoon werkt ook voor een andere organisatie. Neem alleen de rollen hier terug.")
        return _page(request, by, body, wrong=elsewhere or wrong)
    return redirect("desk:people", slug=slug)


def _page(request: HttpRequest, by: Actor, body: Body, *, wrong: str = "") -> HttpResponse:
    here = roles_at(body)
    invitations = list(queries.open_invitations(body, seen_by=by, now=timezone.now()))
    return page(
        request,
        "people",
        status=400 if wrong else 200,
        body=body,
        people=queries.people_of(body, seen_by=by),
        invitations=invitations,
        not_delivered=mail_that_failed(invitations),
        roles=role_names(),
        given_here={role: name for role, name in role_names().items() if role in here},
        wrong=wrong,
        typed={each: request.POST.get(each, "") for each in ("email", "role")},
    )


def _body(slug: str) -> Body:
    return get_object_or_404(Body, slug=slug)


def _role(request: HttpRequest, body: Body) -> Role:
    asked = request.POST.get("role", "")
    if asked not in roles_at(body):
        raise Http404("there is no such role at a body")
    return Role(asked)


def _now(by: Actor) -> dict[str, Any]:
    return {"by": by, "now": timezone.now()}
