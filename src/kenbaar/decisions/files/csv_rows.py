"""Decisions from CSV: comma, semicolon or tab, whichever shows most columns of a decision."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from kenbaar.decisions.files.rows import AT_ONCE, LIMITS, MOST_AT_ONCE
from kenbaar.decisions.refusing import Fault, Reason, Wrong
from kenbaar.decisions.rows import Rows
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

    def rows(self) -> Iterator[Rows]:
        """Give the rows after the header; empty ones are passed by."""
        gathered, before = _Gathered(self.columns or ()), 0
        for number, cells in self._text.cells(self._delimiter):
            if number == 1 or not any(cells):
                continue
            gathered.add(number, cells, too_long=self._text.too_long)
            if len(gathered.numbers) == AT_ONCE or self._handle.tell() - before > MOST_AT_ONCE:
                yield gathered.rows()
                gathered, before = _Gathered(self.columns or ()), self._handle.tell()
        if gathered.numbers:
            yield gathered.rows()

    def _header(self, delimiter: str) -> tuple[str, ...]:
        try:
            _, cells = next(self._text.cells(delimiter))
        except (FileRefused, StopIteration):
            # Under another delimiter the same text may well be in order.
            return ()
        return tuple(cell.strip() for cell in cells)


class _Gathered:
    """Rows that were read until now."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self.numbers: list[int] = []
        self._cells: list[Sequence[str | None]] = []
        self._faults: dict[int, Fault] = {}

    def add(self, number: int, cells: Sequence[str], *, too_long: bool) -> None:
        """Add a row, or what is wrong with it."""
        if too_long or len(cells) != len(self._columns):
            count = Wrong(Reason.CELL_COUNT, found=len(cells), expected=len(self._columns))
            wrong = Wrong(Reason.TOO_LONG, most=_LIMITS.row_chars) if too_long else count
            self._faults[len(self.numbers)] = wrong.in_field("")
            self._cells.append([None] * len(self._columns))
        else:
            self._cells.append(list(map(restored, cells)))
        self.numbers.append(number)

    def rows(self) -> Rows:
        """Return them."""
        columns = dict(zip(self._columns, zip(*self._cells, strict=True), strict=True))
        return Rows(self.numbers, columns, self._faults)
