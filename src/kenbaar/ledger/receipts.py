"""A receipt: everything needed to check, without the log, that it holds a version of an entry or its whole history."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_canonical
from kenbaar.ledger.checkpoints import Checkpoint, read_checkpoint
from kenbaar.ledger.encoding import from_base64, to_base64
from kenbaar.ledger.hashing import HASH_SIZE
from kenbaar.ledger.leaves import RegisterLeaf
from kenbaar.ledger.notes import Verifier, read_note

FORMAT = "kenbaar-receipt/1"
LARGEST_RECEIPT = 2**24
MOST_KEYS = 16
# As many hashes as the highest tree of a checkpoint can need: its size stays below 2**63.
LONGEST_PROOF = 63

_T = TypeVar("_T")


class ReceiptError(ValueError):
    """Bytes that are not a receipt. `where` is a JSON pointer into them; empty means the whole."""

    def __init__(self, where: str, why: str) -> None:
        """Say where and why."""
        super().__init__(f"The receipt is not good at {where}: {why}" if where else f"This is not a receipt: {why}")
        self.where = where


@dataclass(frozen=True, slots=True)
class ProvenLeaf:
    """A leaf, its number in the log (from 0), and the hashes that lead to the root."""

    index: int
    leaf: RegisterLeaf
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A checkpoint (a signed note), the keys that the log had, and one leaf for a version or all leaves of an entry."""

    checkpoint: bytes
    keys: tuple[Verifier, ...]
    leaves: tuple[ProvenLeaf, ...]

    @property
    def claimed(self) -> Checkpoint:
        """What the checkpoint says. Nobody has checked its signature yet."""
        return read_checkpoint(read_note(self.checkpoint).text)


def make_receipt(checkpoint: bytes, keys: Iterable[Verifier], leaves: Iterable[ProvenLeaf]) -> bytes:
    """Return a receipt as canonical JSON. Proofs are for the size of the checkpoint; leaves are in order."""
    return canonical_bytes(
        {
            "format": FORMAT,
            "checkpoint": checkpoint.decode(),
            "keys": [key.to_text() for key in keys],
            "leaves": [
                {"index": one.index, "leaf": one.leaf.members(), "proof": [to_base64(part) for part in one.proof]}
                for one in leaves
            ],
        }
    )


def read_receipt(data: bytes) -> Receipt:
    """Take a receipt apart; it may come from anybody. Raises ReceiptError for anything but the exact form.

    What it says is still to be checked: see `verifying.verify`.
    """
    if len(data) > LARGEST_RECEIPT:
        raise ReceiptError("", f"it has more than {LARGEST_RECEIPT:,} bytes.")
    try:
        value = read_canonical(data)
    except NotCanonical as error:
        raise ReceiptError(error.path, error.why) from error
    members = _object(value, "", ("format", "checkpoint", "keys", "leaves"))
    if members["format"] != FORMAT:
        raise ReceiptError("/format", f"it is {FORMAT} in this version of the verifier.")
    checkpoint = _text(members["checkpoint"], "/checkpoint").encode()
    _read("/checkpoint", lambda: read_checkpoint(read_note(checkpoint).text))
    keys = _several(members["keys"], "/keys", MOST_KEYS)
    leaves = _several(members["leaves"], "/leaves", LARGEST_RECEIPT)
    return Receipt(
        checkpoint,
        tuple(_key(key, f"/keys/{number}") for number, key in enumerate(keys)),
        tuple(_proven(leaf, f"/leaves/{number}") for number, leaf in enumerate(leaves)),
    )


def _proven(value: object, where: str) -> ProvenLeaf:
    members = _object(value, where, ("index", "leaf", "proof"))
    index, proof = members["index"], members["proof"]
    if type(index) is not int or index < 0:
        raise ReceiptError(f"{where}/index", "it is a whole number from 0.")
    if type(proof) is not list or len(proof) > LONGEST_PROOF:
        raise ReceiptError(f"{where}/proof", f"it is a list of at most {LONGEST_PROOF} hashes.")
    leaf = _read(f"{where}/leaf", lambda: RegisterLeaf.from_members(members["leaf"]))
    return ProvenLeaf(index, leaf, tuple(_hash(one, f"{where}/proof/{number}") for number, one in enumerate(proof)))


def _key(value: object, where: str) -> Verifier:
    text = _text(value, where)
    return _read(where, lambda: Verifier.from_text(text))


def _hash(value: object, where: str) -> bytes:
    text = _text(value, where)
    data = _read(where, lambda: from_base64(text))
    if len(data) != HASH_SIZE:
        raise ReceiptError(where, f"a hash has {HASH_SIZE} bytes.")
    return data


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ReceiptError(where, "it is a text.")
    return value


def _several(value: object, where: str, most: int) -> Sequence[object]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise ReceiptError(where, f"it is a list of 1 to {most:,}.")
    return value


def _object(value: object, where: str, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise ReceiptError(where, f"it is an object with exactly {', '.join(names)}.")
    return value


def _read(where: str, read: Callable[[], _T]) -> _T:
    try:
        return read()
    except ValueError as error:
        raise ReceiptError(where, str(error)) from error
