"""What django-allauth does by itself gets its line in the journal: who signed in and out, and with what.

allauth says so by signals, after it was done. A try that failed is not written down: it may name somebody who is not
here.
"""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.events import Event
from kenbaar.people.events import CODES_MADE, FACTOR_ADDED, FACTOR_REMOVED, PERSON_SIGNED_IN, SESSION_ENDED
from kenbaar.people.models import Person


def listen() -> None:
    """Be told by allauth from now on."""
    user_logged_in.connect(_signed_in, dispatch_uid="kenbaar")
    user_logged_out.connect(_signed_out, dispatch_uid="kenbaar")
    authenticator_added.connect(_added, dispatch_uid="kenbaar")
    authenticator_removed.connect(_removed, dispatch_uid="kenbaar")
    authenticator_reset.connect(_renewed, dispatch_uid="kenbaar")


def _signed_in(user: Person, request: HttpRequest, **_more: Any) -> None:
    used = [str(record.get("method", "")) for record in get_authentication_records(request, user)]
    _write(PERSON_SIGNED_IN, user, how=used[-1] if used else "")


def _signed_out(user: Person | None, **_more: Any) -> None:
    if user is not None:
        _write(SESSION_ENDED, user)


def _added(user: Person, authenticator: Authenticator, **_more: Any) -> None:
    _write(FACTOR_ADDED, user, kind=str(authenticator.type))


def _removed(user: Person, authenticator: Authenticator, **_more: Any) -> None:
    _write(FACTOR_REMOVED, user, kind=str(authenticator.type))


def _renewed(user: Person, **_more: Any) -> None:
    _write(CODES_MADE, user)


@transaction.atomic
def _write(event: Event, person: Person, **details: str) -> None:
    write_line(Deed(event, str(person), details), by=str(person), now=timezone.now())
