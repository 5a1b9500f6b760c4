"""Asking witnesses to cosign a log (C2SP tlog-witness, add-checkpoint), and keeping what they sign.

(1) the latest checkpoint is sent with the proof from the size that the witness knows;
(2) a witness that knows another size says which (409), and is asked once more from there;
(3) what it signed is checked, and put below the checkpoint in the database, if that is still there;
(4) and the checkpoint is published again.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.errors import WitnessNotUsable
from kenbaar.journal.events import LOG_COSIGNED
from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import Head, head_of
from kenbaar.journal.log.sealing import SEALER, publish
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.journal.models import LogHead
from kenbaar.ledger.cosigning import WitnessVerifier, cosignatures, with_cosignatures, write_request
from kenbaar.ledger.notes import NoteError
from kenbaar.ledger.proofs import TileHashes, consistency_proof

# Send a body to an address and return the status and body of the answer. What it raises goes through.
Post = Callable[[str, bytes], tuple[int, bytes]]

_OK, _CONFLICT = 200, 409
_SIZE = re.compile(rb"(0|[1-9][0-9]{0,18})\n")


class Outcome(StrEnum):
    """What came of asking a witness."""

    COSIGNED = "cosigned"
    ALREADY = "already"
    NOTHING_SEALED = "nothing_sealed"
    # It saw another tree of this size, or a larger one: somebody shows two logs, or an older database was put back.
    KNOWS_ANOTHER = "knows_another"
    REFUSED = "refused"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness: its public key, and the address below which it answers."""

    verifier: WitnessVerifier
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a witness answered; `why` has its own words where it refused."""

    outcome: Outcome
    why: str = ""


def witnesses() -> tuple[Witness, ...]:
    """Return the witnesses of the settings. Raises WitnessNotUsable."""
    return tuple(_witness(line) for line in settings.LOG_WITNESSES.splitlines() if line.strip())


def ask(log: Log, witness: Witness, post: Post, *, now: dt.datetime) -> Asked:
    """Ask a witness to cosign the latest checkpoint. Raises StorageUnreachable, FileDamaged, and what `post` raises."""
    head = head_of(log)
    if head is None or not head.size:
        return Asked(Outcome.NOTHING_SEALED)
    if cosignatures(head.checkpoint, [witness.verifier]):
        return Asked(Outcome.ALREADY)
    # (1) a witness that is new knows nothing
    status, body = _add_checkpoint(log, head, witness, 0, post)
    # (2) the size that it knows
    if status == _CONFLICT and (known := _size_in(body)) is not None:
        if known > head.size:
            return Asked(Outcome.KNOWS_ANOTHER, str(known))
        status, body = _add_checkpoint(log, head, witness, known, post)
    if status != _OK:
        why = f"{status} {body[:200].decode(errors='replace')}"
        return Asked(Outcome.KNOWS_ANOTHER if status == _CONFLICT else Outcome.REFUSED, why)
    # (3) what it signed is checked and kept, (4) and published
    return Asked(Outcome.COSIGNED if _kept(log, body, witness, now) else Outcome.FALSE)


def _witness(line: str) -> Witness:
    key, _, address = line.strip().partition(" ")
    if not address.strip().startswith(("http://", "https://")):
        raise WitnessNotUsable(line)
    try:
        return Witness(WitnessVerifier.from_text(key), address.strip().rstrip("/"))
    except NoteError as error:
        raise WitnessNotUsable(line) from error


def _add_checkpoint(log: Log, head: Head, witness: Witness, known: int, post: Post) -> tuple[int, bytes]:
    proof = consistency_proof(known, head.size, TileHashes(head.size, storage_of(log).read))
    return post(f"{witness.address}/add-checkpoint", write_request(known, proof, head.checkpoint))


def _size_in(body: bytes) -> int | None:
    match = _SIZE.fullmatch(body)
    return int(match[1]) if match else None


def _kept(log: Log, lines: bytes, witness: Witness, now: dt.datetime) -> bool:
    """Put a cosignature below the checkpoint that it is about; say whether it was true and that one still there."""
    while True:
        head = LogHead.objects.get(log=log)
        before = bytes(head.checkpoint)
        try:
            after = with_cosignatures(before, lines, [witness.verifier])
        except NoteError:
            return False
        if not cosignatures(after, [witness.verifier]):
            return False
        with transaction.atomic():
            # Another witness may come in between, or the sealer.
            if not LogHead.objects.filter(log=log, size=head.size, checkpoint=before).update(checkpoint=after):
                continue
            details = {"size": head.size, "witness": witness.verifier.name}
            write_line(Deed(LOG_COSIGNED, log.value, details), by=SEALER, now=now)
        publish(log, storage_of(log), after, signers_of(log))
        return True
