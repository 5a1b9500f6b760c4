"""Rows as files and requests bring them, a column at a time: the same work again and again is twice as fast."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kenbaar.decisions.refusing import Fault


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows that follow each other. By their place among these, `faults` are those that cannot be taken apart.

    `numbers` say where each stands: the row of a spreadsheet, where the header is 1, the line of JSON Lines, or in
    Parquet the row from 1. `columns` are the cells, as many in each; a column that is not there is empty. `beside` has
    by place the names of columns that who reads does not take.
    """

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[object]]
    faults: Mapping[int, Fault] = field(default_factory=dict)
    beside: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def cells(self, column: str) -> Sequence[object]:
        """Return the cell of each row in a column."""
        found = self.columns.get(column)
        return [None] * len(self.numbers) if found is None else found

    def cut(self, size: int) -> tuple["Rows", "Rows"]:
        """Return the first so many rows, and the others."""
        return self._part(0, size), self._part(size, len(self.numbers))

    def _part(self, start: int, end: int) -> "Rows":
        return Rows(
            self.numbers[start:end],
            {name: cells[start:end] for name, cells in self.columns.items()},
            {place - start: fault for place, fault in self.faults.items() if start <= place < end},
            {place - start: names for place, names in self.beside.items() if start <= place < end},
        )


def rows_of(found: Sequence[tuple[int, Mapping[str, object] | Fault]], taken: Collection[str]) -> Rows:
    """Return rows that each have columns of their own, by number; `taken` are those that who reads takes."""
    faults = {place: row for place, (_number, row) in enumerate(found) if isinstance(row, Fault)}
    rows = [{} if isinstance(row, Fault) else row for _number, row in found]
    beside = {place: names for place, row in enumerate(rows) if (names := [each for each in row if each not in taken])}
    columns = {name: [row.get(name) for row in rows] for name in taken}
    return Rows([number for number, _row in found], columns, faults, beside)


class InParts:
    """The rows of a file, of which so many are taken at a time, however many come together."""

    def __init__(self, rows: Iterable[Rows]) -> None:
        self._coming = iter(rows)
        self._left: Rows | None = None

    def take(self, size: int) -> Iterator[Rows]:
        """Give the next so many rows; fewer at the end of the file."""
        while size and (rows := self._left or next(self._coming, None)) is not None:
            self._left = None
            if len(rows.numbers) > size:
                rows, self._left = rows.cut(size)
            size -= len(rows.numbers)
            yield rows
