"""What changed in the content of the law between two days on which it was known: added, removed, changed, by item.

Items are compared as they stand in the files, so that a rule that changed is named once and not with everything that
refers to it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kenbaar.law.reading import LawBook
from kenbaar.values import LocalText

Json = dict[str, Any]
# Since when an item counts is what is asked for, not a part of what it says.
_WINDOW = {"known_from", "known_until"}
# Parts that have a window of their own.
_DATED = {"values": "known", "readings": "known_from", "cases": "known_from"}
LISTS = (
    "laws",
    "texts",
    "parameters",
    "rules",
    "outcomes",
    "clocks",
    "duties",
    "fines",
    "regimes",
    "notice_fields",
    "request_terms",
    "countings",
    "holidays",
    "catalogue",
    "ratifications",
)


class How(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that changed. `fields` has, by name, what stood there and what stands there now."""

    list: str
    id: str
    how: How
    label: LocalText | None
    fields: Mapping[str, tuple[Any, Any]]


def changes(book: LawBook, *, since: dt.date, until: dt.date) -> tuple[ItemChange, ...]:
    """Return what differs between the law as known on two days, in the order of the lists and files."""
    return tuple(change for name in LISTS for change in _changes_of(book, name, since, until))


def items_on(book: LawBook, name: str, day: dt.date) -> dict[str, Any]:
    """Return the items of a list that count on a day, by id. One of which no part is known yet does not count."""
    shapes = (item.shape for item in book.known_on(name, day))
    return {key_of(shape): shape for shape in shapes if _has_part(shape, day)}


def key_of(shape: Any) -> str:
    """Return the name of an item; a ratification goes by its law and party."""
    return str(shape.id) if hasattr(shape, "id") else f"{shape.law}:{shape.party}"


def label_of(shape: Any) -> LocalText | None:
    """Return what an item is called; laws and texts have a title, and rules have nothing."""
    return getattr(shape, "label", None) or getattr(shape, "title", None)


def plain(shape: Any, day: dt.date) -> Json:
    """Return what an item says for somebody who knows the law of a day, as in its file."""
    data: Json = shape.model_dump(mode="json", by_alias=True, exclude=_WINDOW, exclude_defaults=True)
    for name, since in _DATED.items():
        if isinstance(parts := data.get(name), list):
            counting = [each for each in parts if str(each.get(since) or "") <= day.isoformat()]
            data[name] = [{key: value for key, value in each.items() if key != "known_from"} for each in counting]
    return data


def _has_part(shape: Any, day: dt.date) -> bool:
    parts = [(each, since) for name, since in _DATED.items() for each in getattr(shape, name, ())]
    return not parts or any((getattr(each, since) or day) <= day for each, since in parts)


def _changes_of(book: LawBook, name: str, since: dt.date, until: dt.date) -> Iterator[ItemChange]:
    before, after = items_on(book, name, since), items_on(book, name, until)
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        label = label_of(new or old)
        if old is None or new is None:
            yield ItemChange(name, key, How.ADDED if old is None else How.REMOVED, label, {})
        elif fields := _differences(plain(old, since), plain(new, until)):
            yield ItemChange(name, key, How.CHANGED, label, fields)


def _differences(old: Json, new: Json) -> dict[str, tuple[Any, Any]]:
    return {key: (old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old)) if old.get(key) != new.get(key)}
