"""Reading a log again from its files, against one checkpoint: from the root that was signed down to each entry.

Each tile is held against the hash that the tile above it has for it, and each entry against its hash in the tile. So
what differs is named where it lies. Memory is flat: of each level one tile at a time.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kenbaar.ledger.checkpoints import Checkpoint
from kenbaar.ledger.hashing import leaf_hash
from kenbaar.ledger.tiles import (
    TILE_WIDTH,
    EntriesName,
    FileDamaged,
    Read,
    TileName,
    edge,
    read_entries,
    read_tile,
)
from kenbaar.ledger.tree import root_of


class What(StrEnum):
    """What differs in the files of a log."""

    FILE = "file"
    ROOT = "root"
    TILE = "tile"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be: `what` it is, `where` it lies, and what was expected and found there.

    `where` names a file of the log by its path, a row by its table and number, or an entry by its reference.
    """

    what: str
    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Entries that were read: the number of the first, the hashes (32 bytes) of the tree, and the entries themselves.

    `hashes` and `entries` are None where their file is missing or no such file at all.
    """

    first: int
    width: int
    hashes: Sequence[bytes] | None
    entries: Sequence[bytes] | None


def audited(checkpoint: Checkpoint, read: Read, *, first: int = 0) -> Iterator[Difference | Bundle]:
    """Read the log of a checkpoint again, and give every difference, and every bundle in order, as a stream.

    With `first`, bundles that lie wholly before that leaf are left out, with the tiles that only they need.
    """
    rows: dict[TileName, list[bytes] | None] = {}
    for tile in edge(checkpoint.size):
        rows[tile] = yield from _row(tile, read)
    if checkpoint.size and all(rows.values()):
        root = _root_above([row for row in rows.values() if row])
        if root != checkpoint.root:
            where = ", ".join(tile.path for tile in rows)
            yield Difference(What.ROOT, where, checkpoint.root.hex(), root.hex())
    # From the top: its tiles are those of the first leaves.
    for tile in reversed(rows):
        yield from _below(tile, rows[tile], read, first)


def _below(tile: TileName, row: list[bytes] | None, read: Read, first: int) -> Iterator[Difference | Bundle]:
    if not tile.level:
        yield from _bundle(tile, row, read, first)
        return
    for place in range(tile.width):
        child = TileName(tile.level - 1, tile.index * TILE_WIDTH + place)
        if (child.index + 1) << 8 * tile.level <= first:
            continue
        hashes = yield from _row(child, read)
        if hashes and row and root_of(hashes) != row[place]:
            above = f"{child.path} ({tile.path}, {place})"
            yield Difference(What.TILE, above, row[place].hex(), root_of(hashes).hex())
        yield from _below(child, hashes, read, first)


def _bundle(tile: TileName, row: list[bytes] | None, read: Read, first: int) -> Iterator[Difference | Bundle]:
    start = tile.index * TILE_WIDTH
    if start + tile.width <= first:
        return
    name = EntriesName(tile.index, tile.width)
    try:
        entries: list[bytes] | None = read_entries(name, read)
    except FileDamaged as damaged:
        entries = None
        yield Difference(What.FILE, damaged.path, f"{tile.width}", damaged.why)
    for number, (entry, expected) in enumerate(zip(entries or (), row or (), strict=False), start):
        if leaf_hash(entry) != expected:
            yield Difference(What.ENTRY, f"{name.path} ({number})", expected.hex(), leaf_hash(entry).hex())
    yield Bundle(start, tile.width, row, entries)


def _row(tile: TileName, read: Read) -> Generator[Difference, None, list[bytes] | None]:
    try:
        return read_tile(tile, read)
    except FileDamaged as damaged:
        yield Difference(What.FILE, damaged.path, f"{tile.width}", damaged.why)
        return None


def _root_above(rows: Sequence[list[bytes]]) -> bytes:
    """Return the root over the tiles of an edge, from the leaves up."""
    below: list[bytes] = []
    for row in rows:
        below = [root_of(row + below)]
    return below[0]
