"""Files of decisions: the same rows from Parquet, CSV and JSON Lines, and what is refused in them."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.rows import LIMITS
from kenbaar.decisions.reading import ReferenceReader
from kenbaar.decisions.refusing import Fault, Refused
from kenbaar.decisions.refusing import Reason as FaultReason
from kenbaar.standards.files.refusals import FileRefused, Reason
from tests.decisions.rows import reader, row

READER = reader()


def numbers_of(path: Path) -> list[int]:
    with open_decisions(path, READER) as file:
        return [number for rows in file.rows() for number in rows.numbers]


def decisions_of(path: Path) -> list[Decision | Refused | Fault]:
    with open_decisions(path, READER) as file:
        return [
            rows.faults.get(place, decision)
            for rows in file.rows()
            for place, decision in enumerate(READER.read_all(rows))
        ]


def refusal_of(path: Path) -> Reason:
    with pytest.raises(FileRefused) as caught:
        decisions_of(path)
    return caught.value.reason


def csv_file(path: Path, *rows: Mapping[str, object], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    lines = [delimiter.join(rows[0]), *(delimiter.join(f'"{cell}"' for cell in each.values()) for each in rows)]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def json_lines(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines) + b"\n")
    return path


def parquet(path: Path, rows: Iterable[Mapping[str, Any]], **options: Any) -> Path:
    pq.write_table(pa.Table.from_pylist([dict(each) for each in rows]), path, **options)
    return path


def test_the_same_decision_comes_out_of_every_kind_of_file(tmp_path: Path) -> None:
    plain = row(addressee="Café De Wit")
    typed = plain | {"decided_on": dt.date(2026, 11, 20), "data.income": Decimal("1234.5"), "weighs.load": -2.5}
    expected = [READER.read(plain)]
    assert decisions_of(csv_file(tmp_path / "comma", plain)) == expected
    assert decisions_of(csv_file(tmp_path / "semicolon", plain, delimiter=";", encoding="utf-8-sig")) == expected
    assert decisions_of(csv_file(tmp_path / "old", plain, encoding="cp1252")) == expected
    assert decisions_of(json_lines(tmp_path / "lines", json.dumps(plain))) == expected
    assert decisions_of(json_lines(tmp_path / "marked", b"\xef\xbb\xbf" + json.dumps(plain).encode())) == expected
    assert decisions_of(parquet(tmp_path / "parquet", [typed])) == expected


def test_an_amount_in_json_keeps_its_digits(tmp_path: Path) -> None:
    line = json.dumps(row()).replace('"1234.50"', "70000.10")
    (found,) = decisions_of(json_lines(tmp_path / "lines", line))
    assert isinstance(found, Decision) and found.values["income"] == "70000.10"


def test_rows_are_numbered_as_people_find_them(tmp_path: Path) -> None:
    first, second = row(reference="a"), row(reference="b")
    assert numbers_of(csv_file(tmp_path / "csv", first, second)) == [2, 3]
    lines = json_lines(tmp_path / "lines", json.dumps(first), "", json.dumps(second))
    assert numbers_of(lines) == [1, 3]
    assert numbers_of(parquet(tmp_path / "parquet", [first, second])) == [1, 2]


def test_a_file_without_a_column_that_every_decision_needs_is_refused_at_once(tmp_path: Path) -> None:
    less = {name: value for name, value in row().items() if name != "data.income"}
    assert refusal_of(csv_file(tmp_path / "csv", less)) is Reason.COLUMNS_MISSING
    assert refusal_of(parquet(tmp_path / "parquet", [less])) is Reason.COLUMNS_MISSING


def test_a_file_with_a_column_that_the_profile_lacks_is_refused_at_once(tmp_path: Path) -> None:
    assert refusal_of(csv_file(tmp_path / "csv", row(data__shoes="42"))) is Reason.COLUMNS_TOO_MANY
    assert refusal_of(parquet(tmp_path / "parquet", [row(surname="De Wit")])) is Reason.COLUMNS_TOO_MANY


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "csv", row())
    path.write_bytes(path.read_bytes().replace(b"weighs.load", b"outcome", 1))
    assert refusal_of(path) is Reason.COLUMN_TWICE
    table = pa.table([pa.array(["x"])] * 2, names=["outcome", "outcome"])
    pq.write_table(table, tmp_path / "parquet")
    assert refusal_of(tmp_path / "parquet") is Reason.COLUMN_TWICE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"PK\x03\x04....", Reason.NO_DECISIONS),
        (b"\x1f\x8b\x08....", Reason.NO_DECISIONS),
        (b"%PDF-1.7", Reason.NO_DECISIONS),
        (b" [{}]", Reason.NO_DECISIONS),
        (b"PAR1 and nothing else", Reason.PARQUET_BROKEN),
        (b"r\x00e\x00f\x00", Reason.NULL_BYTES),
        (b"\xff\xfer\x00e\x00", Reason.UTF_16),
        (b"Geachte heer,\n", Reason.COLUMNS_MISSING),
    ],
)
def test_what_is_no_file_of_decisions_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, reason: Reason
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert refusal_of(tmp_path / "file") is reason


def test_a_row_of_csv_in_another_encoding_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "csv", *[row(addressee="Café")] * 4)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].decode().encode("cp1252")
    path.write_bytes(b"".join(lines))
    first, refused, *others = decisions_of(path)
    assert isinstance(refused, Refused)
    assert [(each.field, each.reason) for each in refused.faults] == [("addressee", FaultReason.HALF_CHARACTER)]
    assert [each.addressee for each in (first, *others) if isinstance(each, Decision)] == ["Café"] * 3


def test_csv_of_which_nobody_can_say_in_which_encoding_it_is_is_refused_with_the_line(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "csv", row(addressee="Café"))
    path.write_bytes(path.read_bytes() + '"x";"Café"\r\n'.encode("cp1252"))
    with pytest.raises(FileRefused) as caught:
        decisions_of(path)
    assert caught.value.reason is Reason.MIXED_ENCODING and "3" in caught.value.message.nl


def test_very_many_columns_are_named_in_part_and_at_once(tmp_path: Path) -> None:
    (tmp_path / "csv").write_text(",".join([*row(), *(f"x{number}" for number in range(50_000))]) + "\n")
    with pytest.raises(FileRefused, match=r"x0, .*x7 … \(\+49992\)"):
        decisions_of(tmp_path / "csv")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\x00b", FaultReason.CONTROL_CHARACTER),
        ("x" * 150_000, FaultReason.TOO_LONG),
        ("b\u200bc", FaultReason.CONTROL_CHARACTER),
        ("b\u00adc", FaultReason.CONTROL_CHARACTER),
        ("b\u2060c", FaultReason.CONTROL_CHARACTER),
        ("b\U000e0041c", FaultReason.CONTROL_CHARACTER),
    ],
)
def test_a_cell_that_no_letter_can_hold_is_refused_and_the_next_row_is_read(
    tmp_path: Path, text: str, reason: FaultReason
) -> None:
    bad, good = decisions_of(csv_file(tmp_path / "csv", row(addressee=text), row(addressee="b")))
    assert isinstance(bad, Refused) and isinstance(good, Decision)
    assert [(each.field, each.reason) for each in bad.faults] == [("addressee", reason)]


@pytest.mark.parametrize("filler", ["x", "line\n", 'caf\u00e9; he says: ""no"", and again '])
def test_a_row_of_csv_that_is_too_long_is_refused_and_the_next_row_is_read(tmp_path: Path, filler: str) -> None:
    huge = filler * (3 * LIMITS.row_chars // len(filler))
    texts = ("short", huge, "short")
    before, bad, good = decisions_of(csv_file(tmp_path / "csv", *(row(reasons=each) for each in texts)))
    assert isinstance(before, Decision) and isinstance(good, Decision)
    assert isinstance(bad, Fault) and bad.reason is FaultReason.TOO_LONG


def test_a_number_that_no_amount_can_be_is_refused_with_its_field(tmp_path: Path) -> None:
    line = json.dumps(row()).replace('"1234.50"', "9" * 5000)
    bad, good = decisions_of(json_lines(tmp_path / "lines", line, json.dumps(row())))
    assert isinstance(bad, Refused) and isinstance(good, Decision)
    assert [(each.field, each.reason) for each in bad.faults] == [("data.income", FaultReason.TOO_MANY_DIGITS)]


def test_a_row_of_csv_with_too_few_cells_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "csv", row())
    path.write_bytes(path.read_bytes() + b"HH-2,2026-11-20\r\n,,,,,\r\n")
    good, bad = decisions_of(path)
    assert isinstance(good, Decision)
    assert isinstance(bad, Fault) and bad.reason is FaultReason.CELL_COUNT


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"[" * 100_000, id="deep list"),
        pytest.param(b'{"data":' * 100_000, id="deep object"),
        pytest.param(b'{"reference": "a", "reference": "b"}', id="a key twice"),
        pytest.param(b'{"data": {"income": 1, "income": 2}}', id="a key twice below"),
        pytest.param(b'{"reference": NaN}', id="no number"),
        pytest.param(b'{"reference": "cut', id="cut"),
        pytest.param(b"reference,decided_on", id="csv"),
        pytest.param(b"[]", id="list"),
        pytest.param(b"null", id="null"),
        pytest.param(b'{"reference": "\xe9"}', id="no UTF-8"),
        pytest.param(b'{"reference": "' + b"x" * (5 * LIMITS.row_chars) + b'"}', id="huge line"),
    ],
)
def test_a_line_that_is_no_object_is_refused_and_the_next_one_is_read(tmp_path: Path, line: bytes) -> None:
    whole = json.dumps(row())
    _, bad, good = decisions_of(json_lines(tmp_path / "lines", whole, line, whole))
    assert isinstance(bad, Fault) and bad.reason is FaultReason.NOT_A_ROW
    assert isinstance(good, Decision)


def test_values_of_parquet_that_python_cannot_hold_are_refused_by_row(tmp_path: Path) -> None:
    rows = [row(reference=f"HH-{number}", decided_on=dt.date(2026, 11, 20)) for number in range(3)]
    table = pa.Table.from_pylist(rows)
    days = pa.array([20_777, 2**30, 20_777], pa.int32()).view(pa.date32())
    words = pa.array([b"HH-1", b"HH-2", b"\xff\xfe"], pa.binary()).view(pa.string())
    table = table.set_column(1, "decided_on", days).set_column(0, "reference", words)
    pq.write_table(table, tmp_path / "parquet")
    good, far, broken = decisions_of(tmp_path / "parquet")
    assert isinstance(good, Decision)
    assert isinstance(far, Refused) and far.faults[0].reason is FaultReason.NOT_A_DATE
    assert isinstance(broken, Refused) and broken.faults[0].reason is FaultReason.CONTROL_CHARACTER


def test_a_text_that_all_rows_share_and_no_memory_holds_is_refused_before_it_is_made(tmp_path: Path) -> None:
    many = [row(reference=f"HH-{number}", reasons="x" * 2_000_000) for number in range(3)]
    path = parquet(tmp_path / "parquet", many, compression="zstd")
    assert path.stat().st_size < 10_000
    assert refusal_of(path) is Reason.CELL_TOO_LARGE


@pytest.mark.parametrize("listed", [True, False, ["reasons"]], ids=["all texts once", "none", "some"])
def test_parquet_is_the_same_however_its_texts_are_kept(tmp_path: Path, listed: bool | list[str]) -> None:
    rows = [row(reference=f"HH-{number}", reasons=f"Te laat {number % 3}") for number in range(50)]
    path = parquet(tmp_path / "parquet", rows, use_dictionary=listed, row_group_size=7)
    assert decisions_of(path) == [READER.read(each) for each in rows]
    long = parquet(tmp_path / "long", [row(reasons="x" * 500_000)], use_dictionary=listed)
    assert refusal_of(long) is Reason.CELL_TOO_LARGE


def test_what_is_remembered_of_the_texts_of_parquet_goes_with_their_group(tmp_path: Path) -> None:
    rows = [row(reference=f"HH-{number}", reasons=f"{number} " * 100) for number in range(2000)]
    path = parquet(tmp_path / "parquet", rows, use_dictionary=False, row_group_size=100)
    with open_decisions(path, READER) as file:
        before = pa.total_allocated_bytes()
        most = max(pa.total_allocated_bytes() - before for _rows in file.rows())
    assert most < sum(len(each["reasons"]) for each in rows) / 4


def test_columns_of_parquet_that_hold_lists_are_refused_by_row(tmp_path: Path) -> None:
    (found,) = decisions_of(parquet(tmp_path / "parquet", [row(reasons=["one", "two"])]))
    assert isinstance(found, Refused) and found.faults[0].reason is FaultReason.NOT_TEXT


def test_a_parquet_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "parquet", [row()])
    path.write_bytes(path.read_bytes()[:-20])
    assert refusal_of(path) is Reason.PARQUET_BROKEN


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_nobody_takes_of_a_file_is_not_kept(tmp_path: Path, kind: str) -> None:
    taken = {"reference": "HH-1", "decided_on": "2026-11-20"}
    others = {f"x{number}": "x" * 100 for number in range(50)}
    file = tmp_path / kind
    if kind == "csv":
        csv_file(file, taken | others)
    else:
        parquet(file, [taken | others])
    with open_decisions(file, ReferenceReader(today=dt.date(2026, 11, 29))) as opened:
        assert [set(rows.columns) for rows in opened.rows()] == [set(taken)]


def test_a_text_that_many_rows_of_parquet_have_is_kept_once(tmp_path: Path) -> None:
    rows = [row(reference=str(number), reasons="De aanvraag is te laat.") for number in range(100)]
    with open_decisions(parquet(tmp_path / "parquet", rows), READER) as file:
        [read] = file.rows()
    assert len({id(each) for each in read.cells("reasons")}) == 1
