"""The items of the law as they were read, and which of them count for somebody who knows the law of a day."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from kenbaar.law import shapes
from kenbaar.rules.content_files import Placed
from kenbaar.rules.facts import Vocabulary


class ReadItem(NamedTuple):
    """An item of the law, and the place where it stands."""

    shape: Any
    said: Placed


class Items:
    """All that the content knows of the law, in the words of a vocabulary. `days` are those on which it changed.

    `undated` are the lists that are about facts, and not about what was known on a day.
    """

    def __init__(
        self,
        items: Mapping[str, list[ReadItem]],
        undated: Mapping[str, list[ReadItem]],
        digest: str,
        facts: Vocabulary,
    ) -> None:
        self.items, self.undated, self.digest, self.facts = items, undated, digest, facts
        self.days = _days_of_change(items)

    def known_on(self, name: str, day: dt.date) -> list[ReadItem]:
        """Return the items of a list that count on a day."""
        return [item for item in self.items.get(name, []) if item.shape.known_on(day)]


def _days_of_change(items: Mapping[str, list[ReadItem]]) -> list[dt.date]:
    """Return the days on which what is known of the law changed, from old to new."""
    days: set[dt.date] = set()
    for shape in (item.shape for found in items.values() for item in found):
        days.add(shape.known_from)
        if shape.known_until:
            days.add(shape.known_until)
        if isinstance(shape, shapes.Parameter):
            days.update(value.known for value in shape.values)
        if isinstance(shape, shapes.Ratification):
            days.add(shape.known)
        if isinstance(shape, shapes.ClockShape):
            days.update(reading.known_from for reading in shape.readings if reading.known_from)
            days.update(case.known_from for case in shape.cases if case.known_from)
    return sorted(days) or [dt.date.min]
