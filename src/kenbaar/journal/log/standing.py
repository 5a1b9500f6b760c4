"""How the logs stand: what is sealed and what waits, who signs, and whether everybody can read it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kenbaar.journal.errors import LogError, NoKey, StorageUnreachable
from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import Head, count_of, head_of
from kenbaar.journal.log.storage.opening import place_of, storage_of
from kenbaar.journal.log.witnessing import witnesses
from kenbaar.ledger.cosigning import Cosigned, cosignatures
from kenbaar.ledger.notes import NoteError, read_note
from kenbaar.ledger.tiles import CHECKPOINT_PATH


class Published(StrEnum):
    """How the published checkpoint compares with that of the database."""

    NEITHER = "neither"
    SAME = "same"
    OTHER = "other"
    MISSING = "missing"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a log stands: number of leaves, how many are sealed and since when, keys (public), witnesses, place."""

    log: Log
    leaves: int
    sealed: int
    sealed_at: dt.datetime | None
    keys: tuple[str, ...]
    cosigned: tuple[Cosigned, ...]
    place: str
    published: Published


def standing_of(log: Log) -> Standing:
    """Return how a log stands. Raises KeyNotUsable and WitnessNotUsable."""
    head = head_of(log)
    checkpoint = head.checkpoint if head else None
    return Standing(
        log=log,
        leaves=count_of(log),
        sealed=head.size if head else 0,
        sealed_at=head.sealed_at if head else None,
        keys=public_keys(log),
        cosigned=_cosigned(checkpoint),
        place=place_of(log),
        published=_published(log, checkpoint),
    )


def public_keys(log: Log) -> tuple[str, ...]:
    """Return the public keys of a log as `name+id+base64`; none where it has no key. Raises KeyNotUsable."""
    try:
        return tuple(signer.verifier.to_text() for signer in signers_of(log))
    except NoKey:
        return ()


def witnesses_of(head: Head, log: Log) -> tuple[str, ...]:
    """Return the names of the others who signed the checkpoint of a log. Only checked cosignatures are ever kept."""
    try:
        ours = {(signer.name, signer.verifier.key_id) for signer in signers_of(log)}
        signatures = read_note(head.checkpoint).signatures
    except (LogError, NoteError):
        return ()
    return tuple(dict.fromkeys(one.name for one in signatures if (one.name, one.key_id) not in ours))


def _cosigned(checkpoint: bytes | None) -> tuple[Cosigned, ...]:
    if checkpoint is None:
        return ()
    try:
        return cosignatures(checkpoint, [witness.verifier for witness in witnesses()])
    except NoteError:
        return ()


def _published(log: Log, checkpoint: bytes | None) -> Published:
    try:
        found = storage_of(log).read(CHECKPOINT_PATH)
    except StorageUnreachable:
        return Published.UNREACHABLE
    if found == checkpoint:
        return Published.SAME if found else Published.NEITHER
    return Published.OTHER if found else Published.MISSING
