"""What the real files of registers go through: every record comes back as it was, and says what it said."""

import json
from typing import Any

import pytest

from kenbaar.rules.answers import check_sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.standards.checking import check
from kenbaar.standards.fields import Shape, load_standard, standards
from kenbaar.standards.findings import FindingKind
from kenbaar.standards.reading import language_of, read, standard_of, told_language
from kenbaar.standards.writing import write
from kenbaar.values import Language
from tests.standards.real import FILES, LEAST, csv_of_2025, json_of, needs_data, summary_of_2026

pytestmark = needs_data


def types_of(record: dict[str, Any]) -> list[type]:
    return [type(value) for value in record.values()]


@pytest.mark.parametrize("name", FILES)
def test_every_real_record_is_written_back_as_it_came(name: str) -> None:
    records = FILES[name]()
    assert len(records) >= LEAST[name]
    for record in records:
        standard = standard_of(record)
        language = language_of(record, standard)
        reading = read(record, standard, language)
        # What is kept goes through a database, as JSON.
        kept = json.loads(json.dumps(reading.kept))
        written = write(reading.sheet, standard, language, kept).record
        assert written == record
        assert list(written) == list(record)
        assert types_of(written) == types_of(record)


@pytest.mark.parametrize("name", FILES)
def test_every_answer_read_from_a_real_record_fits_its_fact(name: str) -> None:
    for record in FILES[name]():
        standard = standard_of(record)
        sheet = read(record, standard, language_of(record, standard)).sheet
        assert check_sheet(sheet, vocabulary()) == []


@pytest.mark.parametrize("name", FILES)
def test_a_fact_that_a_standard_finds_no_fault_with_goes_through_it_unharmed(name: str) -> None:
    for record in FILES[name]()[:100]:
        source = standard_of(record)
        language = language_of(record, source)
        sheet = read(record, source, language).sheet
        for standard in standards():
            again = read(write(sheet, standard, language).record, standard, language).sheet
            faulty = {found.field.partition(".")[0] for found in check(sheet, standard, language)}
            columns = {field.fact for field in standard.fields if field.part}
            for field in standard.fields:
                if field.fact in columns or field.id in faulty or sheet.value(field.fact) is None:
                    continue
                assert again.value(field.fact) == _as_precise(sheet.value(field.fact), field.shape), field.id


def _as_precise(value: Any, shape: Shape) -> Any:
    return value[:7] if shape is Shape.MONTH else value


def test_the_register_of_2025_is_read_as_english_1_0_with_its_core_facts() -> None:
    records = csv_of_2025()
    sheets = []
    for record in records:
        standard = standard_of(record)
        assert (standard.key, language_of(record, standard)) == ("publicatiestandaard/1.0", Language.EN)
        sheets.append(read(record, standard, Language.EN).sheet)
    for fact in ("name", "organisation_name", "summary", "status", "publication_category", "contact"):
        assert sum(sheet.value(fact) is not None for sheet in sheets) >= 868, fact
    assert sum(bool(sheet.value("theme")) for sheet in sheets) == 807
    assert sum(bool(sheet.value("impact_assessments")) for sheet in sheets) >= 250
    # 31 times "-" and a handful of words are no month.
    assert sum(sheet.value("start_date") is not None for sheet in sheets) >= 575


def test_the_older_exports_are_told_apart_by_the_version_that_each_record_names() -> None:
    keys = [standard_of(record).version for record in json_of("pub_2023-06.json")]
    assert {version: keys.count(version) for version in sorted(set(keys))} == {"0.1": 102, "0.3.1": 16, "0.4": 12}


def test_the_summary_of_2026_is_dutch_and_each_record_has_a_status() -> None:
    standard = load_standard("register-summary", "2026")
    for record in summary_of_2026():
        assert standard_of(record) is standard
        assert told_language(record, standard) is not Language.EN
        assert read(record, standard, Language.NL).sheet.value("status")


def test_findings_of_real_records_are_short_bilingual_and_have_a_remedy() -> None:
    met = set()
    for records in FILES.values():
        for record in records()[:200]:
            standard = standard_of(record)
            language = language_of(record, standard)
            reading = read(record, standard, language)
            for found in (*reading.findings, *check(reading.sheet, standard, language, reading.kept)):
                met.add(found.kind)
                assert len(found.value) <= 80
                for text in (found.message, found.remedy, found.label):
                    assert text.nl and text.en
                    assert "{" not in text.nl + text.en or found.kind is FindingKind.UNKNOWN_FIELD
    assert {FindingKind.MISSING, FindingKind.TOO_LONG, FindingKind.HTML_IN_TEXT, FindingKind.OWN_WORDS} <= met
    assert {FindingKind.DEAD_DATE_SHAPE, FindingKind.DEAD_URL_SHAPE, FindingKind.WRONG_OPTION} <= met


def test_nothing_is_called_unknown_that_the_register_itself_publishes() -> None:
    for name in ("register CSV 2025", "register JSON 2023-05", "register JSON 2022-12", "summary 2026"):
        for record in FILES[name]():
            standard = standard_of(record)
            findings = read(record, standard, language_of(record, standard)).findings
            unknown = [found.field for found in findings if found.kind is FindingKind.UNKNOWN_FIELD]
            assert unknown == [], name
