"""The tree and its entries as files of a fixed layout (C2SP tlog-tiles), which any web server can serve for ever."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kenbaar.ledger.hashing import HASH_SIZE

TILE_WIDTH = 256
LARGEST_ENTRY = 2**16 - 1
CHECKPOINT_PATH = "checkpoint"
# Not of C2SP: the public keys of the log, one a line, for who begins to follow it.
KEYS_PATH = "keys"
# Read a file of the log by its path; None when there is none.
Read = Callable[[str], bytes | None]

_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]{1,2})/(?P<index>(x[0-9]{3}/){0,6}[0-9]{3})(\.p/(?P<width>[0-9]{1,3}))?"
)


class FileDamaged(ValueError):
    """A file of the log that is missing or does not hold what it should."""

    def __init__(self, path: str, why: str) -> None:
        """Say which file of the log, by its path, and what is wrong."""
        super().__init__(f"{path}: {why} Put this file back from a copy of the log.")
        self.path = path
        self.why = why


class BundleDamaged(ValueError):
    """Bytes that are not a bundle of entries."""


class EntryTooLong(ValueError):
    """An entry that does not fit in a bundle."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the log: its path below the address of the log, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TileName:
    """A tile of hashes: the `index`-th of a level, `width` hashes wide (1 to 256)."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Its path below the address of the log."""
        return tile_path(self.level, self.index, self.width)


@dataclass(frozen=True, slots=True)
class EntriesName:
    """A bundle of entries: those below the tile of the same index at level 0."""

    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Its path below the address of the log."""
        return entries_path(self.index, self.width)


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """Return the path of a tile: `tile/0/x001/234`, and `tile/0/x001/234.p/17` for one that is not full yet."""
    return f"tile/{level}/{_place(index, width)}"


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """Return the path of a bundle of entries: `tile/entries/x001/234`, with `.p/17` while it is not full."""
    return f"tile/entries/{_place(index, width)}"


def parse_tile_path(path: str) -> TileName | EntriesName | None:
    """Return what a path names; None for every path that this module would not write itself."""
    match = _PATH.fullmatch(path)
    if not match:
        return None
    index = int(match["index"].replace("x", "").replace("/", ""))
    width = int(match["width"] or TILE_WIDTH)
    name: TileName | EntriesName = (
        EntriesName(index, width) if match["level"] == "entries" else TileName(int(match["level"]), index, width)
    )
    sound = 1 <= width <= TILE_WIDTH and (isinstance(name, EntriesName) or name.level < 64)
    return name if sound and name.path == path else None


def tile_width(level: int, index: int, size: int) -> int:
    """Return how many hashes a tile holds in a tree of `size` leaves: 0 to 256."""
    return max(0, min(TILE_WIDTH, (size >> 8 * level) - index * TILE_WIDTH))


def edge(size: int) -> tuple[TileName, ...]:
    """Return the tiles of a tree of `size` leaves that are not full, from the leaves up."""
    names = []
    level, left = 0, size
    while left:
        if width := left % TILE_WIDTH:
            names.append(TileName(level, left // TILE_WIDTH, width))
        level, left = level + 1, left // TILE_WIDTH
    return tuple(names)


def read_tile(name: TileName, read: Read) -> list[bytes]:
    """Return the hashes of a tile; from the full one of that place when the partial one was finished and removed since.

    Raises FileDamaged when neither is there, and when the length is wrong.
    """
    path, data = _fetched(name, TileName(name.level, name.index), read)
    width = TILE_WIDTH if path != name.path else name.width
    if len(data) != width * HASH_SIZE:
        raise FileDamaged(path, f"The tile has {len(data)} bytes instead of {width * HASH_SIZE}.")
    return [data[at : at + HASH_SIZE] for at in range(0, name.width * HASH_SIZE, HASH_SIZE)]


def read_entries(name: EntriesName, read: Read) -> list[bytes]:
    """Return the entries of a bundle; from the full one of that place as `read_tile` does.

    Raises FileDamaged when neither is there, and when it is no bundle of so many entries.
    """
    path, data = _fetched(name, EntriesName(name.index), read)
    width = TILE_WIDTH if path != name.path else name.width
    try:
        entries = read_bundle(data)
    except BundleDamaged as error:
        raise FileDamaged(path, str(error)) from error
    if len(entries) != width:
        raise FileDamaged(path, f"The bundle has {len(entries)} entries instead of {width}.")
    return entries[: name.width]


def read_bundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle, in order; raises BundleDamaged when it ends in the middle of one."""
    entries, at, end = [], 0, len(data)
    while at < end:
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        if start > end or at > end:
            raise BundleDamaged("The bundle ends in the middle of an entry.")
        entries.append(data[start:at])
    return entries


def write_bundle(entries: Iterable[bytes]) -> bytes:
    """Return entries as a bundle: each with its length before it (uint16, big-endian).

    Raises EntryTooLong for an entry of more than 65,535 bytes.
    """
    try:
        return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])
    except OverflowError as error:
        raise EntryTooLong(
            f"An entry of the log has at most {LARGEST_ENTRY:,} bytes. Log its digest instead."
        ) from error


def split(row: bytes | bytearray) -> list[bytes]:
    """Return the hashes that stand one after the other in the bytes of a tile."""
    return [bytes(row[at : at + HASH_SIZE]) for at in range(0, len(row), HASH_SIZE)]


def _fetched(name: TileName | EntriesName, full: TileName | EntriesName, read: Read) -> tuple[str, bytes]:
    for path in dict.fromkeys((name.path, full.path)):
        data = read(path)
        if data is not None:
            return path, data
    raise FileDamaged(name.path, "The file is missing.")


def _place(index: int, width: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups: Sequence[str] = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    place = "/".join([f"x{group}" for group in groups[:-1]] + [groups[-1]])
    return place if width == TILE_WIDTH else f"{place}.p/{width}"
