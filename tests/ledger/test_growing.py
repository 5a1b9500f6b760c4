"""A log that grows in any steps, with a restart after each, is the log that was written at once."""

import itertools
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.ledger.growing import EdgeDamaged, Growing
from kenbaar.ledger.hashing import EMPTY_ROOT, leaf_hash
from kenbaar.ledger.tiles import EntryTooLong
from kenbaar.ledger.tree import Frontier
from tests.ledger.small_logs import plain_entries, written


def grown(steps: list[int], *, tidy: bool) -> tuple[dict[str, bytes], Growing]:
    """Grow a log step by step, resumed from its files each time; a tidy one removes finished partial files."""
    files: dict[str, bytes] = {}
    growing = Growing.empty()
    for step in steps:
        growing = Growing.resume(growing.size, growing.root(), files.get)
        entries = itertools.islice(plain_entries(growing.size + step), growing.size, None)
        for file in [*growing.add(entries), *growing.close()]:
            assert files.setdefault(file.path, file.data) == file.data, "a file was written twice, with other bytes"
            if tidy and ".p/" not in file.path:
                for partial in [path for path in files if path.startswith(f"{file.path}.p/")]:
                    del files[partial]
    return files, growing


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([0, 1, 2, 100, 255, 256, 257, 1000]), max_size=8), st.booleans())
def test_the_steps_in_which_a_log_grew_leave_no_trace(steps: list[int], tidy: bool) -> None:
    files, growing = grown(steps, tidy=tidy)
    at_once, whole = written(plain_entries(sum(steps)))

    assert (growing.size, growing.root()) == (whole.size, whole.root())
    assert {path: files[path] for path in at_once} == at_once


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_535, 65_536, 65_537])
def test_the_root_is_that_of_the_leaves_in_order(size: int) -> None:
    edge = Frontier()
    for entry in plain_entries(size):
        edge.append(leaf_hash(entry))
    files, growing = written(plain_entries(size))

    assert growing.root() == edge.root()
    assert Growing.resume(size, edge.root(), files.get).root() == edge.root()


def test_an_empty_log_has_no_files() -> None:
    files, growing = written([])

    assert (files, growing.size, growing.root()) == ({}, 0, EMPTY_ROOT)


def test_an_entry_that_does_not_fit_is_refused_when_it_is_added() -> None:
    growing = Growing.empty()

    with pytest.raises(EntryTooLong):
        list(growing.add([b"fits", bytes(65_536)]))


SIZE = 65_536 + 256 + 2
WHOLE, LAST = written(plain_entries(SIZE))
EDGE = sorted(path for path in WHOLE if ".p/" in path)


@given(st.sampled_from(EDGE), st.integers(0, 2**16), st.integers(1, 255))
def test_a_log_does_not_go_on_from_an_edge_of_which_a_byte_was_changed(path: str, place: int, change: int) -> None:
    data = bytearray(WHOLE[path])
    data[place % len(data)] ^= change

    with pytest.raises(EdgeDamaged) as refused:
        Growing.resume(SIZE, LAST.root(), {**WHOLE, path: bytes(data)}.get)
    assert path in refused.value.path or "entries" in refused.value.path


@pytest.mark.parametrize("path", EDGE)
def test_a_log_does_not_go_on_without_its_edge(path: str) -> None:
    with pytest.raises(EdgeDamaged, match="missing") as refused:
        Growing.resume(SIZE, LAST.root(), {key: data for key, data in WHOLE.items() if key != path}.get)

    assert refused.value.path == path


def test_a_log_does_not_go_on_under_another_root() -> None:
    with pytest.raises(EdgeDamaged, match="does not give the root that was signed"):
        Growing.resume(SIZE, EMPTY_ROOT, WHOLE.get)
    with pytest.raises(EdgeDamaged, match="does not give the root"):
        Growing.resume(0, LAST.root(), WHOLE.get)


def test_memory_stays_flat_while_a_log_grows() -> None:
    growing = Growing.empty()
    tracemalloc.start()
    for _ in growing.add(plain_entries(70_000)):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert growing.size == 70_000
    assert most < 1_000_000
