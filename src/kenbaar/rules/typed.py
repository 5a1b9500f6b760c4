"""Dates and numbers as people type them in the fields of a form. What does not fit says what is wrong, and where."""

import datetime as dt
import re
from enum import StrEnum

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_NUMBER = re.compile(r"\d{1,15}|\d{1,3}([. ,]\d{3}){1,4}")
_DAY_OR_MONTH = re.compile(r"[0-9]{1,2}")


class Unfit(StrEnum):
    """What is wrong with what was typed."""

    NO_YEAR = "no year"
    BAD_YEAR = "bad year"
    NO_MONTH = "no month"
    BAD_MONTH = "bad month"
    BAD_DAY = "bad day"
    BAD_NUMBER = "bad number"


class TypedWrong(ValueError):
    """What was typed is no date or number; `unfit` says why."""

    def __init__(self, unfit: Unfit) -> None:
        super().__init__(unfit.value)
        self.unfit = unfit


def typed_date(day: str, month: str, year: str) -> str:
    """Return a date that may lack its day or month. Raises TypedWrong."""
    if not year:
        raise TypedWrong(Unfit.NO_YEAR)
    if not re.fullmatch(r"[0-9]{4}", year) or not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        raise TypedWrong(Unfit.BAD_YEAR)
    if not month:
        if day:
            raise TypedWrong(Unfit.NO_MONTH)
        return year
    if not _DAY_OR_MONTH.fullmatch(month) or not 1 <= int(month) <= 12:
        raise TypedWrong(Unfit.BAD_MONTH)
    if not day:
        return f"{year}-{int(month):02}"
    try:
        return dt.date(int(year), int(month), int(day) if _DAY_OR_MONTH.fullmatch(day) else 0).isoformat()
    except ValueError as error:
        raise TypedWrong(Unfit.BAD_DAY) from error


def typed_number(text: str) -> int:
    """Return a whole number; its thousands may stand apart. Raises TypedWrong."""
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise TypedWrong(Unfit.BAD_NUMBER)
    return int(re.sub(r"\D", "", text))


def date_as_typed(partial: str) -> tuple[str, str, str]:
    """Return what stands in the fields of a date: day, month and year; the opposite of `typed_date`."""
    year, month, day = [*partial.split("-"), "", ""][:3]
    return day.lstrip("0"), month.lstrip("0"), year
