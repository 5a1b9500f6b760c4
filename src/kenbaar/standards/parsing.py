"""From what stands in a field to an answer. Every parser takes any value and never raises.

What a field becomes in a record again is up to `writing`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kenbaar.rules.answers import Answer, known
from kenbaar.rules.facts import FactType
from kenbaar.rules.plain import plain_text
from kenbaar.standards.blanks import read_blank
from kenbaar.standards.dates import read_date, written_date
from kenbaar.standards.fields import Field, Shape, Standard, folded
from kenbaar.standards.findings import FindingKind
from kenbaar.standards.lists import braced_items, numbered_items, title_and_link

_NOTHING_SAID = re.compile(r"[-–—_.\s]++")
_YES_OR_NO = re.compile(r"(?P<word>ja|nee|yes|no)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LONGEST_DATE = 40
_LONGEST_NUMBER = 15
_LARGEST = 10**100
_SEPARATORS = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer, or none; and what was noticed on the way."""

    answer: Answer | None
    noticed: tuple[FindingKind, ...] = ()


NOTHING = Parsed(None)


def parse(field: Field, raw: object, language: str, standard: Standard) -> Parsed:
    """Read what stands in a field that holds a fact."""
    if raw is None or raw == "":
        return NOTHING
    if field.shape is Shape.RECORDS:
        return _records(field, raw, language)
    if isinstance(raw, list) and field.shape is Shape.CHOICES:
        return _choices(field, [_words(item) for item in raw if item])
    if isinstance(raw, bool) and field.shape is Shape.YES_NO:
        return Parsed(known(raw))
    typed = _words(raw)
    if typed is None:
        return Parsed(None, (FindingKind.UNREADABLE,)) if raw else NOTHING
    text, had_html = plain_text(typed)
    if not text:
        return NOTHING
    noticed = (FindingKind.HTML_IN_TEXT,) if had_html else ()
    if _NOTHING_SAID.fullmatch(text):
        is_date = field.shape in {Shape.MONTH, Shape.DATE} and not field.open
        return Parsed(None, (FindingKind.DEAD_DATE_SHAPE,)) if is_date else Parsed(None, noticed)
    blank = read_blank(text, language)
    if blank is not None:
        return Parsed(blank, noticed)
    parsed = _BY_SHAPE[field.shape](field, text, language, standard)
    return Parsed(parsed.answer, (*noticed, *parsed.noticed)) if noticed else parsed


def has_content(raw: object) -> bool:
    """Say whether there stands anything but white space and dashes."""
    return bool(raw) and not (isinstance(raw, str) and _NOTHING_SAID.fullmatch(raw))


def _text(field: Field, text: str, language: str, _standard: Standard) -> Parsed:
    is_text = field.fact_type is FactType.TEXT
    if not field.part:
        return Parsed(known({language: text} if is_text else text))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return Parsed(known([{field.part: {language: line} if is_text else line} for line in lines]))


def _date(field: Field, text: str, _language: str, standard: Standard) -> Parsed:
    date = read_date(text, month_first=standard.month_first) if len(text) <= _LONGEST_DATE else None
    if date is None:
        return Parsed(None, (_no_fit(field, FindingKind.DEAD_DATE_SHAPE),))
    in_shape = field.open or has_date_shape(field.shape, date, text, standard)
    return Parsed(known(date), () if in_shape else (FindingKind.DEAD_DATE_SHAPE,))


def has_date_shape(shape: Shape, date: str, text: str, standard: Standard) -> bool:
    """Say whether a text is a date as the standard asks for it."""
    if shape is Shape.MONTH and len(date) == 4:
        return False
    return text == written_date(date[:7] if shape is Shape.MONTH else date, month_first=standard.month_first)


def _choice(field: Field, text: str, _language: str, _standard: Standard) -> Parsed:
    option = field.spellings.get(folded(text.rstrip(".")))
    if option is None:
        return Parsed(None, (_no_fit(field),))
    return Parsed(known(option)) if option else NOTHING


