"""What the real files give when they are opened: every record, and a reason for every row that is none."""

from collections import Counter
from pathlib import Path

import pytest

from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.rows import FileFormat, ProblemKind
from tests.standards.files import records_of
from tests.standards.real import DATA, FILES, OLD, needs_data

pytestmark = needs_data

EXPLAINED = ProblemKind.DESCRIPTION
FOUND = {
    "nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv": (FileFormat.CSV, 869, {}),
    f"{OLD}/algoritmes_081222.json": (FileFormat.JSON_LIST, 96, {EXPLAINED: 3}),
    f"{OLD}/pub_2023-05.json": (FileFormat.JSON_LIST, 117, {}),
    f"{OLD}/pub_2023-06.json": (FileFormat.JSON_LIST, 130, {}),
    f"{OLD}/etl_sample_4records_2024.json": (FileFormat.JSON_VERSIONS, 4, {}),
    f"{OLD}/masterlijst_2022-12.xlsx": (FileFormat.XLSX_COLUMNS, 109, {EXPLAINED: 1}),
    f"{OLD}/masterlijst_2023-05.xlsx": (FileFormat.XLSX_COLUMNS, 115, {EXPLAINED: 1}),
    f"{OLD}/inhoud_ophalen.xlsx": (
        FileFormat.XLSX_ROWS,
        95,
        {EXPLAINED: 3, ProblemKind.SHEET_NOT_PUBLIC: 1, ProblemKind.SHEET_SKIPPED: 1},
    ),
    "nl-algoritmeregister-2026/algoritmes_2026-08-08.json": (FileFormat.JSON_SUMMARY, 1530, {}),
    "us-federal-2024/2024_consolidated_ai_inventory_raw_v2.csv": (FileFormat.CSV, 2133, {}),
}


@pytest.mark.parametrize("name", FOUND)
def test_every_real_file_gives_all_its_records(name: str) -> None:
    form, records, problems = FOUND[name]
    with open_source(DATA / name) as source:
        found = list(source.rows())
        assert source.format is form
    assert sum(row.record is not None for row in found) == records
    assert Counter(row.problem.kind for row in found if row.problem) == problems


@pytest.mark.parametrize(
    "path", sorted((DATA / "nl-algoritmeregister-templates").glob("*/*.json")), ids=lambda path: path.stem
)
def test_every_template_of_a_supplier_is_read(path: Path) -> None:
    assert len(records_of(path)) >= 1


def test_the_readers_give_what_a_careful_person_would_read() -> None:
    """The records of the helpers in `real.py`, which know each file, and those of the readers, which know none."""
    pairs = {
        "register CSV 2025": "nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv",
        "summary 2026": "nl-algoritmeregister-2026/algoritmes_2026-08-08.json",
        "American inventory 2024": "us-federal-2024/2024_consolidated_ai_inventory_raw_v2.csv",
        "site data 2024": f"{OLD}/etl_sample_4records_2024.json",
    }
    for name, path in pairs.items():
        assert records_of(DATA / path) == FILES[name](), name
