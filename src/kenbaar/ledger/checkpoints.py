"""A checkpoint: the log signs how many leaves it has and what their root is (C2SP tlog-checkpoint)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kenbaar.ledger.encoding import from_base64, to_base64
from kenbaar.ledger.hashing import EMPTY_ROOT, HASH_SIZE
from kenbaar.ledger.notes import NoteError, Opened, Signer, Verifier, open_note, sign

LARGEST_SIZE = 2**63 - 1

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointError(NoteError):
    """A text that is not a checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says about itself: its origin (a name without scheme), number of leaves and root (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(not line or "\n" in line for line in (self.origin, *self.extensions)):
            raise CheckpointError("The origin and each extension of a checkpoint is one line that is not empty.")
        if not 0 <= self.size <= LARGEST_SIZE:
            raise CheckpointError(f"{self.size} is not a number of leaves.")
        if len(self.root) != HASH_SIZE:
            raise CheckpointError(f"A root has {HASH_SIZE} bytes, not {len(self.root)}.")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise CheckpointError("A log without leaves has the hash of nothing as its root.")

    def text(self) -> str:
        """Return the text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, to_base64(self.root), *self.extensions))


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint, strictly; raises CheckpointError."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop():
        raise CheckpointError("A checkpoint has a line with its origin, one with its size and one with its root.")
    origin, size, root, *extensions = lines
    if not _SIZE.fullmatch(size):
        raise CheckpointError(f"{size!r} is not a number of leaves.")
    try:
        return Checkpoint(origin, int(size), from_base64(root), tuple(extensions))
    except NoteError:
        raise
    except ValueError as error:
        raise CheckpointError(f"The root of the checkpoint cannot be read: {error}.") from error


def signed_checkpoint(checkpoint: Checkpoint, signers: Iterable[Signer]) -> bytes:
    """Return a checkpoint as a signed note; while a key is replaced, the old and the new one both sign."""
    return sign(checkpoint.text(), signers)


def open_checkpoint(data: bytes, verifiers: Sequence[Verifier]) -> tuple[Checkpoint, Opened]:
    """Return a checkpoint that one of these keys of the log signed; raises NoteError otherwise.

    Give keys of the log only: a witness alone does not make a checkpoint. Cosignatures are read by `cosigning`.
    """
    opened = open_note(data, verifiers)
    return read_checkpoint(opened.text), opened
