"""A receipt: everything needed to check, without the log, that it holds a version of an entry or its whole history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.checkpoints import Checkpoint, read_checkpoint
from kenbaar.ledger.leaves import RegisterLeaf
from kenbaar.ledger.notes import Verifier, read_note
from kenbaar.ledger.notice_receipts import NOTICE_FORMAT, NoticeReceipt, read_notice_receipt
from kenbaar.ledger.receipt_parts import (
    LARGEST_RECEIPT,
    Proof,
    ReceiptError,
    read_as,
    read_members,
    read_object,
    read_place,
    read_several,
    read_signed,
    written_place,
    written_signed,
)

FORMAT = "kenbaar-receipt/1"


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

    @property
    def proofs(self) -> Iterator[Proof]:
        """What is to be proven of each leaf."""
        for number, one in enumerate(self.leaves):
            yield Proof(f"/leaves/{number}", one.leaf.hash, one.index, one.proof)


def make_receipt(checkpoint: bytes, keys: Iterable[Verifier], leaves: Iterable[ProvenLeaf]) -> bytes:
    """Return a receipt as canonical JSON. Proofs are for the size of the checkpoint; leaves are in order."""
    proven = [{"leaf": one.leaf.members(), **written_place(one.index, one.proof)} for one in leaves]
    return canonical_bytes({"format": FORMAT, **written_signed(checkpoint, keys), "leaves": proven})


def read_receipt(data: bytes) -> Receipt | NoticeReceipt:
    """Take a receipt apart; it may come from anybody. Raises ReceiptError for anything but the exact form.

    What it says is still to be checked: see `verifying.verify`.
    """
    value = read_members(data)
    if value.get("format") == NOTICE_FORMAT:
        return read_notice_receipt(value)
    members = read_object(value, "", ("format", "checkpoint", "keys", "leaves"))
    if members["format"] != FORMAT:
        raise ReceiptError("/format", f"it is {FORMAT} or {NOTICE_FORMAT} in this version of the verifier.")
    checkpoint, keys = read_signed(members)
    leaves = read_several(members["leaves"], "/leaves", LARGEST_RECEIPT)
    return Receipt(checkpoint, keys, tuple(_proven(leaf, f"/leaves/{number}") for number, leaf in enumerate(leaves)))


def _proven(value: object, where: str) -> ProvenLeaf:
    members = read_object(value, where, ("index", "leaf", "proof"))
    index, proof = read_place(members, where)
    leaf = read_as(f"{where}/leaf", lambda: RegisterLeaf.from_members(members["leaf"]))
    return ProvenLeaf(index, leaf, proof)
