"""What Kenbaar decides while django-allauth signs somebody in: who may, and with which roles.

Nobody signs in with a password alone, and nobody signs up: a person is invited, or comes with a role in the claims of
the identity provider.
"""

import base64
import logging
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kenbaar.people.actions.persons import follow_claims
from kenbaar.people.actions.sign_in import add_person_by_claim, leave_to_provider
from kenbaar.people.claims import read_rules, roles_claimed
from kenbaar.people.models import Body, Person, Role, roles_at

_log = logging.getLogger(__name__)
_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What a session says of how somebody came in, when that is more than a password.
_ENOUGH = frozenset({"mfa", "socialaccount"})


def has_second_factor(person: Person) -> bool:
    """Say whether the person has a passkey or an authenticator app here."""
    return _second_factors(person.pk).exists()


def somebody_can_sign_in() -> bool:
    """Say whether anybody at all has a way in to this site."""
    return Authenticator.objects.exists() or SocialAccount.objects.exists()


def can_remove_one(person: Person) -> bool:
    """Say whether a way in is left when one second factor goes."""
    return _second_factors(person.pk).count() > 1


def comes_from_provider(person: Person) -> bool:
    """Say whether the person signs in through the identity provider, and so has their second factor there."""
    return SocialAccount.objects.filter(user=person).exists()


def is_fully_signed_in(request: HttpRequest) -> bool:
    """Say whether this session was begun with more than an invitation or a password."""
    if not isinstance(request.user, Person):
        return False
    return any(record.get("method") in _ENOUGH for record in get_authentication_records(request, request.user))


class PasswordAndSecondFactor(AuthenticationBackend):
    """Knows a password only of somebody with a second factor, which allauth asks next."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Say whether this person may sign in by password at all; the answer looks like that to a wrong password."""
        return super().user_can_authenticate(user) and has_second_factor(user)

    def get_user(self, user_id: int) -> Person | None:
        """Return whose session this is: also somebody who is about to set up their first second factor."""
        return Person.objects.filter(pk=user_id, is_active=True).first()

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        # allauth would look for the address itself, which the database does not have: only its key.
        return self._check_password(Person.objects.with_address(email), password)

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        # allauth would tell a closed account from a wrong password. Nobody needs to know that.
        return None


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts, with what the door says in our own words."""

    # How long: as ACCOUNT_RATE_LIMITS of django-allauth has it.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres of dit wachtwoord klopt niet. Kijk ze allebei na."),
        "incorrect_code": _("Deze code klopt niet. Neem de code die nu in uw app staat."),
        "incorrect_password": _("Dit wachtwoord klopt niet. Kijk het na en probeer het nog eens."),
        "too_many_login_attempts": _(
            "Er waren te veel pogingen met dit e-mailadres. Wacht vijf minuten en probeer het nog eens."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say that nobody signs up by themselves."""
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Say whether a change of second factors asks for one that is there; the first one has nothing before it."""
        person = context.request.user
        return isinstance(person, Person) and has_second_factor(person)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Persons who come from the identity provider."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Person:
        """Take the claims along for this sign-in only: nothing that the provider said of somebody is kept."""
        sociallogin.claims = _claims_of(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {}
        person: Person = sociallogin.user
        return person

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or add the person whom the provider vouches for, and follow the roles that it claims.

        The provider counts as the owner of an address only when it says that the address was verified.
        """
        now = timezone.now()
        claims: dict[str, Any] = sociallogin.claims
        roles = _with_bodies(roles_claimed(claims, settings.OIDC_ROLES_CLAIM, read_rules(settings.OIDC_ROLES)))
        email = next((each.email for each in sociallogin.email_addresses if each.verified), "")
        person = sociallogin.user if sociallogin.is_existing else Person.objects.with_address(email)
        if person is None and (not roles or not email):
            raise _refusal("unknown" if email else "no_address")
        if person is not None and not person.is_active:
            raise _refusal("closed")
        person = person or add_person_by_claim(email, str(claims.get("name") or email), now=now)
        follow_claims(person, roles, now=now)
        if not sociallogin.is_existing:
            leave_to_provider(person, now=now)
            sociallogin.connect(request, Person.objects.get(pk=person.pk))

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **more: Any) -> None:
        """Send back to the door: what the provider or a stranger put in the address is not for a page."""
        _log.warning("Signing in through the identity provider failed: %s %s", error, type(more.get("exception")))
        raise _refusal("provider")


class SecondFactors(DefaultMFAAdapter):
    """Second factors of local accounts; their secrets lie encrypted in the database."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether another second factor is left: never a password alone."""
        return _second_factors(authenticator.user_id).exclude(pk=authenticator.pk).exists()

    def encrypt(self, text: str) -> str:
        """Return the secret as the database keeps it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _second_factors(person: int) -> "QuerySet[Authenticator]":
    """Return the passkeys and the app of a person, by number; recovery codes are no way in by themselves."""
    return Authenticator.objects.filter(user=person, type__in=_SECOND_FACTORS)


def _cipher() -> Fernet:
    derived = HKDF(SHA256(), 32, None, b"kenbaar second factors").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _claims_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the claims of the identity token and of the user info, which says more."""
    return {**data.get("id_token", {}), **data.get("userinfo", {})}


def _with_bodies(claimed: set[tuple[Role, str | None]]) -> list[tuple[Role, Body | None]]:
    """Return the roles that can be given: a rule may name a body that is not recorded, or ask what a company lacks."""
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=[slug for _role, slug in claimed if slug])}
    found = [(role, bodies.get(slug) if slug else None) for role, slug in claimed if slug is None or slug in bodies]
    return [(role, body) for role, body in found if role in roles_at(body)]


def _refusal(reason: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(HttpResponseRedirect(f"{reverse('account_login')}?refused={reason}"))
