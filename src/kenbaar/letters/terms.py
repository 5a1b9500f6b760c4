"""The last day of a route: where its term ends, moved by whoever knows which days are free."""

import datetime as dt
from collections.abc import Callable

from kenbaar.decisions.profile import Term
from kenbaar.decisions.terms import natural_end

# Moves a day that is no working day; which days those are differs by country, and is for whoever hands this in.
Postponed = Callable[[dt.date], dt.date]
# Gives that for the day of a decision.
Postponing = Callable[[dt.date], Postponed]


def as_it_falls(day: dt.date) -> dt.date:
    """Leave a day where it falls."""
    return day


def never_postponed(_decided_on: dt.date) -> Postponed:
    """Leave each last day where it falls, whatever the decision."""
    return as_it_falls


def last_day(term: Term, start: dt.date, *, postponed: Postponed = as_it_falls) -> dt.date:
    """Return the last day of a term that starts on the day after `start`."""
    return postponed(natural_end(start, term.count, term.unit))
