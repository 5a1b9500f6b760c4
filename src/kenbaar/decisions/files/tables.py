"""Writing tables: the sample of decisions, and what a run hands to whoever prints letters."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from kenbaar.standards.files.cells import neutralised

# Writes some rows, given a column at a time: all have as many cells.
Write: TypeAlias = Callable[[Sequence[Sequence[Any]]], None]

_LOOKED_AT = 100


class Form(StrEnum):
    """How a table is written; the value is the ending of the file."""

    PARQUET = "parquet"
    CSV = "csv"
    JSON_LINES = "jsonl"


@contextmanager
def table(path: Path, form: Form, columns: Sequence[str]) -> Iterator[Write]:
    """Give what writes rows. A column has texts, whole numbers, or yes and no.

    In CSV, cells that would start a formula are neutralised.
    """
    if form is Form.PARQUET:
        with _parquet(path, columns) as write:
            yield write
    elif form is Form.CSV:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            yield lambda some: rows.writerows(
                [neutralised(_cell(value)) for value in row] for row in zip(*some, strict=True)
            )
    else:
        with path.open("wb") as lines:
            yield lambda some: lines.writelines(
                orjson.dumps(dict(zip(columns, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE)
                for row in zip(*some, strict=True)
            )


@contextmanager
def _parquet(path: Path, columns: Sequence[str]) -> Iterator[Write]:
    # Arrow takes a third of a second and 50 MB: only who wants Parquet waits for it.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    writer: Any = None

    def write(some: Sequence[Sequence[Any]]) -> None:
        nonlocal writer
        made = pa.table(dict(zip(columns, some, strict=True)))
        # A list of values that are all different is work for nothing.
        listed = [
            name for name, cells in zip(columns, some, strict=True) if len(set(cells[:_LOOKED_AT])) < _LOOKED_AT / 2
        ]
        writer = writer or pq.ParquetWriter(path, made.schema, compression="zstd", use_dictionary=listed)
        writer.write_table(made)

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
