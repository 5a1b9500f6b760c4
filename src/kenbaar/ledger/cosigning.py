"""Witnesses: others who saw the log grow, and sign that they did (C2SP tlog-cosignature and tlog-witness).

A log that shows one thing to one reader and another thing to another can sign both. A witness signs only one of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from kenbaar.ledger.checkpoints import Checkpoint, read_checkpoint
from kenbaar.ledger.encoding import from_base64, to_base64
from kenbaar.ledger.hashing import EMPTY_ROOT, HASH_SIZE
from kenbaar.ledger.notes import (
    LARGEST_NOTE,
    SIGNATURE_SIZE,
    NoteError,
    PrivateKey,
    Signature,
    SignedNote,
    Verifier,
    open_note,
    read_note,
    read_signatures,
    sign_bytes,
    verifies_bytes,
)
from kenbaar.ledger.proofs import verify_consistency

LONGEST_PROOF = 63
LARGEST_REQUEST = LARGEST_NOTE + 2**12
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"

_TIME_SIZE = 8
# The last second of the year 9999: no calendar shows a later one, and no witness signs then.
_LATEST = 253402300799
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class WitnessVerifier(Verifier):
    """The public key of a witness; its signatures say when, too."""

    KIND: ClassVar[int] = 0x04

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether this witness made the cosignature (time and signature, 72 bytes) over a checkpoint's text."""
        if len(signature) != _TIME_SIZE + SIGNATURE_SIZE or _time_in(signature) > _LATEST:
            return False
        return verifies_bytes(self.public_key, _message(text, _time_in(signature)), signature[_TIME_SIZE:])


@dataclass(frozen=True, slots=True)
class WitnessSigner(PrivateKey):
    """The private key of a witness. It is never one that signs something else too."""

    KIND: ClassVar[int] = WitnessVerifier.KIND

    @property
    def verifier(self) -> WitnessVerifier:
        """The public key."""
        return WitnessVerifier(self.name, self.public_key)

    def cosigned(self, text: str, *, now_unix: int) -> Signature:
        """Return the cosignature over the text of a checkpoint, made at `now_unix` (seconds since 1970, UTC)."""
        signature = sign_bytes(self.seed, _message(text, now_unix))
        return Signature(self.name, self.verifier.key_id, now_unix.to_bytes(_TIME_SIZE, "big") + signature)


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness signed the checkpoint at a moment (seconds since 1970, UTC)."""

    name: str
    at_unix: int


@dataclass(frozen=True, slots=True)
class Request:
    """What a log asks of a witness: from the size that the witness knows, by a proof, to a new checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes


