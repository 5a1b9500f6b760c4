"""How long people get of their own accord, and which day of a task counts. Pure; the terms are data."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a body.

    A task gets `target_weeks` from the day on which it opens, and yet ends `spare_weeks` before the law asks for it. An
    entry is checked again `recheck_months` after it last was, within `recheck_weeks`.
    """

    target_weeks: int
    spare_weeks: int
    recheck_months: int
    recheck_weeks: int


@cache
def usual_terms() -> Terms:
    """Return the terms of a body that did not choose its own."""
    text = files("kenbaar.content").joinpath("casework", "terms.yaml").read_text(encoding="utf-8")
    said: dict[str, Any] = yaml.safe_load(text)
    return Terms(**said)


def first_target(terms: Terms, *, opened: dt.date, due: dt.date | None) -> dt.date:
    """Return the day that a body aims for unless somebody chooses another: the sooner the better, never after `due`."""
    wished = opened + dt.timedelta(weeks=terms.target_weeks)
    if due is None or due <= opened:
        return wished
    in_time = due - dt.timedelta(weeks=terms.spare_weeks)
    return min(wished, in_time if in_time > opened else due)


def day_that_counts(*, target: dt.date | None, due: dt.date | None, opened: dt.date) -> dt.date | None:
    """Return the day after which a task is late: the target, or the day of the law where that comes first.

    What bound long before the task was opened cannot be done before then: of that only the target counts.
    """
    days = [day for day in (target, due if due and due > opened else None) if day is not None]
    return min(days, default=due)


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months earlier; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
