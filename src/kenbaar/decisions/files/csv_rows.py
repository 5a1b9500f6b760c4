"""Decisions from CSV: comma, semicolon or tab, whichever shows most columns of a decision."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import BinaryIO

from kenbaar.decisions.files.rows import LIMITS, FileRow
from kenbaar.decisions.refusing import Reason, Wrong
from kenbaar.standards.files.cells import restored
from kenbaar.standards.files.csv_text import DELIMITERS, CsvText
from kenbaar.standards.files.refusals import FileRefused

# Which text is too long for its field is said by that field.
_LIMITS = replace(LIMITS, cell_chars=2 * LIMITS.row_chars)


class CsvRows:
    """An opened CSV file.

    Where a quotation mark lacks, nobody can say where a decision ends and the next one begins: so that refuses the file
    from there on, and not the row.
    """

    def __init__(self, handle: BinaryIO, encoding: str, known: Collection[str]) -> None:
        self._handle = handle
        self._text = CsvText(handle, encoding, _LIMITS, by_row=True)
        self._delimiter = max(DELIMITERS, key=lambda each: len(set(known).intersection(self._header(each))))
        self.columns: tuple[str, ...] | None = self._header(self._delimiter)

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self) -> Iterator[FileRow]:
        """Give the rows after the header; empty ones are passed by."""
        columns = self.columns or ()
        for number, cells in self._text.cells(self._delimiter):
            if number == 1 or not any(cells):
                continue
            if self._text.too_long:
                yield FileRow(number, Wrong(Reason.TOO_LONG, most=_LIMITS.row_chars).in_field(""))
                continue
            if len(cells) != len(columns):
                wrong = Wrong(Reason.CELL_COUNT, found=len(cells), expected=len(columns))
                yield FileRow(number, wrong.in_field(""))
                continue
            yield FileRow(number, dict(zip(columns, map(restored, cells), strict=True)))

    def _header(self, delimiter: str) -> tuple[str, ...]:
        try:
            _, cells = next(self._text.cells(delimiter))
        except (FileRefused, StopIteration):
            # Under another delimiter the same text may well be in order.
            return ()
        return tuple(cell.strip() for cell in cells)
