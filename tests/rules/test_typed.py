"""Dates and numbers as people type them: what can be meant is taken, and the rest says what is wrong."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.rules.typed import EARLIEST_YEAR, LATEST_YEAR, TypedWrong, Unfit, date_as_typed, typed_date, typed_number


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (("", "", "2026"), "2026"),
        (("", "1", "2026"), "2026-01"),
        (("", "01", "2026"), "2026-01"),
        (("9", "11", "2026"), "2026-11-09"),
        (("29", "2", "2024"), "2024-02-29"),
    ],
)
def test_a_date_may_lack_its_day_or_month(typed: tuple[str, str, str], date: str) -> None:
    assert typed_date(*typed) == date


@pytest.mark.parametrize(
    ("typed", "unfit"),
    [
        (("", "", ""), Unfit.NO_YEAR),
        (("1", "1", ""), Unfit.NO_YEAR),
        (("", "", "26"), Unfit.BAD_YEAR),
        (("", "", "1899"), Unfit.BAD_YEAR),
        (("", "", "２０２６"), Unfit.BAD_YEAR),
        (("3", "", "2026"), Unfit.NO_MONTH),
        (("", "13", "2026"), Unfit.BAD_MONTH),
        (("", "mei", "2026"), Unfit.BAD_MONTH),
        (("30", "2", "2026"), Unfit.BAD_DAY),
        (("een", "2", "2026"), Unfit.BAD_DAY),
    ],
)
def test_what_is_no_date_says_where_it_goes_wrong(typed: tuple[str, str, str], unfit: Unfit) -> None:
    with pytest.raises(TypedWrong) as refused:
        typed_date(*typed)
    assert refused.value.unfit is unfit


@given(st.dates(min_value=dt.date(EARLIEST_YEAR, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_date_that_is_shown_in_its_fields_and_sent_back_is_the_same(day: dt.date, length: int) -> None:
    partial = str(day)[:length]
    if int(partial[:4]) <= LATEST_YEAR:
        assert typed_date(*date_as_typed(partial)) == partial


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("41000", 41000), ("41.000", 41000), ("1 250 000", 1250000)])
def test_the_thousands_of_a_number_may_stand_apart(text: str, number: int) -> None:
    assert typed_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1,5", "twaalf", "1.00", "４１", "9" * 16])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(TypedWrong) as refused:
        typed_number(text)
    assert refused.value.unfit is Unfit.BAD_NUMBER
