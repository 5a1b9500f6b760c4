"""Whole numbers as forms and addresses of the desk send them, read with suspicion. Pure."""

# What every column of a database holds, and more than any list, version or number of days.
_MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """Return a whole number of at most nine digits; None for what is none. Never raises."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None
