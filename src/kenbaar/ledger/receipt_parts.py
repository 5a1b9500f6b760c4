"""What receipts of every kind are made of, read strictly: they may come from anybody."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kenbaar.ledger.canonical import NotCanonical, read_canonical
from kenbaar.ledger.checkpoints import read_checkpoint
from kenbaar.ledger.encoding import from_base64, to_base64
from kenbaar.ledger.hashing import HASH_SIZE
from kenbaar.ledger.notes import Verifier, read_note

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
class Proof:
    """Where in a receipt a leaf is proven, its hash, its number in the log, and the hashes up to the root."""

    where: str
    leaf: bytes
    index: int
    hashes: tuple[bytes, ...]


def read_members(data: bytes) -> dict[str, Any]:
    """Return the JSON object that a receipt of any kind is. Raises ReceiptError."""
    if len(data) > LARGEST_RECEIPT:
        raise ReceiptError("", f"it has more than {LARGEST_RECEIPT:,} bytes.")
    try:
        value = read_canonical(data)
    except NotCanonical as error:
        raise ReceiptError(error.path, error.why) from error
    if not isinstance(value, dict):
        raise ReceiptError("", "it is an object.")
    return value


def read_signed(members: Mapping[str, Any]) -> tuple[bytes, tuple[Verifier, ...]]:
    """Return the checkpoint and the keys of a receipt. Raises ReceiptError."""
    checkpoint = read_text(members["checkpoint"], "/checkpoint").encode()
    read_as("/checkpoint", lambda: read_checkpoint(read_note(checkpoint).text))
    keys = read_several(members["keys"], "/keys", MOST_KEYS)
    return checkpoint, tuple(_key(key, f"/keys/{number}") for number, key in enumerate(keys))


def read_place(members: Mapping[str, Any], where: str) -> tuple[int, tuple[bytes, ...]]:
    """Return the number of a leaf and its proof. Raises ReceiptError."""
    index, proof = members["index"], members["proof"]
    if type(index) is not int or index < 0:
        raise ReceiptError(f"{where}/index", "it is a whole number from 0.")
    if type(proof) is not list or len(proof) > LONGEST_PROOF:
        raise ReceiptError(f"{where}/proof", f"it is a list of at most {LONGEST_PROOF} hashes.")
    return index, tuple(_hash(one, f"{where}/proof/{number}") for number, one in enumerate(proof))


def read_object(value: object, where: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Return an object that has exactly these members. Raises ReceiptError."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise ReceiptError(where, f"it is an object with exactly {', '.join(names)}.")
    return value


def read_several(value: object, where: str, most: int, *, least: int = 1) -> Sequence[object]:
    """Return a list of some length. Raises ReceiptError."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise ReceiptError(where, f"it is a list of {least} to {most:,}.")
    return value


def read_text(value: object, where: str) -> str:
    """Return a text. Raises ReceiptError."""
    if not isinstance(value, str):
        raise ReceiptError(where, "it is a text.")
    return value


def read_as(where: str, read: Callable[[], _T]) -> _T:
    """Return what is read; what it raises becomes a ReceiptError."""
    try:
        return read()
    except ValueError as error:
        raise ReceiptError(where, str(error)) from error


def written_signed(checkpoint: bytes, keys: Iterable[Verifier]) -> dict[str, Any]:
    """Return the members with which every receipt begins."""
    return {"checkpoint": checkpoint.decode(), "keys": [key.to_text() for key in keys]}


def written_place(index: int, proof: Iterable[bytes]) -> dict[str, Any]:
    """Return the members that say where a leaf is."""
    return {"index": index, "proof": [to_base64(part) for part in proof]}


def _key(value: object, where: str) -> Verifier:
    text = read_text(value, where)
    return read_as(where, lambda: Verifier.from_text(text))


def _hash(value: object, where: str) -> bytes:
    text = read_text(value, where)
    data = read_as(where, lambda: from_base64(text))
    if len(data) != HASH_SIZE:
        raise ReceiptError(where, f"a hash has {HASH_SIZE} bytes.")
    return data
