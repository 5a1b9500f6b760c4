"""Who may do what with a notice profile: as with the entry that it belongs to. Pure questions."""

from collections.abc import Collection

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register import policies


def may_write(actor: Actor, body: str) -> bool:
    """Say whether the actor writes profiles, hands them in and takes them back: an editor of the body does."""
    return policies.may_write(actor, body)


def may_review(actor: Actor, body: str) -> bool:
    """Say whether the actor asks for changes: an approver of the body does."""
    return actor.operator or actor.has(Role.APPROVER, body)


def may_approve(actor: Actor, body: str, *, involved: Collection[str]) -> bool:
    """Say whether the actor approves: an approver who neither wrote in it nor handed it in."""
    return policies.may_publish(actor, body, authors=involved)
