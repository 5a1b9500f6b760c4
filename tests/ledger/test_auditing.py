"""A log that is read again: what somebody changed in a file is named where it lies."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.auditing import Bundle, Difference, What, audited
from kenbaar.ledger.checkpoints import Checkpoint
from tests.ledger.small_logs import ORIGIN, plain_entries, written

SIZES = (1, 2, 255, 256, 257, 600, 65_536, 66_100)


def log_of(size: int) -> tuple[dict[str, bytes], Checkpoint]:
    """Make the files of a log, and what it says of itself."""
    files, growing = written(plain_entries(size))
    return files, Checkpoint(ORIGIN, size, growing.root())


LOGS = {size: log_of(size) for size in SIZES}


def differences(size: int, files: dict[str, bytes]) -> Iterator[Difference]:
    return (one for one in audited(LOGS[size][1], files.get) if isinstance(one, Difference))


@pytest.mark.parametrize("size", [0, *SIZES])
def test_a_sound_log_is_read_whole_and_in_order(size: int) -> None:
    files, checkpoint = log_of(size)
    read = list(audited(checkpoint, files.get))
    assert not [one for one in read if isinstance(one, Difference)]
    entries = [entry for one in read if isinstance(one, Bundle) for entry in one.entries or ()]
    assert entries == list(plain_entries(size))


@pytest.mark.parametrize("first", [0, 255, 256, 65_535, 65_536, 66_099, 66_100])
def test_reading_on_leaves_out_what_was_read(first: int) -> None:
    files, checkpoint = LOGS[66_100]
    asked: list[str] = []

    def read(path: str) -> bytes | None:
        asked.append(path)
        return files.get(path)

    bundles = [one for one in audited(checkpoint, read, first=first) if isinstance(one, Bundle)]
    assert [one.first for one in bundles] == ([] if first == 66_100 else list(range(first - first % 256, 66_100, 256)))
    assert len(asked) <= 2 * len(bundles) + 4


Tampering = Callable[[dict[str, bytes], str, int], None]


def _change(files: dict[str, bytes], path: str, at: int) -> None:
    data = bytearray(files[path])
    data[at % len(data)] ^= 1 + at % 255
    files[path] = bytes(data)


def _insert(files: dict[str, bytes], path: str, at: int) -> None:
    data = files[path]
    files[path] = data[: at % len(data)] + bytes([at % 256]) + data[at % len(data) :]


def _cut(files: dict[str, bytes], path: str, at: int) -> None:
    data = files[path]
    files[path] = data[: at % len(data)] + data[at % len(data) + 1 :]


def _delete(files: dict[str, bytes], path: str, at: int) -> None:
    del files[path]


def _swap(files: dict[str, bytes], path: str, at: int) -> None:
    others = sorted(other for other in files if files[other] != files[path])
    other = others[at % len(others)]
    files[path], files[other] = files[other], files[path]


@given(
    size=st.sampled_from([255, 257, 600]),
    tamper=st.sampled_from([_change, _insert, _cut, _delete, _swap]),
    which=st.integers(0, 1000),
    at=st.integers(0, 2**20),
)
def test_whatever_is_changed_in_a_file_is_named(size: int, tamper: Tampering, which: int, at: int) -> None:
    files = dict(LOGS[size][0])
    path = sorted(files)[which % len(files)]
    tamper(files, path, at)
    found = list(differences(size, files))
    assert any(path in one.where for one in found), found


def test_a_changed_entry_is_named_by_its_number() -> None:
    files = dict(LOGS[600][0])
    files["tile/entries/001"] = files["tile/entries/001"].replace(b"leaf 300", b"leaf 399")
    (found,) = differences(600, files)
    assert (found.what, found.where) == (What.ENTRY, "tile/entries/001 (300)")


def test_a_changed_tile_is_named_with_its_place_above() -> None:
    files = dict(LOGS[66_100][0])
    _change(files, "tile/0/007", 40)
    found = list(differences(66_100, files))
    assert [(one.what, one.where) for one in found] == [
        (What.TILE, "tile/0/007 (tile/1/000, 7)"),
        (What.ENTRY, "tile/entries/007 (1793)"),
    ]


def test_another_root_than_the_one_that_was_signed_is_named() -> None:
    files, _ = written(entry.replace(b"leaf 3", b"another") for entry in plain_entries(600))
    first = next(differences(600, files))
    assert (first.what, first.expected) == (What.ROOT, LOGS[600][1].root.hex())
