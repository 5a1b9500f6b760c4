"""CsvText reads the cells of CSV (RFC 4180) row by row from a stream, and never holds more than one row.

It knows rows and cells; what a column means is up to whoever reads it.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import Limits, Place, Unit

DELIMITERS = (",", ";", "\t")
# A row of separators only makes a list of empty cells; more than any table has are refused before they are split.
_MOST_SEPARATORS = 200_000


# What decides where cells and rows end.
_NOT_STRUCTURE = {each: re.compile(f'[^"{each}\r\n]+') for each in DELIMITERS}


class CsvText:
    """The rows of a CSV file in a known encoding.

    With `by_row`, whoever reads refuses single rows: `too_long` says whether the row that was read last had more text
    than a row may have, of which then only cells are left; bytes of another encoding are lone surrogates.
    """

    def __init__(self, handle: BinaryIO, encoding: str, limits: Limits, *, by_row: bool = False) -> None:
        self._handle = handle
        self._encoding = encoding
        self._limits = limits
        self._by_row = by_row
        self.too_long = False
        # Whether the row that was read last has no end of line, as only the last row of a file may.
        self.ends_in_row = False

    def cells(self, delimiter: str) -> Iterator[tuple[int, list[str]]]:
        """Give each row's place and cells, from the start of the file."""
        # The csv module knows this limit for the whole process only, and 128 kB is too little for a real record.
        csv.field_size_limit(self._limits.cell_chars)
        self._handle.seek(0)
        errors = "surrogateescape" if self._by_row else "strict"
        text = io.TextIOWrapper(self._handle, encoding=self._encoding, errors=errors, newline="")
        lines = _Lines(text, delimiter, self._limits, by_row=self._by_row)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for at, cells in enumerate(reader, start=1):
                self.ends_in_row, self.too_long = lines.unended, lines.too_long
                yield at, cells
                lines.next_row(at + 1)
        except csv.Error as error:
            raise self._refusal(str(error), lines.row) from error
        except UnicodeError as error:
            raise FileRefused(Reason.NOT_UTF_8, line=lines.row, byte=self._handle.tell()) from error
        finally:
            # Whoever stops halfway may have closed the file already.
            if not self._handle.closed:
                text.detach()

    def _refusal(self, error: str, row: int) -> FileRefused:
        place = Place(Unit.ROW, row).text
        if "field larger" in error:
            return FileRefused(Reason.CELL_TOO_LARGE, place=place, limit=self._limits.cell_chars)
        if "unexpected end" in error:
            return FileRefused(Reason.OPEN_QUOTE, place=place)
        return FileRefused(Reason.STRAY_QUOTE, place=place)


class _Lines:
    """The lines of a text, none longer than a row may be; knows which row is being read."""

    def __init__(self, text: io.TextIOWrapper, delimiter: str, limits: Limits, *, by_row: bool) -> None:
        self.row = 1
        self.unended = self.too_long = False
        self._by_row = by_row
        self._text = text
        self._delimiter = delimiter
        self._limit = limits.row_chars
        self._limits = limits
        self._chars = 0
        self._separators = 0

    def next_row(self, row: int) -> None:
        self.row, self._chars, self._separators, self.too_long = row, 0, 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self._chars += len(line)
        if self._chars > self._limit:
            if not self._by_row:
                raise self._too_large()
            line = self._structure(line)
        self.unended = not line.endswith(("\n", "\r"))
        self._separators += line.count(self._delimiter)
        if self._separators > _MOST_SEPARATORS:
            place = Place(Unit.ROW, self.row).text
            raise FileRefused(Reason.TOO_MANY_COLUMNS, place=place, limit=self._limits.columns)
        return line

    def _structure(self, line: str) -> str:
        """Return what a line of a row that is too long has of quotes and separators: so the row ends where it ends."""
        self.too_long = True
        kept = _NOT_STRUCTURE[self._delimiter].sub("x", line)
        while not line.endswith(("\n", "\r")) and (line := self._text.readline(self._limit + 1)):
            kept += _NOT_STRUCTURE[self._delimiter].sub("x", line)
            if len(kept) > self._limit:
                raise self._too_large()
        return kept

    def _too_large(self) -> FileRefused:
        return FileRefused(Reason.ROW_TOO_LARGE, place=Place(Unit.ROW, self.row).text, limit=self._limit)
