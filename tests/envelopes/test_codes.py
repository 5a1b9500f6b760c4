"""A code is typed by people: small slips are seen, and whatever way they write it, it is the same code."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.envelopes.codes import ALPHABET, LENGTH, SEED_BYTES, CodeNotGood, code_of, grouped, read_code

seeds = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES)
places = st.integers(0, LENGTH - 1)


@given(seeds)
def test_a_code_reads_back_as_it_was_shown(seed: bytes) -> None:
    code = code_of(seed)
    assert len(code) == LENGTH and set(code) <= set(ALPHABET)
    assert read_code(code) == read_code(grouped(code)) == code
    assert [len(group) for group in grouped(code).split("-")] == [4] * 6


@given(seeds, st.integers(0, SEED_BYTES - 1), st.integers(0, 4))
def test_five_bits_of_each_byte_count_115_in_all(seed: bytes, place: int, bit: int) -> None:
    assert code_of(seed) == code_of(bytes(byte ^ 0b11100000 for byte in seed))
    other = bytearray(seed)
    other[place] ^= 1 << bit
    assert code_of(seed) != code_of(bytes(other))


@given(seeds, st.data())
def test_a_code_is_typed_forgivingly(seed: bytes, data: st.DataObject) -> None:
    code = code_of(seed)
    alike = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        data.draw(st.sampled_from(alike.get(sign, sign + sign.lower())))
        + data.draw(st.sampled_from(["", "", " ", "-", "\u2013", "\u00a0", "."]))
        for sign in code
    )
    assert read_code(typed) == code


@given(seeds, places, st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_seen(seed: bytes, place: int, other: str) -> None:
    code = code_of(seed)
    typed = code[:place] + other + code[place + 1 :]
    if typed != code:
        with pytest.raises(CodeNotGood, match="check"):
            read_code(typed)


@given(seeds, places, places)
def test_every_swap_of_two_characters_is_seen(seed: bytes, one: int, two: int) -> None:
    code = list(code_of(seed))
    swapped = code.copy()
    swapped[one], swapped[two] = code[two], code[one]
    if swapped != code:
        with pytest.raises(CodeNotGood, match="check"):
            read_code("".join(swapped))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "length"),
        ("0000", "length"),
        ("0" * 25, "length"),
        ("0" * 201, "length"),
        ("U" * 24, "character"),
        ("0" * 23 + "é", "character"),
        ("0" * 23 + "\u0660", "character"),
        ("0" * 23 + "1", "check"),
    ],
)
def test_what_is_no_code_is_refused_and_not_repeated(typed: str, why: str) -> None:
    with pytest.raises(CodeNotGood) as refused:
        read_code(typed)
    assert refused.value.why == why
    assert not typed or typed not in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused(typed: str) -> None:
    with suppress(CodeNotGood):
        assert len(read_code(typed)) == LENGTH
