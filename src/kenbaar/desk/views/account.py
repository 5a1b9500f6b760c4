"""My account: who I am here, how I sign in, and where I am signed in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import leaving_nothing, staff
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import role_names
from kenbaar.people.actions.persons import sign_out_everywhere
from kenbaar.people.actions.sign_in import choose_language, end_session
from kenbaar.people.actors import Actor
from kenbaar.people.models import Person
from kenbaar.people.queries import memberships_of
from kenbaar.people.signing_in import can_remove_one, comes_from_provider
from kenbaar.values import Language


@staff
@require_safe
def account(request: HttpRequest, *, by: Actor) -> HttpResponse:  # noqa: ARG001  # every view of staff gets it
    """Show the account of who is signed in."""
    person = request.user
    assert isinstance(person, Person)
    factors = [each.wrap() for each in Authenticator.objects.filter(user=person).order_by("id")]
    return page(
        request,
        "account",
        person=person,
        memberships=memberships_of(person),
        roles=role_names(),
        passkeys=[each for each in factors if each.instance.type == Authenticator.Type.WEBAUTHN],
        app=next((each for each in factors if each.instance.type == Authenticator.Type.TOTP), None),
        can_remove=can_remove_one(person),
        from_provider=comes_from_provider(person),
        sessions=UserSession.objects.purge_and_list(person),
    )


@staff
@require_POST
@leaving_nothing
def leave_everywhere(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """End all sessions of who is signed in, this one as well."""
    assert isinstance(request.user, Person)
    sign_out_everywhere(request.user, by=by, now=timezone.now())
    return redirect("account_login")


@staff
@require_POST
def leave_one(request: HttpRequest, *, by: Actor, number: int) -> HttpResponse:
    """End one session of who is signed in."""
    assert isinstance(request.user, Person)
    end_session(request.user, number, by=by, now=timezone.now())
    return redirect("desk:account")


@staff
@require_POST
def choose(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Choose the language of the desk and of mail."""
    assert isinstance(request.user, Person)
    language = request.POST.get("language", "")
    if language not in {"", *Language}:
        raise Http404("the desk does not speak that language")
    choose_language(request.user, language, by=by, now=timezone.now())
    return redirect("desk:account")
