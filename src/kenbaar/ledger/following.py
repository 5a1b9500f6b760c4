"""Following a log over time, as somebody outside does: what is remembered, and whether the log only grew since.

Everything comes from the log itself and is not believed: only what leads to a root that was signed counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_canonical
from kenbaar.ledger.checkpoints import Checkpoint, open_checkpoint
from kenbaar.ledger.cosigning import WitnessVerifier, read_key
from kenbaar.ledger.notes import NoteError, Verifier
from kenbaar.ledger.proofs import TileHashes, consistency_proof, verify_consistency
from kenbaar.ledger.tiles import Read

FORMAT = "kenbaar-monitor/1"


class Growth(StrEnum):
    """What became of a log between two checkpoints."""

    SAME = "same"
    GREW = "grew"
    REWRITTEN = "rewritten"
    # The tiles do not lead to the later root, so nothing can be said.
    UNPROVEN = "unproven"


class NotFollowed(ValueError):
    """Bytes that do not say how far a log was followed."""


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a log was followed: its address, the keys to check it by, and the last checkpoint (a signed note).

    `keys_given` is false when the keys came from the log itself at first use.
    """

    log: str
    keys: tuple[Verifier, ...]
    keys_given: bool
    checkpoint: bytes = b""

    @property
    def keys_of_log(self) -> tuple[Verifier, ...]:
        """The keys of which one has to sign."""
        return tuple(key for key in self.keys if not isinstance(key, WitnessVerifier))

    @property
    def keys_of_witnesses(self) -> tuple[WitnessVerifier, ...]:
        """The keys that may cosign."""
        return tuple(key for key in self.keys if isinstance(key, WitnessVerifier))

    def with_keys(self, texts: Sequence[str]) -> "Followed":
        """Return it with keys that are given: those of the log, or of witnesses, take the place of those that are kept.

        Raises NoteError.
        """
        given = replace(self, keys=tuple(read_key(text) for text in texts))
        of_log = given.keys_of_log or self.keys_of_log
        witnesses = given.keys_of_witnesses or self.keys_of_witnesses
        return replace(self, keys=(*of_log, *witnesses), keys_given=self.keys_given or bool(given.keys_of_log))

    def opened(self, data: bytes) -> Checkpoint:
        """Return a checkpoint that a key of the log signed. Raises NoteError."""
        of_log = self.keys_of_log
        checkpoint = open_checkpoint(data, of_log)[0]
        if checkpoint.origin not in {key.name for key in of_log}:
            raise NoteError(f"The checkpoint is that of another log: {checkpoint.origin}.")
        return checkpoint

    def to_bytes(self) -> bytes:
        """Return it as canonical JSON."""
        return canonical_bytes(
            {
                "format": FORMAT,
                "log": self.log,
                "keys": [key.to_text() for key in self.keys],
                "keys_given": self.keys_given,
                "checkpoint": self.checkpoint.decode(),
            }
        )


def read_followed(data: bytes) -> Followed:
    """Read how far a log was followed. Raises NotFollowed."""
    try:
        value: Any = read_canonical(data)
        if value["format"] != FORMAT:
            raise NotFollowed(f"This is not a file of the form {FORMAT}.")
        keys = read_keys(value["keys"])
        followed = Followed(str(value["log"]), keys, bool(value["keys_given"]), value["checkpoint"].encode())
        followed.opened(followed.checkpoint)
    except (NotCanonical, NoteError, KeyError, TypeError, AttributeError) as error:
        raise NotFollowed(f"This file does not say how far a log was followed: {error}") from error
    return followed


def read_keys(texts: Sequence[str]) -> tuple[Verifier, ...]:
    """Read public keys of a log and of witnesses. Raises NoteError, also when none is of a log."""
    keys = tuple(read_key(text) for text in texts)
    if all(isinstance(key, WitnessVerifier) for key in keys):
        raise NoteError("There is no key of a log among them.")
    return keys


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
