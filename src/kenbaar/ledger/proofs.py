"""Proofs that a leaf is in a log and that a log only grew (RFC 6962 section 2.1, RFC 9162 section 2.1)."""

from collections import OrderedDict
from collections.abc import Sequence

from kenbaar.ledger.hashing import EMPTY_ROOT, HASH_SIZE, node_hash
from kenbaar.ledger.tiles import TILE_WIDTH, Read, TileName, read_tile, tile_width
from kenbaar.ledger.tree import joined, pairs

# Tiles that stay in memory with the nodes above their hashes, some 35 kB each.
_TILES_KEPT = 64


class NotInTree(ValueError):
    """A proof was asked about a leaf or a size that the log does not have."""


class TileHashes:
    """The hashes of a tree of `size` leaves, read from its tiles as they are needed. Each thread has one of its own."""

    def __init__(self, size: int, read: Read) -> None:
        self.size = size
        self._read = read
        self._kept: OrderedDict[tuple[int, int], list[list[bytes]]] = OrderedDict()

    def over(self, start: int, end: int) -> bytes:
        """Return the root over the leaves `start` up to `end` (not included), a subtree of a tree at most this size.

        Raises FileDamaged when a tile is missing or has the wrong length.
        """
        peaks = []
        while start < end:
            height = (end - start).bit_length() - 1
            peaks.append(self._node(height, start >> height))
            start += 1 << height
        return joined(peaks)

    def _node(self, height: int, index: int) -> bytes:
        """Return the root of the `index`-th full subtree of 2**height leaves."""
        level, above = divmod(height, 8)
        tile, place = divmod(index, TILE_WIDTH >> above)
        return self._tile(level, tile)[above][place]

    def _tile(self, level: int, index: int) -> list[list[bytes]]:
        """Return the hashes of a tile, and above them those of the full subtrees that it holds."""
        key = (level, index)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        rows = [read_tile(TileName(level, index, tile_width(level, index, self.size)), self._read)]
        while len(rows[-1]) > 1:
            rows.append(pairs(rows[-1]))
        self._kept[key] = rows
        if len(self._kept) > _TILES_KEPT:
            self._kept.popitem(last=False)
        return rows


def inclusion_proof(index: int, size: int, hashes: TileHashes) -> tuple[bytes, ...]:
    """Return the hashes that lead from leaf `index` to the root of the first `size` leaves (RFC 6962 section 2.1.1).

    Raises NotInTree, and FileDamaged when a tile is missing.
    """
    if not 0 <= index < size <= hashes.size:
        raise NotInTree(f"Leaf {index} is not in the first {size} leaves of a log of {hashes.size}.")
    proof = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            proof.append(hashes.over(middle, end))
            end = middle
        else:
            proof.append(hashes.over(start, middle))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(old: int, new: int, hashes: TileHashes) -> tuple[bytes, ...]:
    """Return the hashes that show that the first `old` leaves are a beginning of the first `new` (RFC 6962 2.1.2).

    Empty from a log without leaves and between equal sizes. Raises NotInTree, and FileDamaged when a tile is missing.
    """
    if not 0 <= old <= new <= hashes.size:
        raise NotInTree(f"A log of {hashes.size} leaves did not grow from {old} to {new}.")
    if old in (0, new):
        return ()
    proof = []
    start, end = 0, new
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            proof.append(hashes.over(middle, end))
            end = middle
        else:
            proof.append(hashes.over(start, middle))
            start = middle
    # Whoever checks knows the old root itself; only another subtree has to be told.
    if start:
        proof.append(hashes.over(start, end))
    return tuple(reversed(proof))


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether the proof leads from this leaf to the root (RFC 9162 section 2.1.3.2; its numbers below)."""
    # (1) the leaf is one of the tree
    if not 0 <= index < size or not _are_hashes(leaf_hash, root, *proof):
        return False
    # (2) and (3) begin at the leaf
    leaf, last, here = index, size - 1, leaf_hash
    # (4) each hash is the other half of the tree at its height
    for other in proof:
        if not last:
            return False
        if leaf & 1 or leaf == last:
            here = node_hash(other, here)
            leaf, last = _climbed(leaf, last)
        else:
            here = node_hash(here, other)
        leaf, last = leaf >> 1, last >> 1
    # (5) nothing is left to climb
    return not last and here == root


def verify_consistency(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether the log of the new root begins with that of the old root (RFC 9162 section 2.1.4.2).

    The RFC leaves two cases out: every log begins with the empty one, and a log begins with itself; both without proof.
    """
    if not 0 <= old_size <= new_size or not _are_hashes(old_root, new_root, *proof):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if not old_size:
        return not proof and old_root == EMPTY_ROOT
    # (1) a proof is never empty
    if not proof:
        return False
    # (2) a full tree is the first subtree itself
    path = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    # (3) and (4) begin at the last subtree of the old tree
    old, new = old_size - 1, new_size - 1
    while old & 1:
        old, new = old >> 1, new >> 1
    # (5) which both trees have
    old_here = new_here = path[0]
    # (6) each hash is the other half at its height; on the right only the new tree has it
    for other in path[1:]:
        if not new:
            return False
        if old & 1 or old == new:
            old_here, new_here = node_hash(other, old_here), node_hash(other, new_here)
            old, new = _climbed(old, new)
        else:
            new_here = node_hash(new_here, other)
        old, new = old >> 1, new >> 1
    # (7) nothing is left to climb, in either tree
    return not new and old_here == old_root and new_here == new_root


def _climbed(index: int, last: int) -> tuple[int, int]:
    """Climb from a node on the right border to where it is a right child or the first: there it meets the next hash."""
    while index and not index & 1:
        index, last = index >> 1, last >> 1
    return index, last


def _half(leaves: int) -> int:
    """Return the largest power of two below a number of leaves: there RFC 6962 splits a tree."""
    return 1 << ((leaves - 1).bit_length() - 1)


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(one) == HASH_SIZE for one in hashes)
