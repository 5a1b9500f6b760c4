"""Who can be given a task: who has a role at the body, and may see the entry."""

from collections.abc import Iterable

from kenbaar.people.models import Membership, Person, Role
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry, EntryReader


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
