"""Whoever reads the whole log again finds the file that was changed, whichever it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.ledger.auditing import all_entries, first_damage
from kenbaar.ledger.hashing import EMPTY_ROOT
from tests.ledger.small_logs import plain_entries, written

SIZE = 3 * 256 + 44
FILES, LAST = written(plain_entries(SIZE))
ROOT = LAST.root()


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_537])
def test_a_log_that_nobody_touched_is_well(size: int) -> None:
    files, growing = written(plain_entries(size))

    assert first_damage(size, growing.root(), files.get) is None
    assert list(all_entries(size, files.get)) == list(plain_entries(size))


def test_an_older_size_of_a_log_that_grew_is_well_too() -> None:
    older, at_300 = written(plain_entries(300))
    # Of the files that were not full at that size, those are gone whose full ones are there.
    kept = {path: data for path, data in older.items() if path.startswith("tile/1/")}

    assert first_damage(300, at_300.root(), {**FILES, **kept}.get) is None


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 2**16), st.integers(1, 255))
def test_a_changed_byte_of_any_file_is_found(path: str, place: int, change: int) -> None:
    data = bytearray(FILES[path])
    data[place % len(data)] ^= change
    damage = first_damage(SIZE, ROOT, {**FILES, path: bytes(data)}.get)

    assert damage is not None
    assert path in str(damage)


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_missing_file_is_found(path: str) -> None:
    damage = first_damage(SIZE, ROOT, {key: data for key, data in FILES.items() if key != path}.get)

    assert damage is not None
    assert damage.path == path


def test_two_files_that_changed_places_are_found() -> None:
    for one, other in (("tile/0/000", "tile/0/001"), ("tile/entries/000", "tile/entries/001")):
        assert first_damage(SIZE, ROOT, {**FILES, one: FILES[other], other: FILES[one]}.get) is not None


def test_a_log_that_was_written_anew_as_a_whole_has_another_root() -> None:
    other, _ = written([b"another first leaf", *list(plain_entries(SIZE))[1:]])
    damage = first_damage(SIZE, ROOT, other.get)

    assert damage is not None
    assert damage.path == "checkpoint"
    assert first_damage(0, ROOT, {}.get) is not None
    assert first_damage(0, EMPTY_ROOT, {}.get) is None
