"""Taking up an invitation: the only way to a local account."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kenbaar.desk.entrance import signing_in
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import role_names, said
from kenbaar.people.actions.invitations import accept_invitation
from kenbaar.people.errors import InvitationNotValid, PersonInactive
from kenbaar.people.queries import invitation_of
from kenbaar.people.signing_in import comes_from_provider, has_second_factor


@signing_in
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, *, code: str) -> HttpResponse:
    """Show an invitation; take it up when asked to. Somebody who is new here goes on to their first second factor."""
    now = timezone.now()
    try:
        found = invitation_of(code, now=now)
        name = request.POST.get("name", "").strip()[:120]
        if request.method != "POST" or not name:
            wrong = request.method == "POST"
            # Not 400: Django would write the address in its log, and with it a code that still works.
            return page(request, "invitation", invitation=found, roles=role_names(), no_name=wrong)
        person = accept_invitation(code, name=name, now=now)
    except (InvitationNotValid, PersonInactive) as refused:
        return page(request, "invitation", status=410, refused=said(refused))
    if has_second_factor(person) or comes_from_provider(person):
        return redirect(f"{reverse('account_login')}?accepted")
    record_authentication(request, person, method="invitation")
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=reverse("desk:secure")))
    return response
