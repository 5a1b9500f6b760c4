"""Parts of a file that another machine prepares, kept in a folder until they are issued.

A machine that does this (`Stage`) has no database. It gets what it needs of one body: the key that its codes follow
from, never the secret of the site, and the public half of its reading key. What it makes is in one file a part, whole
or not there; made again, the part has the same codes, and whichever file comes last is as good.
"""

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, overload

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.document import read_document
from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.parquet_rows import ParquetRows
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.rows import InParts
from kenbaar.envelopes.sealing import commitment_of
from kenbaar.notices.streaming.errors import NotParquet
from kenbaar.notices.streaming.preparing import Letters, Prepared, Stage
from kenbaar.notices.telling import Sealed
from kenbaar.register.many import no_collecting
from kenbaar.standards.files.refusals import FileRefused

_MANIFEST = b"kenbaar-staged/2"
_TEXTS, _BYTES = ("reference", "language", "mention", "code"), ("content", "lookup", "envelope")
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
    reader = Reader(stage.profile, today=task.day)
    with open_decisions(task.file, reader) as file:
        assert isinstance(file, ParquetRows)
        return stage.prepare(reader, InParts(file.rows(after=task.after)).take(task.rows))


def row_count(path: Path, reader: Reader) -> int:
    """Return how many rows a Parquet file has. Raises FileRefused or NotParquet."""
    with open_decisions(path, reader) as file:
        if not isinstance(file, ParquetRows):
            raise NotParquet(path)
        return file.count


def staged(task: Task) -> Prepared | None:
    """Return what was made of a part, or None where nothing was."""
    if not task.staged.exists():
        return None
    table = pq.read_table(task.staged)
    manifest = orjson.loads(table.schema.metadata[_MANIFEST])
    places, months, references, languages, mentions, codes, contents, lookups, envelopes = (
        column.to_pylist() for column in table.columns
    )
    sealed = Sealed(
        bytes.fromhex(manifest["reading_key"]),
        bytes.fromhex(manifest["ephemeral"]),
        dt.datetime.fromisoformat(manifest["issued_at"]),
        1,
        months,
        codes,
        # A commitment follows from the content, so that it is not kept.
        [commitment_of(content) for content in contents],
        lookups,
        envelopes,
    )
    refused = [tuple(each) for each in manifest["refused"]]
    letters = Letters(references, languages, mentions)
    return Prepared(manifest["rows"], refused, places, _Decisions(contents), contents, letters, sealed)


def _write(path: Path, made: Prepared) -> None:
    sealed = made.sealed
    manifest = {
        "rows": made.rows,
        "refused": made.refused,
        "reading_key": sealed.reading_key.hex(),
        "ephemeral": sealed.ephemeral.hex(),
        "issued_at": sealed.issued_at.isoformat(),
    }
    columns = [made.places, sealed.months, *made.letters, sealed.codes, made.contents, sealed.lookups, sealed.envelopes]
    schema = _SCHEMA.with_metadata({_MANIFEST: orjson.dumps(manifest)})
    # Two machines may be at the same part, when one was taken for lost.
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        pq.write_table(pa.table(columns, schema=schema), unfinished, compression="none", use_dictionary=["language"])
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class _Decisions(Sequence[Decision]):
    """The decisions that documents tell: few are looked at, those that have a notice already."""

    def __init__(self, contents: Sequence[bytes]) -> None:
        self._contents = contents

    def __len__(self) -> int:
        return len(self._contents)

    @overload
    def __getitem__(self, place: int) -> Decision: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Decision]: ...
    def __getitem__(self, place: int | slice) -> Decision | Sequence[Decision]:
        if isinstance(place, slice):
            return _Decisions(self._contents[place])
        return read_document(self._contents[place]).decision
