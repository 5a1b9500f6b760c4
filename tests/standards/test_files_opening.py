"""What is no file of records is refused in one sentence, in Dutch and English, before anything is read from it."""

import os
from pathlib import Path

import pytest

from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import Reason
from kenbaar.standards.files.rows import FileFormat
from tests.standards.files import (
    PARKING,
    RECORD,
    csv_of,
    file_of,
    json_of,
    reason_of,
    refusal_of,
    sheet_of,
    workbook_of,
)


def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    files = {
        FileFormat.CSV: file_of(tmp_path, csv_of(PARKING), "export.json"),
        FileFormat.JSON_LIST: file_of(tmp_path, json_of([RECORD]), "export.csv"),
        FileFormat.XLSX_ROWS: workbook_of(tmp_path / "export.txt", {"R": sheet_of(tuple(RECORD), PARKING)}),
    }
    for form, path in files.items():
        with open_source(path) as source:
            assert source.format is form
            assert source.standard is not None
            assert source.size == path.stat().st_size
            assert [row.record for row in source.rows()] == [RECORD]
            # A dry run and the real one may read the same source.
            assert [row.record for row in source.rows()] == [RECORD]
            assert source.position() > 0
            assert form.label.nl and form.label.en


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"  \r\n\t", Reason.EMPTY),
        (b"%PDF-1.7 ...", Reason.OTHER_KIND),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Reason.OTHER_KIND),
        (b"<!DOCTYPE html><html></html>", Reason.OTHER_KIND),
        (b"\x1f\x8b\x08\x00\x00", Reason.OTHER_KIND),
        (b"MZ\x90\x00\x03", Reason.OTHER_KIND),
        (b"SQLite format 3\x00", Reason.OTHER_KIND),
        ("name,organization\r\n".encode("utf-16"), Reason.UTF_16),
        ("name,organization\r\n".encode("utf-16-le"), Reason.NULL_BYTES),
        (b"name,organization\nA\x00B,C\n", Reason.NULL_BYTES),
        (bytes(range(1, 32)) * 200, Reason.BINARY),
        (b"name,organization,goal\nCaf\xc3\xa9 \xc3\xa8 \xc3\xab,B,\xe9\n", Reason.MIXED_ENCODING),
        (b"\xef\xbb\xbfname,organization,goal\nCaf\xe9,B,C\n", Reason.NOT_UTF_8),
        ("name,organization,goal\nCafé,B,Caf".encode() + b"\xc3", Reason.CUT_CHARACTER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, Reason.OLD_EXCEL),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            Reason.WORKBOOK_PASSWORD,
        ),
        (b"PK\x03\x04 and then nothing", Reason.ZIP_BROKEN),
    ],
)
def test_what_is_no_file_of_records_is_called_by_its_name(tmp_path: Path, content: bytes, reason: Reason) -> None:
    assert reason_of(file_of(tmp_path, content)) is reason


def test_what_is_no_file_at_all_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reason_of(tmp_path / "pipe") is Reason.NOT_A_FILE
    assert reason_of(tmp_path) is Reason.FOLDER
    assert reason_of(tmp_path / "nothing.csv") is Reason.MISSING
    assert reason_of(file_of(tmp_path, "x") / "below.csv") is Reason.MISSING
    assert reason_of(Path("null\x00byte")) is Reason.MISSING


def test_a_file_that_is_too_large_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"x" * (3 * 1024 * 1024 + 1))
    refusal = refusal_of(path, limit=2 * 1024 * 1024)
    assert refusal is not None
    assert refusal.reason is Reason.TOO_LARGE
    assert "4 MB" in refusal.message.nl and "2 MB" in refusal.message.nl
