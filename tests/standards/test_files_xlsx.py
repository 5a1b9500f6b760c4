"""Workbooks as programs and people make them, and as attackers do."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import Reason
from kenbaar.standards.files.rows import FileFormat, ProblemKind
from kenbaar.standards.files.xlsx_cells import unescaped
from tests.standards.files import (
    HEADER,
    PARKING,
    RECORD,
    file_of,
    reason_of,
    records_of,
    refusal_of,
    rows_of,
    sheet_of,
    workbook_of,
)

GOOD = sheet_of(HEADER, PARKING)


def saved(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_of_a_spreadsheet_program_is_read_as_people_see_it(tmp_path: Path) -> None:
    import datetime as dt

    header = [*HEADER, "begin_date", "end_date", "source_id", "tags"]
    row = [*PARKING, dt.date(2022, 3, 1), dt.datetime(2026, 1, 2, 10, 30), 12345678, 0.5]
    path = saved(tmp_path / "book.xlsx", [header, row])
    assert records_of(path) == [
        {
            **RECORD,
            "begin_date": "2022-03-01",
            "end_date": "2026-01-02 10:30:00",
            "source_id": "12345678",
            "tags": "0.5",
        }
    ]


def test_a_record_per_column_is_read_with_its_labels_in_the_first_or_second_column(tmp_path: Path) -> None:
    labels = ["Naam", "Organisatie", "Doel", "Status"]
    plain = [[label, value, value] for label, value in zip(labels, PARKING, strict=True)]
    marked = [["*", *row] for row in plain]
    for rows in (plain, marked):
        path = saved(tmp_path / "book.xlsx", rows)
        found = rows_of(path)
        assert [row.record for row in found] == [RECORD, RECORD]
        assert found[-1].place.nl == ("blad Sheet, kolom C" if rows is plain else "blad Sheet, kolom D")
        with open_source(path) as source:
            assert source.format is FileFormat.XLSX_COLUMNS


def test_every_sheet_is_read_and_the_rest_is_told(tmp_path: Path) -> None:
    other = sheet_of(HEADER, ("", "", "", ""), ("Brieven", *PARKING[1:]))
    sheets = {
        "Een": GOOD,
        "Kleuren": sheet_of(("rood", "blauw")),
        "Twee": other,
        "Nog niet publiek": GOOD,
        "Diep": GOOD,
    }
    found = rows_of(workbook_of(tmp_path / "book.xlsx", sheets, hidden=["Diep"]))
    assert [(row.place.nl, row.problem.kind if row.problem else None) for row in found] == [
        ("blad Een, rij 2", None),
        ("blad Kleuren", ProblemKind.SHEET_SKIPPED),
        ("blad Twee, rij 2", ProblemKind.BLANK),
        ("blad Twee, rij 3", None),
        ("blad Nog niet publiek", ProblemKind.SHEET_NOT_PUBLIC),
        ("blad Diep", ProblemKind.SHEET_NOT_PUBLIC),
    ]


def test_shared_texts_phonetic_marks_and_escaped_characters_come_out_right(tmp_path: Path) -> None:
    strings = "".join(f"<si><t>{text}</t></si>" for text in HEADER)
    strings += (
        "<si><r><t>Parkeer</t></r><r><t>controle</t></r><rPh><t>zeg niet</t></rPh></si><si><t>a_x000D_\nb</t></si>"
    )
    head = "".join(f'<c t="s"><v>{at}</v></c>' for at in range(4))
    row = '<c t="s"><v>4</v></c><c t="str"><f>A1</f><v>Gemeente</v></c><c t="s"><v>5</v></c><c t="b"><v>1</v></c>'
    path = workbook_of(tmp_path / "book.xlsx", {"R": f"<row>{head}</row><row>{row}</row>"}, strings=strings)
    assert list(records_of(path)[0].values()) == ["Parkeercontrole", "Gemeente", "a\r\nb", "TRUE"]
    assert unescaped("_x005F_x0041_ en _x0041_") == "_x0041_ en A"


def test_a_row_with_more_cells_than_columns_is_a_problem_of_that_row(tmp_path: Path) -> None:
    path = workbook_of(tmp_path / "book.xlsx", {"R": sheet_of(HEADER, (*PARKING, "te veel"), PARKING)})
    assert [row.problem.kind if row.problem else None for row in rows_of(path)] == [ProblemKind.CELL_COUNT, None]


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(workbook_of(path, {"R": GOOD}), "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet9.xml", b" " * (40 * 1024 * 1024))
    return path


def cut(path: Path) -> Path:
    content = workbook_of(path, {"R": GOOD}).read_bytes()
    return file_of(path.parent, content[: len(content) // 2])


def damaged(path: Path) -> Path:
    content = bytearray(workbook_of(path, {"R": sheet_of(HEADER, *[PARKING] * 500)}).read_bytes())
    at = content.index(b"worksheets/sheet1.xml") + 60
    content[at : at + 20] = b"\xff" * 20
    return file_of(path.parent, bytes(content))


def no_workbook(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    return path


def with_entities(path: Path, part: str) -> Path:
    evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    made = workbook_of(path, {"R": GOOD}, strings="<si><t>x</t></si>")
    with zipfile.ZipFile(made) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts[part] = evil + parts[part]
    with zipfile.ZipFile(made, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return made


def test_workbooks_that_would_do_harm_or_are_broken_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert reason_of(bomb(path)) is Reason.ZIP_BOMB
    assert reason_of(cut(path)) is Reason.ZIP_BROKEN
    assert reason_of(damaged(path)) is Reason.ZIP_BROKEN
    assert reason_of(no_workbook(path)) is Reason.ZIP_NOT_A_WORKBOOK
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"):
        assert reason_of(with_entities(path, part)) is Reason.WORKBOOK_ENTITIES


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (GOOD + "<row><c t='s'><v>12</v></c></row>", Reason.WORKBOOK_BROKEN),
        (GOOD + "<row r='drie'><c><v>1</v></c></row>", Reason.WORKBOOK_BROKEN),
        (GOOD + "<row r='3'><c r='ZZZ3'><v>1</v></c></row>", Reason.WORKBOOK_BROKEN),
        (GOOD + "<row><c>", Reason.WORKBOOK_BROKEN),
        (GOOD + f"<row r='{'9' * 5000}'/>", Reason.WORKBOOK_BROKEN),
        (GOOD + f"<row r='3' spans='{'1' * 3_000_000}'/>", Reason.WORKBOOK_BROKEN),
        (GOOD + f"<row r='3'><c t='str'><v>{'x' * 1_100_000}</v></c></row>", Reason.CELL_TOO_LARGE),
        (GOOD + "<row r='1000000'><c t='str'><v>x</v></c></row>", Reason.TOO_MANY_BLANK_ROWS),
        (sheet_of(("merk", "kleur"), ("Fiat", "rood")), Reason.UNKNOWN_COLUMNS),
        ("", Reason.UNKNOWN_COLUMNS),
    ],
)
def test_sheets_that_are_broken_or_huge_are_refused(tmp_path: Path, rows: str, reason: Reason) -> None:
    assert reason_of(workbook_of(tmp_path / "book.xlsx", {"R": rows})) is reason


def test_a_refusal_names_the_sheet_and_the_row(tmp_path: Path) -> None:
    rows = GOOD + "<row r='3'><c t='s'><v>12</v></c></row>"
    refusal = refusal_of(workbook_of(tmp_path / "book.xlsx", {"Algoritmes": rows}))
    assert refusal is not None
    assert "blad Algoritmes, rij 3" in refusal.message.nl
    assert "sheet Algoritmes, row 3" in refusal.message.en
