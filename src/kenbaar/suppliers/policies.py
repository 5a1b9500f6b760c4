"""Who may do what with a template. Pure questions: they read the actor and the keeper's slug, nothing else."""

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role

# Whoever has one of these at some body works with entries, and so with the templates that fill them.
_WITH_ENTRIES = (Role.READER, Role.EDITOR, Role.APPROVER, Role.CENTRAL_REVIEWER, Role.SUPERVISOR)


def may_keep(actor: Actor, keeper: str) -> bool:
    """Say whether the actor writes the templates of an organisation: its suppliers do."""
    return actor.operator or actor.has(Role.SUPPLIER, keeper)


def may_use(actor: Actor) -> bool:
    """Say whether the actor sees the templates of everybody: who works with entries does, a supplier does not."""
    return actor.operator or any(actor.holds(role) for role in _WITH_ENTRIES)
