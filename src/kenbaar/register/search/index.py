"""The index on disk: one folder with a current index in it, one writer at a time, any number of readers.

The index is a cache and never the truth. The file `current.json` says which index is in use, what made it and up to
which line of the journal it is true; it is replaced in one step, after the index itself is safe on disk.
"""

import fcntl
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import orjson
import tantivy
from django.conf import settings

from kenbaar.journal import queries as journal
from kenbaar.register.models import Entry
from kenbaar.register.search.analysis import ANALYSIS
from kenbaar.register.search.documents import LAYOUT, document_of, schema

_STATE, _LOCK = "current.json", "writing.lock"
# Data that decides what is in the index; synonyms do not, they work on the question.
_DECIDING = ("compounds.yaml", "stopwords.yaml", "laws.yaml", "assessments.yaml", "dutch.marisa")
# Memory for what is not yet on disk: small beside a site that serves, larger for building anew.
_MEMORY_FOLLOWING, _MEMORY_BUILDING = 20_000_000, 128_000_000


class IndexBusy(Exception):
    """Another process is writing the index."""

    def __init__(self) -> None:
        super().__init__("Another process is writing the search index and will bring it up to date. Try again later.")


@dataclass(frozen=True, slots=True)
class State:
    """Which index is current, by which code and data it was made, and the journal line up to which it is true.

    `mark` tells that line from another with the same number.
    """

    name: str
    made_by: str
    head: int
    mark: str

    @property
    def usable(self) -> bool:
        """Say whether this code can read and extend the index."""
        return self.made_by == fingerprint()


@cache
def fingerprint() -> str:
    """Return what tells apart indexes that are made in different ways."""
    data = files("kenbaar.content").joinpath("search")
    digest = hashlib.sha256(f"{ANALYSIS}.{LAYOUT}.{version('tantivy')}".encode())
    for name in _DECIDING:
        digest.update(data.joinpath(name).read_bytes())
    return digest.hexdigest()


def index_folder() -> Path:
    """Return the folder of the index."""
    return Path(settings.SEARCH_INDEX_DIR)


def current_state() -> State | None:
    """Return the state of the index, or None when there is none that can be read."""
    try:
        return State(**orjson.loads((index_folder() / _STATE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def is_readable(state: State) -> bool:
    """Say whether this code can read the index that a state names."""
    if not state.usable:
        return False
    try:
        tantivy.Index.open(str(index_folder() / state.name)).searcher()
    except ValueError:  # what tantivy raises for files that are gone or broken
        return False
    return True


def state_mark() -> tuple[str, int, int] | None:
    """Return what differs whenever the state was replaced, at the cost of looking at one file; None without index."""
    path = f"{settings.SEARCH_INDEX_DIR}/{_STATE}"
    try:
        seen = os.stat(path)  # noqa: PTH116  # asked twice for every page: making a Path takes longer than looking
    except OSError:
        return None
    return path, seen.st_ino, seen.st_mtime_ns


_own_turn = threading.Lock()


@contextmanager
def writing_alone() -> Iterator[None]:
    """Hold the index for writing. Threads of this process wait; raises IndexBusy when another process writes."""
    index_folder().mkdir(parents=True, exist_ok=True)
    with _own_turn, (index_folder() / _LOCK).open("w") as lock:
        try:
            # The system lets go of this lock when a process dies, so a crash never blocks the next one.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusy from error
        yield


class Writer:
    """Changes an index. Nothing is visible before `finish`."""

    def __init__(self, name: str, *, building: bool) -> None:
        folder = index_folder() / name
        self._name = name
        if building:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        index = tantivy.Index(schema(), str(folder)) if building else tantivy.Index.open(str(folder))
        try:
            self._writer = index.writer(_MEMORY_BUILDING if building else _MEMORY_FOLLOWING, 2 if building else 1)
        except ValueError as error:  # tantivy's own lock: somebody writes here without `writing_alone`
            raise IndexBusy from error

    def put(self, entry: Entry) -> None:
        """Add a published entry; the caller takes an older form of it out first."""
        self._writer.add_document(document_of(entry))

    def take_out(self, reference: str) -> None:
        """Take an entry out, if it is in."""
        self._writer.delete_documents_by_term("reference", reference)

    def finish(self, head: int) -> None:
        """Make everything visible: the index is now true up to this line of the journal."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        _replace_state(State(self._name, fingerprint(), head, journal.mark_of(head)))
        _remove_others(self._name)


def new_name() -> str:
    """Return a name for an index beside the current one."""
    state = current_state()
    number = int(state.name.rpartition("-")[2]) + 1 if state else 1
    return f"index-{number}"


def _replace_state(state: State) -> None:
    unfinished = index_folder() / f"{_STATE}.part"
    unfinished.write_bytes(orjson.dumps(state))
    unfinished.replace(index_folder() / _STATE)


def _remove_others(name: str) -> None:
    # Who still reads an old index keeps its files open until it lets go.
    for folder in index_folder().glob("index-*"):
        if folder.name != name:
            with suppress(OSError):
                shutil.rmtree(folder)
