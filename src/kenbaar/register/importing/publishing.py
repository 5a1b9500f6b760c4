"""Taking in records of a register as what the public sees: every new and changed one is published at once.

The rows themselves are written by `rows_of_batch`.
"""

from typing import Any

from kenbaar.people.actors import Actor
from kenbaar.register.exporting import PUBLISHED_COLUMN, REFERENCE_COLUMN, fields_of
from kenbaar.register.importing.batches import Batches
from kenbaar.register.importing.bodies import ImportedBodies
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.importing.known import KnownEntries, Standing
from kenbaar.register.importing.moments import Moments
from kenbaar.register.importing.report import ImportReport, RepairSink
from kenbaar.register.importing.rows_of_batch import RowsOfBatch
from kenbaar.register.importing.withdrawing import is_back
from kenbaar.standards.files.cells import cell_text
from kenbaar.standards.reading import Reading, read
from kenbaar.values import both

# Why the content of a record was not taken over, and the way out.
_NOT_TAKEN_OVER = {
    "not_public_here": (
        both(
            "Dit algoritme staat hier niet openbaar. De nieuwe gegevens zijn niet overgenomen.",
            "This entry is not public here. The new facts were not taken over.",
        ),
        both(
            "Publiceer het hier opnieuw en importeer daarna nog eens.", "Publish it here again, then import once more."
        ),
    ),
    "being_edited": (
        both(
            "Aan dit algoritme wordt hier gewerkt. De nieuwe gegevens zijn niet overgenomen.",
            "This entry is being edited here. The new facts were not taken over.",
        ),
        both(
            "Publiceer eerst de versie waaraan wordt gewerkt en importeer daarna nog eens.",
            "Publish the version that is being edited first, then import once more.",
        ),
    ),
}


class PublishingBatches(Batches):
    """Takes batches of the file of an operator."""

    def __init__(self, by: Actor, moments: Moments, report: ImportReport, note: RepairSink) -> None:
        super().__init__(by, moments, report, note)
        self._bodies = ImportedBodies(by=by, now=moments.now, report=report, note=note)
        self._rows = RowsOfBatch(by, moments)

    def begin(self, known: KnownEntries) -> RowsOfBatch:  # noqa: ARG002  # drafts need them
        """Return what collects the rows of the next batch."""
        self._rows = RowsOfBatch(self.by, self.moments)
        return self._rows

    def add(self, incoming: Incoming) -> Standing:
        """Make an entry, published as its source says."""
        self.report.created += 1
        return self._rows.add(incoming, self._bodies.body_of(incoming))

    def renew(self, standing: Standing, incoming: Incoming) -> Standing:
        """Give an entry its next version, unless that says nothing new or people are at work here."""
        after = standing.after(incoming)
        if is_back(standing):
            self.report.returned += 1
            return self._rows.renew(after, incoming)
        if after.digest == standing.digest or is_our_own_export(standing, incoming):
            self.report.unchanged += 1
        elif not standing.is_public or standing.is_edited:
            self.report.refused += 1
            why = "being_edited" if standing.is_public else "not_public_here"
            self.leave(incoming, standing.reference, why, _NOT_TAKEN_OVER[why])
        else:
            self.report.changed += 1
            return self._rows.renew(after, incoming)
        return standing


def is_our_own_export(standing: Standing, incoming: Incoming) -> bool:
    """Say whether a record says what an export of the entry says.

    A standard may say less than the facts do, a month for a day; what comes back so is no change.
    """
    if incoming.speaks is None:
        return False
    standard, language = incoming.standard, incoming.language
    record = fields_of(standing.sheet, standing.kept, standard, language, body=standing.body)
    flat = {key: cell_text(value) for key, value in record.items()}
    return any(_same(read(form, standard, language), incoming.reading) for form in (record, flat))


def _same(one: Reading, other: Reading) -> bool:
    return one.sheet == other.sheet and _said(one) == _said(other)


def _said(reading: Reading) -> dict[str, Any]:
    """Return what no fact can hold, without the columns that an export adds to every standard."""
    added = {REFERENCE_COLUMN, PUBLISHED_COLUMN}
    return {key: raw for key, raw in reading.kept.get("said", {}).items() if key not in added}
