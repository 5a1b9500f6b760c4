"""Making receipts: what somebody needs to check later, without us, that a log holds a step, a history or a notice."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kenbaar.journal.errors import LogDamaged, NotInLog, NotSealedYet
from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import Head, Leaf, head_of, leaves_about, leaves_at
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.ledger.canonical import NotCanonical
from kenbaar.ledger.leaves import LeafError, NoticeLeaf, RegisterLeaf
from kenbaar.ledger.notes import Verifier
from kenbaar.ledger.notice_receipts import ProvenNotice, ProvenStep, StepRecord, make_notice_receipt
from kenbaar.ledger.proofs import TileHashes, inclusion_proof
from kenbaar.ledger.receipts import ProvenLeaf, make_receipt
from kenbaar.ledger.tiles import FileDamaged

_T = TypeVar("_T")


def register_receipt(subject: str, *, number: int | None = None) -> bytes:
    """Return a receipt for the leaf `number` (from 1) about a subject, or for all its leaves that were sealed.

    Raises NotInLog, NotSealedYet, LogDamaged, StorageUnreachable, NoKey or KeyNotUsable.
    """
    leaves = leaves_about(Log.REGISTER, subject)
    wanted = leaves if number is None else leaves[number - 1 : number] if number > 0 else []
    if not wanted:
        raise NotInLog(Log.REGISTER, subject)
    head = head_of(Log.REGISTER)
    sealed = [leaf for leaf in wanted if head and leaf.number < head.size]
    if head is None or not sealed:
        raise NotSealedYet(Log.REGISTER, subject)
    proven = _proven(Log.REGISTER, head, lambda hashes: [_leaf(leaf, hashes) for leaf in sealed])
    return make_receipt(head.checkpoint, _keys(Log.REGISTER), proven)


def notice_receipt(number: int, steps: Sequence[tuple[int, bytes]]) -> bytes:
    """Return a receipt for the notice whose leaf has this number, and its steps (number of the leaf, record).

    A receipt that says less than what happened would mislead: so it waits until the last step is sealed. Raises as
    `register_receipt` does.
    """
    log, head = Log.NOTICES, head_of(Log.NOTICES)
    if head is None or max((number, *(leaf for leaf, _record in steps))) >= head.size:
        raise NotSealedYet(log, f"notice {number}")
    data = leaves_at(log, [number]).get(number)
    if data is None:
        raise NotInLog(log, f"notice {number}")

    def proven(hashes: TileHashes) -> tuple[ProvenNotice, list[ProvenStep]]:
        notice = ProvenNotice(number, NoticeLeaf.from_bytes(data), inclusion_proof(number, hashes.size, hashes))
        read = ((leaf, StepRecord.from_bytes(record)) for leaf, record in steps)
        return notice, [ProvenStep(leaf, record, inclusion_proof(leaf, hashes.size, hashes)) for leaf, record in read]

    return make_notice_receipt(head.checkpoint, _keys(log), *_proven(log, head, proven))


def _proven(log: Log, head: Head, prove: Callable[[TileHashes], _T]) -> _T:
    try:
        return prove(TileHashes(head.size, storage_of(log).read))
    except (FileDamaged, LeafError, NotCanonical) as error:
        raise LogDamaged(log, str(error)) from error


def _leaf(leaf: Leaf, hashes: TileHashes) -> ProvenLeaf:
    proof = inclusion_proof(leaf.number, hashes.size, hashes)
    return ProvenLeaf(leaf.number, RegisterLeaf.from_bytes(leaf.data), proof)


def _keys(log: Log) -> list[Verifier]:
    return [signer.verifier for signer in signers_of(log)]
