"""Who may do what with an assessment. Pure questions: they read the actor and the body's slug, nothing else."""

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.policies import OF_THE_BODY


def may_classify(actor: Actor, body: str) -> bool:
    """Say whether the actor has one entry classified: whoever writes its facts or approves them does."""
    return actor.operator or actor.has(Role.EDITOR, body) or actor.has(Role.APPROVER, body)


def may_see(actor: Actor, body: str) -> bool:
    """Say whether the actor sees classifications of a body. They rest on internal facts too, so they are internal."""
    return actor.operator or any(actor.has(role, body) for role in OF_THE_BODY)


def may_reclassify_all(actor: Actor) -> bool:
    """Say whether the actor has the whole register classified."""
    return actor.operator


def may_record_kader(actor: Actor) -> bool:
    """Say whether the actor brings in a version of the Algoritmekader."""
    return actor.operator
