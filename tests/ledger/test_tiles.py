"""Files of a log have one name each, and what is in them is read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.tiles import (
    BundleDamaged,
    EntriesName,
    EntryTooLong,
    FileDamaged,
    TileName,
    edge,
    entries_path,
    parse_tile_path,
    read_bundle,
    read_entries,
    read_tile,
    tile_path,
    tile_width,
    write_bundle,
)
from tests.ledger.small_logs import plain_entries, written

names = st.builds(TileName, st.integers(0, 63), st.integers(0, 10**15), st.integers(1, 256)) | st.builds(
    EntriesName, st.integers(0, 10**15), st.integers(1, 256)
)


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path(0, 1234, 17) == "tile/0/x001/234.p/17"
    assert entries_path(0, 1) == "tile/entries/000.p/1"


@given(names)
def test_every_name_is_read_back_from_its_path(name: TileName | EntriesName) -> None:
    assert parse_tile_path(name.path) == name


@pytest.mark.parametrize(
    "path",
    [
        "",
        "checkpoint",
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/0",
        "tile/0/1000",
        "tile/0/x000/001",
        "tile/0/001/x002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../000",
        "tile/0/٠٠٠",
        "tile/0/000\n",
    ],
)
def test_other_paths_name_nothing(path: str) -> None:
    assert parse_tile_path(path) is None


def test_the_tree_of_the_specification_has_the_tiles_that_it_lists() -> None:
    assert edge(70_000) == (TileName(0, 273, 112), TileName(1, 1, 17), TileName(2, 0, 1))
    assert edge(256) == (TileName(1, 0, 1),)
    assert edge(0) == ()
    assert [tile_width(0, index, 70_000) for index in (0, 272, 273, 274)] == [256, 256, 112, 0]
    assert [tile_width(level, 0, 70_000) for level in (1, 2, 3)] == [256, 1, 0]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_entries_come_back_from_their_bundle(entries: list[bytes]) -> None:
    assert read_bundle(write_bundle(entries)) == entries


def test_an_entry_has_at_most_65535_bytes() -> None:
    longest = bytes(65_535)

    assert read_bundle(write_bundle([longest])) == [longest]
    with pytest.raises(EntryTooLong, match="65,535"):
        write_bundle([longest + b"!"])


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x01", b"\x00\x00\x00", b"\x00\x02a"])
def test_a_bundle_does_not_end_in_the_middle_of_an_entry(data: bytes) -> None:
    with pytest.raises(BundleDamaged, match="in the middle"):
        read_bundle(data)


def test_a_partial_file_that_was_removed_is_read_from_the_full_one() -> None:
    files, _ = written(plain_entries(256))

    assert read_entries(EntriesName(0, 3), files.get) == [b"leaf 0", b"leaf 1", b"leaf 2"]
    assert read_tile(TileName(0, 0, 3), files.get) == read_tile(TileName(0, 0), files.get)[:3]


def test_a_file_of_a_log_that_is_not_right_is_named() -> None:
    files, _ = written(plain_entries(5))
    assert len(read_entries(EntriesName(0, 5), files.get)) == 5

    with pytest.raises(FileDamaged, match=r"tile/entries/000\.p/4: The file is missing"):
        read_entries(EntriesName(0, 4), files.get)
    with pytest.raises(FileDamaged, match="has 5 entries instead of 4"):
        read_entries(EntriesName(0, 4), {"tile/entries/000.p/4": files["tile/entries/000.p/5"]}.get)
    with pytest.raises(FileDamaged, match="in the middle"):
        read_entries(EntriesName(0, 5), {"tile/entries/000.p/5": files["tile/entries/000.p/5"][:-1]}.get)
