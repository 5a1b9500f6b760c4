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
    """Counts of one import. Every row of the file is in exactly one of them except `rows` and `bodies_added`.

    `skipped` rows were never meant to be a record: empty ones, and those that explain the columns.
    """

    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    refused: int = 0
    skipped: int = 0
    bodies_added: int = 0
    repairs: Counter[str] = field(default_factory=Counter)

    def as_details(self) -> dict[str, int]:
        """Return the counts for the journal."""
        counts = ("rows", "created", "changed", "unchanged", "repeated", "refused", "skipped", "bodies_added")
        return {name: getattr(self, name) for name in counts}
