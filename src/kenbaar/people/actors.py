"""Actors: on whose behalf a deed is done. Policies read an actor and never a web request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kenbaar.people.models import Membership, Person, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the journal names them, and the roles they have per body slug.

    An operator works at the command line with full access to the database, so no policy can hold them back;
    the journal says that it was an operator.
    """

    name: str
    roles: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    operator: bool = False

    def has(self, role: Role, body: str) -> bool:
        """Say whether the actor has this role at the body."""
        return role in self.roles.get(body, frozenset())


OPERATOR = Actor("operator", operator=True)
ANYONE = Actor("anyone")


def actor_of(person: Person) -> Actor:
    """Return the actor for a person. The journal gets their number, not their name: it may be read by others."""
    roles: dict[str, set[Role]] = {}
    for slug, role in Membership.objects.filter(person=person).values_list("body__slug", "role"):
        roles.setdefault(slug, set()).add(Role(role))
    return Actor(str(person), {slug: frozenset(held) for slug, held in roles.items()})
