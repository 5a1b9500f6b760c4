"""Who may do what with an entry. Pure questions: they read the actor and the body's slug, nothing else."""

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role


def may_write(actor: Actor, body: str) -> bool:
    """Say whether the actor writes drafts and new versions: an editor of the body does."""
    return actor.operator or actor.has(Role.EDITOR, body)


def may_publish(actor: Actor, body: str, *, written_by: str) -> bool:
    """Say whether the actor publishes: an approver of the body does, but never their own version."""
    return actor.operator or (actor.has(Role.APPROVER, body) and actor.name != written_by)


def may_withdraw(actor: Actor, body: str) -> bool:
    """Say whether the actor takes an entry out of the register: an approver of the body does."""
    return actor.operator or actor.has(Role.APPROVER, body)
