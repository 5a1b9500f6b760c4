"""Who may do what with notices. Pure questions: they read the actor and the body's slug, nothing else."""

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role, Scope
from kenbaar.people.policies import may_manage

# Who may read what a notice says, without a code, and answers what people ask about it.
ANSWERING = (Role.EDITOR, Role.APPROVER)


def may_issue(actor: Actor, body: str) -> bool:
    """Say whether the actor issues notices of a body: its systems do, with a token that was made for that."""
    return actor.operator or actor.may_use(Scope.ISSUE_NOTICES, body)


def may_end(actor: Actor, body: str) -> bool:
    """Say whether the actor withdraws, corrects and erases notices: who issues them, and who approves at the body."""
    return may_issue(actor, body) or actor.has(Role.APPROVER, body)


def may_see(actor: Actor, body: str) -> bool:
    """Say whether the actor sees how a notice stands, and has its receipt. Neither says what the notice says."""
    return may_end(actor, body) or actor.has(Role.EDITOR, body)


def may_open(actor: Actor, body: str) -> bool:
    """Say whether the actor may read what a notice says, without a code: who answers what people ask."""
    return actor.operator or any(actor.has(role, body) for role in ANSWERING)


def may_keep_keys(actor: Actor, body: str) -> bool:
    """Say whether the actor may give a body another key to read its notices: its administrators."""
    return may_manage(actor, body)


def may_answer(actor: Actor, body: str) -> bool:
    """Say whether the actor sees and answers what people ask the body: who may read what its notices say.

    A token is made for it: one that fills in entries, as an editor does, reads no words of people.
    """
    return actor.may_use(Scope.ANSWER_REQUESTS, body) or (not actor.scopes and may_open(actor, body))
