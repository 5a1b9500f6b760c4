"""Published entries as lines of a list: what a card shows, without the rest of the sheet."""

import datetime as dt
from dataclasses import dataclass

from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import last_changed, published_entries


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in a list; a search hit is one with more, so that one template shows both."""

    reference: str
    name: dict[str, str]
    summary: dict[str, str]
    body: str
    body_name: dict[str, str]
    status: str
    publication_category: str
    changed_at: dt.datetime


def latest_lines(*, limit: int, body: str | None = None) -> list[EntryLine]:
    """Return the entries that changed last, newest first, in one query."""
    return [line_of(entry) for entry in last_changed(limit=limit, body=body)]


def lines_of_body(slug: str, *, page: int, size: int) -> list[EntryLine]:
    """Return a page of what a body published, last changed first, in one query."""
    rows = published_entries(body=slug).order_by("-changed_at", "-id")
    return [line_of(entry) for entry in rows[(page - 1) * size : page * size]]


def line_of(entry: Entry) -> EntryLine:
    """Return the line of one published entry."""
    version = entry.published
    assert version is not None and entry.changed_at is not None, "a published entry was published"
    sheet = version.answers()
    return EntryLine(
        reference=entry.reference,
        name=sheet.texts("name"),
        summary=sheet.texts("summary"),
        body=entry.body.slug,
        body_name=entry.body.name,
        status=sheet.value("status") or "",
        publication_category=sheet.value("publication_category") or "",
        changed_at=entry.changed_at,
    )
