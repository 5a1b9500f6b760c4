"""What an import did and what people still have to mend."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from kenbaar.values import LocalText


@dataclass(frozen=True, slots=True)
class Repair:
    """One line of the repair list: where, what, and how to mend it. `refused` means that the row did not get in."""

    place: LocalText
    kind: str
    what: LocalText
    remedy: LocalText
    reference: str = ""
    name: str = ""
    field: str = ""
    value: str = ""
    refused: bool = False


RepairSink = Callable[[Repair], None]


@dataclass(slots=True)
class ImportReport:
    """Counts of one import. Every row of the file is in exactly one of them from `created` to `skipped`.

    `returned` rows are about entries that had left the register of the source. `skipped` rows were never meant to be a
    record: empty ones, and those that explain the columns. `unread` rows are among the refused ones: about which entry
    they are cannot be told. `kept_all` says that nothing was withdrawn although that was asked. `conflicts` counts
    answers that somebody else had changed in the meantime, when drafts are made.
    """

    rows: int = 0
    created: int = 0
    changed: int = 0
    returned: int = 0
    unchanged: int = 0
    repeated: int = 0
    refused: int = 0
    skipped: int = 0
    withdrawn: int = 0
    bodies_added: int = 0
    unread: int = 0
    conflicts: int = 0
    kept_all: bool = False
    repairs: Counter[str] = field(default_factory=Counter)

    def as_details(self) -> dict[str, int]:
        """Return the counts for the journal."""
        of_rows = ("rows", "created", "changed", "returned", "unchanged", "repeated", "refused", "skipped")
        return {name: getattr(self, name) for name in (*of_rows, "withdrawn", "bodies_added")}
