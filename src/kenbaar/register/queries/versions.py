"""The versions of an entry, for those who work with it: also those that the public never saw."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from kenbaar.people.actors import Actor
from kenbaar.register.errors import VersionNotFound
from kenbaar.register.lifecycle import Step
from kenbaar.register.models import EntryVersion, PublicStep
from kenbaar.register.queries.working import entry_at_work, working_copy
from kenbaar.rules.answers import Sheet

# SQLite refuses a number that no column can hold; an address can ask for any.
_LARGEST_NUMBER = 2**31 - 1


class OwnVersion(NamedTuple):
    """A version in a list. `was_public` says that everyone could read it, then or now."""

    number: int
    digest: str
    written_by: str
    written_at: dt.datetime
    authors: list[str]
    was_public: bool


def own_versions(actor: Actor, reference: str) -> list[OwnVersion]:
    """Return the versions of an entry, the newest first, without what they say. Raises EntryNotFound."""
    entry = entry_at_work(actor, reference)
    shown = PublicStep.objects.filter(version=OuterRef("pk"), step=Step.PUBLISH)
    rows = EntryVersion.objects.filter(entry=entry).annotate(was_public=Exists(shown)).order_by("-number")
    return [OwnVersion._make(row) for row in rows.values_list(*OwnVersion._fields)]


def own_version(actor: Actor, reference: str, number: int) -> EntryVersion:
    """Return one version of an entry. Raises EntryNotFound or VersionNotFound."""
    entry = entry_at_work(actor, reference)
    possible = 0 < number <= _LARGEST_NUMBER
    version = EntryVersion.objects.filter(entry=entry, number=number).first() if possible else None
    if version is None:
        raise VersionNotFound(reference, number)
    return version


def sides(actor: Actor, reference: str, old: int, new: int | None) -> tuple[Sheet, Sheet]:
    """Return what two versions say, to compare; None for the working copy. Raises EntryNotFound or VersionNotFound."""
    before = own_version(actor, reference, old).answers()
    after = working_copy(actor, reference).sheet if new is None else own_version(actor, reference, new).answers()
    return before, after
