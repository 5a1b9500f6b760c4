"""Who owns an entry, and who may see it."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Membership, Person
from kenbaar.register import events
from kenbaar.register.actions.writing import locked_entry
from kenbaar.register.errors import NotAllowed, NotOfTheBody, StillPublic
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Entry, EntryReader
from kenbaar.register.policies import OF_THE_BODY, may_arrange
from kenbaar.register.queries.working import need_sight


@transaction.atomic
def set_owner(reference: str, owner: Person | None, *, by: Actor, now: dt.datetime) -> None:
    """Say who looks after an entry: somebody with a role at its body.

    Raises EntryNotFound, NotAllowed or NotOfTheBody.
    """
    entry = _entry_to_arrange(reference, by)
    if owner is not None:
        _need_colleague(entry, owner)
    if entry.owner_id == (owner.pk if owner else None):
        return
    entry.owner = owner
    entry.save(update_fields=["owner"])
    write_line(Deed(events.OWNER_SET, reference, {"owner": str(owner) if owner else ""}), by=by.name, now=now)


@transaction.atomic
def set_access(reference: str, access: Access, *, by: Actor, now: dt.datetime) -> None:
    """Say who may see an entry; who restricts it is named with it, and who looks after it.

    Raises EntryNotFound, NotAllowed or StillPublic.
    """
    entry = _entry_to_arrange(reference, by)
    if entry.access == access:
        return
    if access is not Access.PUBLIC and entry.state == State.PUBLISHED:
        raise StillPublic(reference)
    entry.access = access
    entry.save(update_fields=["access"])
    write_line(Deed(events.ACCESS_SET, reference, {"access": access}), by=by.name, now=now)
    # Who closes a door shuts out neither themselves nor who looks after what is behind it.
    if access is Access.RESTRICTED:
        named = {each for each in (by.person, entry.owner_id) if each is not None}
        EntryReader.objects.bulk_create(
            [EntryReader(entry=entry, person_id=each) for each in sorted(named)], ignore_conflicts=True
        )


@transaction.atomic
def name_reader(reference: str, person: Person, *, by: Actor, now: dt.datetime) -> None:
    """Let somebody of the body see a restricted entry. Raises EntryNotFound, NotAllowed or NotOfTheBody."""
    entry = _entry_to_arrange(reference, by)
    _need_colleague(entry, person)
    if EntryReader.objects.get_or_create(entry=entry, person=person)[1]:
        write_line(Deed(events.READER_NAMED, reference, {"person": str(person)}), by=by.name, now=now)


@transaction.atomic
def unname_reader(reference: str, person: Person, *, by: Actor, now: dt.datetime) -> None:
    """Let somebody no longer see a restricted entry. Raises EntryNotFound or NotAllowed."""
    entry = _entry_to_arrange(reference, by)
    if EntryReader.objects.filter(entry=entry, person=person).delete()[0]:
        write_line(Deed(events.READER_UNNAMED, reference, {"person": str(person)}), by=by.name, now=now)


def _entry_to_arrange(reference: str, by: Actor) -> Entry:
    entry = locked_entry(reference)
    need_sight(by, entry)
    if not may_arrange(by, entry.body.slug):
        raise NotAllowed(reference, "arrange")
    return entry


def _need_colleague(entry: Entry, person: Person) -> None:
    held = Membership.objects.filter(person=person, body=entry.body, person__is_active=True)
    if not held.filter(role__in=OF_THE_BODY).exists():
        raise NotOfTheBody(entry.reference, str(person))
