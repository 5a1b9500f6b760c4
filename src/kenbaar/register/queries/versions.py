"""The versions of an entry, for those who work with it: also those that the public never saw."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from kenbaar.people.actors import Actor
from kenbaar.register.errors import VersionNotFound
from kenbaar.register.lifecycle import Step
from kenbaar.register.models import Entry, EntryVersion, PublicStep
from kenbaar.register.queries.working import entry_at_work, working_copy
from kenbaar.rules.answers import Sheet

# SQLite refuses a number that no column can hold; an address can ask for any.
_LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a list: who wrote it and when, and since when the public could read it, if ever."""

    number: int
    digest: str
    written_by: str
    authors: tuple[str, ...]
    written_at: dt.datetime
    public_since: dt.datetime | None

    @property
    def was_public(self) -> bool:
        """Say whether everyone could read it, then or now."""
        return self.public_since is not None


def own_versions(actor: Actor, reference: str) -> list[VersionLine]:
    """Return the versions of an entry, the newest first, without what they say. Raises EntryNotFound."""
    return version_lines(entry_at_work(actor, reference))


def version_lines(entry: Entry) -> list[VersionLine]:
    """Return all versions, the newest first. The entry comes from a query that asked who it is for."""
    steps = (
        PublicStep.objects.filter(entry=entry, step=Step.PUBLISH).order_by("id").values_list("version__number", "on")
    )
    shown: dict[int, dt.datetime] = {}
    for number, on in steps:
        shown.setdefault(number, on)
    rows = EntryVersion.objects.filter(entry=entry).order_by("-number")
    return [
        VersionLine(number, digest, by, tuple(authors), at, shown.get(number))
        for number, digest, by, authors, at in rows.values_list(
            "number", "digest", "written_by", "authors", "written_at"
        )
    ]


def own_version(actor: Actor, reference: str, number: int) -> EntryVersion:
    """Return one version of an entry. Raises EntryNotFound or VersionNotFound."""
    entry = entry_at_work(actor, reference)
    found = versions_of(entry, [number]).get(number)
    if found is None:
        raise VersionNotFound(reference, number)
    return found


def versions_of(entry: Entry, numbers: Collection[int]) -> dict[int, EntryVersion]:
    """Return those of the asked versions that are there, by number. The entry comes from a query that asked."""
    possible = [number for number in numbers if 0 < number <= _LARGEST_NUMBER]
    return {version.number: version for version in EntryVersion.objects.filter(entry=entry, number__in=possible)}


def sides(actor: Actor, reference: str, old: int, new: int | None) -> tuple[Sheet, Sheet]:
    """Return what two versions say, to compare; None for the working copy. Raises EntryNotFound or VersionNotFound."""
    before = own_version(actor, reference, old).answers()
    after = working_copy(actor, reference).sheet if new is None else own_version(actor, reference, new).answers()
    return before, after
