"""Signing in and out, with the flows of django-allauth and the pages of the desk."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kenbaar.desk.entrance import for_own_factors, leaving_nothing, signing_in
from kenbaar.desk.rendering import DeskPage
from kenbaar.desk.wording import refusal


def provider_name() -> str:
    """Return what people call the identity provider, or nothing when there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"] or apps[0]["settings"]["server_url"]) if apps else ""


class _SignIn(DeskPage, LoginView):
    page_name = "sign_in"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the identity provider and why somebody was sent back here."""
        more = {"provider": provider_name(), "refused": refusal(self.request.GET.get("refused", ""))}
        return {**super().get_context_data(**kwargs), **more, "accepted": "accepted" in self.request.GET}


class _SecondStep(DeskPage, AuthenticateView):
    page_name = "second_step"


class _PasskeySignIn(LoginWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002  # allauth names it
        """Send back to the door, with the reason."""
        return redirect(f"{reverse('account_login')}?refused=passkey")


class _ConfirmByCode(DeskPage, ReauthenticateView):
    page_name = "confirm"


class _ConfirmByPasskey(DeskPage, ReauthenticateWebAuthnView):
    page_name = "confirm_passkey"


sign_in = signing_in(_SignIn.as_view())
second_step = signing_in(_SecondStep.as_view())
passkey_sign_in = signing_in(_PasskeySignIn.as_view())
confirm_by_code = for_own_factors(_ConfirmByCode.as_view())
confirm_by_passkey = for_own_factors(_ConfirmByPasskey.as_view())
sign_out = signing_in(require_POST(leaving_nothing(LogoutView.as_view())))


@signing_in
@require_safe
def to_provider(request: HttpRequest, *, provider_id: str) -> HttpResponseBase:
    """Send the reader to the identity provider.

    By a link: `form-action 'self'` would stop a form that leads to another site. What begins here ends nowhere
    without the state in the reader's own session.
    """
    return openid_connect.login(request, provider_id)


@signing_in
@require_safe
def from_provider(request: HttpRequest, *, provider_id: str) -> HttpResponseBase:
    """Take in who comes back from the identity provider."""
    return openid_connect.callback(request, provider_id)
