"""The tree over the leaves (RFC 6962 section 2.1), without keeping the leaves."""

from collections.abc import Iterable, Sequence

from kenbaar.ledger.hashing import EMPTY_ROOT, node_hash


class Frontier:
    """The right edge of a growing tree: one hash for each full subtree, so memory grows with the log of the size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf_hash: bytes) -> None:
        """Add the hash of the next leaf."""
        top, twins = leaf_hash, self.size
        while twins & 1:
            top = node_hash(self._peaks.pop(), top)
            twins >>= 1
        self._peaks.append(top)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        return joined(self._peaks) if self._peaks else EMPTY_ROOT


def joined(peaks: Sequence[bytes]) -> bytes:
    """Return the root above full subtrees of falling size, from left to right; at least one."""
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root_of(hashes: Iterable[bytes]) -> bytes:
    """Return the root over these leaf hashes.

    The same holds for the roots of equal full subtrees, followed by the root of what is left over: the tree above
    them is the tree above their leaves.
    """
    row = list(hashes)
    if not row:
        return EMPTY_ROOT
    while len(row) > 1:
        above = pairs(row)
        if len(row) % 2:
            above.append(row[-1])
        row = above
    return row[0]


def pairs(row: Sequence[bytes]) -> list[bytes]:
    """Return the hashes of the nodes above a row; a last hash without a twin has none yet."""
    return [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
