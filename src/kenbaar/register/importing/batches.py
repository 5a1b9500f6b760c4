"""Taking in batches of records: which entries they are about. What becomes of each is up to who takes them in.

`publishing` makes versions that the public sees, `into_drafts` makes drafts of one body.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from kenbaar.people.actors import Actor
from kenbaar.register.importing.identity import Key
from kenbaar.register.importing.incoming import Incoming, repairs_of
from kenbaar.register.importing.known import KnownEntries, Standing
from kenbaar.register.importing.moments import Moments
from kenbaar.register.importing.report import ImportReport, Repair, RepairSink
from kenbaar.values import LocalText, both

_REPEATED = (
    both(
        "Dit algoritme staat twee keer in het bestand met dezelfde code.",
        "This entry stands in the file twice with the same code.",
    ),
    both("Haal een van de twee rijen weg. De eerste is gebruikt.", "Take one of the two rows out. The first was used."),
)


class Rows(Protocol):
    """What a batch makes, collected and then written."""

    def learn(self, standing: Standing, key: Key) -> None:
        """Note another name by which an entry is known."""
        ...

    def write(self) -> None:
        """Write everything."""
        ...


class Batches(ABC):
    """Takes batches of one import. It remembers only counts and names, so memory hardly grows.

    `references` are those of the entries that the records were about so far, also where nothing was taken over.
    """

    def __init__(self, by: Actor, moments: Moments, report: ImportReport, note: RepairSink) -> None:
        self.by, self.moments, self.report, self.note = by, moments, report, note
        self.references: set[str] = set()
        self._met: Counter[tuple[str, str]] = Counter()

    @abstractmethod
    def begin(self, known: KnownEntries) -> Rows:
        """Return what collects the rows of the next batch."""

    @abstractmethod
    def add(self, incoming: Incoming) -> Standing | None:
        """Take in a record about an entry that is not here; None when it is refused."""

    @abstractmethod
    def renew(self, standing: Standing, incoming: Incoming) -> Standing | None:
        """Take in a record about an entry that is here; None when it is refused."""

    def noticed(self, incoming: Incoming) -> Iterable[Repair]:
        """List what there is to mend in a record."""
        return repairs_of(incoming)

    def take(self, batch: Sequence[Incoming]) -> None:
        """Write one batch."""
        distinct = [incoming for incoming in map(self._distinct, batch) if incoming is not None]
        known = KnownEntries([incoming.identity for incoming in distinct])
        rows = self.begin(known)
        for incoming in distinct:
            found = known.standing_of(incoming.identity)
            standing = self.add(incoming) if found is None else self.renew(found, incoming)
            if standing is None:
                continue
            self.references.add(standing.reference)
            if (key := known.learn(incoming.identity, standing)) is not None:
                rows.learn(standing, key)
        rows.write()

    def leave(self, incoming: Incoming, reference: str, kind: str, words: tuple[LocalText, LocalText]) -> None:
        """Put a record on the repair list that was not taken over, with the way out."""
        what, remedy = words
        self.note(Repair(incoming.row.place, kind, what, remedy, reference=reference, name=incoming.name))

    def _distinct(self, incoming: Incoming) -> Incoming | None:
        """Give equal names a number; a code that comes twice in one language is a mistake in the file."""
        code = incoming.identity.keys[0][1]
        # Bilingual files have a record for each language.
        self._met[code, incoming.source_key] += 1
        count = self._met[code, incoming.source_key]
        if count == 1:
            return incoming
        if not incoming.identity.has_code:
            return incoming.as_occurrence(count)
        self.report.repeated += 1
        self.leave(incoming, incoming.identity.reference, "repeated", _REPEATED)
        return None