@dataclass(frozen=True, slots=True)
class WitnessState:
    """Size and root of the latest checkpoint that a witness signed, per origin."""

    latest: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)

    def of(self, origin: str) -> tuple[int, bytes]:
        """Return size and root; those of a log without leaves when it never signed for this origin."""
        return self.latest.get(origin, (0, EMPTY_ROOT))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a witness answers (an HTTP status and body), and what it must have stored before it does."""

    status: int
    body: bytes
    state: WitnessState
    content_type: str = TEXT_TYPE


def read_key(text: str) -> Verifier:
    """Read a public key of a log or of a witness, as `name+id+base64`; raises NoteError."""
    try:
        return Verifier.from_text(text)
    except NoteError:
        return WitnessVerifier.from_text(text)


def with_cosignatures(checkpoint: bytes, lines: bytes, witnesses: Sequence[WitnessVerifier]) -> bytes:
    """Return a checkpoint with those signature lines below it that a known witness made and that are not there yet.

    Lines of others are left out (C2SP tlog-witness). Raises NoteError when the checkpoint or a line cannot be read.
    """
    note = read_note(checkpoint)
    read_checkpoint(note.text)
    try:
        offered = read_signatures(lines.decode())
    except UnicodeDecodeError as error:
        raise NoteError("The answer of the witness is not UTF-8.") from error
    new = {one: None for one in offered if one not in note.signatures and _made_by(one, note.text, witnesses)}
    return SignedNote(note.text, (*note.signatures, *new)).to_bytes()


def cosignatures(checkpoint: bytes, witnesses: Sequence[WitnessVerifier]) -> tuple[Cosigned, ...]:
    """Return which of these witnesses signed a checkpoint and when, once for each signature that is true."""
    note = read_note(checkpoint)
    return tuple(
        Cosigned(one.name, _time_in(one.signature)) for one in note.signatures if _made_by(one, note.text, witnesses)
    )


def write_request(old_size: int, proof: Sequence[bytes], checkpoint: bytes) -> bytes:
    """Return the body of `POST <prefix>/add-checkpoint`; raises NoteError for a proof of more than 63 hashes."""
    if len(proof) > LONGEST_PROOF:
        raise NoteError(f"A consistency proof has at most {LONGEST_PROOF} hashes.")
    lines = "".join(f"{line}\n" for line in (f"old {old_size}", *map(to_base64, proof), ""))
    return lines.encode() + checkpoint


def read_request(data: bytes) -> Request:
    """Take the body of a request apart, strictly; raises NoteError. Nothing in it is checked yet."""
    if len(data) > LARGEST_REQUEST:
        raise NoteError(f"A request has at most {LARGEST_REQUEST:,} bytes.")
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        first, *hashes = head.decode("ascii").split("\n")
        proof = tuple(from_base64(line) for line in hashes)
    except ValueError as error:
        raise NoteError("The proof of the request cannot be read.") from error
    old = _OLD.fullmatch(first)
    if not blank or not old or len(proof) > LONGEST_PROOF or any(len(one) != HASH_SIZE for one in proof):
        raise NoteError("A request has a line with the old size, at most 63 hashes, an empty line and a checkpoint.")
    return Request(int(old[1]), proof, checkpoint)


def answer(
    request: bytes,
    known: WitnessState,
    log_verifiers: Mapping[str, Sequence[Verifier]],
    signer: WitnessSigner,
    now_unix: int,
) -> Answer:
    """Return what a witness answers to a request (C2SP tlog-witness, add-checkpoint).

    `log_verifiers` has the keys of each log by its origin. Whoever calls stores the new state before answering, in one
    step with having read the old one; otherwise two requests at once could take the witness back.
    """
    try:
        asked = read_request(request)
        note = read_note(asked.checkpoint)
        checkpoint = read_checkpoint(note.text)
    except NoteError as error:
        return _refused(400, str(error), known)
    if checkpoint.origin not in log_verifiers:
        return _refused(404, f"This witness does not follow {checkpoint.origin}.", known)
    try:
        open_note(asked.checkpoint, log_verifiers[checkpoint.origin])
    except NoteError as error:
        return _refused(403, str(error), known)
    if asked.old_size > checkpoint.size:
        return _refused(400, "The old size is larger than that of the checkpoint.", known)
    size, root = known.of(checkpoint.origin)
    if asked.old_size != size or (size == checkpoint.size and root != checkpoint.root):
        return Answer(409, f"{size}\n".encode(), known, SIZE_TYPE)
    if not verify_consistency(size, root, checkpoint.size, checkpoint.root, asked.proof):
        return _refused(422, "The proof does not lead from the old tree to the new one.", known)
    return Answer(200, signer.cosigned(note.text, now_unix=now_unix).line().encode(), _moved(known, checkpoint))


def _moved(known: WitnessState, checkpoint: Checkpoint) -> WitnessState:
    return WitnessState({**known.latest, checkpoint.origin: (checkpoint.size, checkpoint.root)})


def _refused(status: int, why: str, known: WitnessState) -> Answer:
    return Answer(status, f"{why}\n".encode(), known)


def _made_by(signature: Signature, text: str, witnesses: Sequence[WitnessVerifier]) -> bool:
    return any(
        (one.name, one.key_id) == (signature.name, signature.key_id) and one.verifies(text, signature.signature)
        for one in witnesses
    )


def _time_in(signature: bytes) -> int:
    return int.from_bytes(signature[:_TIME_SIZE], "big")


def _message(text: str, at_unix: int) -> bytes:
    return f"cosignature/v1\ntime {at_unix}\n{text}".encode()
