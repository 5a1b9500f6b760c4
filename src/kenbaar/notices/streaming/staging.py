"""Parts of a file that another machine prepares, kept in a folder until they are issued.

A machine that does this (`Stage`) has no database. It gets what it needs of one body: the key that its codes follow
from, never the secret of the site, and the public half of its reading key. What it makes is in one file a part, whole
or not there; made again, the part has the same codes, and whichever file comes last is as good.
"""

import datetime as dt
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol, overload

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.parquet_rows import ParquetRows
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.rows import InParts, Rows
from kenbaar.notices.streaming.errors import NotParquet
from kenbaar.notices.streaming.preparing import Letters, Prepared, Read, Stage, read_part
from kenbaar.notices.telling import Sealed
from kenbaar.register.many import no_collecting
from kenbaar.standards.files.refusals import FileRefused

_MANIFEST = b"kenbaar-staged/3"
_TEXTS = ("reference", "language", "typed", "mention", "code", "commitment")
_BYTES = ("lookup", "envelope")
_SCHEMA = pa.schema(
    [
        pa.field("row", pa.int64()),
        pa.field("month", pa.date32()),
        *(pa.field(name, pa.string()) for name in _TEXTS),
        *(pa.field(name, pa.binary()) for name in _BYTES),
    ]
)


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be prepared: so many rows of a file after so many others, read as on the day that its run began."""

    file: Path
    after: int
    rows: int
    day: dt.date
    staged: Path


class Crew(Protocol):
    """Those who prepare. `width` is how many parts they make at once."""

    width: int

    def work(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Prepare parts, and come back when that is done. Raises RunRefused."""
        ...

    def stop(self) -> None:
        """Leave what is not done yet."""
        ...


def do_tasks(stage: Stage, tasks: Iterable[Task]) -> None:
    """Prepare parts. Of a file that turns out to be broken there is nothing: who needs it reads it, and hears why."""
    for task in tasks:
        with suppress(FileRefused), no_collecting():
            _write(task.staged, prepare(task, stage))


def prepare(task: Task, stage: Stage) -> Prepared:
    """Prepare a part. Raises FileRefused."""
    with _rows(task, stage) as (reader, rows):
        return stage.prepare(reader, rows)


def row_count(path: Path, reader: Reader) -> int:
    """Return how many rows a Parquet file has. Raises FileRefused or NotParquet."""
    with open_decisions(path, reader) as file:
        if not isinstance(file, ParquetRows):
            raise NotParquet(path)
        return file.count


def staged(task: Task, stage: Stage) -> Prepared | None:
    """Return what was made of a part, or None where nothing was."""
    if not task.staged.exists():
        return None
    table = pq.read_table(task.staged)
    manifest = orjson.loads(table.schema.metadata[_MANIFEST])
    places, months, references, languages, typed, mentions, codes, commitments, lookups, envelopes = (
        column.to_pylist() for column in table.columns
    )
    sealed = Sealed(
        bytes.fromhex(manifest["mark"]),
        bytes.fromhex(manifest["reading_key"]),
        bytes.fromhex(manifest["ephemeral"]),
        dt.datetime.fromisoformat(manifest["issued_at"]),
        1,
        months,
        codes,
        commitments,
        lookups,
        envelopes,
    )
    refused = [tuple(each) for each in manifest["refused"]]
    read = Read(manifest["rows"], refused, places, _ReadAgain(task, stage, len(places)))
    return Prepared(read, Letters(references, languages, typed, mentions), sealed)


@contextmanager
def _rows(task: Task, stage: Stage) -> Iterator[tuple[Reader, Iterator[Rows]]]:
    """Give the rows of a part, and what reads them. Raises FileRefused."""
    reader = Reader(stage.profile, today=task.day)
    with open_decisions(task.file, reader) as file:
        assert isinstance(file, ParquetRows)
        yield reader, InParts(file.rows(after=task.after)).take(task.rows)


def _write(path: Path, made: Prepared) -> None:
    sealed = made.sealed
    manifest = {
        "rows": made.read.rows,
        "refused": made.read.refused,
        "mark": sealed.mark.hex(),
        "reading_key": sealed.reading_key.hex(),
        "ephemeral": sealed.ephemeral.hex(),
        "issued_at": sealed.issued_at.isoformat(),
    }
    own = (sealed.codes, sealed.commitments, sealed.lookups, sealed.envelopes)
    columns = [made.read.places, sealed.months, *made.letters, *own]
    schema = _SCHEMA.with_metadata({_MANIFEST: orjson.dumps(manifest)})
    # Two machines may be at the same part, when one was taken for lost.
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        pq.write_table(pa.table(columns, schema=schema), unfinished, compression="none", use_dictionary=["language"])
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class _ReadAgain(Sequence[Decision]):
    """The decisions of a part that somebody else prepared. They are looked at only where one had a notice before."""

    def __init__(self, task: Task, stage: Stage, count: int) -> None:
        self._task, self._stage, self._count = task, stage, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Decision: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Decision]: ...
    def __getitem__(self, place: int | slice) -> Decision | Sequence[Decision]:
        return self._read[place]

    @cached_property
    def _read(self) -> Sequence[Decision]:
        with _rows(self._task, self._stage) as (reader, rows):
            return read_part(reader, rows, self._stage.speak).decisions
