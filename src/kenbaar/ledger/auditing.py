"""Reading a whole log again: the entries alone decide what every other file must hold."""

from collections.abc import Iterator
from itertools import chain

from kenbaar.ledger.growing import Growing
from kenbaar.ledger.tiles import (
    CHECKPOINT_PATH,
    TILE_WIDTH,
    EntriesName,
    FileDamaged,
    Read,
    TileName,
    parse_tile_path,
    read_entries,
    read_tile,
    split,
)


def all_entries(size: int, read: Read) -> Iterator[bytes]:
    """Yield the entries of a log of `size` leaves in order; raises FileDamaged at the first bundle that is not one."""
    for index in range(-(-size // TILE_WIDTH)):
        yield from read_entries(EntriesName(index, min(TILE_WIDTH, size - index * TILE_WIDTH)), read)


def first_damage(size: int, root: bytes, read: Read) -> FileDamaged | None:
    """Return the first file that does not fit a log of `size` leaves with this root; None when all is well.

    Memory stays flat. Files of which the full one is there are not missed; files beyond `size` are not looked at.
    """
    growing = Growing.empty()
    try:
        for file in chain(growing.add(all_entries(size, read)), growing.close()):
            name = parse_tile_path(file.path)
            if isinstance(name, TileName) and read_tile(name, read) != split(file.data):
                return FileDamaged(file.path, f"The tile is not that of the {_below(name)}.")
    except FileDamaged as damaged:
        return damaged
    if growing.root() != root:
        return FileDamaged(CHECKPOINT_PATH, "The files fit one another, but their root is not the one that was signed.")
    return None


def _below(name: TileName) -> str:
    if name.level:
        return f"tiles below it, at level {name.level - 1}"
    return f"entries in {EntriesName(name.index, name.width).path}: one of the two was changed"
