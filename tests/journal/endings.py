"""Where a process is killed while it seals: a table with a name for each place."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from kenbaar.journal.log.sealing import Moment

# What `seal` tells its moments to; each ending gives one.
Hears = Callable[[Moment], object]


def die() -> None:
    """End this process as a power cut or the kernel does: nothing gets to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Call:
    """The `number`-th call of a function, by its dotted name: right before it, or right after it."""

    of: str
    number: int = 1
    after: bool = False

    @contextmanager
    def deadly(self) -> Iterator[Hears]:
        """Make it the last call of this process."""
        original, calls = resolve_name(self.of), count(1)

        def dying(*args: Any, **named: Any) -> Any:
            # Several threads may be at it.
            last = next(calls) == self.number
            if last and not self.after:
                die()
            answer = original(*args, **named)
            if last:
                die()
            return answer

        with patch(self.of, dying):
            yield _ignore


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """The `number`-th file that is opened for writing bytes, when half of it is written."""

    number: int

    @contextmanager
    def deadly(self) -> Iterator[Hears]:
        """Make it the last file of this process."""
        original, files = Path.open, count(1)

        def opened(path: Path, *args: Any, **named: Any) -> Any:
            file = original(path, *args, **named)
            last = path.parent.name == ".unfinished" and next(files) == self.number
            return _Half(file) if last else file

        with patch.object(Path, "open", opened):
            yield _ignore


def _ignore(_moment: Moment) -> None:
    pass


class _Half:
    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> "_Half":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])
        self._file.flush()
        die()


@dataclass(frozen=True, slots=True)
class At:
    """A moment of `seal`."""

    moment: Moment

    @contextmanager
    def deadly(self) -> Iterator[Hears]:
        """Make it the last moment of this process."""
        yield lambda moment: die() if moment is self.moment else None


Ending = At | Call | HalfWritten

_FSYNC, _REPLACE = "os.fsync", "pathlib.Path.replace"
_FORCE = "kenbaar.journal.log.storage.folder._force"
_ADVANCE = "kenbaar.journal.log.storage.folder.Folder.advance"
_PUT = "obstore.store.S3Store.put"
_LINE = "kenbaar.journal.log.sealing.write_line"

# A sealing of 300 leaves writes two full files, three that are not full, and the checkpoint.
MOMENTS: dict[str, Ending] = {f"moment: {moment}": At(moment) for moment in Moment}
ENDINGS: dict[str, Ending] = {
    **MOMENTS,
    "the folders are not all made": Call("pathlib.Path.mkdir", 2),
    "a file is half written": HalfWritten(1),
    "a file is written and not forced to the disk": Call(_FSYNC),
    "a file is forced to the disk and not in its place": Call(_REPLACE),
    "one file is in its place and the next is not": Call(_REPLACE, after=True),
    "all full files are there and their names are not forced": Call(_FORCE),
    "some of the names are forced": Call(_FORCE, after=True),
    "a file at the edge is half written": HalfWritten(4),
    "some files of the edge are in their place": Call(_REPLACE, 4, after=True),
    "the head is changed and its line not written": Call(_LINE),
    "the head is changed, its line written, nothing committed": Call(_LINE, after=True),
    "the head is swapped and nothing else done": Call(_ADVANCE),
    "the checkpoint is half written": HalfWritten(6),
    "the checkpoint is forced to the disk and not in its place": Call(_REPLACE, 6),
    "the checkpoint is in its place and its name not forced": Call(_REPLACE, 6, after=True),
    "the checkpoint is published and nobody told": Call(_ADVANCE, after=True),
}
# The same files, in a store that speaks S3: each is there or is not.
ENDINGS_IN_A_STORE: dict[str, Ending] = {
    **MOMENTS,
    "no object is written": Call(_PUT),
    "one object is written and the next is not": Call(_PUT, after=True),
    "some objects of the edge are written": Call(_PUT, 4, after=True),
    "the checkpoint is not written": Call(_PUT, 6),
    "the checkpoint is written and nobody told": Call(_PUT, 6, after=True),
}
