"""Whole numbers that a form or an address brings: what is none never becomes one, and nothing breaks on it."""

import pytest

from kenbaar.desk.numbers import whole_number
from kenbaar.desk.paging import page_asked


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " ", "-1", "+1", "1.0", "1e3", "1 000", "1_000", "٣", "²", "zeven", "1" * 10])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole_number(text) is None
    assert page_asked(text) == 1


def test_the_first_page_is_one() -> None:
    assert (page_asked("0"), page_asked("3")) == (1, 3)
