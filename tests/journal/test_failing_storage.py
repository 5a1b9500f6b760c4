"""A disk that is full, read-only or away: one clear sentence, no harm to the deed, and healing by itself."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError

from kenbaar.journal import background
from kenbaar.journal.errors import NoKey, StorageUnreachable
from kenbaar.journal.log import sealing_soon
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import Moment, seal
from kenbaar.journal.log.storage.folder import Folder
from kenbaar.ledger.checkpoints import signed_checkpoint
from kenbaar.ledger.notes import Signer
from kenbaar.ledger.tiles import CHECKPOINT_PATH, File
from tests import make
from tests.journal import children
from tests.journal.watching import KEY, Watcher
from tests.support.processes import Site

CALLS = ("os.fsync", "os.open", "pathlib.Path.mkdir", "pathlib.Path.open", "pathlib.Path.replace")


def failing(call: str, *, after: int, error: int) -> Any:
    """Have a function fail with an error of the system from now on, but for its first calls."""
    original, calls = resolve_name(call), count(1)

    def refusing(*args: Any, **named: Any) -> Any:
        if next(calls) > after:
            raise OSError(error, os.strerror(error))
        return original(*args, **named)

    return patch(call, refusing)


@pytest.mark.django_db
@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALLS)
def test_wherever_the_disk_refuses_it_is_said_and_the_next_sealing_heals_it(
    call: str, error: int, watcher: Watcher
) -> None:
    for done in count():
        children.add_leaves(f"entry-{done}", 300)
        try:
            with failing(call, after=done, error=error):
                seal(Log.REGISTER, now=make.NOON)
        except StorageUnreachable as said:
            assert f"{os.strerror(error)})" in str(said)
            watcher.look()
            watcher.assert_whole(children.recover().leaves)
        else:
            break
    assert done > 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Put a file system of 64 kB below the log, and give what changes its options."""
    place = tmp_path / "log"
    place.mkdir()

    def mount(options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", place], check=True, capture_output=True)

    try:
        mount("size=64k")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs the rights of root")
    yield lambda options: mount(f"remount,{options}")
    subprocess.run(["umount", place], check=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("key")
def test_a_disk_that_is_full_or_read_only_heals_when_there_is_room(
    small_disk: Callable[[str], None], watcher: Watcher
) -> None:
    children.prepare(sealed=10, waiting=2_000)
    watcher.look()
    with pytest.raises(StorageUnreachable, match="No space left on device"):
        seal(Log.REGISTER, now=make.NOON)
    watcher.look()
    small_disk("size=4m,ro")
    with pytest.raises(StorageUnreachable, match="Read-only file system"):
        seal(Log.REGISTER, now=make.NOON)
    watcher.look()
    small_disk("size=4m,rw")
    watcher.assert_whole(children.recover().leaves)
    assert watcher.seen.size == 2_010


def test_a_deed_is_done_while_the_storage_is_away_and_is_sealed_by_itself_when_it_is_back(
    site: Site, watcher: Watcher
) -> None:
    assert site.ask(children.publish_while_the_storage_is_away) == "published"
    found = site.ask(children.look_around)
    assert found.steps.total() == found.size == 1
    watcher.assert_whole(found.leaves)


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (StorageUnreachable("/log", "gone"), True),
        (OperationalError("the database is away"), True),
        (NoKey("register", "/keys.txt"), False),
        (RuntimeError("a mistake of ours"), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_passes_is_tried_again_and_what_needs_somebody_is_not(
    error: Exception, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(sealing_soon._background, "ask_after", asked.append)
    with patch.object(sealing_soon, "seal", side_effect=error):
        sealing_soon._seal_all()
    assert bool(asked) is again


def test_however_often_a_retry_is_asked_for_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Callable[[], None]] = []

    class Timer:
        def __init__(self, _seconds: float, ring: Callable[[], None]) -> None:
            self.start = lambda: waiting.append(ring)

    monkeypatch.setattr(background.threading, "Timer", Timer)
    work = background.Background("retry", lambda: None)
    for _ in range(3):
        work.ask_after(30)
    assert len(waiting) == 1
    waiting[0]()
    work.ask_after(30)
    assert len(waiting) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("moment", [Moment.BEGUN, Moment.HEAD_SWAPPED])
def test_a_forged_checkpoint_with_a_larger_number_does_not_keep_the_true_one_away(
    moment: Moment, tmp_path: Path, watcher: Watcher
) -> None:
    children.add_leaves("entry", 3)
    stranger = Signer.made(KEY.name, bytes([1]) * 32)
    forged = signed_checkpoint(type(watcher.seen)(KEY.name, 1_000_000, bytes(32)), [stranger])

    def forge(here: Moment) -> None:
        if here is moment:
            Folder(tmp_path / "log" / "register").advance(CHECKPOINT_PATH, forged, supersedes=lambda _old: True)

    seal(Log.REGISTER, now=make.NOON, at=forge)
    watcher.assert_whole(children.look_around().leaves)


def test_what_a_killed_process_left_is_cleared_but_not_what_another_still_writes(tmp_path: Path) -> None:
    folder, other = Folder(tmp_path), Folder(tmp_path)
    left = tmp_path / ".unfinished" / "checkpoint.1.1"

    def write_meanwhile(_old: bytes) -> bool:
        left.write_bytes(b"half")
        other.write([])
        assert left.exists()
        return True

    folder.advance(CHECKPOINT_PATH, b"1", supersedes=write_meanwhile)
    folder.advance(CHECKPOINT_PATH, b"2", supersedes=write_meanwhile)
    other.write([])
    assert not left.exists()


def test_files_are_written_as_well_when_python_starts_no_other_threads_any_more(tmp_path: Path) -> None:
    """A process that ends finishes what it was sealing."""
    with patch("concurrent.futures.ThreadPoolExecutor.submit", side_effect=RuntimeError("cannot schedule")):
        Folder(tmp_path).write([File("tile/0/000", b"one"), File("tile/entries/000", b"two")])
    assert (tmp_path / "tile/0/000").read_bytes() == b"one" and (tmp_path / "tile/entries/000").read_bytes() == b"two"
