"""Columns whose texts all stand as they are kept, which nearly all do: seen at once, and not cell by cell.

What is returned here says whether the cell of their kind (see `cells`) would give each of some texts as it is. It may
be wrong in one way only: it says no, and they are read one by one.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

# Takes what stands in cells.
AllKept: TypeAlias = Callable[[Sequence[Any]], bool]

# Latin letters that are one character in every normal form that they are kept in, and × and ÷ between them.
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
_SIGNS = "\u00c0-\u017f!-~"
# So many characters are put together at most.
_MOST_TOGETHER = 2_000_000
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def never(_texts: Sequence[Any]) -> bool:
    """Say no: these are always read one by one."""
    return False


def all_texts(most: int) -> AllKept:
    """Return what says it of texts of at most so many characters, without spaces around them."""
    return _all_match(f"[0-9{_LETTERS}](?:[ {_SIGNS}]{{0,{most - 2}}}[{_SIGNS}])?")


def all_numbers(pattern: str, *, least: str = "", most: str = "") -> AllKept:
    """Return what says it of numbers that match a pattern and lie between two bounds, where there are bounds."""
    matching = _all_match(pattern)
    lower, upper = float(least or 0), float(most or 0)

    def within(texts: Sequence[Any]) -> bool:
        # As floats, numbers beyond a bound are beyond it or equal to it, so that neither is let through.
        return (
            matching(texts)
            and not (least and min(map(float, texts)) <= lower)
            and not (most and max(map(float, texts)) >= upper)
        )

    return within


def all_days(first: str, last: str) -> AllKept:
    """Return what says it of days between two days, both included."""
    matching = _all_match(DAY)

    def within(texts: Sequence[Any]) -> bool:
        if not matching(texts) or min(texts) < first or max(texts) > last:
            return False
        try:
            return all(map(dt.date.fromisoformat, set(texts)))
        except ValueError:
            return False

    return within


def _all_match(pattern: str) -> AllKept:
    """Return what says whether texts match a pattern, which has no line break in it."""
    # One match for all of them takes a fifth of the time of one for each.
    lines = re.compile(f"(?:(?:{pattern})\n)*+").fullmatch

    def matching(texts: Sequence[Any]) -> bool:
        # A text that many rows share is there once; put together, it would be there as often as it is shared.
        if set(map(type, texts)) != {str} or sum(map(len, texts)) > _MOST_TOGETHER:
            return False
        joined = "\n".join((*texts, ""))
        return lines(joined) is not None and joined.count("\n") == len(texts)

    return matching
