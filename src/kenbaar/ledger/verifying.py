"""Whether a receipt and a record are what they claim, by the numbered checks of `docs/log-format.md`.

The verdict says what is proven, and as clearly what is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_json
from kenbaar.ledger.checkpoints import Checkpoint, open_checkpoint
from kenbaar.ledger.cosigning import Cosigned, WitnessVerifier, cosignatures
from kenbaar.ledger.notes import NoteError, Verifier, read_note
from kenbaar.ledger.notice_receipts import NoticeReceipt, StepRecord
from kenbaar.ledger.proofs import verify_inclusion
from kenbaar.ledger.receipt_parts import ReceiptError
from kenbaar.ledger.receipts import Receipt, read_receipt

LARGEST_RECORD = 2**25

_T = TypeVar("_T")


class Why(StrEnum):
    """Why a check failed, or was not made."""

    RECEIPT_UNREADABLE = "receipt_unreadable"
    RECORD_UNREADABLE = "record_unreadable"
    OTHER_LOG = "other_log"
    NOT_SIGNED = "not_signed"
    LEAF_NOT_IN_TREE = "leaf_not_in_tree"
    RECORD_NOT_IN_LEAVES = "record_not_in_leaves"
    CHAIN_BROKEN = "chain_broken"
    STEPS_BROKEN = "steps_broken"
    # Not made:
    NO_RECORD = "no_record"
    ONE_VERSION = "one_version"
    NO_STEPS = "no_steps"
    NOT_REACHED = "not_reached"


class Proven(StrEnum):
    """What a verdict proves."""

    SIGNED = "signed"
    INCLUDED = "included"
    RECORD = "record"
    HISTORY = "history"
    NOTICE = "notice"
    NOTICE_CONTENT = "notice_content"
    NOTICE_STEPS = "notice_steps"
    WITNESSED = "witnessed"


class NotProven(StrEnum):
    """What a verdict does not prove, and what people may think it does."""

    KEY = "key"
    RECORD = "record"
    HISTORY = "history"
    LATER = "later"
    NOTICE_CONTENT = "notice_content"
    NOTICE_LATER = "notice_later"
    CONTENT = "content"
    SAME_FOR_ALL = "same_for_all"


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered check: `passed`, or None when it was not made; `where` points into the receipt."""

    number: int
    passed: bool | None
    why: Why | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: true when no check failed. What is proven is empty when one did.

    `keys` are those that signed; `key_given` is false when they came from the receipt itself, so that somebody must
    compare them with the keys that the body publishes. Of an entry, `matching` are the numbers of the leaves with this
    record. Of a notice, `notice` is the number of its leaf, and `steps` are what happened to it since.
    """

    checks: tuple[Check, ...]
    proven: tuple[Proven, ...] = ()
    not_proven: tuple[NotProven, ...] = ()
    checkpoint: Checkpoint | None = None
    keys: tuple[str, ...] = ()
    key_given: bool = False
    witnesses: tuple[Cosigned, ...] = ()
    entry: str = ""
    numbers: tuple[int, ...] = ()
    matching: tuple[int, ...] = ()
    notice: int | None = None
    steps: tuple[StepRecord, ...] = ()

    @property
    def true(self) -> bool:
        """Whether no check failed."""
        return all(check.passed is not False for check in self.checks)


class _Failed(Exception):
    """A check that failed; the ones after it are not made."""

    def __init__(self, why: Why, where: str = "") -> None:
        self.why = why
        self.where = where


def verify(receipt: bytes, record: bytes | None, keys: Sequence[Verifier] = ()) -> Verdict:
    """Check a receipt, and a record if there is one, against the keys of the log; without them against the receipt's.

    Keys of witnesses among `keys` are used to see who else saw the log. Nothing is raised for bad files: the first
    check then fails.
    """
    made: list[Check] = []
    try:
        return _verified(receipt, record, keys, made)
    except _Failed as failed:
        made.append(Check(len(made) + 1, False, failed.why, failed.where))
        left = range(len(made) + 1, 6)
        return Verdict((*made, *(Check(number, None, Why.NOT_REACHED) for number in left)))


def _verified(data: bytes, record: bytes | None, keys: Sequence[Verifier], made: list[Check]) -> Verdict:
    # (1) both files have the form that they should have
    receipt, digest = _read(data, record)
    made.append(Check(1, True))

    # (2) a key of the log signed the checkpoint
    witnesses = [key for key in keys if isinstance(key, WitnessVerifier)]
    given = [key for key in keys if not isinstance(key, WitnessVerifier)]
    checkpoint = receipt.claimed
    signed_by = _signed_by(receipt, given or receipt.keys, checkpoint.origin)
    made.append(Check(2, True))

    # (3) each leaf hashes up to the root in the checkpoint
    for one in receipt.proofs:
        if not verify_inclusion(one.leaf, one.index, checkpoint.size, one.hashes, checkpoint.root):
            raise _Failed(Why.LEAF_NOT_IN_TREE, one.where)
    made.append(Check(3, True))

    # (4) and (5) depend on what the receipt is of
    if isinstance(receipt, NoticeReceipt):
        verdict = _of_notice(receipt, digest, made)
    else:
        verdict = _of_entry(receipt, digest, made)
    seen, key_given = cosignatures(receipt.checkpoint, witnesses), bool(given)
    return replace(
        verdict,
        checks=tuple(made),
        proven=(Proven.SIGNED, *verdict.proven, *([Proven.WITNESSED] if seen else [])),
        not_proven=(
            *([] if key_given else [NotProven.KEY]),
            *verdict.not_proven,
            NotProven.CONTENT,
            *([] if seen else [NotProven.SAME_FOR_ALL]),
        ),
        checkpoint=checkpoint,
        keys=signed_by,
        key_given=key_given,
        witnesses=seen,
    )


def _of_entry(receipt: Receipt, digest: str, made: list[Check]) -> Verdict:
    """Make the checks of an entry, and say what they prove beside what every receipt does."""
    # (4) the digest of the record stands in one of the leaves
    leaves = [one.leaf for one in receipt.leaves]
    matching = tuple(leaf.number for leaf in leaves if leaf.content == digest)
    made.append(_record_check(digest, found=bool(matching)))
    # (5) the leaves of a history are a chain
    made.append(_chained(receipt))
    record, history = bool(digest), bool(made[-1].passed)
    return Verdict(
        (),
        proven=_those({Proven.INCLUDED: True, Proven.RECORD: record, Proven.HISTORY: history}),
        not_proven=_those({NotProven.RECORD: not record, NotProven.HISTORY: not history, NotProven.LATER: True}),
        entry=leaves[0].entry,
        numbers=tuple(leaf.number for leaf in leaves),
        matching=matching,
    )


def _of_notice(receipt: NoticeReceipt, digest: str, made: list[Check]) -> Verdict:
    """Make the checks of a notice, and say what they prove beside what every receipt does."""
    # (4) the digest of the content is the commitment
    made.append(_record_check(digest, found=receipt.notice.leaf.commitment == digest))
    # (5) each step is about this notice, and they are in the order of the log
    made.append(_stepped(receipt))
    content, steps = bool(digest), tuple(one.record for one in receipt.steps)
    return Verdict(
        (),
        proven=_those({Proven.NOTICE: True, Proven.NOTICE_CONTENT: content, Proven.NOTICE_STEPS: bool(steps)}),
        not_proven=_those({NotProven.NOTICE_CONTENT: not content, NotProven.NOTICE_LATER: True}),
        notice=receipt.notice.index,
        steps=steps,
    )


def _read(data: bytes, record: bytes | None) -> tuple[Receipt | NoticeReceipt, str]:
    """Return the receipt, and the digest of the record in hex; empty when there is none."""
    try:
        receipt = read_receipt(data)
    except ReceiptError as error:
        raise _Failed(Why.RECEIPT_UNREADABLE, error.where) from error
    if record is None:
        return receipt, ""
    if len(record) > LARGEST_RECORD:
        raise _Failed(Why.RECORD_UNREADABLE)
    try:
        # Somebody may have saved it with other spaces: the digest is that of the canonical bytes.
        return receipt, sha256(canonical_bytes(read_json(record))).hexdigest()
    except NotCanonical as error:
        raise _Failed(Why.RECORD_UNREADABLE, error.path) from error


def _signed_by(receipt: Receipt | NoticeReceipt, keys: Sequence[Verifier], origin: str) -> tuple[str, ...]:
    """Return the keys that signed. A key counts for the log whose name it has: it may sign another log as well."""
    of_this_log = [key for key in keys if key.name == origin]
    if not of_this_log:
        raise _Failed(Why.OTHER_LOG, "/checkpoint")
    try:
        open_checkpoint(receipt.checkpoint, of_this_log)
    except NoteError as error:
        raise _Failed(Why.NOT_SIGNED, "/checkpoint") from error
    ids = {(one.name, one.key_id) for one in read_note(receipt.checkpoint).signatures}
    return tuple(key.to_text() for key in of_this_log if (key.name, key.key_id) in ids)


def _chained(receipt: Receipt) -> Check:
    """Check a history: numbers from 1 without a gap, one entry, in the order of the log, each naming the one before."""
    first, *more = receipt.leaves
    if not more and first.leaf.number > 1:
        return Check(5, None, Why.ONE_VERSION)
    if first.leaf.number != 1:
        raise _Failed(Why.CHAIN_BROKEN, "/leaves/0")
    for number, (before, one) in enumerate(zip(receipt.leaves, more, strict=False), start=1):
        follows = (before.leaf.entry, before.leaf.number + 1, before.leaf.hash.hex())
        if follows != (one.leaf.entry, one.leaf.number, one.leaf.previous) or one.index <= before.index:
            raise _Failed(Why.CHAIN_BROKEN, f"/leaves/{number}")
    return Check(5, True)


def _record_check(digest: str, *, found: bool) -> Check:
    if not digest:
        return Check(4, None, Why.NO_RECORD)
    if not found:
        raise _Failed(Why.RECORD_NOT_IN_LEAVES)
    return Check(4, True)


def _stepped(receipt: NoticeReceipt) -> Check:
    before = receipt.notice.index
    for number, one in enumerate(receipt.steps):
        if one.record.notice != receipt.notice.index or one.index <= before:
            raise _Failed(Why.STEPS_BROKEN, f"/steps/{number}")
        before = one.index
    return Check(5, True) if receipt.steps else Check(5, None, Why.NO_STEPS)


def _those(table: Mapping[_T, bool]) -> tuple[_T, ...]:
    return tuple(one for one, yes in table.items() if yes)
