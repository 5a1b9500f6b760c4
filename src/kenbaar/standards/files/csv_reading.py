"""Reads CSV as a stream: comma, semicolon or tab, UTF-8 or cp1252, quoted after RFC 4180.

It holds one row at a time; nothing of the size of the file is kept.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from kenbaar.standards.fields import Standard
from kenbaar.standards.files.cells import restored
from kenbaar.standards.files.columns import Columns, match_columns
from kenbaar.standards.files.csv_text import DELIMITERS, CsvText
from kenbaar.standards.files.refusals import FileRefused, Reason, shown
from kenbaar.standards.files.rows import (
    FileFormat,
    FileProblem,
    Limits,
    Place,
    ProblemKind,
    SourceRow,
    Unit,
)

_ROWS_BEFORE_HEADER = 20


class CsvFile:
    """An opened CSV file."""

    format = FileFormat.CSV

    def __init__(
        self, handle: BinaryIO, size: int, encoding: str, standards: Sequence[Standard], limits: Limits
    ) -> None:
        self.size = size
        self.encoding = encoding
        self._handle = handle
        self._limits = limits
        self._text = CsvText(handle, encoding, limits)
        self._delimiter, self._header_row, columns = self._find_header(standards)
        self._columns: Columns = columns
        self.standard: Standard | None = columns.standard
        self.unknown_columns = columns.unknown

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self) -> Iterator[SourceRow]:
        """Give every row after the header; a run of empty rows comes as one."""
        number, blank_from, blanks = 0, 0, 0
        for at, cells in self._text.cells(self._delimiter):
            if at <= self._header_row:
                continue
            if not any(cells):
                blank_from = blank_from if blanks else at
                blanks += 1
                if blanks > self._limits.blank_rows:
                    where = Place(Unit.ROW, blank_from).text
                    raise FileRefused(Reason.TOO_MANY_BLANK_ROWS, place=where, limit=self._limits.blank_rows)
                continue
            if blanks:
                number += 1
                yield _blank(number, blank_from, blanks)
                blanks = 0
            number += 1
            yield self._row(number, at, cells)
        if blanks:
            yield _blank(number + 1, blank_from, blanks)

    def _row(self, number: int, at: int, cells: list[str]) -> SourceRow:
        where = Place(Unit.ROW, at)
        keys = self._columns.keys
        if len(cells) > len(keys) and not any(cells[len(keys) :]):
            cells = cells[: len(keys)]
        if len(cells) < len(keys) and self._text.ends_in_row:
            raise FileRefused(Reason.ENDS_IN_ROW, place=where.text, cells=len(cells), expected=len(keys))
        if len(cells) != len(keys):
            problem = FileProblem(ProblemKind.CELL_COUNT, found=str(len(cells)), expected=len(keys))
            return SourceRow(number, where, problem=problem)
        record = self._columns.record_of([restored(cell) for cell in cells])
        problem_found = self._columns.problem_of(record)
        return SourceRow(number, where, None if problem_found else record, problem_found)

    def _find_header(self, standards: Sequence[Standard]) -> tuple[str, int, Columns]:
        """Return the delimiter under which a standard knows most of the first row, with that row and its columns."""
        best: tuple[str, int, Columns] | None = None
        seen: list[str] = []
        for delimiter in DELIMITERS:
            try:
                first = next((row for row in self._first_rows(delimiter) if any(row[1])), None)
            except FileRefused:
                # Under another delimiter the same text may well be in order.
                continue
            if first is None:
                continue
            seen = max(seen, first[1], key=len)
            columns = match_columns(first[1], standards)
            if columns and (best is None or columns.known > best[2].known):
                best = (delimiter, first[0], columns)
        if best is None:
            self._refuse_columns(seen)
        assert best is not None
        if len(best[2].keys) > self._limits.columns:
            place = Place(Unit.ROW, best[1]).text
            raise FileRefused(Reason.TOO_MANY_COLUMNS, place=place, limit=self._limits.columns)
        return best

    def _refuse_columns(self, seen: list[str]) -> None:
        if not seen:
            # No row under any delimiter: say what is wrong with the text itself.
            for _ in self._first_rows(","):
                pass
        if len(seen) > self._limits.columns:
            place = Place(Unit.ROW, 1).text
            raise FileRefused(Reason.TOO_MANY_COLUMNS, place=place, limit=self._limits.columns)
        raise FileRefused(Reason.UNKNOWN_COLUMNS, columns=shown(", ".join(seen[:8])) or "–")

    def _first_rows(self, delimiter: str) -> Iterator[tuple[int, list[str]]]:
        return islice(self._text.cells(delimiter), _ROWS_BEFORE_HEADER)


def _blank(number: int, at: int, count: int) -> SourceRow:
    return SourceRow(number, Place(Unit.ROW, at), problem=FileProblem(ProblemKind.BLANK, count=count))
