"""Coming in as a reader does, without a browser: by invitation, with a password and the codes of an app."""

import re
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from kenbaar.people.actions.sign_in import set_password
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Person
from tests import make

PASSWORD = "een zin die niemand raadt"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of_app(secret: str = SECRET) -> str:
    """Return what an app for codes shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(person: Person) -> Person:
    """Give a person a password and an app for codes."""
    set_password(person, PASSWORD, by=actor_of(person), now=make.NOON)
    TOTP.activate(person, SECRET)
    return person


def signed_in(person: Person) -> Client:
    """Return a client of somebody who signed in fully."""
    if not Authenticator.objects.filter(user=person).exists():
        with_app(person)
    client = Client()
    client.post("/desk/aanmelden/", {"login": person.email, "password": PASSWORD})
    answer = client.post("/desk/aanmelden/code/", {"code": code_of_app()})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/"), answer.content.decode()
    return client


def let_in(person: Person) -> Client:
    """Return a client of somebody who is in already: for tests of what lies behind the door, in a tenth of the time."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return client


def secret_on(page: str) -> str:
    """Return the secret for an app that a page shows."""
    found = re.search(r'id="secret">([A-Z2-7]+)<', page)
    assert found, page
    return found[1]
