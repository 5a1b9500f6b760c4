"""A column that is taken as it stands is what it would have become cell by cell."""

import datetime as dt
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kenbaar.decisions.cells import Cell, date_cell, human_cell, number_cell, option_cell, required, text_cell
from kenbaar.decisions.refusing import Wrong

TEXT = text_cell(12, lines=True)
CELLS = {
    "text": TEXT,
    "required text": required(TEXT),
    "number": number_cell(),
    "number above two": number_cell(least="2", most="30"),
    "number from minus two": number_cell(least="-2"),
    "amount": number_cell(places=2, cents=True),
    "amount not below nought": number_cell(places=2, least="0", most="100000000", cents=True),
    "day": date_cell(earliest=dt.date(2024, 2, 28), latest=dt.date(2026, 11, 29)),
}
# Some that stand as they are kept, and what looks like them.
NUMBERS = ["12.50", "0.00", "-0", "-0.00", "0", "2", "30", "31", "-2", "-2.5", "1.0", "007", "1e8", "99999999.99"]
DAYS = ["2026-11-29", "2026-11-30", "2024-02-29", "2025-02-29", "2024-02-27", "20261129", "2026-13-01"]
TEXTS = ["Zoë Ďurďa", "n\u0303", "ŉ", "×", "ſ", "\u017f\u0323", "", " a", "a ", "a\nb", "a\r\nb", "12.50\n13.50"]
FORMULAS = ["=1+1", "-a", "+31 70", "'=a"]
UNSEEN = ["\u00ad", "a\u200bb", "a\u00a0"]
LARGE = ["100000000.00", "100000000", "1" * 15, "1" * 16, "0.1234567"]
LONG = ["13 characters", "12 character"]
NEARLY = st.sampled_from(NUMBERS + LARGE + DAYS + TEXTS + FORMULAS + UNSEEN + LONG)
CELL = st.one_of(NEARLY, st.text(max_size=14), st.decimals(-1000, 1000, places=2).map(str), st.integers(), st.none())


def one_by_one(cell: Cell, texts: Sequence[object]) -> list[object]:
    """Return what each becomes; a fault where it is refused."""
    read = []
    for text in texts:
        try:
            read.append(cell.read(text))
        except Wrong as wrong:
            read.append(wrong)
    return read


@pytest.mark.parametrize("kind", CELLS)
@given(texts=st.lists(CELL, min_size=1, max_size=5))
@example(texts=["12.50\n13.50"])
def test_texts_that_are_taken_as_they_stand_would_each_have_stayed_so(kind: str, texts: list[object]) -> None:
    cell = CELLS[kind]
    if cell.all_kept(texts):
        assert one_by_one(cell, texts) == texts


@pytest.mark.parametrize("form", ["{}", "a{}", "a{}b"])
def test_every_sign_in_a_text_that_is_taken_as_it_stands_would_have_stayed(form: str) -> None:
    texts = (form.format(chr(number)) for number in range(0x20, 0x3000))
    taken = [text for text in texts if TEXT.all_kept([text])]
    assert one_by_one(TEXT, taken) == taken != []


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("text", ["a", "12 character", "Zoë", "mr. A. B."]),
        ("number", ["0", "12", "-12", "0.5", "-0.5", "289.25"]),
        ("number above two", ["2.5", "29.999999"]),
        ("number from minus two", ["0", "31234"]),
        ("amount", ["0.00", "0.50", "12.50", "-12.50"]),
        ("amount not below nought", ["0.00", "78662.15", "99999999.99"]),
        ("day", ["2024-02-28", "2024-02-29", "2026-11-29"]),
    ],
)
def test_what_nearly_all_files_bring_is_taken_as_it_stands(kind: str, texts: list[str]) -> None:
    assert CELLS[kind].all_kept(texts)


def test_a_long_text_that_many_rows_share_is_not_put_together_as_often() -> None:
    shared = "a" * 300_000
    tracemalloc.start()
    try:
        assert not TEXT.all_kept([shared] * 2000)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000


class Words(str):
    """A text that is something else as well."""


@pytest.mark.parametrize("texts", [[Words("abc")], [12], [None], [["abc"]], [b"abc"], ["abc", True]])
def test_what_is_no_plain_text_is_never_taken_as_it_stands(texts: list[object]) -> None:
    assert not TEXT.all_kept(texts)


@pytest.mark.parametrize("cell", [option_cell(["granted"]), human_cell(TEXT)])
def test_what_has_to_be_looked_at_one_by_one_is_never_taken_as_it_stands(cell: Cell) -> None:
    assert not cell.all_kept(["granted"])
