"""Adding persons and giving them roles."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.events import PERSON_ADDED, ROLE_GIVEN
from kenbaar.people.models import Body, Membership, Person, Role


@transaction.atomic
def add_person(email: str, name: str, *, by: Actor, now: dt.datetime) -> Person:
    """Add a person who can be given roles. They cannot sign in until an identity provider vouches for them."""
    person = Person(email=email, name=name)
    person.set_unusable_password()
    person.save()
    write_line(Deed(PERSON_ADDED, str(person)), by=by.name, now=now)
    return person


@transaction.atomic
def give_role(person: Person, role: Role, body: Body, *, by: Actor, now: dt.datetime) -> None:
    """Give a person a role at a body. Giving it twice changes nothing and is not written down twice."""
    _, given = Membership.objects.get_or_create(person=person, body=body, role=role)
    if given:
        write_line(Deed(ROLE_GIVEN, str(person), {"role": role, "body": body.slug}), by=by.name, now=now)
