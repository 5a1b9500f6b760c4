"""A log in a folder of this machine, for any web server to serve."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from kenbaar.journal.errors import StorageUnreachable
from kenbaar.ledger.tiles import File

# Waiting for the disk takes most of the time of a small file. Measured here: 0.9 ms one by one, 0.3 ms with eight.
_WRITERS = 8
# Some five megabytes of tiles and bundles on their way.
_AT_ONCE = 64
# Half-written files lie here, apart from what a web server shows.
_UNFINISHED = ".unfinished"


class Folder:
    """Files below one folder. Each is written beside its place, forced to the disk, and then put there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str) -> bytes | None:
        """Return a file, or None where there is none. Raises StorageUnreachable."""
        with self._reachable():
            try:
                # Asked for every tile that is served: making a Path takes longer than reading.
                with open(f"{self._root}/{path}", "rb") as file:  # noqa: PTH123
                    return file.read()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def write(self, files: Iterable[File]) -> None:
        """Write files of which the content follows from the path. Raises StorageUnreachable."""
        folders: set[Path] = set()
        with self._reachable(), self._unfinished(), ThreadPoolExecutor(_WRITERS) as writers:
            rest = iter(files)
            while some := list(islice(rest, _AT_ONCE)):
                for folder in {(self._root / file.path).parent for file in some} - folders:
                    folder.mkdir(parents=True, exist_ok=True)
                    folders.add(folder)
                for one in list(self._written(writers, some)):
                    one.result()
            for folder in _with_parents(folders, self._root):
                _force(folder)

    def _written(self, writers: ThreadPoolExecutor, some: Iterable[File]) -> Iterator[Future[None]]:
        """Have files written beside each other, or one after the other where the process is at its end."""
        for file in some:
            try:
                yield writers.submit(self._put, file.path, file.data)
            except RuntimeError:
                # Python starts no work in other threads once the main one has ended; sealing goes on until it is done.
                self._put(file.path, file.data)

    def advance(self, path: str, data: bytes, *, supersedes: Callable[[bytes], bool]) -> bool:
        """Put a file in the place of an older one, alone. Raises StorageUnreachable."""
        with self._reachable(), self._unfinished(), _alone(self._root / ".lock"):
            old = self.read(path)
            if old is not None and not supersedes(old):
                return False
            self._put(path, data)
            _force((self._root / path).parent)
            return True

    @contextmanager
    def _unfinished(self) -> Iterator[None]:
        """Share the place of half-written files; who finds nobody there clears what killed processes left."""
        place = self._root / _UNFINISHED
        place.mkdir(parents=True, exist_ok=True)
        with (self._root / f"{_UNFINISHED}.lock").open("wb") as lock:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for left in place.iterdir():
                    left.unlink()
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    def _put(self, path: str, data: bytes) -> None:
        # Two sealers may write the same file at once, each under a name of its own.
        name = f"{path.replace('/', '-')}.{secrets.token_hex(8)}"
        unfinished = self._root / _UNFINISHED / name
        try:
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._root / path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageUnreachable(str(self._root), error.strerror or str(error)) from error


def _with_parents(folders: set[Path], root: Path) -> set[Path]:
    """Return the folders with all that lie between them and the root: a new folder is an entry in its parent."""
    return {above for folder in folders for above in (folder, *folder.parents) if above.is_relative_to(root)}


def _force(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, whatever ends it."""
    with lock.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
