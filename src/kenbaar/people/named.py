"""From the name of an actor, as the journal and the records have it, back to who it is."""

import datetime as dt
import re

from kenbaar.people.actors import OPERATOR, Actor, actor_of, actor_of_token
from kenbaar.people.models import Person, Token

_PERSON, _TOKEN = re.compile(r"person (\d{1,18})"), re.compile(r"token (\d{1,18})")


def actor_named(name: str, *, now: dt.datetime) -> Actor:
    """Return the actor as they are now: somebody may have lost a role, their account or their token since."""
    if name == OPERATOR.name:
        return OPERATOR
    if found := _TOKEN.fullmatch(name):
        valid = Token.objects.filter(pk=int(found[1]), revoked_at=None, expires_at__gt=now).select_related("body")
        token = valid.first()
        return actor_of_token(token) if token is not None else Actor(name)
    number = person_number(name)
    person = Person.objects.filter(pk=number).first() if number is not None else None
    return actor_of(person) if person is not None else Actor(name)


def person_number(name: str) -> int | None:
    """Return the number of a person by the name of the actor that they are, or None for who is no person."""
    found = _PERSON.fullmatch(name)
    return int(found[1]) if found else None
