"""Second factors of a local account: the first one, more of them, and taking one away."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kenbaar.desk.entrance import for_own_factors
from kenbaar.desk.rendering import DeskPage, page
from kenbaar.desk.views.signing_in import provider_name
from kenbaar.people.actions.sign_in import set_password
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Person
from kenbaar.people.signing_in import can_remove_one, has_second_factor


class _SetUp(DeskPage):
    """A second factor that was just set up has been shown as well."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view of allauth has it
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return response


class _AddPasskey(_SetUp, AddWebAuthnView):
    page_name = "add_passkey"


class _SetUpApp(_SetUp, ActivateTOTPView):
    page_name = "set_up_app"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for a password first: the app stands beside one, and never alone."""
        if isinstance(request.user, Person) and not request.user.has_usable_password():
            return redirect("desk:password")
        return super().dispatch(request, *args, **kwargs)


class _RemovePasskey(DeskPage, RemoveWebAuthnView):
    page_name = "remove_factor"

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the passkey away, unless it is the last way in."""
        assert isinstance(self.request.user, Person)
        if not can_remove_one(self.request.user):
            return redirect("desk:account")
        return super().form_valid(form)


class _RemoveApp(DeskPage, DeactivateTOTPView):
    page_name = "remove_factor"


class _RecoveryCodes(DeskPage, ViewRecoveryCodesView):
    page_name = "recovery_codes"


class _NewRecoveryCodes(DeskPage, GenerateRecoveryCodesView):
    page_name = "new_recovery_codes"


add_passkey = for_own_factors(_AddPasskey.as_view())
set_up_app = for_own_factors(_SetUpApp.as_view())
remove_passkey = for_own_factors(_RemovePasskey.as_view())
remove_app = for_own_factors(_RemoveApp.as_view())
recovery_codes = for_own_factors(_RecoveryCodes.as_view())
new_recovery_codes = for_own_factors(_NewRecoveryCodes.as_view())


@for_own_factors
@require_safe
def secure(request: HttpRequest) -> HttpResponse:
    """Ask for the first second factor."""
    if isinstance(request.user, Person) and has_second_factor(request.user):
        return redirect("desk:account")
    return page(request, "secure", provider=provider_name())


@for_own_factors
@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set the password that an app with codes stands beside."""
    person = request.user
    assert isinstance(person, Person)
    wrong: list[str] = []
    if request.method == "POST":
        chosen = request.POST.get("password", "")
        try:
            validate_password(chosen, person)
        except ValidationError as refused:
            wrong = list(refused.messages)
        else:
            set_password(person, chosen, by=actor_of(person), now=timezone.now())
            update_session_auth_hash(request, person)
            # The session has another key now, and must stay in the list of where this person is signed in.
            UserSession.objects.create_from_request(request)
            return redirect("desk:account" if has_second_factor(person) else "mfa_activate_totp")
    return page(request, "password", status=400 if wrong else 200, wrong=wrong)
