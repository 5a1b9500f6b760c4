"""Which links a sheet holds. Pure."""

from collections.abc import Iterator
from typing import Any

from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.standards.checking import is_link

_LINES = frozenset({FactType.URL, FactType.LINE})


def links_in(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Give each web address in a sheet, with the fact that holds it."""
    for fact in vocabulary():
        value = sheet.value(fact.id)
        if value is not None:
            for text in _lines(fact, value):
                if is_link(text):
                    yield fact.id, text


def _lines(fact: Fact, value: Any) -> Iterator[str]:
    if fact.type in _LINES:
        yield str(value)
    elif fact.type is FactType.RECORDS:
        parts = [part.id for part in fact.parts if part.type in _LINES]
        yield from (str(row[part]) for row in value for part in parts if part in row)
