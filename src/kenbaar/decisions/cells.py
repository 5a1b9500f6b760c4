"""One value of a decision as files bring it (CSV text, a typed cell of Parquet, any JSON) as the text that is kept.

The same value has one text, whatever file it came in: `1234.5`, `1234.50` and the number 1234.5 are one amount.
"""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from kenbaar.decisions.kept import DAY, AllKept, all_days, all_numbers, all_texts, never
from kenbaar.decisions.profile import DataUsed, ValueKind
from kenbaar.decisions.refusing import Reason, Wrong

# Takes what stands in a cell and returns its text, "" for an empty one. Raises Wrong.
Read: TypeAlias = Callable[[object], str]


class Cell(NamedTuple):
    """How a cell is read, and what says of many that they stand as they are kept."""

    read: Read
    all_kept: AllKept = never


# Nobody alive was born before; nothing that a decision is about lies further ahead.
EARLIEST = dt.date(1900, 1, 1)
_YEARS_AHEAD = 100

_WHOLE_DIGITS, _PLACES, _CENTS = 15, 6, 2
_MOST_DIGITS = 40
_DIGITS = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
# A number as it is kept, with at most as many digits as any may have: no nought that says nothing. Nor -0.
_WHOLE = "[1-9][0-9]{0,14}"
_KEPT, _KEPT_CENTS = rf"{_WHOLE}|0|(?:0|{_WHOLE})\.[0-9]{{0,5}}[1-9]", rf"(?:0|{_WHOLE})\.[0-9]{{2}}"
_BELOW, _BELOW_CENTS = rf"-{_WHOLE}|-(?:0|{_WHOLE})\.[0-9]{{0,5}}[1-9]", rf"-{_WHOLE}\.[0-9]{{2}}"
_DATE = re.compile(DAY)
_YES_NO = {"yes": "yes", "ja": "yes", "true": "yes", "no": "no", "nee": "no", "false": "no"}
# Spreadsheets take the wide forms too. A sign is no formula alone, before a digit ("+31 70") or a space ("- too late").
_FORMULA = re.compile(r"'*\s*(?:[=@＝＠]|[+\-＋－][^\s0-9])")
# Besides C0 and C1: what turns the order of signs around, line separators, the byte order mark, no characters, and what
# nobody sees, so that two references look alike: soft hyphens, spaces without width, fillers, tags (Unicode UTS 39).
# Letters of some scripts are joined or parted by U+200C and U+200D, so that these stay.
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_LINES = str.maketrans({"\n": " "})
# What people write where no human took part.
_NOBODY = re.compile(
    r"\W*(?:(?:geen|nee|neen|niet|nvt|n\.?v\.?t|niemand|nihil|no|none|nobody|n/?a|false|null|0|non|aucune?)"
    r"?\W*$|(?:er (?:keek|was) )?"
    r"(?:geen mens|niemand|nobody|no ?one|no human|aucune? (?:personne|humain)|personne n)\b)",
    re.IGNORECASE,
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def text_cell(most: int, *, lines: bool = False) -> Cell:
    """Return the cell of a text of at most so many characters; `lines` allows more than one line."""

    def read(raw: object) -> str:
        kind = type(raw)
        if kind is not str:
            if raw is None:
                return ""
            if kind is not int:
                raise Wrong(Reason.NOT_TEXT)
            raw = _of_whole_number(raw)
        text = raw.strip()  # type: ignore[attr-defined]  # it is a text here
        if len(text) > most:
            raise Wrong(Reason.TOO_LONG, most=most)
        if lines and "\r" in text:
            text = text.replace("\r\n", "\n")
        if not (text.isascii() and text.isprintable()):
            text = _sound(text, lines=lines)
        # Nearly every text starts with a letter or a digit.
        if text and not text[0].isalnum() and _FORMULA.match(text):
            raise Wrong(Reason.FORMULA)
        return str(text)

    return Cell(read, all_texts(most))


def option_cell(options: Collection[str], reason: Reason = Reason.NO_SUCH_OPTION) -> Cell:
    """Return the cell of one of some ids."""
    known = frozenset(options)
    listed = ", ".join(options)

    def read(raw: object) -> str:
        if raw is None:
            return ""
        text = raw.strip() if type(raw) is str else None
        if text is None or (text and text not in known):
            raise Wrong(reason, options=listed)
        return text

    return Cell(read)


def number_cell(*, places: int = _PLACES, least: str = "", most: str = "", cents: bool = False) -> Cell:
    """Return the cell of a decimal number with at most so many places; `cents` always writes two."""
    lower, upper = (_scaled(least) if least else None), (_scaled(most) if most else None)
    bounded = lower is not None or upper is not None
    kept, below = (_KEPT_CENTS, _BELOW_CENTS) if cents else (_KEPT, _BELOW)
    is_kept = re.compile(f"{kept}|{below}").fullmatch

    def read(raw: object) -> str:
        # Nearly every number comes as it is kept.
        text = raw if type(raw) is str and is_kept(raw) else _number(raw, places, cents=cents)
        if bounded and text:
            whole, _point, fraction = text.partition(".")
            scaled = int(whole + fraction.ljust(_PLACES, "0"))
            if lower is not None and scaled < lower:
                raise Wrong(Reason.TOO_SMALL, bound=least)
            if upper is not None and scaled > upper:
                raise Wrong(Reason.TOO_LARGE, bound=most)
        return text

    if lower is None:
        return Cell(read, all_numbers(f"{kept}|{below}", most=most))
    # Whatever has no sign is not below nought, the bound of nearly all amounts.
    return Cell(read, all_numbers(kept, least="" if lower <= 0 else least, most=most))


def _number(raw: object, places: int, *, cents: bool) -> str:
    digits = _digits_of(raw)
    if not digits:
        return ""
    found = _DIGITS.fullmatch(digits)
    if found is None:
        raise Wrong(Reason.NOT_A_NUMBER)
    sign, whole, fraction = found.groups("")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    if len(whole) > _WHOLE_DIGITS or len(fraction) > places:
        raise Wrong(Reason.TOO_MANY_DIGITS, whole=_WHOLE_DIGITS, places=places)
    if whole == "0" and not fraction:
        sign = ""
    if cents:
        return f"{sign}{whole}.{fraction.ljust(_CENTS, '0')}"
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def date_cell(*, earliest: dt.date, latest: dt.date) -> Cell:
    """Return the cell of a day between two days, both included."""
    # Days as they are kept stand in the order of time.
    first, last = earliest.isoformat(), latest.isoformat()

    def read(raw: object) -> str:
        day = _day_of(raw)
        if not day:
            return ""
        if day < first:
            raise Wrong(Reason.DATE_TOO_EARLY, bound=first)
        if day > last:
            raise Wrong(Reason.DATE_TOO_LATE, bound=last)
        return day

    return Cell(read, all_days(first, last))


def required(cell: Cell) -> Cell:
    """Return the cell that refuses an empty value."""

    def read(raw: object) -> str:
        text = cell.read(raw)
        if not text:
            raise Wrong(Reason.MISSING)
        return text

    # None of them is empty.
    return Cell(read, cell.all_kept)


def human_cell(cell: Cell) -> Cell:
    """Return the cell of what a human did, which refuses that there was none: the letter would say that one looked."""

    def read(raw: object) -> str:
        text = cell.read(raw)
        if text and _NOBODY.match(text):
            raise Wrong(Reason.NOBODY)
        return text

    return Cell(read)


def data_cell(data: DataUsed, *, most: int, today: dt.date) -> Cell:
    """Return the cell of data of a profile, by their kind."""
    match data.kind:
        case ValueKind.NUMBER:
            return number_cell(least=data.least, most=data.most)
        case ValueKind.MONEY:
            return number_cell(places=_CENTS, least=data.least, most=data.most, cents=True)
        case ValueKind.DATE:
            return date_cell(earliest=EARLIEST, latest=dt.date(today.year + _YEARS_AHEAD, 12, 31))
        case ValueKind.YES_NO:
            return Cell(_yes_no)
        case ValueKind.CHOICE:
            return option_cell([option.id for option in data.options])
        case ValueKind.TEXT:
            return text_cell(most)


def _yes_no(raw: object) -> str:
    if type(raw) is bool:
        return "yes" if raw else "no"
    if raw is None:
        return ""
    text = raw.strip().lower() if type(raw) is str else None
    if text == "":
        return ""
    if text not in _YES_NO:
        raise Wrong(Reason.NOT_YES_OR_NO)
    return _YES_NO[text]


def _sound(text: str, *, lines: bool) -> str:
    """Return a text that is not plain ASCII in one normal form, or refuse what no letter can hold."""
    if _SURROGATES.search(text):
        raise Wrong(Reason.HALF_CHARACTER)
    if _CONTROLS.search(text.translate(_LINES) if lines else text):
        raise Wrong(Reason.CONTROL_CHARACTER)
    return unicodedata.normalize("NFC", text)


def _of_whole_number(raw: object) -> str:
    assert isinstance(raw, int)
    # A number that long is no text that anybody meant, and Python takes its time to write it.
    if raw.bit_length() > 128:
        raise Wrong(Reason.TOO_LONG, most=_MOST_DIGITS)
    return str(raw)


def _digits_of(raw: object) -> str:
    """Return the digits of a number as somebody would type them; "" for nothing."""
    kind = type(raw)
    if kind is str:
        return raw.strip()  # type: ignore[attr-defined, no-any-return]  # `kind` says so
    if raw is None:
        return ""
    if kind is int:
        return _of_whole_number(raw)
    if isinstance(raw, float) and math.isfinite(raw):
        # The shortest digits that give this float again; a double cannot tell more than fifteen apart anyway.
        raw = Decimal(repr(raw))
    if not isinstance(raw, Decimal) or not raw.is_finite():
        raise Wrong(Reason.NOT_A_NUMBER)
    # Written out, 1E+999999 is a million digits.
    if not -_MOST_DIGITS < raw.adjusted() < _MOST_DIGITS or len(raw.as_tuple().digits) > _MOST_DIGITS:
        raise Wrong(Reason.TOO_MANY_DIGITS, whole=_WHOLE_DIGITS, places=_PLACES)
    return format(raw, "f")


def _scaled(bound: str) -> int:
    return int(Decimal(bound).scaleb(_PLACES))


def _day_of(raw: object) -> str:
    """Return a day; "" for nothing. A moment is a day when it is midnight: data platforms write days like that."""
    if type(raw) is str:
        text = raw.strip()
        if text and not _is_day(text):
            raise Wrong(Reason.NOT_A_DATE)
        return text
    if raw is None:
        return ""
    if isinstance(raw, dt.datetime) and raw.time() == dt.time.min:
        return raw.date().isoformat()
    if type(raw) is not dt.date:
        raise Wrong(Reason.NOT_A_DATE)
    return raw.isoformat()


def _is_day(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
