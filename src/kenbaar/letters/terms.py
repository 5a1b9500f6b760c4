"""The last day of a term: plain arithmetic on the calendar."""

import calendar
import datetime as dt
from collections.abc import Callable

from kenbaar.decisions.profile import Term, TermUnit

# Moves a day that is no working day; which days those are differs by country, and is for whoever hands this in.
Postponed = Callable[[dt.date], dt.date]


def as_it_falls(day: dt.date) -> dt.date:
    """Leave a day where it falls."""
    return day


def last_day(term: Term, start: dt.date, *, postponed: Postponed = as_it_falls) -> dt.date:
    """Return the last day of a term that starts on the day after `start`.

    A term in months ends on the day of the same number; on the last day of a month that is shorter.
    """
    if term.unit is TermUnit.MONTHS:
        year, month = divmod(start.year * 12 + start.month - 1 + term.count, 12)
        return postponed(dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])))
    return postponed(start + dt.timedelta(days=term.count * (7 if term.unit is TermUnit.WEEKS else 1)))
