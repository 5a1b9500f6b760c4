"""Who can be given a task: who has a role at the body, and may see the entry."""

from collections.abc import Iterable

from kenbaar.casework.policies import may_see
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Membership, Person, Role
from kenbaar.people.queries import by_name
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry, EntryReader


def colleagues_of(actor: Actor, body: Body) -> list[Person]:
    """Return who works for a body, by name; nobody to who does not work there."""
    if not may_see(actor, body.slug):
        return []
    found = Person.objects.filter(memberships__body=body, is_active=True).distinct()
    return by_name(found)


def works_on(person: Person, entries: Iterable[Entry]) -> bool:
    """Say whether somebody has a role at the bodies of these entries, and may see each of them."""
    entries = list(entries)
    held = Membership.objects.filter(person=person, person__is_active=True, body__isnull=False)
    bodies = set(held.values_list("body", flat=True))
    if not bodies >= {entry.body_id for entry in entries}:
        return False
    restricted = {entry.pk for entry in entries if entry.access == Access.RESTRICTED}
    if not restricted:
        return True
    keeping = set(held.filter(role=Role.ADMINISTRATOR).values_list("body", flat=True))
    named = EntryReader.objects.filter(person=person, entry__in=restricted).values_list("entry", flat=True)
    kept = {entry.pk for entry in entries if entry.body_id in keeping}
    return restricted <= {*named, *kept}


def colleague(actor: Actor, body: Body, number: int) -> Person | None:
    """Return one of the people of a body by number, or None: a number from elsewhere is nobody."""
    return next((person for person in colleagues_of(actor, body) if person.pk == number), None)
