"""Being at work on an entry: no deed, it changes nothing that anybody may see or do, and fades by itself."""

import datetime as dt

from kenbaar.people.actors import Actor
from kenbaar.register.models import Editing, Entry
from kenbaar.register.policies import may_write

_COUNTS_PER = dt.timedelta(seconds=20)


def note_editing(entry: Entry, section: str, *, by: Actor, now: dt.datetime) -> None:
    """Note that a writer has a part of an entry open. The entry comes from a query that asked who it is for."""
    if by.person is None or not may_write(by, entry.body.slug):
        return
    row = Editing.objects.filter(entry=entry, person=by.person).first()
    if row is not None and row.section == section and row.seen_at > now - _COUNTS_PER:
        return
    seen = {"section": section, "seen_at": now}
    Editing.objects.update_or_create(entry=entry, person_id=by.person, defaults=seen)
