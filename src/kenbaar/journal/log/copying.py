"""A whole copy of a log as plain files, with its records and public keys, to serve from anywhere or to keep."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import content_of
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.ledger.auditing import Bundle, Difference, audited
from kenbaar.ledger.checkpoints import open_checkpoint
from kenbaar.ledger.leaves import LeafError, RegisterLeaf, content_path
from kenbaar.ledger.notes import NoteError
from kenbaar.ledger.tiles import CHECKPOINT_PATH, KEYS_PATH


class CopyRefused(Exception):
    """A copy that was not made; nothing of it is left."""


def copy_log(log: Log, folder: Path, *, count: Callable[[int], object] = lambda _leaves: None) -> int:
    """Copy the published log to a new folder, whole or not at all; return its number of leaves.

    Every file is checked on the way. Raises CopyRefused, StorageUnreachable, NoKey, KeyNotUsable or OSError.
    """
    if folder.exists():
        raise CopyRefused(f"{folder} is there already. Choose a folder that does not exist yet.")
    with TemporaryDirectory(prefix=f"{folder.name}.", suffix=".part", dir=folder.parent) as beside:
        # A folder in it, because that one itself is open to nobody else, and a copy is there to be served.
        unfinished = Path(beside) / folder.name
        unfinished.mkdir()
        size = _copied(log, unfinished, count)
        os.sync()
        unfinished.rename(folder)
    return size


def _copied(log: Log, folder: Path, count: Callable[[int], object]) -> int:
    where, verifiers = storage_of(log), [signer.verifier for signer in signers_of(log)]
    data = where.read(CHECKPOINT_PATH)
    if data is None:
        raise CopyRefused(f"The log {log} is not published yet. Run `kenbaar log seal` first.")
    try:
        checkpoint = open_checkpoint(data, verifiers)[0]
    except NoteError as error:
        raise CopyRefused(f"The published checkpoint of {log} is not good: {error}") from error

    def read(path: str) -> bytes | None:
        found = where.read(path)
        if found is not None:
            _put(folder / path, found)
        return found

    for one in audited(checkpoint, read):
        if isinstance(one, Difference):
            raise CopyRefused(f"{one.where} is damaged. Run `kenbaar log audit` and then `kenbaar log seal --anew`.")
        if log is Log.REGISTER:
            _copy_records(one, folder)
        count(one.first + one.width)
    _put(folder / KEYS_PATH, "".join(f"{verifier.to_text()}\n" for verifier in verifiers).encode())
    _put(folder / CHECKPOINT_PATH, data)
    return checkpoint.size


def _copy_records(bundle: Bundle, folder: Path) -> None:
    for entry in bundle.entries or ():
        try:
            digest = RegisterLeaf.from_bytes(entry).content
        except LeafError:
            continue
        path = folder / content_path(digest)
        if path.exists():
            continue
        content = content_of(digest)
        if content is None:
            raise CopyRefused(f"The record {digest} is missing in the database. Run `kenbaar log audit`.")
        _put(path, content)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
