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
        self._known = frozenset(known)
        self._text = CsvText(handle, encoding, _LIMITS, by_row=True)
        self._delimiter = max(DELIMITERS, key=lambda each: len(set(known).intersection(self._header(each))))
        self.columns: tuple[str, ...] | None = self._header(self._delimiter)

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self) -> Iterator[Rows]:
        """Give the rows after the header; empty ones are passed by."""
        gathered, before = _Gathered(self.columns or (), self._known), 0
        for number, cells in self._text.cells(self._delimiter):
            if number == 1 or not any(cells):
                continue
            gathered.add(number, cells, too_long=self._text.too_long)
            if len(gathered.numbers) == AT_ONCE or self._handle.tell() - before > MOST_AT_ONCE:
                yield gathered.rows()
                gathered, before = _Gathered(self.columns or (), self._known), self._handle.tell()
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
    """Rows that were read until now, with the columns that who reads takes."""

    def __init__(self, columns: Sequence[str], taken: Collection[str]) -> None:
        self._width = len(columns)
        self._taken = {column: place for place, column in enumerate(columns) if column in taken}
        self.numbers: list[int] = []
        self._cells: list[Sequence[str | None]] = []
        self._faults: dict[int, Fault] = {}

    def add(self, number: int, cells: Sequence[str], *, too_long: bool) -> None:
        """Add a row, or what is wrong with it."""
        if too_long or len(cells) != self._width:
            count = Wrong(Reason.CELL_COUNT, found=len(cells), expected=self._width)
            wrong = Wrong(Reason.TOO_LONG, most=_LIMITS.row_chars) if too_long else count
            self._faults[len(self.numbers)] = wrong.in_field("")
            self._cells.append([None] * len(self._taken))
        else:
            self._cells.append([restored(cells[place]) for place in self._taken.values()])
        self.numbers.append(number)

    def rows(self) -> Rows:
        """Return them."""
        return Rows(self.numbers, dict(zip(self._taken, zip(*self._cells, strict=True), strict=True)), self._faults)
