"""Decisions from Parquet, two thousand rows at a time: a row group may be larger than the memory.

In Parquet a long text is kept once for all rows that have it, and so it is here: a small file could otherwise ask for
more memory than any machine has. Arrow remembers all texts of a group for that, also those that come once; a column
that keeps none of them once, and has little text, is read as it stands.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kenbaar.decisions.files.rows import AT_ONCE, LIMITS
from kenbaar.decisions.rows import Rows
from kenbaar.standards.files.refusals import FileRefused, Reason, shown
from kenbaar.standards.files.rows import MEGABYTE, Place, Unit

_READ_AT_ONCE = MEGABYTE
_MOST_IN_CHUNK = 1024 * MEGABYTE
_LITTLE = 16 * MEGABYTE
# What stands for a value that Python cannot hold: a day in the year 12,000, text that is no UTF-8. No field takes it.
_UNREADABLE = "\ufffd"


class ParquetRows:
    """An opened Parquet file."""

    def __init__(self, handle: BinaryIO, taken: Collection[str]) -> None:
        self._handle = handle
        with _readable():
            file = pq.ParquetFile(handle)
            self._footer = file.metadata
            self._refuse_bombs()
            self.columns: tuple[str, ...] | None = tuple(file.schema_arrow.names)
            self._texts = frozenset(each.name for each in file.schema_arrow if _is_text(each.type))
        # As it was opened last, with the columns whose texts are kept once.
        self._opened: tuple[frozenset[str], Any] = (frozenset(), None)
        # What nobody takes is not read.
        self._taken = [column for column in self.columns or () if column in taken]

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        return self._handle.tell()

    def rows(self, *, after: int = 0) -> Iterator[Rows]:
        """Give the rows after so many; groups of rows that lie before them are not read."""
        number, groups = self._skipped(after)
        with _readable():
            for batch in chain.from_iterable(map(self._batches, groups)):
                start, number = number, number + batch.num_rows
                if number > after:
                    rest = batch.slice(max(0, after - start))
                    first = number - rest.num_rows + 1
                    cells = {name: _values(rest.column(name), first=first) for name in self._taken}
                    yield Rows(range(first, number + 1), cells)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self._footer.num_rows)

    def _skipped(self, after: int) -> tuple[int, list[int]]:
        """Return how many rows the groups have that lie before a row, and the other groups."""
        footer = self._footer
        number = 0
        for group in range(footer.num_row_groups):
            rows = footer.row_group(group).num_rows
            if number + rows > after:
                return number, list(range(group, footer.num_row_groups))
            number += rows
        return number, []

    def _batches(self, group: int) -> Iterator[Any]:
        """Give the rows of a group, some at a time. What is remembered of its texts goes with it."""
        footer = self._footer.row_group(group)
        chunks = [footer.column(number) for number in range(footer.num_columns)]
        shared = self._texts.intersection(
            each.path_in_schema for each in chunks if each.has_dictionary_page or each.total_uncompressed_size > _LITTLE
        )
        before, file = self._opened
        if file is None or shared != before:
            how = {"read_dictionary": list(shared), "buffer_size": _READ_AT_ONCE, "pre_buffer": False}
            file = pq.ParquetFile(self._handle, metadata=self._footer, **how)
            self._opened = shared, file
        return iter(file.iter_batches(AT_ONCE, [group], columns=self._taken, use_threads=False))

    def _refuse_bombs(self) -> None:
        footer = self._footer
        for group in range(footer.num_row_groups):
            for column in range(footer.num_columns):
                chunk = footer.row_group(group).column(column)
                if chunk.total_uncompressed_size > _MOST_IN_CHUNK:
                    why = f"{shown(chunk.path_in_schema)}: > {_MOST_IN_CHUNK // MEGABYTE} MB"
                    raise FileRefused(Reason.PARQUET_BROKEN, why=why)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(Reason.PARQUET_BROKEN, why=shown(str(error).split(".")[0])) from error


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _values(column: pa.Array, *, first: int) -> list[Any]:
    shared = pa.types.is_dictionary(column.type)
    texts = column.dictionary if shared else column
    if _is_text(texts.type):
        longest = pc.max(pc.binary_length(texts)).as_py()
        if longest is not None and longest > 4 * LIMITS.cell_chars:
            raise FileRefused(Reason.CELL_TOO_LARGE, place=Place(Unit.ROW, first).text, limit=LIMITS.cell_chars)
    if not shared:
        return _listed(column)
    # The dictionary may be that of a whole group.
    used = column.indices.unique().drop_null()
    there = _listed(column.dictionary.take(used))
    if len(there) == len(column):
        # As many values as rows: nothing is gained by keeping each once.
        return there
    kept = dict(zip(used.to_pylist(), there, strict=True))
    return list(map(kept.get, column.indices.to_pylist()))


def _listed(column: pa.Array) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        return [_value(each) for each in column]
    return values


def _value(each: pa.Scalar) -> object:
    try:
        return each.as_py()
    except (ValueError, OverflowError):
        return _UNREADABLE
