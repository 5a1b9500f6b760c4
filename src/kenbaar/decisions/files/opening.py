"""Opens a file of decisions, and refuses it before the first row when its columns are not those of the profile."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from kenbaar.decisions.files.csv_rows import CsvRows
from kenbaar.decisions.files.json_lines import JsonLines
from kenbaar.decisions.files.rows import LIMITS, DecisionFile
from kenbaar.standards.files.opening import opened
from kenbaar.standards.files.refusals import FileRefused, Reason, shown
from kenbaar.standards.files.texts import encoding_of, refuse_other_kinds

_HEAD = 4096
_PARQUET, _ZIP = b"PAR1", b"PK"
_MOST_NAMED = 8


class Columns(Protocol):
    """Who reads the rows, as far as an opened file needs to know: which columns it takes."""

    columns: tuple[str, ...]

    def unknown(self, columns: Iterable[str]) -> list[str]:
        """Return which of some columns it does not take."""
        ...

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Return which columns it cannot do without, and are not among these."""
        ...


@contextmanager
def open_decisions(path: Path, reader: Columns) -> Iterator[DecisionFile]:
    """Open a file with decisions for a reader. Raises FileRefused."""
    with opened(path, LIMITS) as (handle, _size):
        file = _recognised(handle, reader)
        if file.columns is not None:
            _check_columns(file.columns, reader)
        yield file


def _recognised(handle: BinaryIO, reader: Columns) -> DecisionFile:
    head = handle.read(_HEAD)
    if not head:
        raise FileRefused(Reason.EMPTY)
    if head.startswith(_PARQUET):
        # Arrow takes a third of a second and 50 MB: only who brings Parquet waits for it.
        from kenbaar.decisions.files.parquet_rows import ParquetRows  # noqa: PLC0415

        return ParquetRows(handle, reader.columns)
    if head.startswith(_ZIP):
        raise FileRefused(Reason.NO_DECISIONS, kind_nl="een werkmap of zip", kind_en="a workbook or zip")
    refuse_other_kinds(head, Reason.NO_DECISIONS)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return JsonLines(handle, reader.columns)
    if start.startswith(b"["):
        raise FileRefused(Reason.NO_DECISIONS, kind_nl="een JSON-lijst", kind_en="a JSON list")
    return CsvRows(handle, encoding_of(handle, by_row=True), reader.columns)


def _check_columns(columns: tuple[str, ...], reader: Columns) -> None:
    column, times = Counter(columns).most_common(1)[0] if columns else ("", 0)
    if times > 1:
        raise FileRefused(Reason.COLUMN_TWICE, column=shown(column) or "–")
    if missing := reader.missing(columns):
        raise FileRefused(Reason.COLUMNS_MISSING, columns=", ".join(missing))
    if unknown := reader.unknown(columns):
        more = f" … (+{len(unknown) - _MOST_NAMED})" if len(unknown) > _MOST_NAMED else ""
        named = ", ".join(shown(column) or "–" for column in unknown[:_MOST_NAMED]) + more
        raise FileRefused(Reason.COLUMNS_TOO_MANY, columns=named)
