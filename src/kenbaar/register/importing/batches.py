"""Taking in batches of records: which entries exist, and what a record changes.

The rows themselves are written by `rows_of_batch`.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kenbaar.people.actors import Actor
from kenbaar.register.actions.writing import digest_of
from kenbaar.register.exporting import PUBLISHED_COLUMN, REFERENCE_COLUMN, fields_of
from kenbaar.register.importing.bodies import ImportedBodies
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.importing.known import KnownEntries, Standing
from kenbaar.register.importing.merging import merged
from kenbaar.register.importing.moments import Moments
from kenbaar.register.importing.report import ImportReport, Repair, RepairSink
from kenbaar.register.importing.rows_of_batch import RowsOfBatch
from kenbaar.register.importing.withdrawing import is_back
from kenbaar.rules.facts import vocabulary
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
    "repeated": (
        both(
            "Dit algoritme staat twee keer in het bestand met dezelfde code.",
            "This entry stands in the file twice with the same code.",
        ),
        both(
            "Haal een van de twee rijen weg. De eerste is gebruikt.",
            "Take one of the two rows out. The first was used.",
        ),
    ),
}


class Batches:
    """Takes batches of one import. It remembers only counts and names, so memory hardly grows.

    `references` are those of the entries that the records were about so far, also where nothing was taken over.
    """

    def __init__(self, by: Actor, moments: Moments, report: ImportReport, note: RepairSink) -> None:
        self._by, self._moments, self._report, self._note = by, moments, report, note
        self._bodies = ImportedBodies(by=by, now=moments.now, report=report, note=note)
        self.references: set[str] = set()
        self._met: Counter[tuple[str, str]] = Counter()

    def take(self, batch: Sequence[Incoming]) -> None:
        """Write one batch."""
        distinct = [incoming for incoming in map(self._distinct, batch) if incoming is not None]
        known = KnownEntries([incoming.identity for incoming in distinct])
        rows = RowsOfBatch(self._by, self._moments)
        for incoming in distinct:
            standing = known.standing_of(incoming.identity)
            if standing is None:
                standing = rows.add(incoming, self._bodies.body_of(incoming))
                self._report.created += 1
            else:
                standing = self._renewed(rows, standing, incoming)
            self.references.add(standing.reference)
            if (key := known.learn(incoming.identity, standing)) is not None:
                rows.learn(standing, key)
        rows.write()

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
        self._report.repeated += 1
        self._leave(incoming, incoming.identity.reference, "repeated")
        return None

    def _renewed(self, rows: RowsOfBatch, standing: Standing, incoming: Incoming) -> Standing:
        sheet = merged(
            standing.sheet,
            incoming.reading.sheet,
            spoken_for=incoming.spoken_for,
            language=incoming.speaks,
            vocabulary=vocabulary(),
        )
        kept = incoming.kept_beside(standing.kept)
        digest = digest_of(sheet, kept)
        if is_back(standing):
            self._report.returned += 1
            return rows.renew(standing, incoming, sheet=sheet, kept=kept, digest=digest)
        if digest == standing.digest or _is_our_own_export(standing, incoming):
            self._report.unchanged += 1
        elif not standing.is_public or standing.is_edited:
            self._report.refused += 1
            self._leave(incoming, standing.reference, "being_edited" if standing.is_public else "not_public_here")
        else:
            self._report.changed += 1
            return rows.renew(standing, incoming, sheet=sheet, kept=kept, digest=digest)
        return standing

    def _leave(self, incoming: Incoming, reference: str, why: str) -> None:
        what, remedy = _NOT_TAKEN_OVER[why]
        self._note(Repair(incoming.row.place, why, what, remedy, reference=reference, name=incoming.name))


def _is_our_own_export(standing: Standing, incoming: Incoming) -> bool:
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
