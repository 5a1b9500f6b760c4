"""CSV as bodies and spreadsheets write it, and as nobody should."""

from pathlib import Path

import pytest

from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.refusals import Reason
from kenbaar.standards.files.rows import ProblemKind
from tests.standards.files import HEADER, PARKING, RECORD, csv_of, file_of, reason_of, records_of, refusal_of, rows_of


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_is_read_whatever_delimiter_and_encoding_it_has(tmp_path: Path, delimiter: str, encoding: str) -> None:
    row = ('Café; Crème, of "zo"\nen verder', *PARKING[1:])
    path = file_of(tmp_path, csv_of(row, delimiter=delimiter).encode(encoding))
    assert records_of(path) == [{**RECORD, "name": row[0]}]


def test_columns_are_understood_by_their_dutch_and_english_titles(tmp_path: Path) -> None:
    for header in (("Naam", "Organisatie", "Doel", "Status"), ("NAME ", "organization", "goal", "status")):
        assert records_of(file_of(tmp_path, csv_of(PARKING, header=header))) == [RECORD]


def test_equal_and_unknown_headers_keep_their_content_apart(tmp_path: Path) -> None:
    path = file_of(tmp_path, csv_of(("A", "B", "1", "2", "3"), header=("name", "organization", "Anders", "Anders", "")))
    assert records_of(path) == [{"name": "A", "organization": "B", "Anders": "1", "Anders#2": "2", "column 5": "3"}]
    with open_source(path) as source:
        assert source.unknown_columns == ("Anders", "Anders#2", "column 5")


def test_each_row_that_is_no_record_says_where_it_is_why_and_what_to_do(tmp_path: Path) -> None:
    rows = [PARKING, ("", "", "", ""), ("", "", "", ""), ("Te", "kort"), ("required", "required", "", "required")]
    found = rows_of(file_of(tmp_path, csv_of(*rows)))
    told = [(row.place.nl, row.problem.kind) for row in found if row.problem]
    assert told == [
        ("rij 3", ProblemKind.BLANK),
        ("rij 5", ProblemKind.CELL_COUNT),
        ("rij 6", ProblemKind.DESCRIPTION),
    ]
    for row in found[1:]:
        assert row.problem is not None
        for text in (row.problem.message, row.problem.remedy, row.place):
            assert text.nl and text.en and "{" not in text.nl + text.en


def test_a_formula_comes_back_as_the_text_that_it_was(tmp_path: Path) -> None:
    path = file_of(tmp_path, csv_of(("'=1+1", "'-", "'gewoon", "'''=x")))
    assert list(records_of(path)[0].values()) == ["=1+1", "-", "'gewoon", "''=x"]


@pytest.mark.parametrize(
    ("content", "reason", "place"),
    [
        (csv_of(PARKING) + '"Afgebroken', Reason.OPEN_QUOTE, "rij 3"),
        (csv_of(PARKING) + '"Afgebroken","tussen"', Reason.ENDS_IN_ROW, "rij 3"),
        (csv_of(PARKING) + '"Dicht" en meer,b,c,d\n', Reason.STRAY_QUOTE, "rij 3"),
        (csv_of(PARKING) + '"' + "x" * (2 * 1024 * 1024), Reason.CELL_TOO_LARGE, "rij 3"),
        (csv_of(PARKING) + "x" * (17 * 1024 * 1024), Reason.ROW_TOO_LARGE, "rij 3"),
        ("," * 600 + "\nx,y\n", Reason.UNKNOWN_COLUMNS, ""),
        (csv_of(PARKING) + "\n" * 11_000 + csv_of(PARKING), Reason.TOO_MANY_BLANK_ROWS, "rij 3"),
        ("merk,kleur\nFiat,rood\n", Reason.UNKNOWN_COLUMNS, "merk, kleur"),
        ("name;identifier;org_id\nGemeente Lindewaarde;GM1;gm1\n", Reason.UNKNOWN_COLUMNS, "name"),
        ("zomaar een brief zonder kolommen", Reason.UNKNOWN_COLUMNS, "zomaar een brief"),
    ],
)
def test_a_table_that_is_broken_or_huge_is_refused_with_the_place(
    tmp_path: Path, content: str, reason: Reason, place: str
) -> None:
    refusal = refusal_of(file_of(tmp_path, content))
    assert refusal is not None
    assert refusal.reason is reason
    assert place in refusal.message.nl


def test_five_hundred_columns_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    def table(width: int) -> Path:
        nameless = [""] * (width - len(HEADER))
        return file_of(tmp_path, csv_of((*PARKING, *nameless), header=(*HEADER, *nameless)))

    assert records_of(table(500)) == [RECORD]
    assert reason_of(table(501)) is Reason.TOO_MANY_COLUMNS
