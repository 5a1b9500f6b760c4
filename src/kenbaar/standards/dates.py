"""Reading dates in the shapes that people write them in; only what every reading agrees on becomes a date.

It knows no fields: a standard says whether its days are written as Americans do.
"""

import re
from collections.abc import Iterator

from kenbaar.values import checked_partial_date

# Algorithms are younger and plans are shorter than this; a year outside is a spreadsheet's serial number gone wrong.
_YEARS = range(1950, 2101)

_D, _M, _Y, _SEP = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})", r"\s?[-/. ]\s?"
_YEAR_FIRST = re.compile(rf"{_Y}(?:{_SEP}{_M}(?:{_SEP}{_D}(?:[T ]\d.*)?)?)?")
_QUARTER = re.compile(rf"(?:{_Y}[- ]?[QK][1-4]|[QK][1-4][- ]?{_Y.replace('<y>', '<z>')})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(?:{_D}{_SEP})?{_M}{_SEP}{_Y}")
_MONTH_FIRST = re.compile(rf"{_M}/{_D}/{_Y}")
_COMPACT = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})"),
    re.compile(r"(?P<m>\d{2})(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"),
)
_SHORT = (re.compile(r"(?P<m>\d{1,2})[-/ ](?P<yy>\d{2})"), re.compile(r"(?P<yy>\d{2})[-/ ](?P<m>\d{1,2})"))
_NAMED = re.compile(rf"(?:{_D}\s+)?(?P<name>[a-z]{{3,9}})\.?[\s,]+{_Y}", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}


def read_date(text: str, *, month_first: bool = False) -> str | None:
    """Return `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or None.

    Where a text can be read in two ways, what both have in common is certain: 03/04/2024 is some day in 2024.
    """
    dates = sorted(set(_readings(text, month_first)))
    if not dates:
        return None
    first = dates[0]
    if len(dates) == 1:
        return first
    for length in (7, 4):
        if all(date[:length] == first[:length] for date in dates):
            return first[:length]
    return None


def written_date(date: str, *, month_first: bool) -> str:
    """Return a date as a standard writes it."""
    if not month_first or len(date) == 4:
        return date
    year, month, *day = date.split("-")
    return "/".join([str(int(month)), *(str(int(part)) for part in day), year])


def _readings(text: str, month_first: bool) -> Iterator[str]:
    if quarter := _QUARTER.fullmatch(text):
        yield from _date(quarter["y"] or quarter["z"])
        return
    if found := _YEAR_FIRST.fullmatch(text):
        yield from _date(found["y"], found["m"], found["d"])
    if not month_first and (found := _DAY_FIRST.fullmatch(text)):
        yield from _date(found["y"], found["m"], found["d"])
    elif month_first and (found := _DAY_FIRST.fullmatch(text)) and not found["d"]:
        yield from _date(found["y"], found["m"], None)
    # Dutch files hold American days too: spreadsheets made them with slashes.
    if found := _MONTH_FIRST.fullmatch(text):
        yield from _date(found["y"], found["m"], found["d"])
    for shape in _COMPACT:
        if found := shape.fullmatch(text):
            part = found.groupdict()
            yield from _date(part["y"], part["m"], part.get("d"))
    for shape in _SHORT:
        if found := shape.fullmatch(text):
            yield from _date(f"20{found['yy']}", found["m"])
    if (found := _NAMED.fullmatch(text)) and (month := _MONTHS.get(found["name"].casefold())):
        yield from _date(found["y"], str(month), found["d"])


def _date(year: str, month: str | None = None, day: str | None = None) -> Iterator[str]:
    """Give the date if it is on the calendar and in a year that can be meant."""
    if int(year) not in _YEARS:
        return
    pieces = [year, *(part.zfill(2) for part in (month, day) if part)]
    try:
        yield checked_partial_date("-".join(pieces))
    except ValueError:
        return
