"""The versions of an entry for those who work with it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from kenbaar.register.models import Entry, EntryVersion, PublicStep


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a list: who wrote it and when, and since when the public could read it, if ever."""

    number: int
    written_by: str
    authors: tuple[str, ...]
    written_at: dt.datetime
    public_since: dt.datetime | None


def version_lines(entry: Entry) -> list[VersionLine]:
    """Return all versions, the newest first. The entry comes from a query that asked who it is for."""
    steps = PublicStep.objects.filter(entry=entry, step="publish").order_by("id").values_list("version__number", "on")
    shown: dict[int, dt.datetime] = {}
    for number, on in steps:
        shown.setdefault(number, on)
    rows = EntryVersion.objects.filter(entry=entry).order_by("-number")
    return [
        VersionLine(number, by, tuple(authors), at, shown.get(number))
        for number, by, authors, at in rows.values_list("number", "written_by", "authors", "written_at")
    ]


def versions_of(entry: Entry, numbers: Collection[int]) -> dict[int, EntryVersion]:
    """Return those of the asked versions that are there, by number. The entry comes from a query that asked."""
    return {version.number: version for version in EntryVersion.objects.filter(entry=entry, number__in=numbers)}
