"""From the name of an actor, as the journal and the records have it, back to who it is."""

import re
from collections.abc import Iterable

from kenbaar.people.actors import OPERATOR, Actor, actor_of, actor_of_token
from kenbaar.people.models import Person, Token

_PERSON = re.compile(r"person (\d{1,18})")
_TOKEN = re.compile(r"token (\d{1,18})")


def actor_named(name: str) -> Actor:
    """Return the actor as they are now: somebody may have lost a role, or their account, since.

    What a token decided counts until it is revoked; that it came to its end says nothing of its decisions.
    """
    if name == OPERATOR.name:
        return OPERATOR
    number = person_number(name)
    person = Person.objects.filter(pk=number).first() if number is not None else None
    if person is not None:
        return actor_of(person)
    found = _TOKEN.fullmatch(name)
    token = Token.objects.filter(pk=int(found[1]), revoked_at=None).select_related("body").first() if found else None
    return actor_of_token(token) if token is not None else Actor(name)


def makers_of(names: Iterable[str]) -> dict[str, str]:
    """Return who made which of the tokens among these actors, in one query. An operator makes them for others."""
    numbers = [int(found[1]) for found in map(_TOKEN.fullmatch, set(names)) if found]
    made = Token.objects.filter(pk__in=numbers).values_list("pk", "made_by") if numbers else ()
    return {f"token {number}": maker for number, maker in made if person_number(maker) is not None}


def names_of_tokens(names: Iterable[str]) -> dict[str, str]:
    """Return how the tokens among these actors are called, in one query, and in none without tokens."""
    numbers = [int(found[1]) for found in map(_TOKEN.fullmatch, names) if found]
    named = Token.objects.filter(pk__in=numbers).values_list("pk", "name") if numbers else ()
    return {f"token {number}": name for number, name in named}


def with_makers(names: Iterable[str]) -> set[str]:
    """Return these actors and who made the tokens among them: beside their token they are no second person."""
    there = set(names)
    return {*there, *makers_of(there).values()}


def person_number(name: str) -> int | None:
    """Return the number of a person by the name of the actor that they are, or None for who is no person."""
    found = _PERSON.fullmatch(name)
    return int(found[1]) if found else None


def name_of_person(number: int) -> str:
    """Return the name of the actor that a person is, by their number: the opposite of `person_number`."""
    return str(Person(pk=number))
