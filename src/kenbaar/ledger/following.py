"""Comparing two checkpoints of one log: whether the later one begins with everything that the earlier one had.

The tiles come from the log itself and are not believed: only what leads to a root that was signed counts.
"""

from enum import StrEnum

from kenbaar.ledger.checkpoints import Checkpoint
from kenbaar.ledger.proofs import TileHashes, consistency_proof, verify_consistency
from kenbaar.ledger.tiles import Read


class Growth(StrEnum):
    """What became of a log between two checkpoints."""

    SAME = "same"
    GREW = "grew"
    REWRITTEN = "rewritten"
    # The tiles do not lead to the later root, so nothing can be said.
    UNPROVEN = "unproven"


def growth(earlier: Checkpoint, later: Checkpoint, read: Read) -> Growth:
    """Say whether a log only grew. `earlier` has at most as many leaves; `read` gives the tiles of the later one.

    REWRITTEN is certain: both checkpoints together show it. Raises FileDamaged when a tile is missing.
    """
    if earlier.size == later.size:
        return Growth.SAME if earlier.root == later.root else Growth.REWRITTEN
    if not earlier.size:
        return Growth.GREW
    hashes = TileHashes(later.size, read)
    proof = consistency_proof(earlier.size, later.size, hashes)
    if verify_consistency(earlier.size, earlier.root, later.size, later.root, proof):
        return Growth.GREW
    # Another beginning, or false tiles? Of true tiles the later root begins with the root that they give themselves.
    beginning = hashes.over(0, earlier.size)
    if verify_consistency(earlier.size, beginning, later.size, later.root, proof):
        return Growth.REWRITTEN
    return Growth.UNPROVEN
