"""Making receipts: what somebody needs to check later, without us, that the log holds a step or a whole history."""

from kenbaar.journal.errors import LogDamaged, NotInLog, NotSealedYet
from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import Leaf, head_of, leaves_about
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.ledger.leaves import LeafError, RegisterLeaf
from kenbaar.ledger.proofs import TileHashes, inclusion_proof
from kenbaar.ledger.receipts import ProvenLeaf, make_receipt
from kenbaar.ledger.tiles import FileDamaged


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
    hashes = TileHashes(head.size, storage_of(Log.REGISTER).read)
    try:
        proven = [_proven(leaf, hashes) for leaf in sealed]
    except (FileDamaged, LeafError) as error:
        raise LogDamaged(Log.REGISTER, str(error)) from error
    return make_receipt(head.checkpoint, [signer.verifier for signer in signers_of(Log.REGISTER)], proven)


def _proven(leaf: Leaf, hashes: TileHashes) -> ProvenLeaf:
    proof = inclusion_proof(leaf.number, hashes.size, hashes)
    return ProvenLeaf(leaf.number, RegisterLeaf.from_bytes(leaf.data), proof)
