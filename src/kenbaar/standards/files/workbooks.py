"""Writes a workbook in which people work: with explanations, lists to choose from, and columns that are not for them.

What is in it is read as any other file is (see `opening.py`); `writing.py` writes workbooks that only hold records.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from kenbaar.standards.files.cells import cell_text, neutralised, sheet_pieces
from kenbaar.standards.files.rows import column_letters

_BLOCK = 1 << 16
# Every cell is text: nothing is a formula, a number or a link unless a person makes it one.
_AS_TEXT = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# People add rows and sort them; they do not touch the columns by which a row is known.
_ALLOWED = dict.fromkeys(
    (
        *("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"),
        *("select_locked_cells", "select_unlocked_cells"),
    ),
    True,
)
# How far below the records a list to choose from still opens.
_SPARE_ROWS = 500
# Sheets of Excel take this many.
_MOST_ROWS = 1_048_575


@dataclass(frozen=True, slots=True)
class WorkColumn:
    """A column: its key in a record, its title, and what can be chosen. Only an `open` one is to be typed in."""

    key: str
    title: str
    choices: tuple[str, ...] = ()
    width: int = 24
    open: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the sheets are called, and the lines of the one that explains."""

    records: str
    explanation: str
    choices: str
    lines: tuple[tuple[str, str], ...]


def write_workbook(
    records: Iterable[Mapping[str, Any]], columns: Sequence[WorkColumn], names: Names
) -> Iterator[bytes]:
    """Write a workbook; rows go to disk as they come, and the file is streamed when it is whole."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, _AS_TEXT)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E5ECF3", "border": 1})
        free = book.add_format({"locked": False, "text_wrap": False, "valign": "top"})
        sheet = book.add_worksheet(names.records)
        sheet.protect("", _ALLOWED)
        sheet.freeze_panes(1, 2)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, free if column.open else None, {"hidden": column.hidden})
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.title, head)
        last = 0
        for last, record in enumerate(records, start=1):
            _write_row(sheet, last, record, columns, free)
        sheet.autofilter(0, 0, max(1, last), len(columns) - 1)
        _offer_choices(book, sheet, columns, names.choices, rows=min(last + _SPARE_ROWS, _MOST_ROWS))
        _explain(book, names, head)
        book.close()
        file.seek(0)
        yield from iter(lambda: file.read(_BLOCK), b"")


def _write_row(sheet: Any, row: int, record: Mapping[str, Any], columns: Sequence[WorkColumn], free: Any) -> None:
    rest: list[str] = []
    for at, column in enumerate(columns):
        if text := neutralised(cell_text(record.get(column.key))):
            first, *more = sheet_pieces(text, at + 1)
            rest += more
            sheet.write_string(row, at, first, free if column.open else None)
    for spare, text in enumerate(rest, start=len(columns)):
        sheet.write_string(row, spare, text, free)


def _offer_choices(book: Any, sheet: Any, columns: Sequence[WorkColumn], name: str, *, rows: int) -> None:
    """Put the options on a sheet of their own: a list in the cell itself may be 255 characters long at most."""
    chosen = [(at, column) for at, column in enumerate(columns) if column.choices]
    if not chosen:
        return
    lists = book.add_worksheet(name)
    lists.hide()
    for line in range(max(len(column.choices) for _at, column in chosen)):
        for place, (_at, column) in enumerate(chosen):
            if line < len(column.choices):
                lists.write_string(line, place, column.choices[line])
    for place, (at, column) in enumerate(chosen):
        letters = column_letters(place + 1)
        source = f"='{name}'!${letters}$1:${letters}${len(column.choices)}"
        # A warning and no refusal: an honest blank in words is no option, and is right all the same.
        sheet.data_validation(1, at, rows, at, {"validate": "list", "source": source, "error_type": "warning"})


def _explain(book: Any, names: Names, head: Any) -> None:
    sheet = book.add_worksheet(names.explanation)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 90, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, (title, text) in enumerate(names.lines):
        sheet.write_string(row, 0, neutralised(title), head)
        sheet.write_string(row, 1, neutralised(text))
