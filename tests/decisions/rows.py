"""A small profile with one of each kind of data, and a row that fits it."""

import datetime as dt
from typing import Any

from kenbaar.decisions.profile import Profile
from kenbaar.decisions.reading import Reader

TODAY = dt.date(2026, 11, 29)


def profile(**changes: Any) -> Profile:
    """Return a profile of invented rent support, with some members replaced."""
    words = {"nl": "woorden"}
    content: dict[str, Any] = {
        "name": {"nl": "Huurhulp"},
        "languages": ["nl", "en"],
        "entry": "nl-0042",
        "version": 1,
        "responsible": {"name": {"nl": "Gemeente Lindewaarde"}},
        "algorithm": {"nl": "Rekenhulp"},
        "automation": "support",
        "data": [
            {"id": "income", "kind": "money", "label": words, "source": words, "least": "0", "most": "100000"},
            {"id": "people", "kind": "number", "label": words, "source": words, "required": False},
            {"id": "born", "kind": "date", "label": words, "source": words, "required": False},
            {"id": "alone", "kind": "yes_no", "label": words, "source": words, "required": False},
            {"id": "home", "kind": "choice", "label": words, "source": words, "required": False}
            | {"options": [{"id": "rent", "label": words}, {"id": "own", "label": words}]},
            {"id": "note", "kind": "text", "label": words, "source": words, "required": False},
        ],
        "parameters": [{"id": "load", "label": words, "meaning": words}],
        "outcomes": [{"id": "granted", "label": words}, {"id": "refused", "label": words}],
        "wording": {"template": "decision/1"},
    }
    return Profile.model_validate(content | changes)


def reader(**changes: Any) -> Reader:
    """Return what reads rows of that profile, on the day of the tests."""
    return Reader(profile(**changes), today=TODAY)


def row(**changes: object) -> dict[str, object]:
    """Return a row as CSV gives it; a double underscore stands for the point in the name of a column."""
    whole: dict[str, object] = {
        "reference": "HH-2026-0001",
        "decided_on": "2026-11-20",
        "language": "nl",
        "outcome": "granted",
        "data.income": "1234.50",
        "weighs.load": "-2.5",
    }
    return whole | {name.replace("__", "."): value for name, value in changes.items()}
