"""What signing in writes: whom the identity provider vouches for, a password, a reset of all, and a language."""

import datetime as dt

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import IDENTITY_PROVIDER, Actor
from kenbaar.people.errors import NotAllowed
from kenbaar.people.events import FACTORS_RESET, LANGUAGE_CHOSEN, PASSWORD_SET, SESSION_ENDED
from kenbaar.people.models import Membership, Person, Role
from kenbaar.people.policies import may_reset_factors
from kenbaar.people.recording import added_person, keep_an_administrator
from kenbaar.values import Language


@transaction.atomic
def add_person_by_claim(email: str, name: str, *, now: dt.datetime) -> Person:
    """Add a person whose verified address and roles the identity provider claims. Raises AddressTaken."""
    return added_person(email, name[:120], by=IDENTITY_PROVIDER, now=now)


@transaction.atomic
def reset_factors(person: Person, *, by: Actor, now: dt.datetime) -> None:
    """Take away how somebody signs in here, and end their sessions: they come in again by an invitation.

    That is for who lost their phone. Roles stay. Raises NotAllowed, also for somebody with roles elsewhere, and
    LastAdministrator.
    """
    held = list(Membership.objects.filter(person=person).select_related("body"))
    if not may_reset_factors(by, [each.body.slug if each.body else None for each in held]):
        raise NotAllowed("reset how this person signs in", "every body where this person works")
    for each in held:
        if each.role == Role.ADMINISTRATOR and each.body and not by.operator:
            keep_an_administrator(each.body, without=person)
    _without_factors(person, "asked", by=by, now=now)


@transaction.atomic
def leave_to_provider(person: Person, *, now: dt.datetime) -> None:
    """Take away the local ways in of somebody for whom the identity provider vouches from now on.

    Somebody whom the provider no longer knows must not have a way in beside it. Nothing there changes nothing.
    """
    if Authenticator.objects.filter(user=person).exists() or person.has_usable_password():
        _without_factors(person, "provider", by=IDENTITY_PROVIDER, now=now)


@transaction.atomic
def choose_language(person: Person, language: str, *, by: Actor, now: dt.datetime) -> None:
    """Choose the language of the desk and of mail; empty: what the browser wishes. Raises NotAllowed for another's."""
    if by.name != str(person):
        raise NotAllowed("choose a language", "the account of somebody else")
    person.language = Language(language) if language else ""
    person.save(update_fields=["language"])
    write_line(Deed(LANGUAGE_CHOSEN, str(person), {"language": person.language}), by=by.name, now=now)


@transaction.atomic
def end_session(person: Person, number: int, *, by: Actor, now: dt.datetime) -> None:
    """End one session of a person; one that is not theirs, or has ended, stays as it is. Raises NotAllowed."""
    if by.name != str(person):
        raise NotAllowed("end a session", "the account of somebody else")
    session = UserSession.objects.filter(user=person.pk, pk=number).first()
    if session is not None:
        session.end()
        write_line(Deed(SESSION_ENDED, str(person)), by=by.name, now=now)


@transaction.atomic
def set_password(person: Person, password: str, *, by: Actor, now: dt.datetime) -> None:
    """Give a person a password, which counts only together with a second factor. Raises NotAllowed for another's."""
    if by.name != str(person):
        raise NotAllowed("set a password", "the account of somebody else")
    person.set_password(password)
    person.save(update_fields=["password"])
    write_line(Deed(PASSWORD_SET, str(person)), by=by.name, now=now)


def _without_factors(person: Person, why: str, *, by: Actor, now: dt.datetime) -> None:
    # An administrator who resets, and the person who adds one just now, must not pass each other.
    current = Person.objects.select_for_update().get(pk=person.pk)
    factors = Authenticator.objects.filter(user=current)
    kinds = sorted(factors.values_list("type", flat=True))
    factors.delete()
    current.set_unusable_password()
    current.session_round += 1
    current.save(update_fields=["password", "session_round"])
    write_line(Deed(FACTORS_RESET, str(person), {"kinds": kinds, "why": why}), by=by.name, now=now)
