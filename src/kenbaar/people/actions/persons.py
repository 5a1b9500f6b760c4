"""Persons and their roles: adding, giving, taking, closing accounts and ending sessions."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from kenbaar.journal.actions import Deed, write_line, write_lines
from kenbaar.people.actors import IDENTITY_PROVIDER, Actor
from kenbaar.people.errors import NotAllowed
from kenbaar.people.events import PERSON_DEACTIVATED, PERSON_SIGNED_OUT, ROLE_TAKEN
from kenbaar.people.models import Body, Membership, Person, Role
from kenbaar.people.policies import may_deactivate, may_give, may_sign_out
from kenbaar.people.recording import added_person, given_role, keep_an_administrator, place_of


@transaction.atomic
def add_person(email: str, name: str, *, by: Actor, now: dt.datetime) -> Person:
    """Add a person who can be given roles. They cannot sign in until an identity provider vouches for them.

    Raises NotAllowed for all but an operator, and AddressTaken.
    """
    if not by.operator:
        raise NotAllowed("add a person", "this register")
    return added_person(email, name, by=by, now=now)


@transaction.atomic
def give_role(person: Person, role: Role, body: Body | None, *, by: Actor, now: dt.datetime) -> None:
    """Give a person a role at a body, or a wide role without one. Giving it twice is not written down twice.

    Raises NotAllowed and RoleOutOfPlace.
    """
    if not may_give(by, role, body.slug if body else None):
        raise NotAllowed(f"give the role {role}", body.slug if body else "all bodies")
    given_role(person, role, body, by=by, now=now)


@transaction.atomic
def take_role(person: Person, role: Role, body: Body | None, *, by: Actor, now: dt.datetime) -> None:
    """Take a role back; taking what nobody has changes nothing. Raises NotAllowed and LastAdministrator."""
    if not may_give(by, role, body.slug if body else None):
        raise NotAllowed(f"take the role {role}", body.slug if body else "all bodies")
    held = Membership.objects.filter(person=person, role=role, body=body)
    if role is Role.ADMINISTRATOR and body and not by.operator and held.exists():
        keep_an_administrator(body, without=person)
    if held.delete()[0]:
        write_line(Deed(ROLE_TAKEN, str(person), place_of(role, body)), by=by.name, now=now)


@transaction.atomic
def follow_claims(person: Person, claimed: Iterable[tuple[Role, Body | None]], *, now: dt.datetime) -> None:
    """Give the roles that the identity provider claims now, and take those that it claimed before and no longer does.

    A role that an administrator gave stays: it is not the provider's to take. Raises RoleOutOfPlace.
    """
    wanted = set(claimed)
    for held in Membership.objects.filter(person=person, by_claim=True).select_related("body"):
        if (Role(held.role), held.body) not in wanted:
            held.delete()
            deed = Deed(ROLE_TAKEN, str(person), place_of(Role(held.role), held.body))
            write_line(deed, by=IDENTITY_PROVIDER.name, now=now)
    for role, body in sorted(wanted, key=str):
        given_role(person, role, body, by=IDENTITY_PROVIDER, now=now, by_claim=True)


@transaction.atomic
def deactivate(person: Person, *, by: Actor, now: dt.datetime) -> None:
    """Close an account: its roles end, and so do its sessions. Doing it again changes nothing.

    Raises NotAllowed, also for somebody with roles elsewhere, and LastAdministrator.
    """
    held = list(Membership.objects.filter(person=person).select_related("body"))
    if not may_deactivate(by, [each.body.slug if each.body else None for each in held]):
        raise NotAllowed("close this account", "every body where this person works")
    if not by.operator:
        for each in held:
            if each.role == Role.ADMINISTRATOR and each.body:
                keep_an_administrator(each.body, without=person)
    closed = Person.objects.filter(pk=person.pk, is_active=True)
    if not closed.update(is_active=False, session_round=F("session_round") + 1):
        return
    Membership.objects.filter(person=person).delete()
    taken = [Deed(ROLE_TAKEN, str(person), place_of(Role(each.role), each.body)) for each in held]
    write_lines([*taken, Deed(PERSON_DEACTIVATED, str(person))], by=by.name, now=now)


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Actor, now: dt.datetime) -> None:
    """End every session of a person, on every device, from the next request on. Raises NotAllowed."""
    held = Membership.objects.filter(person=person).values_list("body__slug", flat=True)
    if not may_sign_out(by, str(person), held):
        raise NotAllowed("sign this person out", "every body where this person works")
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    write_line(Deed(PERSON_SIGNED_OUT, str(person)), by=by.name, now=now)
