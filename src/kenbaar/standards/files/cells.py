"""One cell of a flat file: what would start a formula gets an apostrophe, and loses exactly that one when read.

The convention, for CSV and XLSX alike. A text is *risky* when, after any apostrophes, it starts with a tab or a line
break, or, after white space, with `= + - @` or one of their wide or small forms. A risky text is written with one
apostrophe in front. A reader takes one apostrophe away from a text when what remains is risky. Because a risky text
stays risky with an apostrophe in front, every text comes back as it was, also one that itself starts with `'=`.

A cell of a sheet holds no more than some 32,000 characters. What is left over goes on in cells behind the last column,
each of which says of which column it is.
"""

import re

from kenbaar.standards.files.rows import column_letters, column_number
from kenbaar.standards.writing import flat

# https://owasp.org/www-community/attacks/CSV_Injection, with the forms that an input method for Asian scripts makes
# and the invisible characters that some programs skip before they look for a formula.
_RISKY = re.compile(r"'*(?:[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫])")

# Excel allows 32,767, counted in its own way.
_SHEET_CELL = 32_000
_CONTINUED = re.compile(r"\[continued from column ([A-Z]{1,3})\] ")


def neutralised(text: str) -> str:
    """Return the text as it is safe in a cell."""
    # Nearly every cell starts with a letter or a digit, or is empty.
    if not text or text[0].isalnum() or not _RISKY.match(text):
        return text
    return "'" + text


def restored(text: str) -> str:
    """Return the text that `neutralised` was given."""
    if text.startswith("'") and _RISKY.match(text, 1):
        return text[1:]
    return text


def cell_text(value: object) -> str:
    """Return a value of a record as the text of one cell; lists in the register's own form."""
    return value if isinstance(value, str) else flat(value)


def sheet_pieces(text: str, column: int) -> list[str]:
    """Return the text as cells of a sheet: what fits in `column`, and the rest for behind the last column."""
    if len(text) <= _SHEET_CELL:
        return [text]
    rest = (text[start : start + _SHEET_CELL] for start in range(_SHEET_CELL, len(text), _SHEET_CELL))
    return [text[:_SHEET_CELL], *(f"[continued from column {column_letters(column)}] {piece}" for piece in rest)]


def continued(cell: str) -> tuple[int, str]:
    """Return the column that a cell behind the last column belongs to, and its text; column 0 when it says none."""
    found = _CONTINUED.match(cell)
    return (column_number(found[1]), cell[found.end() :]) if found else (0, cell)
