"""Exporting: published entries as records of a standard, one by one, for files and downloads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.register.models import Entry
from kenbaar.register.public import naming_its_body, public_sheet
from kenbaar.register.queries.entries import PublishedRow, every_published_row
from kenbaar.rules.answers import Sheet
from kenbaar.standards.fields import Standard
from kenbaar.standards.writing import write
from kenbaar.values import Language, text_in

# The register's own export ends with the code of the entry and the moment of publication.
REFERENCE_COLUMN, PUBLISHED_COLUMN = "algorithm_id", "publication_dt"


@dataclass(frozen=True, slots=True)
class Export:
    """Records of one standard and language, with the columns in which a flat file writes them."""

    standard: Standard
    language: Language
    columns: tuple[str, ...]
    records: Iterator[dict[str, Any]]


def export(standard: Standard, language: Language, *, body: str | None = None) -> Export:
    """Return everything that is published, as a stream."""
    columns = (*standard.keys, REFERENCE_COLUMN, PUBLISHED_COLUMN)
    records = (_record(row, standard, language) for row in every_published_row(body=body))
    return Export(standard, language, tuple(dict.fromkeys(columns)), records)


def record_of(entry: Entry, standard: Standard, language: Language) -> dict[str, Any]:
    """Return one published entry as a record, as an export of everything gives it."""
    version, body = entry.published, entry.body
    assert version is not None and entry.changed_at, "a published entry has a version and a day"
    row = PublishedRow(entry.reference, entry.changed_at, body.name_nl, body.name_en, version.sheet, version.kept)
    return _record(row, standard, language)


def _record(row: PublishedRow, standard: Standard, language: Language) -> dict[str, Any]:
    """Return a record with the same keys for every entry.

    What its source wrote in this standard and language comes back in its own spelling. An entry that was not written
    in this language is given in the one that it has.
    """
    answers = Sheet(row.sheet)
    spoken = Language(text_in(answers.texts("name"), language)[1])
    body = {"nl": row.body_name_nl, "en": row.body_name_en}
    record = fields_of(answers, row.kept, standard, spoken, body=body)
    record[REFERENCE_COLUMN] = row.reference
    record[PUBLISHED_COLUMN] = row.changed_at.isoformat()
    return record


def fields_of(
    sheet: Sheet, kept: Mapping[str, Any], standard: Standard, language: Language, *, body: Mapping[str, str]
) -> dict[str, Any]:
    """Return what an export says about an entry in the fields of a standard; `body` is the name of its body."""
    answers = naming_its_body(public_sheet(sheet), body)
    # In the order of the standard, whatever the order in which the source had its fields.
    source = {**kept.get(f"{standard.key}/{language}", {}), "form": {}}
    return write(answers, standard, language, source).record
