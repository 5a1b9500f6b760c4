"""Dates as people write them: what is certain becomes a date, the rest stays what it was."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.standards.dates import read_date, written_date
from kenbaar.values import checked_partial_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03", "2024-03"),
        ("2024-3", "2024-03"),
        ("03-2024", "2024-03"),
        ("3-2024", "2024-03"),
        ("03 2024", "2024-03"),
        ("01/2023", "2023-01"),
        ("2024", "2024"),
        ("202403", "2024-03"),
        ("012022", "2022-01"),
        ("01012019", "2019-01-01"),
        ("2023-12-01 00:00:00", "2023-12-01"),
        ("2023-12-01T09:30:00+01:00", "2023-12-01"),
        ("18-12-2020", "2020-12-18"),
        ("2020-Q1", "2020"),
        ("Q3 2021", "2021"),
        ("maart 2022", "2022-03"),
        ("1 mei 2021", "2021-05-01"),
        ("March 2022", "2022-03"),
        ("05-24", "2024-05"),
        ("04-17", "2017-04"),
        ("11/24/2022", "2022-11-24"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_read(text: str, date: str) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "certain"), [("06/01/2022", "2022"), ("04/04/2024", "2024-04-04"), ("04/05/2024", "2024")]
)
def test_of_a_date_that_can_be_read_in_two_ways_only_the_common_part_is_certain(text: str, certain: str) -> None:
    assert read_date(text) == certain


@pytest.mark.parametrize(
    "text",
    [
        "januari",
        "maart",
        "1012019",
        "010719",
        "20-7-23",
        "07-08",
        "jan-24",
        "2024-13",
        "30-02-2024",
        "7/16/1905",
        "-",
        "x",
    ],
)
def test_a_guess_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_an_american_file_puts_the_month_first() -> None:
    assert read_date("10/1/2023", month_first=True) == "2023-10-01"
    assert read_date("1/10/2023", month_first=True) == "2023-01-10"
    assert written_date("2023-10-01", month_first=True) == "10/1/2023"
    assert written_date("2023-10", month_first=True) == "10/2023"


@settings(deadline=None)
@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_every_date_is_read_back_from_how_we_write_it(day: dt.date) -> None:
    for date in (str(day), str(day)[:7], str(day)[:4]):
        for month_first in (False, True):
            assert read_date(written_date(date, month_first=month_first), month_first=month_first) == date


@settings(deadline=None)
@given(st.text("0123456789-/. QTjanmei:", max_size=40), st.booleans())
def test_no_text_breaks_the_reader_and_what_it_gives_is_on_the_calendar(text: str, month_first: bool) -> None:
    date = read_date(text, month_first=month_first)
    assert date is None or checked_partial_date(date) == date
