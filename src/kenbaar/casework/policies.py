"""Who may do what with tasks. Pure questions: they read the actor and the body's slug, nothing else.

Who may see the entry is asked of `register` as well, by each query and deed.
"""

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role, Scope
from kenbaar.register.policies import OF_THE_BODY

_HANDLING = (Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR)
_READING = frozenset({Scope.READ_TASKS, Scope.WRITE_TASKS})


def sees_everywhere(actor: Actor) -> bool:
    """Say whether the actor sees the tasks of every body: supervisors do."""
    return actor.operator or Role.SUPERVISOR in actor.wide


def bodies_seen(actor: Actor) -> frozenset[str]:
    """Return the slugs of the bodies whose tasks the actor sees: where they have a role; a service with the scope."""
    if actor.scopes:
        return frozenset(slug for slug, held in actor.scopes.items() if held & _READING)
    return frozenset(slug for slug, held in actor.roles.items() if held & set(OF_THE_BODY))


def may_see(actor: Actor, body: str) -> bool:
    """Say whether the actor sees the tasks of a body."""
    return sees_everywhere(actor) or body in bodies_seen(actor)


def may_handle(actor: Actor, body: str) -> bool:
    """Say whether the actor gives, plans, ends and reopens tasks: who works on entries does, and a service that may."""
    if actor.scopes:
        return actor.may_use(Scope.WRITE_TASKS, body)
    return actor.operator or any(actor.has(role, body) for role in _HANDLING)


def may_work_on(actor: Actor, body: str, *, responsible: int | None) -> bool:
    """Say whether the actor starts and ends a task and adds evidence: who handles tasks, and whose task it is."""
    own = actor.person is not None and actor.person == responsible and body in bodies_seen(actor)
    return own or may_handle(actor, body)


def may_oversee(actor: Actor, body: str) -> bool:
    """Say whether the actor sees the overview of a body: its administrator does."""
    return actor.operator or actor.has(Role.ADMINISTRATOR, body)


def may_set_terms(actor: Actor, body: str) -> bool:
    """Say whether the actor sees and chooses the terms of a body: its administrator does, and a token for that."""
    return may_oversee(actor, body) or actor.may_use(Scope.MANAGE_RULES, body)
