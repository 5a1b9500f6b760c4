"""Who may do what with an entry. Pure questions: they read the actor and the body's slug, nothing else."""

from collections.abc import Collection

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role, Scope

# Whoever has one of these sees what a body works on.
OF_THE_BODY = (Role.READER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR)


def may_see(actor: Actor, body: str, *, restricted: bool, named: bool) -> bool:
    """Say whether the actor sees what is not public of an entry: who has a role at the body, and supervisors do.

    A restricted entry is for those who are named with it, and for the administrator, who keeps the names.
    """
    if actor.operator or Role.SUPERVISOR in actor.wide:
        return True
    if restricted and not named:
        return actor.has(Role.ADMINISTRATOR, body)
    return any(actor.has(role, body) for role in OF_THE_BODY)


def may_arrange(actor: Actor, body: str) -> bool:
    """Say whether the actor says who owns an entry and who may see it.

    An approver or administrator does, and a token that was made for it.
    """
    if actor.may_use(Scope.ARRANGE_ENTRIES, body):
        return True
    return actor.operator or actor.has(Role.APPROVER, body) or actor.has(Role.ADMINISTRATOR, body)


def may_write(actor: Actor, body: str) -> bool:
    """Say whether the actor writes drafts and new versions: an editor of the body does."""
    return actor.operator or actor.has(Role.EDITOR, body)


def may_save_lists(actor: Actor, body: str) -> bool:
    """Say whether the actor keeps lists of entries: a person who sees the inventory does, and a token that writes."""
    return may_see(actor, body, restricted=False, named=False) and (not actor.scopes or may_write(actor, body))


def may_publish(actor: Actor, body: str, *, authors: Collection[str]) -> bool:
    """Say whether the actor publishes: an approver of the body does, but never what they wrote in themselves."""
    return actor.operator or (actor.has(Role.APPROVER, body) and not wrote(actor, authors))


def wrote(actor: Actor, authors: Collection[str]) -> bool:
    """Say whether the actor is one of the authors. Nobody gets around that with a token that they made themselves."""
    return actor.name in authors or (bool(actor.made_by) and actor.made_by in authors)


def may_withdraw(actor: Actor, body: str) -> bool:
    """Say whether the actor takes an entry out of the register: an approver of the body does."""
    return actor.operator or actor.has(Role.APPROVER, body)


def may_return(actor: Actor, body: str) -> bool:
    """Say whether the actor ends a review without a publication: an approver sends back, an editor takes back."""
    return may_withdraw(actor, body) or may_write(actor, body)
