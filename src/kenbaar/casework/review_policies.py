"""Who may do what in a review. Pure questions: they read the actor, the body's slug and the names of who was involved.

What may happen to an entry is in `register/policies.py`; these ask it and add what a review asks for.
"""

from collections.abc import Collection

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role, Scope
from kenbaar.register import policies
from kenbaar.register.policies import OF_THE_BODY


def may_ask(actor: Actor, body: str) -> bool:
    """Say whether the actor hands in, and takes back what was handed in: who writes does."""
    return policies.may_write(actor, body)


def may_review(actor: Actor, body: str) -> bool:
    """Say whether the actor asks for changes and places comments that block: an approver of the body does."""
    return actor.operator or actor.has(Role.APPROVER, body)


def may_approve(actor: Actor, body: str, *, involved: Collection[str]) -> bool:
    """Say whether the actor approves: an approver who neither wrote in it nor handed it in."""
    return policies.may_publish(actor, body, authors=involved)


def is_central(actor: Actor) -> bool:
    """Say whether the actor checks for all bodies."""
    return actor.operator or Role.CENTRAL_REVIEWER in actor.wide


def may_check_off(actor: Actor, *, involved: Collection[str]) -> bool:
    """Say whether the actor checks centrally: a central reviewer who did not write in it, hand it in or approve it."""
    return actor.operator or (is_central(actor) and not policies.wrote(actor, involved))


def may_comment(actor: Actor, body: str) -> bool:
    """Say whether the actor comments as one of the body: everyone with a role there does. Supervisors only read."""
    return actor.operator or any(actor.has(role, body) for role in OF_THE_BODY)


def may_resolve(actor: Actor, body: str, *, by: str, blocking: bool, shared: bool, as_central: bool) -> bool:
    """Say whether the actor calls a comment resolved.

    A comment that blocks is resolved by who wrote it, or by another who reviews on the same side; any other by the
    body as well.
    """
    if actor.operator or actor.name == by:
        return True
    if as_central:
        return shared
    # What a central reviewer called blocking is not for the body to wave away.
    return may_comment(actor, body) and (not blocking or (may_review(actor, body) and not shared))


def may_set_rules(actor: Actor, body: str) -> bool:
    """Say whether the actor sees and sets what a body asks for: its administrator does, and a token for that."""
    return actor.operator or actor.has(Role.ADMINISTRATOR, body) or actor.may_use(Scope.MANAGE_RULES, body)