def _yes_no(field: Field, text: str, _language: str, _standard: Standard) -> Parsed:
    option = field.spellings.get(folded(text))
    noticed: tuple[FindingKind, ...] = ()
    if option is None and (found := _YES_OR_NO.match(text)):
        # "Nee, want er zijn geen persoonsgegevens" says no, and more than that.
        option = field.spellings.get(folded(found["word"]))
        noticed = (_no_fit(field),) if found["rest"].strip(" .!") else ()
    if option is None:
        return Parsed(None, (_no_fit(field),))
    return Parsed(known(option == "yes") if option else None, noticed)


def _number(_field: Field, text: str, _language: str, _standard: Standard) -> Parsed:
    digits = re.sub(r"(?<=\d)[. ](?=\d{3}(?!\d))", "", text) if len(text) <= 2 * _LONGEST_NUMBER else text
    if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER:
        return Parsed(known(int(digits)))
    return Parsed(None, (FindingKind.UNREADABLE,))


def _choices_text(field: Field, text: str, _language: str, _standard: Standard) -> Parsed:
    braced = braced_items(text)
    return _choices(field, _joined_options(field, text) if braced is None else braced)


def _choices(field: Field, words: Sequence[str | None]) -> Parsed:
    chosen = [None if word is None else field.spellings.get(folded(word)) for word in words if word != ""]
    options = list(dict.fromkeys(option for option in chosen if option))
    noticed = (_no_fit(field),) if None in chosen else ()
    return Parsed(known(options) if options else None, noticed)


def _joined_options(field: Field, text: str) -> list[str]:
    """Split at commas, and join again what is one option with a comma in it; the longest option wins."""
    pieces = [piece.strip() for piece in _SEPARATORS.split(text)]
    words, start = [], 0
    while start < len(pieces):
        for length in range(min(field.commas + 1, len(pieces) - start), 0, -1):
            word = ", ".join(pieces[start : start + length])
            if length == 1 or folded(word) in field.spellings:
                words.append(word)
                start += length
                break
    return words


def _records(field: Field, raw: object, language: str) -> Parsed:
    had_html = False
    if isinstance(raw, str):
        text, had_html = plain_text(raw)
        if _NOTHING_SAID.fullmatch(text or "-"):
            return NOTHING
        blank = read_blank(text, language)
        if blank is not None:
            return Parsed(blank)
        rows: list[Any] = _items(text)
    else:
        rows = raw if isinstance(raw, list) else [raw]
    records = [record for row in rows if (record := _record(field, row, language))]
    noticed = (FindingKind.HTML_IN_TEXT,) if had_html else ()
    if not records:
        return Parsed(None, (FindingKind.UNREADABLE,)) if any(map(_says_something, rows)) else NOTHING
    return Parsed(known(records), noticed)


def _says_something(row: object) -> bool:
    return any(row.values()) if isinstance(row, Mapping) else bool(row)


def _items(text: str) -> list[str]:
    for reader in (numbered_items, braced_items):
        items = reader(text)
        if items is not None:
            return items
    return [line.removeprefix("- ") for line in text.split("\n") if line.strip()]


def _record(field: Field, row: object, language: str) -> dict[str, Any]:
    cells = title_and_link(row, field.titles) if isinstance(row, str) else row
    if not isinstance(cells, Mapping):
        return {}
    record: dict[str, Any] = {}
    for part, kind in field.part_types.items():
        text, _html = plain_text(_words(cells.get(part)) or "")
        if text:
            record[part] = {language: text} if kind is FactType.TEXT else text
    return record


def _words(raw: object) -> str | None:
    """Return what somebody typed, also when a spreadsheet made a number of it; None for anything else."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    # Python refuses to write out numbers of thousands of digits.
    return f"{raw:.15g}" if isinstance(raw, float) else str(raw) if abs(raw) < _LARGEST else None


def _no_fit(field: Field, closed: FindingKind = FindingKind.WRONG_OPTION) -> FindingKind:
    """Where a standard leaves people free, their own words are no mistake."""
    return FindingKind.OWN_WORDS if field.open else closed


_BY_SHAPE: Mapping[Shape, Callable[[Field, str, str, Standard], Parsed]] = {
    Shape.TEXT: _text,
    Shape.URL: _text,
    Shape.CONTACT: _text,
    Shape.MONTH: _date,
    Shape.DATE: _date,
    Shape.CHOICE: _choice,
    Shape.CHOICES: _choices_text,
    Shape.YES_NO: _yes_no,
    Shape.NUMBER: _number,
}
