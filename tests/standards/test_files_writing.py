"""What is written to a file is safe to open and comes back as it was, in every format."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.standards.files.cells import continued, neutralised, restored, sheet_pieces
from kenbaar.standards.files.writing import WRITERS, write_csv, write_xlsx
from tests.standards.files import HEADER, RECORD, records_of

# Half characters are in no file; a file full of control characters is taken for no text, and rightly.
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n")
_TELLING = [
    "=1+1",
    "'=1+1",
    "''=x",
    "'",
    "\t=1",
    "-",
    "@x",
    "＝1",
    " \u200b+1",
    "a\r\nb",
    "\r",
    "_x0041_",
    "_x005F_",
    "007",
]
TEXTS = st.text(_CHARACTERS, max_size=60) | st.sampled_from(_TELLING)
# A row without a name, or with the title of the column as its name, is no record.
NAMES = TEXTS.map(lambda text: f"{text} algoritme")
RECORDS = st.fixed_dictionaries({key: NAMES if key == "name" else TEXTS for key in HEADER})


@given(TEXTS)
def test_a_cell_comes_back_as_it_was_and_never_starts_a_formula(text: str) -> None:
    safe = neutralised(text)
    assert restored(safe) == text
    assert not safe.lstrip(" \u200b").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@given(st.text(max_size=20), st.integers(1, 500), st.integers(0, 3))
def test_a_text_that_is_too_long_for_a_sheet_goes_on_behind_the_last_column(text: str, column: int, more: int) -> None:
    long = text + "x" * 32_000 * more
    first, *rest = sheet_pieces(long, column)
    assert all(len(piece) < 32_767 for piece in (first, *rest))
    assert first + "".join(continued(piece)[1] for piece in rest) == long
    assert {continued(piece)[0] for piece in rest} <= {column}


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=25, deadline=None)
@given(records=st.lists(RECORDS, min_size=1, max_size=5))
def test_what_is_written_in_a_format_is_read_again(
    form: str, records: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("written") / "file"
    path.write_bytes(b"".join(WRITERS[form](records, HEADER)))
    assert records_of(path) == records


def test_a_text_of_a_hundred_thousand_characters_survives_every_format(tmp_path: Path) -> None:
    record = {**RECORD, "goal": "=" + "woord " * 20_000, "status": "y" * 40_000}
    for form, write in WRITERS.items():
        path = tmp_path / form
        path.write_bytes(b"".join(write([record], HEADER)))
        assert records_of(path) == [record], form


def test_csv_opens_in_a_spreadsheet_with_every_cell_quoted_and_no_formula() -> None:
    written = b"".join(write_csv([{"name": "=HYPERLINK(1)", "tags": ["a", "b"]}], ["name", "tags", "goal"]))
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert rows == [["name", "tags", "goal"], ["'=HYPERLINK(1)", "a, b", ""]]


def test_a_workbook_has_texts_only_and_no_formula_or_link(tmp_path: Path) -> None:
    record = {"name": "=1+1", "website": "https://lindewaarde.example", "source_id": "0123"}
    path = tmp_path / "file.xlsx"
    path.write_bytes(b"".join(write_xlsx([record], list(record))))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = next(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in cells] == ["'=1+1", "https://lindewaarde.example", "0123"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None, None, None]


def test_a_file_is_made_while_its_records_come() -> None:
    asked = 0

    def endless() -> Iterator[dict[str, str]]:
        nonlocal asked
        while True:
            asked += 1
            yield RECORD

    for form in ("csv", "json", "jsonl"):
        asked = 0
        chunks = WRITERS[form](endless(), HEADER)
        for _ in range(3):
            assert next(chunks)
        assert asked < 2_000
