"""The people of a body, for those who work with them: who can be given a task, be asked or be named."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from kenbaar.casework.policies import may_see
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Membership, Person, Role
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry, EntryReader
from kenbaar.register.policies import OF_THE_BODY
from kenbaar.register.queries.working import need_sight


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


def colleagues_who_see(actor: Actor, entry: Entry) -> list[Person]:
    """Return who of the body can see an entry, by name. Raises EntryNotFound for who cannot see it themselves."""
    need_sight(actor, entry)
    return by_name(who_see(entry))


def who_see(entry: Entry) -> QuerySet[Person]:
    """Return the same for a deed that asked already who does it."""
    here = Membership.objects.filter(body=entry.body, role__in=OF_THE_BODY)
    if entry.access == Access.RESTRICTED:
        named = EntryReader.objects.filter(entry=entry).values("person")
        here = here.filter(Q(role=Role.ADMINISTRATOR) | Q(person__in=named))
    return Person.objects.filter(pk__in=here.values("person"), is_active=True)


def approvers_of(actor: Actor, entry: Entry) -> list[Person]:
    """Return who of them approves, by name. Raises EntryNotFound for who cannot see the entry themselves."""
    approving = Membership.objects.filter(body=entry.body, role=Role.APPROVER)
    need_sight(actor, entry)
    return by_name(who_see(entry).filter(pk__in=approving.values("person")))


def by_name(people: Iterable[Person]) -> list[Person]:
    """Return people by name. A name lies sealed in the database, which therefore cannot sort by it."""
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))
