"""Making receipts: what somebody needs to check later, without us, that the log holds a step or a whole history."""

from kenbaar.journal.errors import LogDamaged, LogError, NotInLog, NotSealedYet
from kenbaar.journal.keys import signers_of
from kenbaar.journal.log_queries import Head, Leaf, head_of, leaves_about
from kenbaar.journal.logs import Log
from kenbaar.journal.storage.opening import storage_of
from kenbaar.ledger.leaves import LeafError, RegisterLeaf
from kenbaar.ledger.notes import NoteError, read_note
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


def public_keys(log: Log) -> tuple[str, ...]:
    """Return the public keys of a log as texts (`name+id+base64`); empty where this site has none that it can read."""
    try:
        return tuple(signer.verifier.to_text() for signer in signers_of(log))
    except LogError:
        return ()


def witnesses_of(head: Head, log: Log) -> tuple[str, ...]:
    """Return the names of the others who signed the checkpoint of a log. Only checked cosignatures are ever kept."""
    try:
        ours = {(signer.name, signer.verifier.key_id) for signer in signers_of(log)}
        signatures = read_note(head.checkpoint).signatures
    except (LogError, NoteError):
        return ()
    return tuple(dict.fromkeys(one.name for one in signatures if (one.name, one.key_id) not in ours))


def _proven(leaf: Leaf, hashes: TileHashes) -> ProvenLeaf:
    proof = inclusion_proof(leaf.number, hashes.size, hashes)
    return ProvenLeaf(leaf.number, RegisterLeaf.from_bytes(leaf.data), proof)
