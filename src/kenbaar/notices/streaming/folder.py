"""The folder of a run: what was issued of each part, what was refused, and how far the run came.

`run.jsonl` names the file in its first line and has a line for each part that is done. A part is done when its notices
are committed and its files are on the disk: whatever is in the folder was issued. A run that was killed is started
again with the same words, and goes on.
"""

import csv
import datetime as dt
import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO, Self

import orjson

from kenbaar.decisions.files.tables import Form, table
from kenbaar.notices.streaming.errors import FileInTheWay, FolderDamaged, FolderInUse, FolderNotEmpty, FolderOfOther

ISSUED_COLUMNS = ("row", "reference", "language", "code", "number", "commitment", "new", "mention")
REFUSED_COLUMNS = ("row", "reference", "field", "value", "what", "remedy")
_KIND = "kenbaar-run/3"


@dataclass(frozen=True, slots=True)
class Run:
    """Which decisions a folder is about: the name and digest of the file, and the version of the profile."""

    file: str
    source: str
    profile: str
    version: int
    form: Form


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of rows: each of them is issued now, repeated (it had this notice already), or refused."""

    rows: int = 0
    new: int = 0
    repeated: int = 0
    refused: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


class RunFolder:
    """A folder that this run alone writes in. `done` are the counts of the parts that are done, by number.

    `day` is that on which the run began: a run that goes on later reads rows as it did then. `name` is that of the run,
    by which its parts are known in the database: of the same file in another folder they are other parts.
    """

    def __init__(self, path: Path, run: Run, today: dt.date, lines: BinaryIO) -> None:
        self.path = path
        self.day = today
        self.name = secrets.token_hex(32)
        self.done: dict[int, Counts] = {}
        self._run = run
        self._lines = lines

    @classmethod
    @contextmanager
    def opened(cls, path: Path, run: Run, *, today: dt.date) -> Iterator[Self]:
        """Open the folder of a run, new or begun.

        Raises FileInTheWay, FolderInUse, FolderNotEmpty, FolderDamaged or FolderOfOther.
        """
        made_folder(path)
        log = path / "run.jsonl"
        if not log.exists() and any(path.iterdir()):
            raise FolderNotEmpty(path)
        log.touch(mode=0o600)
        with log.open("a+b") as lines:
            try:
                fcntl.flock(lines, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FolderInUse(path) from error
            folder = cls(path, run, today, lines)
            try:
                folder._take_up()
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise FolderDamaged(log) from error
            yield folder

    def keep(
        self, part: int, issued: Sequence[Sequence[Any]], refused: Sequence[Sequence[Any]], counts: Counts
    ) -> None:
        """Keep what came of a part, so that it is done: the columns of what was issued, and the rows of refusals."""
        if counts.new + counts.repeated:
            self._write("notices", part, self._run.form, ISSUED_COLUMNS, issued)
        if refused:
            self._write("refused", part, Form.CSV, REFUSED_COLUMNS, list(zip(*refused, strict=True)))
        self._append({"part": part, **asdict(counts)})
        self.done[part] = counts

    def refusals(self) -> Path | None:
        """Put the refusals of all parts together in one list; return it, or None when nothing was refused."""
        pieces = sorted(self.path.glob("refused-*.csv"))
        if not pieces:
            return None
        target = self.path / "refused.csv"
        with durable(target) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as whole:
            rows = csv.writer(whole)
            rows.writerow(REFUSED_COLUMNS)
            for piece in pieces:
                with piece.open(encoding="utf-8-sig", newline="") as some:
                    rows.writerows(list(csv.reader(some))[1:])
        return target

    def _take_up(self) -> None:
        """Read how far the run came. A last line that was not finished never was, and a part has its files."""
        self._lines.seek(0)
        whole = self._lines.read()
        finished, _newline, torn = whole.rpartition(b"\n")
        if torn:
            self._lines.truncate(len(whole) - len(torn))
        lines = [orjson.loads(line) for line in finished.splitlines()]
        own = {"kind": _KIND, **asdict(self._run)}
        if not lines:
            self._append({**own, "name": self.name, "day": self.day.isoformat()})
            return
        self.day = dt.date.fromisoformat(lines[0].pop("day"))
        self.name = lines[0].pop("name", "")
        if lines[0] != own:
            raise FolderOfOther(self.path, shown=lines[0], own=own)
        names = [field.name for field in fields(Counts)]
        done = {line["part"]: Counts(*(line[name] for name in names)) for line in lines[1:]}
        self.done = {part: counts for part, counts in done.items() if self._has_files_of(part, counts)}

    def _has_files_of(self, part: int, counts: Counts) -> bool:
        issued = counts.new + counts.repeated == 0 or self._file("notices", part, self._run.form).exists()
        return issued and (counts.refused == 0 or self._file("refused", part, Form.CSV).exists())

    def _file(self, name: str, part: int, form: Form) -> Path:
        return self.path / f"{name}-{part + 1:06}.{form}"

    def _write(self, name: str, part: int, form: Form, columns: Sequence[str], cells: Sequence[Sequence[Any]]) -> None:
        path = self._file(name, part, form)
        with durable(path) as unfinished, table(unfinished, form, columns) as write:
            write(cells)

    def _append(self, line: dict[str, Any]) -> None:
        self._lines.write(orjson.dumps(line) + b"\n")
        self._lines.flush()
        os.fsync(self._lines.fileno())


def made_folder(path: Path) -> None:
    """Make a folder that nobody else reads: who has a code can read a notice. Raises FileInTheWay."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise FileInTheWay(path) from error


@contextmanager
def durable(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put it in its place once it is on the disk: nobody ever sees half a file.

    Only its owner reads it, also in a folder that is open to others: it may hold codes.
    """
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.touch(mode=0o600)
    try:
        yield unfinished
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
