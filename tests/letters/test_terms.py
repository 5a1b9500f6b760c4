"""The last day of a term, as a judge would count it."""

import datetime as dt

import pytest

from kenbaar.decisions.profile import Term, TermUnit
from kenbaar.letters.terms import last_day


@pytest.mark.parametrize(
    ("count", "unit", "start", "end"),
    [
        (6, "weeks", "2026-11-29", "2027-01-10"),
        (1, "weeks", "2026-02-22", "2026-03-01"),
        (10, "days", "2026-12-25", "2027-01-04"),
        (2, "months", "2026-11-29", "2027-01-29"),
        (3, "months", "2026-11-30", "2027-02-28"),
        (3, "months", "2027-11-30", "2028-02-29"),
        (1, "months", "2026-01-31", "2026-02-28"),
        (1, "months", "2026-02-28", "2026-03-28"),
        (12, "months", "2028-02-29", "2029-02-28"),
        (120, "months", "2026-12-31", "2036-12-31"),
    ],
)
def test_a_term_starts_on_the_day_after_and_months_end_in_time(count: int, unit: str, start: str, end: str) -> None:
    term = Term(count=count, unit=TermUnit(unit))

    assert last_day(term, dt.date.fromisoformat(start)) == dt.date.fromisoformat(end)


def test_whoever_knows_the_holidays_moves_a_last_day() -> None:
    def to_monday(day: dt.date) -> dt.date:
        return day + dt.timedelta(days=1) if day.weekday() == 6 else day

    six_weeks, a_month = Term(count=6, unit=TermUnit.WEEKS), Term(count=1, unit=TermUnit.MONTHS)

    assert last_day(six_weeks, dt.date(2026, 11, 29), postponed=to_monday) == dt.date(2027, 1, 11)
    assert last_day(a_month, dt.date(2027, 1, 28), postponed=to_monday) == dt.date(2027, 3, 1)
