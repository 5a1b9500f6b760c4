"""The records of a log that somebody follows, and the leaves of each entry: so that it shows what changed."""

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

from kenbaar.cli.log.safe_file import put_safely
from kenbaar.ledger.canonical import NotCanonical, read_canonical
from kenbaar.ledger.leaves import RegisterLeaf, content_path
from kenbaar.ledger.tiles import FileDamaged, Read

_TABLES = (
    "CREATE TABLE IF NOT EXISTS leaf"
    " (log TEXT, entry TEXT, number INTEGER, hash TEXT, shows TEXT, PRIMARY KEY (log, entry, number))",
    "CREATE TABLE IF NOT EXISTS reach (log TEXT PRIMARY KEY, size INTEGER)",
)


class ChainBroken(Exception):
    """A leaf that does not follow the one before it of the same entry: the log leaves something out."""


class Records:
    """Records below one folder, as a log serves them, with an index of the leaves that were seen of it (by origin)."""

    def __init__(self, folder: Path, log: str) -> None:
        self._folder, self._log = folder, log
        folder.mkdir(parents=True, exist_ok=True)
        self._index = sqlite3.connect(folder / "leaves.sqlite3")
        for table in _TABLES:
            self._index.execute(table)

    @property
    def size(self) -> int:
        """How many leaves of the log, from the first, are all in the index."""
        found = self._index.execute("SELECT size FROM reach WHERE log = ?", (self._log,)).fetchone()
        return int(found[0]) if found else 0

    def complete_to(self, size: int) -> None:
        """Remember that every leaf before this number was taken."""
        self._index.execute("INSERT OR REPLACE INTO reach VALUES (?, ?)", (self._log, size))

    def close(self) -> None:
        """Keep the index."""
        self._index.commit()
        self._index.close()

    def take(self, leaf: RegisterLeaf, read: Read) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Fetch the record of a leaf; return the facts shown before and now. None where the record is not served.

        Raises ChainBroken, and FileDamaged for a record that is not the one of the leaf.
        """
        before = self._before(leaf)
        record = self._record(leaf.content, read)
        shows = leaf.content if record and record.get("facts") else before
        row = (self._log, leaf.entry, leaf.number, leaf.hash.hex(), shows)
        self._index.execute("INSERT OR REPLACE INTO leaf VALUES (?, ?, ?, ?, ?)", row)
        if record is None:
            return None
        shown = self._record(before, read) if before else {}
        return _facts(shown), _facts(record)

    def _before(self, leaf: RegisterLeaf) -> str:
        """Return the digest of the record that the entry showed before this leaf; empty before the first."""
        seen = self._seen(leaf.entry, leaf.number)
        before, shows = self._seen(leaf.entry, leaf.number - 1)
        # The same number a second time would let a log begin the history of an entry anew.
        if before != leaf.previous or seen[0] not in {"", leaf.hash.hex()}:
            raise ChainBroken(f"{leaf.entry}: {leaf.number}")
        return shows

    def _seen(self, entry: str, number: int) -> tuple[str, str]:
        asked = "SELECT hash, shows FROM leaf WHERE log = ? AND entry = ? AND number = ?"
        found = self._index.execute(asked, (self._log, entry, number)).fetchone()
        return (str(found[0]), str(found[1])) if found else ("", "")

    def _record(self, digest: str, read: Read) -> dict[str, Any] | None:
        path = content_path(digest)
        kept = self._folder / path
        data = kept.read_bytes() if kept.exists() else read(path)
        if data is None:
            return None
        try:
            record = read_canonical(data)
        except NotCanonical as error:
            raise FileDamaged(path, str(error)) from error
        if sha256(data).hexdigest() != digest or not isinstance(record, dict):
            raise FileDamaged(path, "This is not the record of the leaf.")
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            put_safely(kept, data)
        return record


def _facts(record: dict[str, Any] | None) -> dict[str, Any]:
    facts = (record or {}).get("facts")
    return facts if isinstance(facts, dict) else {}
