"""A record on its way in, and the repair lines that it gives rise to. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kenbaar.register.importing.identity import Identity, identity_of, numbered, wrong_code
from kenbaar.register.importing.merging import merged
from kenbaar.register.importing.report import Repair
from kenbaar.register.round_trip import seen_in, working_standard
from kenbaar.rules.answers import Sheet, check_sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.standards.checking import check
from kenbaar.standards.fields import Standard, load_standard
from kenbaar.standards.files.json_reading import is_entry
from kenbaar.standards.files.rows import FileProblem, SourceRow
from kenbaar.standards.findings import Finding, FindingKind, finding
from kenbaar.standards.own import OWN, SEEN
from kenbaar.standards.reading import Reading, read, standard_of, told_language
from kenbaar.values import Language, LocalText, text_in


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as it was read, with who it is.

    `speaks` is the language that it speaks for; None when it speaks for all, as an entry of Kenbaar's own API does.
    """

    row: SourceRow
    standard: Standard
    language: Language
    speaks: Language | None
    reading: Reading
    identity: Identity

    @property
    def source_key(self) -> str:
        """The standard and language in which this record speaks, as versions name it."""
        return f"{self.standard.key}/{self.speaks}" if self.speaks else self.standard.key

    @property
    def name(self) -> str:
        """The name of the entry, in the language of the record."""
        return text_in(self.reading.sheet.texts("name"), self.language)[0]

    @property
    def body_name(self) -> str:
        """The name of the body, as the record writes it; the API names the body beside the facts as well."""
        names = self.reading.sheet.texts("organisation_name")
        match self.row.record:
            case {"body": {"name": {"nl": str(nl), "en": str(en)}}} if not names and self.speaks is None:
                names = {"nl": nl, "en": en}
        return text_in(names, self.language)[0].strip()

    @property
    def spoken_for(self) -> Collection[str]:
        """The facts that the record has a field for."""
        return self.standard.facts_in((self.speaks and self.row.record) or self.standard.by_id)

    def merged_into(self, sheet: Sheet, facts: Collection[str] | None = None) -> Sheet:
        """Return a sheet as this record changes it, in all facts that it speaks for or in these."""
        return merged(
            sheet,
            self.reading.sheet,
            spoken_for=self.spoken_for if facts is None else facts,
            language=self.speaks,
            vocabulary=vocabulary(),
        )

    def kept_beside(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return what versions keep of all sources, with this one brought up to date."""
        return {**kept, self.source_key: self.reading.kept} if self.speaks else dict(kept)

    def as_occurrence(self, number: int) -> "Incoming":
        """Return it as the second, third ... record with the same name and body in one file."""
        return replace(self, identity=numbered(self.identity, number))


def incoming_of(row: SourceRow, language: Language | None) -> Incoming | Repair:
    """Read a row, in `language` if that is given; return a repair line when it cannot become an entry."""
    if row.problem is not None:
        return _problem(row, row.problem)
    record = row.record or {}
    incoming = _own_entry(row, record) if is_entry(record) else _record(row, record, language)
    if isinstance(incoming, Incoming) and not incoming.reading.sheet.texts("name"):
        return _refused(row, FindingKind.NOT_A_RECORD)
    return incoming


def repairs_of(incoming: Incoming) -> Iterator[Repair]:
    """List what the reader and the check of the standard noticed about a record."""
    reading, record = incoming.reading, incoming.row.record or {}
    # Of a workbook that comes back, only what was typed in it is looked at.
    left_alone = seen_in(record)
    noticed = check(reading.sheet, incoming.standard, incoming.language, reading.kept)
    seen = set()
    for found in (*_wrong_code(incoming), *reading.findings, *noticed):
        if (found.kind, found.field) in seen:
            continue
        if left_alone and not left_alone.differs(found.field, str(record.get(found.field, ""))):
            continue
        seen.add((found.kind, found.field))
        yield Repair(
            place=incoming.row.place,
            kind=found.kind,
            what=found.message,
            remedy=found.remedy,
            reference=incoming.identity.reference,
            name=incoming.name,
            field=found.field,
            value=found.value,
        )


def _wrong_code(incoming: Incoming) -> Iterator[Finding]:
    if not incoming.identity.has_code and (found := wrong_code(incoming.row.record or {})):
        field, code = found
        yield finding(FindingKind.WRONG_CODE, field, LocalText(nl=field, en=field), code)


def _record(row: SourceRow, record: Mapping[str, Any], asked: Language | None) -> Incoming:
    # A row of a workbook that comes back says in which language it left.
    seen = seen_in(record)
    standard = working_standard() if SEEN in record else standard_of(record)
    told = seen.language if seen else asked or told_language(record, standard)
    language = told or Language.NL
    reading = read(record, standard, language)
    if told is None:
        nowhere = LocalText(nl="", en="")
        reading = replace(reading, findings=(*reading.findings, finding(FindingKind.NO_LANGUAGE, "", nowhere)))
    return Incoming(row, standard, language, language, reading, identity_of(record, reading.sheet))


def _own_entry(row: SourceRow, record: Mapping[str, Any]) -> Incoming | Repair:
    standard = load_standard(*OWN)
    sheet = Sheet(record["facts"])
    if any(not isinstance(answer, dict) for answer in sheet.values()) or check_sheet(sheet, vocabulary()):
        return _refused(row, FindingKind.UNREADABLE)
    language = Language.NL if "nl" in sheet.texts("name") else Language.EN
    return Incoming(row, standard, language, None, Reading(sheet, {}, ()), identity_of(record, sheet))


def _problem(row: SourceRow, problem: FileProblem) -> Repair:
    refused = not problem.is_harmless
    return Repair(row.place, problem.kind, problem.message, problem.remedy, value=problem.found, refused=refused)


def _refused(row: SourceRow, kind: FindingKind) -> Repair:
    found = finding(kind, "", LocalText(nl="", en=""))
    return Repair(row.place, kind, found.message, found.remedy, refused=True)
