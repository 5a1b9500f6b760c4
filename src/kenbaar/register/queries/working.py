"""The working copy of an entry: what its people have before them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.people.actors import Actor
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Draft, DraftConflict, Editing, Entry, EntryReader, EntryVersion
from kenbaar.register.policies import may_see
from kenbaar.register.public import naming_its_body
from kenbaar.rules.answers import Sheet

_STILL_THERE = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What an entry says in the making. `is_draft` says that it differs from `base`, the latest version.

    `authors` are those who wrote in the draft.
    """

    entry: Entry
    sheet: Sheet
    origins: Mapping[str, Mapping[str, str]]
    kept: Mapping[str, Any]
    revision: int
    conflicts: tuple[DraftConflict, ...]
    base: EntryVersion | None
    is_draft: bool
    authors: tuple[str, ...] = ()

    @property
    def named(self) -> Sheet:
        """What it says as registers take it: with the name of its body."""
        return naming_its_body(self.sheet, self.entry.body.name)


def working_copy(actor: Actor, reference: str) -> WorkingCopy:
    """Return the draft of an entry, else its latest version. Raises EntryNotFound, also for who may not see it."""
    entry = entry_at_work(actor, reference)
    draft = Draft.objects.filter(entry=entry).select_related("base").first()
    latest = entry.latest
    kept = latest.kept if latest else {}
    if draft is None:
        origins = latest.origins if latest else {}
        return WorkingCopy(entry, latest.answers() if latest else Sheet(), origins, kept, 0, (), latest, False)
    conflicts = tuple(draft.conflicts.all())
    return WorkingCopy(
        entry=entry,
        sheet=Sheet(draft.sheet),
        origins=draft.origins,
        kept=draft.kept or kept,
        revision=draft.revision,
        conflicts=conflicts,
        base=draft.base,
        is_draft=True,
        authors=tuple(draft.authors),
    )


def entry_at_work(actor: Actor, reference: str) -> Entry:
    """Return an entry for those who work with it, with body, owner and versions. Raises EntryNotFound."""
    related = ("body", "owner", "latest", "published", "submitted")
    entry = Entry.objects.filter(reference=reference).select_related(*related).first()
    if entry is None:
        raise EntryNotFound(reference)
    need_sight(actor, entry)
    return entry


def need_sight(actor: Actor, entry: Entry) -> None:
    """Raise EntryNotFound unless the actor may see what is not public of an entry.

    To who may not, an entry that was never public is not there. A central reviewer does not work with it either: what
    they see of what was handed in is up to whoever shows the review.
    """
    restricted = entry.access == Access.RESTRICTED
    named = restricted and EntryReader.objects.filter(entry=entry, person=actor.person).exists()
    if not may_see(actor, entry.body.slug, restricted=restricted, named=named):
        raise EntryNotFound(entry.reference)


def people_at_work(entry: Entry, *, beside: Actor, now: dt.datetime) -> list[Editing]:
    """Return who else has the entry open now."""
    there = Editing.objects.filter(entry=entry, seen_at__gt=now - _STILL_THERE).select_related("person")
    return list(there.exclude(person=beside.person).order_by("id"))


def readers_of(entry: Entry) -> list[EntryReader]:
    """Return who may see a restricted entry, by name. The entry comes from a query that asked who wants to know."""
    return list(EntryReader.objects.filter(entry=entry).select_related("person").order_by("id"))
