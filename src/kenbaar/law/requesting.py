"""What somebody asks the law: facts, and perhaps the days, as they stand in a file, a line or a message.

Either the facts alone, or `{"id": ..., "facts": {...}, "on": "2027-12-02", "known": "2026-11-24"}`, the rest optional.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import Vocabulary
from kenbaar.rules.loose import FactProblem, FactsRefused, sheet_of

LONGEST_ID = 200
_BESIDE = ("on", True, "known", "id")
_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts with what was said beside them; None for what was not."""

    facts: Sheet
    on: dt.date | None = None
    known: dt.date | None = None
    id: str | int | None = None


def asked_of(raw: Any, facts: Vocabulary) -> Asked:
    """Return what was asked. Raises FactsRefused with everything that is wrong, facts and days in one go."""
    if not isinstance(raw, dict) or "facts" not in raw:
        return Asked(sheet_of(_without_days(raw), facts))
    problems: list[FactProblem] = []
    on, known = _day(raw, "on", problems), _day(raw, "known", problems)
    asked_id = _id(raw.get("id"), problems)
    sheet = Sheet()
    try:
        sheet = sheet_of(_facts_in(raw), facts)
    except FactsRefused as error:
        problems.extend(error.problems)
    if problems:
        raise FactsRefused(problems)
    return Asked(sheet, on, known, asked_id)


def day_of(text: str) -> dt.date:
    """Return a whole day. Raises ValueError, with the form that it should have."""
    try:
        if _WHOLE_DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"{text[:40]!r} is no day; write it as 2026-11-24")


def _without_days(raw: Any) -> Any:
    """Return facts that stand by themselves. Raises FactsRefused for a day or an id among them, and says where to."""
    # YAML makes a truth value of the key `on`.
    beside = ["on" if key is True else key for key in raw if key in _BESIDE] if isinstance(raw, dict) else []
    if beside:
        what = "is no fact; put the facts under `facts:` and leave this beside them"
        raise FactsRefused([FactProblem(key, what) for key in beside])
    return raw


def _facts_in(raw: dict[Any, Any]) -> Any:
    inside = raw["facts"]
    if isinstance(inside, dict):
        return inside
    raise FactsRefused([FactProblem("facts", "expected facts by id, such as `ai_system: yes`")])


def _day(raw: dict[Any, Any], name: str, problems: list[FactProblem]) -> dt.date | None:
    # YAML makes a truth value of the key `on`.
    value = raw.get(name, raw.get(True) if name == "on" else None)
    if value is None:
        return None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return day_of(str(value))
    except ValueError as error:
        problems.append(FactProblem(name, str(error)))
        return None


def _id(value: Any, problems: list[FactProblem]) -> str | int | None:
    if value is None or (
        isinstance(value, (str, int)) and not isinstance(value, bool) and len(str(value)) <= LONGEST_ID
    ):
        return value
    problems.append(FactProblem("id", f"expected a text of at most {LONGEST_ID} characters, or a number"))
    return None
