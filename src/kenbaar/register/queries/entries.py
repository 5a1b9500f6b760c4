"""Reading entries and their versions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import Access, State, Step
from kenbaar.register.models import Entry, EntryKey, EntryReader, EntryVersion
from kenbaar.register.policies import OF_THE_BODY

_LARGEST_NUMBER = 2**31 - 1
# What the search index reads of an entry, its body and its version.
_READ = (
    "reference",
    "changed_at",
    "completeness",
    "body__slug",
    "body__type",
    "body__name_nl",
    "body__name_en",
    "body__abbreviation",
    "published__sheet",
)


class PublishedRow(NamedTuple):
    """What an export reads of a published entry. Making model objects of it takes twice as long."""

    reference: str
    changed_at: dt.datetime
    body_name_nl: str
    body_name_en: str
    sheet: dict[str, Any]
    kept: dict[str, Any]


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """Return what `actor` may see: what was ever public, and everything of the bodies where they have a role.

    A restricted entry is for who is named with it and for administrators. A supervisor sees everything; a central
    reviewer sees what a body has handed in as well.
    """
    rows = Entry.objects.select_related("body", "published")
    if actor.operator or Role.SUPERVISOR in actor.wide:
        return rows
    visible = Q(published__isnull=False) | at_work(actor)
    if Role.CENTRAL_REVIEWER in actor.wide:
        visible |= Q(submitted__isnull=False)
    return rows.filter(visible)


def at_work(actor: Actor, *, path: str = "") -> Q:
    """Return the condition under which the actor works with an entry: at its body, and named where it is restricted.

    `path` leads to the entry from another model, such as `entry__`.
    """
    slugs = {slug for slug, held in actor.roles.items() if held & set(OF_THE_BODY)}
    keeping = {slug for slug in slugs if actor.has(Role.ADMINISTRATOR, slug)}
    named = EntryReader.objects.filter(person=actor.person).values("entry")
    seen = ~Q(**{f"{path}access": Access.RESTRICTED}) | Q(**{f"{path}body__slug__in": keeping})
    if actor.person is not None:
        seen |= Q(**{f"{path}pk__in": named})
    return Q(**{f"{path}body__slug__in": slugs}) & seen


def own_entries(actor: Actor, *, state: State | None = None) -> QuerySet[Entry]:
    """Return the entries that the actor works with, in every state or in one, in a stable order."""
    related = ("body", "latest", "published", "submitted")
    rows = Entry.objects.filter(at_work(actor)).select_related(*related).order_by("id")
    return rows.filter(state=state) if state else rows


def entry_for(actor: Actor, reference: str) -> Entry:
    """Return one entry. Raises EntryNotFound when it is not there or not for this actor."""
    entry = entries_visible_to(actor).filter(reference=reference).first()
    if entry is None:
        raise EntryNotFound(reference)
    return entry


def reference_known_as(scheme: str, value: str) -> str | None:
    """Return the reference of the entry that another register knows by this key, or None."""
    keys = EntryKey.objects.filter(scheme=scheme, value=value, entry__published__isnull=False)
    return keys.values_list("entry__reference", flat=True).first()


def public_versions(entry: Entry, numbers: Sequence[int]) -> dict[int, EntryVersion]:
    """Return those of the asked versions that were ever public, by number."""
    # SQLite refuses a number that no column can hold; an address can ask for any.
    possible = [number for number in numbers if number <= _LARGEST_NUMBER]
    shown = EntryVersion.objects.filter(entry=entry, number__in=possible, public_steps__step="publish").distinct()
    return {version.number: version for version in shown}


def number_public_on(entry: Entry, day: dt.date) -> int | None:
    """Return the number of the version that everybody saw at the end of a day; None where there was none."""
    last = entry.public_steps.filter(on__date__lte=day).select_related("version").order_by("on", "id").last()
    return last.version.number if last and last.step == Step.PUBLISH else None


def published_entries(*, body: str | None = None) -> QuerySet[Entry]:
    """Return what is in the register now, with body and version, in a stable order."""
    rows = Entry.objects.filter(state=State.PUBLISHED).select_related("body", "published").order_by("id")
    return rows.filter(body__slug=body) if body else rows


def published_after(entry_id: int, *, limit: int, body: str | None = None) -> list[Entry]:
    """Return at most `limit` published entries after this one: a page of a list that never shifts while being read."""
    return list(published_entries(body=body).filter(id__gt=entry_id)[:limit])


def every_published_entry(*, body: str | None = None) -> Iterator[Entry]:
    """Stream everything that is published, with flat memory: what is public of it."""
    return published_entries(body=body).only(*_READ).iterator(chunk_size=500)


def every_published_row(*, body: str | None = None) -> Iterator[PublishedRow]:
    """Stream everything that is published, with flat memory, for an export."""
    columns = ("reference", "changed_at", "body__name_nl", "body__name_en", "published__sheet", "published__kept")
    return map(PublishedRow._make, published_entries(body=body).values_list(*columns).iterator(chunk_size=500))


def last_changed(*, limit: int, body: str | None = None) -> list[Entry]:
    """Return the entries that changed last, newest first."""
    return list(published_entries(body=body).order_by("-changed_at", "-id")[:limit])


def entries_named(references: Sequence[str]) -> dict[str, Entry]:
    """Return the published entries among these references, as `every_published_entry` gives them, in one query."""
    return {entry.reference: entry for entry in published_entries().filter(reference__in=references).only(*_READ)}


def sitemap_lines(*, after: int, limit: int) -> Iterator[tuple[str, dt.datetime | None]]:
    """Stream `(reference, last change)` of entries that have a public page, a slice in a stable order."""
    rows = Entry.objects.filter(published__isnull=False).order_by("id").values_list("reference", "changed_at")
    return rows[after : after + limit].iterator(chunk_size=2000)


def public_count() -> int:
    """Return how many entries have a public page."""
    return Entry.objects.filter(published__isnull=False).count()
