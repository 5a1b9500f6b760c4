"""Reads the records of a workbook: one per row, or one per column with the labels in one of the first columns.

The register's own export and the master lists of 2022 have a record per column. Every sheet is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from kenbaar.standards.fields import Standard
from kenbaar.standards.files.cells import continued, restored
from kenbaar.standards.files.columns import Columns, match_columns
from kenbaar.standards.files.refusals import FileRefused, Reason, shown
from kenbaar.standards.files.rows import FileFormat, FileProblem, Limits, Place, ProblemKind, SourceRow, Unit
from kenbaar.standards.files.xlsx_package import Sheet, Workbook

_LABELS_WITHIN = 4
_ROWS_BEFORE_HEADER = 20

Cells = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a sheet holds its records: the columns, and the row or column in which their names stand."""

    columns: Columns
    form: FileFormat
    at: int


class XlsxFile:
    """An opened workbook with records."""

    encoding = ""

    def __init__(self, handle: BinaryIO, size: int, standards: Sequence[Standard], limits: Limits) -> None:
        self.size = size
        self._handle = handle
        self._limits = limits
        self._standards = standards
        self._book = Workbook(handle, limits)
        self._seen: list[str] = []
        self._layouts = {sheet.name: self._layout_of(sheet) for sheet in self._book.sheets if sheet.is_public}
        first = next((layout for layout in self._layouts.values() if layout is not None), None)
        if first is None:
            raise FileRefused(Reason.UNKNOWN_COLUMNS, columns=shown(", ".join(self._seen[:8])) or "–")
        self.format = first.form
        self.standard: Standard | None = first.columns.standard
        unknown = (layout.columns.unknown for layout in self._layouts.values() if layout)
        self.unknown_columns = tuple(dict.fromkeys(name for names in unknown for name in names))

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self) -> Iterator[SourceRow]:
        """Give the rows or columns of every sheet; a run of empty ones comes as one."""
        found = (pair for sheet in self._book.sheets for pair in self._of_sheet(sheet))
        for number, (place, what) in enumerate(found, start=1):
            if isinstance(what, FileProblem):
                yield SourceRow(number, place, problem=what)
            else:
                yield SourceRow(number, place, what)

    def _of_sheet(self, sheet: Sheet) -> Iterator[tuple[Place, dict[str, Any] | FileProblem]]:
        layout = self._layouts.get(sheet.name)
        if layout is None:
            kind = ProblemKind.SHEET_SKIPPED if sheet.is_public else ProblemKind.SHEET_NOT_PUBLIC
            yield Place(Unit.ROW, 0, sheet.name), FileProblem(kind)
            return
        unit = Unit.ROW if layout.form is FileFormat.XLSX_ROWS else Unit.COLUMN
        last = layout.at
        for at, cells in self._lines(sheet, layout):
            if at <= layout.at or not cells:
                continue
            if (blanks := at - last - 1) > 0:
                place = Place(unit, last + 1, sheet.name)
                if blanks > self._limits.blank_rows:
                    raise FileRefused(Reason.TOO_MANY_BLANK_ROWS, place=place.text, limit=self._limits.blank_rows)
                yield place, FileProblem(ProblemKind.BLANK, count=blanks)
            yield Place(unit, at, sheet.name), _record(cells, layout.columns)
            last = at

    def _lines(self, sheet: Sheet, layout: _Layout) -> Iterable[tuple[int, Cells]]:
        rows = self._book.rows(sheet)
        return rows if layout.form is FileFormat.XLSX_ROWS else _turned(dict(rows))

    def _layout_of(self, sheet: Sheet) -> _Layout | None:
        rows = self._book.rows(sheet)
        first = next(((at, cells) for at, cells in islice(rows, _ROWS_BEFORE_HEADER) if cells), None)
        if first is None:
            return None
        names = _names(first[1])
        columns = match_columns(names, self._standards)
        if columns is None:
            self._seen = max(self._seen, [name for name in names if name], key=len)
            return self._layout_on_its_side(dict([first, *islice(rows, self._limits.columns)]))
        if len(columns.keys) > self._limits.columns:
            place = Place(Unit.ROW, first[0], sheet.name).text
            raise FileRefused(Reason.TOO_MANY_COLUMNS, place=place, limit=self._limits.columns)
        return _Layout(columns, FileFormat.XLSX_ROWS, first[0])

    def _layout_on_its_side(self, table: Mapping[int, Cells]) -> _Layout | None:
        if max(table) > self._limits.columns:
            return None
        turned = dict(_turned(table))
        labels = ((at, turned[at]) for at in range(1, _LABELS_WITHIN + 1) if at in turned)
        found = ((at, match_columns(_names(cells), self._standards)) for at, cells in labels)
        layouts = [_Layout(columns, FileFormat.XLSX_COLUMNS, at) for at, columns in found if columns is not None]
        return max(layouts, key=lambda layout: layout.columns.known, default=None)


def _turned(table: Mapping[int, Cells]) -> list[tuple[int, Cells]]:
    """Return a table on its side: its columns, each with its cells by row."""
    columns: dict[int, dict[int, str]] = {}
    for row, cells in table.items():
        for column, text in cells.items():
            columns.setdefault(column, {})[row] = text
    return sorted(columns.items())


def _names(cells: Cells) -> list[str]:
    return [cells.get(at, "") for at in range(1, max(cells) + 1)]


def _record(cells: Cells, columns: Columns) -> dict[str, Any] | FileProblem:
    width = len(columns.keys)
    texts = [cells.get(at, "") for at in range(1, width + 1)]
    for at in sorted(at for at in cells if at > width):
        column, text = continued(cells[at])
        if not 0 < column <= width:
            return FileProblem(ProblemKind.CELL_COUNT, found=str(at), expected=width)
        texts[column - 1] += text
    record = columns.record_of([restored(text) for text in texts])
    return columns.problem_of(record) or record
