"""Sealing a log: the leaves that wait become tiles, a signed checkpoint vouches for all, and both are published.

One function does it, whether everything is as it should be or a process was killed halfway:

(1) read how far the log was sealed, and what of it is published;
(2) take up the right edge of the tree from the storage, or make it anew from the leaves where it is missing or broken;
(3) add the leaves that wait, in order, and write their tiles and entry bundles;
(4) sign the checkpoint of the new tree;
(5) put it in the place of the one of (1) in the database, if that is still there: of two sealers one wins;
(6) publish the checkpoint of the database, unless a later one of the log is published.

Files of a tree follow from its leaves, so that whoever writes one twice writes the same. A checkpoint never goes back.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.db import IntegrityError, transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.errors import LeavesChanged, LogWentBack
from kenbaar.journal.events import LOG_SEALED
from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of, every_leaf
from kenbaar.journal.log.storage import Storage
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.journal.models import LogHead
from kenbaar.ledger.checkpoints import Checkpoint, open_checkpoint, read_checkpoint, signed_checkpoint
from kenbaar.ledger.growing import EdgeDamaged, Growing
from kenbaar.ledger.hashing import EMPTY_ROOT, leaf_hash
from kenbaar.ledger.notes import NoteError, SignedNote, Signer, read_note
from kenbaar.ledger.tiles import CHECKPOINT_PATH, KEYS_PATH, File
from kenbaar.ledger.tree import Frontier

# Who does it: nobody asks for a sealing, it follows from the deeds.
SEALER = "log sealer"
_ROWS = 2_000
_EMPTY = Checkpoint("empty", 0, EMPTY_ROOT)


class Moment(StrEnum):
    """Where a sealing is; the kill test ends the process at each of them."""

    BEGUN = "begun"
    EDGE_TAKEN_UP = "edge taken up"
    LEAVES_ADDED = "leaves added"
    TILES_WRITTEN = "tiles written"
    CHECKPOINT_SIGNED = "checkpoint signed"
    HEAD_SWAPPED = "head swapped"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Sealed:
    """How a log stands after a sealing: its size, how many leaves this sealing added, and its signed checkpoint."""

    size: int
    added: int
    checkpoint: bytes


def seal(
    log: Log,
    *,
    now: dt.datetime,
    anew: bool = False,
    count: Callable[[int], object] = lambda _leaves: None,
    at: Callable[[Moment], object] = lambda _moment: None,
) -> Sealed:
    """Seal what waits and publish it; `count` hears of leaves as they are added, `at` of each moment.

    With `anew` every file is written again from the leaves, after it was seen that they have the root that was signed.

    Raises StorageUnreachable, NoKey, KeyNotUsable, LeavesChanged or LogWentBack; then nothing was signed.
    """
    where, signers = storage_of(log), signers_of(log)
    while True:
        at(Moment.BEGUN)
        # (1) how far it was sealed, and what is published
        head = LogHead.objects.filter(log=log).first()
        start = _start(log, head, where, signers)
        # (2) the right edge, sound
        growing = _taken_up(log, start, where, anew=anew)
        at(Moment.EDGE_TAKEN_UP)
        # (3) the leaves that wait
        where.write(growing.add(_leaves(log, start.size, count)))
        at(Moment.LEAVES_ADDED)
        where.write(growing.close())
        at(Moment.TILES_WRITTEN)
        # (4) the checkpoint over all of them
        sealed = _signed(head, growing, signers)
        at(Moment.CHECKPOINT_SIGNED)
        # (5) one sealer wins
        if sealed.checkpoint != (head and bytes(head.checkpoint)) and not _swap(log, head, sealed, now):
            continue
        at(Moment.HEAD_SWAPPED)
        # (6) for everybody to read
        _show_keys(where, signers)
        publish(log, where, sealed.checkpoint, signers)
        at(Moment.PUBLISHED)
        return sealed


def _show_keys(where: Storage, signers: tuple[Signer, ...]) -> None:
    """Put the public keys beside the checkpoint, for who begins to follow the log."""
    keys = "".join(f"{signer.verifier.to_text()}\n" for signer in signers).encode()
    if where.read(KEYS_PATH) != keys:
        where.write([File(KEYS_PATH, keys)])


def publish(log: Log, where: Storage, checkpoint: bytes, signers: Sequence[Signer]) -> None:
    """Put the checkpoint of the database where everybody reads it. Raises StorageUnreachable.

    It stays away where a later one of the log is, and when the database has another one by now: who put that there
    publishes it. So the last word is that of the database, also about who signed.
    """
    size = _noted(checkpoint)[0].size

    def supersedes(data: bytes) -> bool:
        old = _ours(data, signers)
        # Somebody damaged or forged the file where it is not ours: no number in it keeps a true checkpoint away.
        is_ahead = old is not None and old.size > size
        return data != checkpoint and not is_ahead and _is_still_there(log, checkpoint)

    where.advance(CHECKPOINT_PATH, checkpoint, supersedes=supersedes)


def _is_still_there(log: Log, checkpoint: bytes) -> bool:
    return LogHead.objects.filter(log=log, checkpoint=checkpoint).exists()


def _start(log: Log, head: LogHead | None, where: Storage, signers: Sequence[Signer]) -> Checkpoint:
    """Return from where to go on: the checkpoint of the database, or the published one where that is ahead.

    It can be ahead when the database was put back. That does no harm while the leaves are there and the same.
    """
    known = _known(log, head)
    published = _published(where, signers)
    if published is None or (published.size, published.root) == (known.size, known.root):
        return known
    if published.size < known.size:
        return known
    count = count_of(log)
    if count < published.size or _root_of_rows(log, published.size) != published.root:
        raise LogWentBack(log, published.size, count)
    return published


def _known(log: Log, head: LogHead | None) -> Checkpoint:
    if head is None:
        return _EMPTY
    try:
        return _noted(bytes(head.checkpoint))[0]
    except NoteError as error:
        raise LeavesChanged(log, head.size) from error


def _published(where: Storage, signers: Sequence[Signer]) -> Checkpoint | None:
    """Return the published checkpoint; None where there is none that our keys signed."""
    data = where.read(CHECKPOINT_PATH)
    return None if data is None else _ours(data, signers)


def _ours(data: bytes, signers: Sequence[Signer]) -> Checkpoint | None:
    """Return a checkpoint that one of our keys signed; None for anything else."""
    try:
        return open_checkpoint(data, [signer.verifier for signer in signers])[0]
    except NoteError:
        return None


def _taken_up(log: Log, start: Checkpoint, where: Storage, *, anew: bool) -> Growing:
    if not anew:
        with suppress(EdgeDamaged):
            return Growing.resume(start.size, start.root, where.read)
    # Looked at before anything is written: leaves that somebody changed must not take the place of sound tiles.
    if _root_of_rows(log, start.size) != start.root:
        raise LeavesChanged(log, start.size)
    growing = Growing.empty()
    where.write(growing.add(_rows(log, 0, start.size)))
    return growing


def _leaves(log: Log, first: int, count: Callable[[int], object]) -> Iterator[bytes]:
    """Give the leaves that wait, in order. Raises LeavesChanged where one is missing."""
    end = count_of(log)
    if end < first:
        raise LeavesChanged(log, first)
    for done, data in enumerate(_rows(log, first, end), 1):
        yield data
        if done % _ROWS == 0 or first + done == end:
            count(done)


def _rows(log: Log, first: int, end: int) -> Iterator[bytes]:
    expected = first
    for leaf in islice(every_leaf(log, first=first), end - first):
        if leaf.number != expected:
            break
        expected += 1
        yield leaf.data
    if expected != end:
        raise LeavesChanged(log, expected)


def _root_of_rows(log: Log, size: int) -> bytes:
    frontier = Frontier()
    for data in _rows(log, 0, size):
        frontier.append(leaf_hash(data))
    return frontier.root()


def _signed(head: LogHead | None, growing: Growing, signers: tuple[Signer, ...]) -> Sealed:
    """Return the checkpoint of the tree, signed by every key and by no other key of the log.

    What witnesses signed of the same tree stays: they sign the text, and not who else signed it.
    """
    new = Checkpoint(signers[0].name, growing.size, growing.root())
    if head is None or head.size != growing.size:
        return Sealed(growing.size, growing.size - (head.size if head else 0), signed_checkpoint(new, signers))
    checkpoint = bytes(head.checkpoint)
    note = _noted(checkpoint)[1]
    ours = {signature.key_id for signature in note.signatures if signature.name == new.origin}
    if ours == {signer.verifier.key_id for signer in signers}:
        return Sealed(growing.size, 0, checkpoint)
    others = tuple(signature for signature in note.signatures if signature.name != new.origin)
    by_keys = tuple(signer.signed(new.text()) for signer in signers)
    return Sealed(growing.size, 0, SignedNote(new.text(), by_keys + others).to_bytes())


def _swap(log: Log, head: LogHead | None, sealed: Sealed, now: dt.datetime) -> bool:
    """Put the new head in the place of the one that was read; say whether that one was still there."""
    row = {"size": sealed.size, "checkpoint": sealed.checkpoint, "sealed_at": now}
    try:
        with transaction.atomic():
            if head is None:
                LogHead.objects.create(log=log, **row)
            elif not LogHead.objects.filter(log=log, size=head.size, checkpoint=head.checkpoint).update(**row):
                return False
            details = {"size": sealed.size, "added": sealed.added}
            write_line(Deed(LOG_SEALED, log.value, details), by=SEALER, now=now)
    except IntegrityError:
        return False
    return True


def _noted(checkpoint: bytes) -> tuple[Checkpoint, SignedNote]:
    note = read_note(checkpoint)
    return read_checkpoint(note.text), note
