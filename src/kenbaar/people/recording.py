"""Parts that several deeds share. They decide nothing about access and run inside the transaction of the deed."""

import datetime as dt

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.errors import AddressTaken, LastAdministrator, RoleOutOfPlace
from kenbaar.people.events import PERSON_ADDED, ROLE_GIVEN
from kenbaar.people.models import Body, Membership, Person, Role, roles_at
from kenbaar.people.sealed import key_of


def added_person(email: str, name: str, *, by: Actor, now: dt.datetime) -> Person:
    """Add a person. Raises AddressTaken."""
    address = email.strip().lower()
    if Person.objects.with_address(address) is not None:
        raise AddressTaken
    person = Person(email=address, email_key=key_of(address), name=name.strip())
    person.set_unusable_password()
    person.save()
    write_line(Deed(PERSON_ADDED, str(person)), by=by.name, now=now)
    return person


def given_role(
    person: Person, role: Role, body: Body | None, *, by: Actor, now: dt.datetime, by_claim: bool = False
) -> None:
    """Give a role. Raises RoleOutOfPlace."""
    if role not in roles_at(body):
        raise RoleOutOfPlace(role, body.slug if body else None)
    _, given = Membership.objects.get_or_create(person=person, body=body, role=role, defaults={"by_claim": by_claim})
    if given:
        write_line(Deed(ROLE_GIVEN, str(person), place_of(role, body)), by=by.name, now=now)


def place_of(role: Role, body: Body | None) -> dict[str, str]:
    """Return what the journal says of a role."""
    return {"role": role, "body": body.slug} if body else {"role": role}


def keep_an_administrator(body: Body, *, without: Person) -> None:
    """See to it that somebody else can give roles at a body. Raises LastAdministrator."""
    # Two administrators who take the role from each other at once must not both succeed.
    Body.objects.select_for_update().get(pk=body.pk)
    others = Membership.objects.filter(body=body, role=Role.ADMINISTRATOR, person__is_active=True)
    if not others.exclude(person=without).exists():
        raise LastAdministrator(body.slug)
