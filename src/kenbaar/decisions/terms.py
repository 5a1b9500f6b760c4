"""Until when a body answers what somebody asks, by each law: terms of the content of the law, counted on the calendar.

Pure: the day of the request comes in, and so do the days that are free.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kenbaar.decisions.facts import of_a_decision
from kenbaar.law.classifying import known_of
from kenbaar.law.compiled import Law
from kenbaar.law.knowing import Certainty, Known
from kenbaar.law.term_shapes import Counting, FreeDay, Holidays, Requested, RequestTerm, Span, TermUnit
from kenbaar.rules.answers import Sheet

_SATURDAY = 5
_DAYS_IN_UNIT: Mapping[TermUnit, int] = {TermUnit.DAYS: 1, TermUnit.WEEKS: 7}
_NO_HOLIDAYS: tuple[FreeDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """Which days are free: Saturdays, Sundays and the holidays of a country."""

    holidays: tuple[FreeDay, ...] = _NO_HOLIDAYS

    def is_working(self, day: dt.date) -> bool:
        """Say whether people work on a day."""
        return day.weekday() < _SATURDAY and day not in _free_days(self.holidays, day.year)

    def next_working(self, day: dt.date) -> dt.date:
        """Return a day itself when it is a working day, and else the next that is."""
        while not self.is_working(day):
            day += dt.timedelta(days=1)
        return day

    def nth_working(self, after: dt.date, count: int) -> dt.date:
        """Return the working day that is the so many-th after a day; for none, that day itself."""
        for _each in range(count):
            after = self.next_working(after + dt.timedelta(days=1))
        return after


@dataclass(frozen=True, slots=True)
class Due:
    """A term of one law for one request.

    `last_day` is the last on which the body can answer, `extended` the last if it extends as the law allows, and
    `follow_up` the last on which the person can take the next step when no answer came; None where the law has none.
    `certainty` says how sure it is that this law applies, `missing` which facts can still change it.
    """

    term: RequestTerm
    certainty: Certainty
    missing: tuple[str, ...]
    last_day: dt.date | None = None
    extended: dt.date | None = None
    follow_up: dt.date | None = None

    @property
    def counts(self) -> bool:
        """Say whether to go by it: it applies, sets a day, and neither a dispute nor an unasked condition is open."""
        settled = self.term.settled and not self.term.conditional
        return settled and self.certainty.holds and self.last_day is not None


def due(law: Law, facts: Sheet, request: Requested, received_on: dt.date) -> tuple[Due, ...]:
    """Return what each law says of a request that came in on a day; what surely does not apply is left out."""
    known, _taken = known_of(law, of_a_decision(facts), on=received_on)
    days = _days_where(law, known)

    def found() -> Iterator[Due]:
        for each in law.request_terms:
            certainty = known.certainty(each.when)
            if request in each.shape.requests and certainty not in {Certainty.RULED_OUT, Certainty.ASSUMED_NOT}:
                applies = Due(each.shape, certainty, tuple(dict.fromkeys(each.when.missing(known.strict))))
                yield _counted(applies, law, received_on, days)

    return tuple(found())


def first_due(dues: tuple[Due, ...]) -> Due | None:
    """Return the term that ends first among those to go by; None where no law sets a day that is sure."""
    counting = [each for each in dues if each.counts]
    return min(counting, key=lambda each: each.last_day or dt.date.max, default=None)


def first_possible(dues: tuple[Due, ...]) -> Due | None:
    """Return the term that ends first of all that may apply, in any reading: who answers by then is in time by each.

    What holds under a condition that nobody asked about is left out.
    """
    dated = [each for each in dues if each.last_day is not None and not each.term.conditional]
    return min(dated, key=lambda each: each.last_day or dt.date.max, default=None)


def days_of(law: Law, country: str) -> Days:
    """Return which days are free in a country; Saturdays and Sundays only, where the content does not know it."""
    holidays: Holidays | None = law.holidays.get(country)
    return Days(holidays.days if holidays else _NO_HOLIDAYS)


def postponed_by(law: Law, facts: Sheet, *, on: dt.date) -> Callable[[dt.date], dt.date]:
    """Return what moves a last day that is no working day where a system with these facts decides; for `letters`."""
    known, _taken = known_of(law, of_a_decision(facts), on=on)
    return _days_where(law, known).next_working


def last_day(start: dt.date, span: Span, counting: Counting, days: Days) -> dt.date:
    """Return the last day of a term. The day of the event, `start`, is not counted."""
    # (1) The day on which the term itself ends.
    end = natural_end(start, span.count, span.unit)
    # (2) Where the last day is not counted either, one more is left.
    if counting.clear:
        end += dt.timedelta(days=1)
    if not _may_be_extended(span, counting):
        return end
    # (3) A term that is not very short has some working days in it.
    if (end - start).days >= counting.working_days_from:
        end = max(end, days.nth_working(start, counting.working_days))
    # (4) It does not end on a day that is free.
    return days.next_working(end) if counting.rolls else end


def natural_end(start: dt.date, count: int, unit: TermUnit) -> dt.date:
    """Return the day on which a term ends before free days are looked at. The first day, `start`, is not counted.

    In months that is the day of the same number, or the last of a month that is shorter.
    """
    if unit is TermUnit.MONTHS:
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    return start + dt.timedelta(days=count * _DAYS_IN_UNIT[unit])


def easter(year: int) -> dt.date:
    """Return Easter Sunday of a year in the Gregorian calendar, by the computus of Meeus, Jones and Butcher."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leaps, of_leap = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - moon - of_leap) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def _counted(applies: Due, law: Law, received_on: dt.date, days: Days) -> Due:
    """Return a term that applies with its days."""
    term = applies.term
    if term.within is None:
        return applies
    counting = law.countings[term.counting]
    last = last_day(received_on, term.within, counting, days)
    extended = last_day(received_on, _longer(term.within, term.extension), counting, days) if term.extension else None
    after = term.after
    follow_up = last_day(last, after.within, law.countings[after.counting], days) if after else None
    return replace(applies, last_day=last, extended=extended, follow_up=follow_up)


def _days_where(law: Law, known: Known) -> Days:
    """Return which days are free in the first country of a system that the content of the law knows."""
    countries = known.assumed.values.get("countries", [])
    return days_of(law, next((each for each in countries if each in law.holidays), ""))


def _longer(span: Span, by: Span) -> Span:
    """Return a term with its extension: both run from the request (GDPR 12(3); Woo 4.4(2))."""
    return Span(count=span.count + by.count, unit=span.unit)


def _may_be_extended(span: Span, counting: Counting) -> bool:
    return all(each.unit is not span.unit or span.count <= each.count for each in counting.rolls_up_to)


@lru_cache(maxsize=1024)
def _free_days(holidays: tuple[FreeDay, ...], year: int) -> frozenset[dt.date]:
    return frozenset(_falls(each, year) for each in holidays if each.from_year <= year)


def _falls(free: FreeDay, year: int) -> dt.date:
    if free.easter is not None:
        return easter(year) + dt.timedelta(days=free.easter)
    assert free.month and free.day
    day = dt.date(year, free.month, free.day)
    return day + dt.timedelta(days=free.if_sunday) if day.weekday() == calendar.SUNDAY else day
