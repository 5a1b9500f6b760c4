"""The receipt of a notice: that the log commits to it, and to each step that happened to it since.

The log holds commitments only. The content of the notice, to which the first is, comes from whoever has it; the record
of a step has no secrets and is in the receipt.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Self

from kenbaar.ledger.canonical import canonical_bytes, read_canonical
from kenbaar.ledger.checkpoints import Checkpoint, read_checkpoint
from kenbaar.ledger.encoding import from_base64, to_base64
from kenbaar.ledger.leaves import LeafError, NoticeLeaf, check_moment
from kenbaar.ledger.notes import Verifier, read_note
from kenbaar.ledger.receipt_parts import (
    Proof,
    read_as,
    read_object,
    read_place,
    read_several,
    read_signed,
    written_place,
    written_signed,
)

NOTICE_FORMAT = "kenbaar-notice-receipt/1"
NOTICE_STEPS = ("withdrawn", "corrected", "erased")
MOST_STEPS = 100
SALT_SIZE = 16


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What a leaf commits to that tells of a step: of which notice (the number of its leaf), which, and when (UTC).

    `follower` is the number of the notice that came in its place, for `corrected` and for nothing else. `salt` (16
    bytes) keeps who reads the log from trying out what a commitment is to.
    """

    KIND: ClassVar[str] = "kenbaar-notice-step/1"

    notice: int
    step: str
    at: str
    salt: bytes
    follower: int | None = None

    def __post_init__(self) -> None:
        for member, number in (("notice", self.notice), ("follower", 0 if self.follower is None else self.follower)):
            if type(number) is not int or number < 0:
                raise LeafError(member, "it is the number of a leaf.")
        if self.step not in NOTICE_STEPS:
            raise LeafError("step", f"it is one of {', '.join(NOTICE_STEPS)}.")
        if type(self.at) is not str:
            raise LeafError("at", "it is not a text.")
        check_moment("at", self.at)
        if len(self.salt) != SALT_SIZE:
            raise LeafError("salt", f"it has {SALT_SIZE} bytes.")
        if (self.follower is not None) != (self.step == "corrected"):
            raise LeafError("follower", "a notice that was corrected, and no other, has one.")

    def members(self) -> dict[str, Any]:
        """Return the JSON object that it is."""
        said = {"kind": self.KIND, "notice": self.notice, "step": self.step, "at": self.at}
        more = {} if self.follower is None else {"follower": self.follower}
        return {**said, "salt": to_base64(self.salt), **more}

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, of which the leaf has the digest."""
        return canonical_bytes(self.members())

    @classmethod
    def from_members(cls, members: object) -> Self:
        """Read the JSON object, strictly; raises LeafError and ValueError."""
        if not isinstance(members, Mapping) or members.get("kind") != cls.KIND:
            raise LeafError("kind", f"it is an object of kind {cls.KIND}.")
        names = {"kind", "notice", "step", "at", "salt"} | ({"follower"} if "follower" in members else set())
        if set(members) != names or type(members["salt"]) is not str or members.get("follower", 0) is None:
            raise LeafError("", "A step has notice, step, at and salt, and a follower when it is corrected.")
        taken = {name: members[name] for name in names - {"kind", "salt"}}
        return cls(**taken, salt=from_base64(members["salt"]))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the canonical bytes; raises LeafError and ValueError."""
        return cls.from_members(read_canonical(data))

    @property
    def leaf(self) -> NoticeLeaf:
        """The leaf that commits to it."""
        return NoticeLeaf(sha256(self.to_bytes()).hexdigest())


@dataclass(frozen=True, slots=True)
class ProvenNotice:
    """The leaf of a notice, its number in the log (from 0), and the hashes that lead to the root."""

    index: int
    leaf: NoticeLeaf
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ProvenStep:
    """The record of a step, the number of its leaf, and the hashes that lead to the root."""

    index: int
    record: StepRecord
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class NoticeReceipt:
    """A checkpoint (a signed note), the keys that the log had, the leaf of a notice, and its steps from old to new."""

    checkpoint: bytes
    keys: tuple[Verifier, ...]
    notice: ProvenNotice
    steps: tuple[ProvenStep, ...]

    @property
    def claimed(self) -> Checkpoint:
        """What the checkpoint says. Nobody has checked its signature yet."""
        return read_checkpoint(read_note(self.checkpoint).text)

    @property
    def proofs(self) -> Iterator[Proof]:
        """What is to be proven of each leaf."""
        yield Proof("/notice", self.notice.leaf.hash, self.notice.index, self.notice.proof)
        for number, one in enumerate(self.steps):
            yield Proof(f"/steps/{number}", one.record.leaf.hash, one.index, one.proof)


def make_notice_receipt(
    checkpoint: bytes, keys: Iterable[Verifier], notice: ProvenNotice, steps: Iterable[ProvenStep]
) -> bytes:
    """Return a receipt as canonical JSON. Proofs are for the size of the checkpoint; steps are in order."""
    return canonical_bytes(
        {
            "format": NOTICE_FORMAT,
            **written_signed(checkpoint, keys),
            "notice": {"leaf": notice.leaf.members(), **written_place(notice.index, notice.proof)},
            "steps": [{"record": one.record.members(), **written_place(one.index, one.proof)} for one in steps],
        }
    )


def read_notice_receipt(value: object) -> NoticeReceipt:
    """Take the JSON object of a receipt apart. Raises ReceiptError for anything but the exact form."""
    members = read_object(value, "", ("format", "checkpoint", "keys", "notice", "steps"))
    checkpoint, keys = read_signed(members)
    notice = read_object(members["notice"], "/notice", ("index", "leaf", "proof"))
    index, proof = read_place(notice, "/notice")
    leaf = read_as("/notice/leaf", lambda: NoticeLeaf.from_members(notice["leaf"]))
    steps = read_several(members["steps"], "/steps", MOST_STEPS, least=0)
    return NoticeReceipt(
        checkpoint,
        keys,
        ProvenNotice(index, leaf, proof),
        tuple(_step(one, f"/steps/{number}") for number, one in enumerate(steps)),
    )


def _step(value: object, where: str) -> ProvenStep:
    members = read_object(value, where, ("index", "proof", "record"))
    index, proof = read_place(members, where)
    return ProvenStep(index, read_as(f"{where}/record", lambda: StepRecord.from_members(members["record"])), proof)
