"""Writing a log as it grows: each full tile and bundle once, and the partial ones of the size that is reached.

Memory stays flat however many leaves there are: only the right edge is held, at most 255 hashes a level.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Self

from kenbaar.ledger.hashing import EMPTY_ROOT, HASH_SIZE, LEAF_PREFIX, leaf_hash
from kenbaar.ledger.tiles import (
    TILE_WIDTH,
    EntriesName,
    File,
    FileDamaged,
    Read,
    edge,
    entries_path,
    read_entries,
    read_tile,
    split,
    tile_path,
    write_bundle,
)
from kenbaar.ledger.tree import root_of

_FULL_TILE = TILE_WIDTH * HASH_SIZE


class EdgeDamaged(FileDamaged):
    """The right edge of a log is missing, or is not the edge of the tree with the given root."""


class Growing:
    """A log that leaves are added to. It writes nothing itself: whoever asks stores the files that it yields.

    After an exception in the middle of `add`, throw it away and `resume` at the last size that was stored.
    """

    def __init__(self, rows: Sequence[bytearray], bundle: bytes, size: int) -> None:
        # The hashes of the tile that is not full yet, per level; and the bundle of entries below that of level 0.
        self._rows = list(rows)
        self._bundle = bytearray(bundle)
        self.size = size

    @classmethod
    def empty(cls) -> Self:
        """Return a log without leaves."""
        return cls([bytearray()], b"", 0)

    @classmethod
    def resume(cls, size: int, root: bytes, read: Read) -> Self:
        """Return the log of `size` leaves whose files `read` gives, to go on from there.

        Raises EdgeDamaged when a file of the edge is missing or damaged, and when together they do not give `root`.
        """
        rows = [bytearray() for _ in range(max(1, -(-size.bit_length() // 8)))]
        entries: list[bytes] = []
        try:
            for tile in edge(size):
                rows[tile.level] += b"".join(read_tile(tile, read))
            if size % TILE_WIDTH:
                entries = read_entries(EntriesName(size // TILE_WIDTH, size % TILE_WIDTH), read)
        except FileDamaged as damaged:
            raise EdgeDamaged(damaged.path, damaged.why) from damaged
        if [leaf_hash(entry) for entry in entries] != split(rows[0]):
            bundle = entries_path(size // TILE_WIDTH, size % TILE_WIDTH)
            raise EdgeDamaged(bundle, "The entries are not those of the tile at the edge.")
        growing = cls(rows, write_bundle(entries), size)
        if growing.root() != root:
            tiles = ", ".join(tile.path for tile in edge(size)) or "tile"
            raise EdgeDamaged(tiles, "The edge of the log does not give the root that was signed.")
        return growing

    def add(self, entries: Iterable[bytes]) -> Iterator[File]:
        """Add entries (each at most 65,535 bytes) and yield the bundles and tiles that they fill.

        Raises EntryTooLong when one does not fit.
        """
        coming = iter(entries)
        while chunk := list(islice(coming, TILE_WIDTH - self.size % TILE_WIDTH)):
            self._bundle += write_bundle(chunk)
            self._rows[0] += b"".join([sha256(LEAF_PREFIX + entry).digest() for entry in chunk])
            self.size += len(chunk)
            if not self.size % TILE_WIDTH:
                yield File(entries_path(self.size // TILE_WIDTH - 1), bytes(self._bundle))
                self._bundle.clear()
                yield from self._filled()

    def close(self) -> Iterator[File]:
        """Yield the files that are not full at the size reached: with them the log can be served and resumed."""
        if width := self.size % TILE_WIDTH:
            yield File(entries_path(self.size // TILE_WIDTH, width), bytes(self._bundle))
        for tile in edge(self.size):
            yield File(tile.path, bytes(self._rows[tile.level]))

    def root(self) -> bytes:
        """Return the root over all leaves so far, 32 bytes."""
        below: list[bytes] = []
        for row in self._rows:
            hashes = split(row) + below
            below = [root_of(hashes)] if hashes else []
        return below[0] if below else EMPTY_ROOT

    def _filled(self) -> Iterator[File]:
        """Yield the tile that is full at level 0, and each above it that its root fills."""
        level = 0
        while len(self._rows[level]) == _FULL_TILE:
            full = bytes(self._rows[level])
            self._rows[level].clear()
            level += 1
            if level == len(self._rows):
                self._rows.append(bytearray())
            self._rows[level] += root_of(split(full))
            yield File(tile_path(level - 1, (self.size >> 8 * level) - 1), full)
