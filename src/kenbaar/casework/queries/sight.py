"""Which tasks somebody sees: those of their bodies, and not those of restricted entries on which they are not named."""

from django.db.models import Q, QuerySet

from kenbaar.casework.models import Task
from kenbaar.casework.policies import bodies_seen, sees_everywhere
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry, EntryReader
from kenbaar.register.queries.working import entry_at_work


def tasks_seen_by(actor: Actor) -> QuerySet[Task]:
    """Return the tasks that the actor may see."""
    if sees_everywhere(actor):
        return Task.objects.all()
    slugs = bodies_seen(actor)
    return Task.objects.filter(body__slug__in=slugs).exclude(entry__in=_hidden(actor, slugs))


def entry_with_tasks(actor: Actor, reference: str) -> Entry:
    """Return an entry whose tasks the actor may see. Raises EntryNotFound."""
    entry = entry_at_work(actor, reference)
    if not (sees_everywhere(actor) or entry.body.slug in bodies_seen(actor)):
        raise EntryNotFound(reference)
    return entry


def _hidden(actor: Actor, slugs: frozenset[str]) -> "QuerySet[Entry, int]":
    """Return the restricted entries that the actor is not named on: few, so that leaving them out costs little."""
    without_keys = [slug for slug in slugs if not actor.has(Role.ADMINISTRATOR, slug)]
    restricted = Q(access=Access.RESTRICTED, body__slug__in=without_keys)
    rows = Entry.objects.filter(restricted)
    if actor.person is not None:
        rows = rows.exclude(pk__in=EntryReader.objects.filter(person=actor.person).values("entry"))
    return rows.values_list("pk", flat=True)
