"""The history of an entry as its log has it: each step, and which facts its record changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import content_of, leaves_about
from kenbaar.ledger.canonical import read_canonical
from kenbaar.ledger.leaves import RegisterLeaf
from kenbaar.register.differences import Difference, differences
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A step of an entry: its leaf, the leaf's number in the log, and what changed since the publication before.

    `beside` says that what the source wrote beside the facts is known to differ.
    """

    number: int
    leaf: RegisterLeaf
    reason: Mapping[str, str]
    changed: tuple[Difference, ...]
    beside: bool = False


def recorded_changes(reference: str, *, language: str) -> Iterator[RecordedChange]:
    """Give the steps of an entry from old to new, sealed or waiting; answers are worded in `language`.

    Raises LeafError or NotCanonical where a leaf or record was damaged.
    """
    shown: Mapping[str, Any] = {"facts": {}}
    for row in leaves_about(Log.REGISTER, reference):
        leaf = RegisterLeaf.from_bytes(row.data)
        record = read_canonical(content_of(leaf.content) or b"")
        changed: tuple[Difference, ...] = ()
        beside = False
        if record["facts"]:
            before, now = Sheet(shown["facts"]), Sheet(record["facts"])
            changed = tuple(differences(before, now, vocabulary(), language=language))
            beside = _differs_beside(shown, record)
            shown = record
        yield RecordedChange(row.number, leaf, record["reason"], changed, beside)


def _differs_beside(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Compare the digests of what the source wrote beside the facts. Older records have none, and then nobody knows."""
    was, kept = before.get("kept"), now.get("kept")
    return was is not None and kept is not None and was != kept
