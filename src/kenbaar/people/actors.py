"""Actors: on whose behalf a deed is done. Policies read an actor and never a web request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kenbaar.people.models import AS_ADMINISTRATOR, Membership, Person, Role, Scope, Token


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the journal names them, the roles they have per body slug, and those over all bodies.

    `person` is their number when they are a person. A token has `scopes`, what it was made for per body slug, and
    `made_by`, the name of who made it.

    An operator works at the command line with full access to the database, so no policy can hold them back;
    the journal says that it was an operator.
    """

    name: str
    roles: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    wide: frozenset[Role] = frozenset()
    operator: bool = False
    person: int | None = None
    scopes: Mapping[str, frozenset[Scope]] = field(default_factory=dict)
    made_by: str = ""

    def has(self, role: Role, body: str) -> bool:
        """Say whether the actor has this role at the body."""
        return role in self.roles.get(body, frozenset())

    def holds(self, role: Role) -> bool:
        """Say whether the actor has this role, at some body or over all of them."""
        return role in self.wide or any(role in held for held in self.roles.values())

    def may_use(self, scope: Scope, body: str) -> bool:
        """Say whether the actor is a token of the body that was made for this."""
        return scope in self.scopes.get(body, frozenset())


OPERATOR = Actor("operator", operator=True)
ANYONE = Actor("anyone")


# Claims of the identity provider give and take roles under this name.
IDENTITY_PROVIDER = Actor("identity provider", operator=True)


def actor_of(person: Person) -> Actor:
    """Return the actor for a person. The journal gets their number, not their name: it may be read by others.

    A closed account has no roles.
    """
    roles: dict[str, set[Role]] = {}
    wide: set[Role] = set()
    held = Membership.objects.filter(person=person, person__is_active=True).values_list("body__slug", "role")
    for slug, role in held:
        (wide if slug is None else roles.setdefault(slug, set())).add(Role(role))
    held_at = {slug: frozenset(at_body) for slug, at_body in roles.items()}
    return Actor(str(person), held_at, frozenset(wide), person=person.pk)


def actor_of_token(token: Token) -> Actor:
    """Return the actor for a token: at its body it acts as its scopes say, and nowhere else.

    It is no person, so no restricted entry names it: it never sees one. What an administrator alone does, it does only
    as long as who made it still is one: nobody keeps that power in a token.
    """
    held = frozenset(map(Scope, token.scopes))
    if held & AS_ADMINISTRATOR and not _made_by_an_administrator(token):
        held -= AS_ADMINISTRATOR
    roles = frozenset(_ROLE_OF_SCOPE[scope] for scope in held if scope in _ROLE_OF_SCOPE)
    slug = token.body.slug
    return Actor(str(token), {slug: roles} if roles else {}, scopes={slug: held}, made_by=token.made_by)


def _made_by_an_administrator(token: Token) -> bool:
    """Say whether who made a token manages its body now."""
    held = Membership.objects.filter(body=token.body, role=Role.ADMINISTRATOR, person__is_active=True)
    numbers = held.values_list("person", flat=True)
    return token.made_by == OPERATOR.name or token.made_by in {str(Person(pk=number)) for number in numbers}


# Who arranges must see what there is to arrange, and who works on tasks the entries that they are about.
_ROLE_OF_SCOPE: Mapping[Scope, Role] = {
    Scope.READ_ENTRIES: Role.READER,
    Scope.WRITE_ENTRIES: Role.EDITOR,
    Scope.ARRANGE_ENTRIES: Role.READER,
    Scope.APPROVE_ENTRIES: Role.APPROVER,
    Scope.WRITE_TEMPLATES: Role.SUPPLIER,
    Scope.READ_TASKS: Role.READER,
    Scope.WRITE_TASKS: Role.READER,
}
