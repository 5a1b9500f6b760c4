"""Who may do what with people and tokens. Pure questions: they read the actor and slugs of bodies, nothing else."""

from collections.abc import Iterable

from kenbaar.people.actors import Actor
from kenbaar.people.models import WIDE, Role, Scope


def may_manage(actor: Actor, body: str) -> bool:
    """Say whether the actor sees and manages the people and tokens of a body: its administrator does."""
    return actor.operator or actor.has(Role.ADMINISTRATOR, body)


def may_see_people(actor: Actor, body: str) -> bool:
    """Say whether the actor sees the people of a body and its invitations: who manages does, and a token for that."""
    return may_manage(actor, body) or actor.may_use(Scope.MANAGE_PEOPLE, body)


def may_give(actor: Actor, role: Role, body: str | None) -> bool:
    """Say whether the actor gives and takes this role: an administrator those of their body, an operator every role.

    A token that was made for it does all but the administrator, who makes tokens: no token leads to another.
    """
    if body is None or role in WIDE:
        return actor.operator
    by_token = role is not Role.ADMINISTRATOR and actor.may_use(Scope.MANAGE_PEOPLE, body)
    return by_token or may_manage(actor, body)


def may_deactivate(actor: Actor, bodies: Iterable[str | None]) -> bool:
    """Say whether the actor closes the account of somebody with roles at these bodies (None: at all bodies).

    Somebody who also works elsewhere loses their roles here, and not the account that another body counts on.
    """
    places = set(bodies)
    return actor.operator or (bool(places) and all(body is not None and may_manage(actor, body) for body in places))


def may_reset_factors(actor: Actor, bodies: Iterable[str | None]) -> bool:
    """Say whether the actor takes away how somebody signs in: who may close the account may."""
    return may_deactivate(actor, bodies)


def may_sign_out(actor: Actor, person: str, bodies: Iterable[str | None]) -> bool:
    """Say whether the actor ends all sessions of a person: the person does, and who may close the account."""
    return actor.name == person or may_deactivate(actor, bodies)
