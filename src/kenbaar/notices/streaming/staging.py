"""Parts of a file that another machine reads and seals, kept in a folder until they are issued.

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
from typing import Protocol

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from kenbaar.decisions.document import read_document
from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.parquet_rows import ParquetRows
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.rows import InParts
from kenbaar.envelopes.naming import Naming
from kenbaar.envelopes.sealing import commitment_of
from kenbaar.notices.streaming.errors import NotParquet
from kenbaar.notices.streaming.preparing import Prepared, read_rows
from kenbaar.notices.telling import Sealed, Teller, seal
from kenbaar.register.many import no_collecting
from kenbaar.standards.files.refusals import FileRefused
from kenbaar.values import Language

_MANIFEST = b"kenbaar-staged/2"
_SCHEMA = pa.schema(
    [
        pa.field("row", pa.int64()),
        pa.field("month", pa.date32()),
        pa.field("code", pa.string()),
        *(pa.field(name, pa.binary()) for name in ("content", "lookup", "envelope")),
    ]
)


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be staged: so many rows of a file after so many others, read as on the day that its run began."""

    file: Path
    after: int
    rows: int
    day: dt.date
    staged: Path


@dataclass(frozen=True, slots=True)
class Stage:
    """Reads and seals parts for one version of a profile; `issued_at` is the moment that the notices tell."""

    profile: Profile
    kind: str
    digest: str
    naming: Naming
    reading_key: bytes
    issued_at: dt.datetime
    speak: Language

    def work(self, tasks: Iterable[Task]) -> None:
        """Stage parts. Of a file that turns out to be broken there is nothing: who needs it reads it, and hears why."""
        for task in tasks:
            reader = Reader(self.profile, today=task.day)
            with suppress(FileRefused), no_collecting():
                self._write(task.staged, read_task(task, reader, self.speak))

    def _write(self, path: Path, read: Prepared) -> None:
        teller = Teller(self.naming, self.kind, self.digest, self.issued_at)
        told = teller.tell(read.decisions, teller.draw([each.reference for each in read.decisions], 1))
        sealed = seal(told, 1, self.reading_key, self.issued_at)
        manifest = {
            "rows": read.rows,
            "refused": read.refused,
            "reading_key": self.reading_key.hex(),
            "ephemeral": sealed.ephemeral.hex(),
            "issued_at": self.issued_at.isoformat(),
        }
        columns = [read.places, sealed.months, sealed.codes, told.contents, sealed.lookups, sealed.envelopes]
        schema = _SCHEMA.with_metadata({_MANIFEST: orjson.dumps(manifest)})
        # Two machines may be at the same part, when one was taken for lost.
        unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            pq.write_table(pa.table(columns, schema=schema), unfinished, compression="none")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


class Crew(Protocol):
    """Those who read and seal. `width` is how many parts they make at once."""

    width: int

    def work(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Stage parts, and come back when that is done. Raises RunRefused."""
        ...

    def stop(self) -> None:
        """Leave what is not done yet."""
        ...


def row_count(path: Path, reader: Reader) -> int:
    """Return how many rows a Parquet file has. Raises FileRefused or NotParquet."""
    with open_decisions(path, reader) as file:
        if not isinstance(file, ParquetRows):
            raise NotParquet(path)
        return file.count


def read_task(task: Task, reader: Reader, speak: Language) -> Prepared:
    """Read the rows of a part. Raises FileRefused."""
    with open_decisions(task.file, reader) as file:
        assert isinstance(file, ParquetRows)
        return read_rows(reader, InParts(file.rows(after=task.after)).take(task.rows), speak)


def staged(task: Task) -> tuple[Prepared, Sealed] | None:
    """Return what was made of a part, or None where nothing was."""
    if not task.staged.exists():
        return None
    table = pq.read_table(task.staged)
    manifest = orjson.loads(table.schema.metadata[_MANIFEST])
    places, months, codes, contents, lookups, envelopes = (column.to_pylist() for column in table.columns)
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
    decisions = [read_document(content).decision for content in contents]
    return Prepared(manifest["rows"], places, decisions, [tuple(each) for each in manifest["refused"]]), sealed
