"""An outsider who looks at a published log again and again, and whoever compares it with the database at the end."""

import json
from collections.abc import Sequence
from pathlib import Path

from kenbaar.journal.log.queries import Leaf
from kenbaar.journal.log.storage import Storage
from kenbaar.ledger.checkpoints import Checkpoint, open_checkpoint
from kenbaar.ledger.growing import Growing
from kenbaar.ledger.hashing import EMPTY_ROOT, leaf_hash
from kenbaar.ledger.notes import Signer, Verifier
from kenbaar.ledger.proofs import TileHashes, consistency_proof, verify_consistency
from kenbaar.ledger.tiles import CHECKPOINT_PATH
from kenbaar.ledger.tree import root_of

KEY = Signer.made("register.example/log/register", bytes(32))


class Watcher:
    """Knows the last checkpoint that was published, and never believes one that does not go on from it."""

    def __init__(self, log: Storage, verifier: Verifier = KEY.verifier) -> None:
        self._log, self._verifier = log, verifier
        self.seen = Checkpoint(verifier.name, 0, EMPTY_ROOT)

    def look(self) -> None:
        """Look at what is published now: it is signed, whole, and the log of the last look with something added."""
        data = self._log.read(CHECKPOINT_PATH)
        if data is None:
            assert self.seen.size == 0, "the published checkpoint is gone"
            return
        now, _ = open_checkpoint(data, [self._verifier])
        assert now.size >= self.seen.size, "the published checkpoint went back"
        proof = consistency_proof(self.seen.size, now.size, TileHashes(now.size, self._log.read))
        assert verify_consistency(self.seen.size, self.seen.root, now.size, now.root, proof), "another log is published"
        self.seen = now

    def assert_whole(self, leaves: Sequence[Leaf]) -> None:
        """Look once more: published is the tree over exactly these leaves, and each file of it is what it should be."""
        self.look()
        assert [leaf.number for leaf in leaves] == list(range(len(leaves)))
        assert self.seen.size == len(leaves)
        assert self.seen.root == root_of([leaf_hash(leaf.data) for leaf in leaves])
        growing = Growing.empty()
        for file in (*growing.add(leaf.data for leaf in leaves), *growing.close()):
            assert self._log.read(file.path) == file.data, file.path


def assert_chained(leaves: Sequence[Leaf]) -> None:
    """Check that each leaf names the one before it about the same subject, and their numbers have no gap."""
    last: dict[str, tuple[int, str]] = {}
    for leaf in leaves:
        says = json.loads(leaf.data)
        number, previous = last.get(leaf.subject, (0, ""))
        assert (says["entry"], says["number"], says["previous"]) == (leaf.subject, number + 1, previous)
        last[leaf.subject] = (number + 1, leaf_hash(leaf.data).hex())


def unfinished_files(place: Path) -> list[Path]:
    """Return the half-written files that lie in the folder of a log."""
    return list((place / ".unfinished").iterdir())
