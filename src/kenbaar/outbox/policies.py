"""Who may do what with messages to other systems. Pure questions."""

from kenbaar.people.actors import Actor
from kenbaar.people.models import Scope
from kenbaar.people.policies import may_manage


def may_manage_subscriptions(actor: Actor, body: str) -> bool:
    """Say whether the actor manages what a body tells to its systems: its administrator, or a token made for that."""
    return may_manage(actor, body) or actor.may_use(Scope.MANAGE_WEBHOOKS, body)
