"""What signing in writes: a person whom the identity provider vouches for, and a password beside a second factor."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import IDENTITY_PROVIDER, Actor
from kenbaar.people.errors import NotAllowed
from kenbaar.people.events import PASSWORD_SET
from kenbaar.people.models import Person
from kenbaar.people.recording import added_person


@transaction.atomic
def add_person_by_claim(email: str, name: str, *, now: dt.datetime) -> Person:
    """Add a person whose verified address and roles the identity provider claims. Raises AddressTaken."""
    return added_person(email, name[:120], by=IDENTITY_PROVIDER, now=now)


@transaction.atomic
def set_password(person: Person, password: str, *, by: Actor, now: dt.datetime) -> None:
    """Give a person a password, which counts only together with a second factor. Raises NotAllowed for another's."""
    if by.name != str(person):
        raise NotAllowed("set a password", "the account of somebody else")
    person.set_password(password)
    person.save(update_fields=["password"])
    write_line(Deed(PASSWORD_SET, str(person)), by=by.name, now=now)
