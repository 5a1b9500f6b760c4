"""Two parties who hold the same value hold the same bytes; what could be read in two ways is refused with its place."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_canonical, read_json
from kenbaar.ledger.encoding import from_base64, to_base64

texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53 - 1), 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_the_bytes_of_a_value_give_the_value_back_and_are_the_only_ones(value: Any) -> None:
    data = canonical_bytes(value)

    assert read_canonical(data) == value == read_json(data)
    assert canonical_bytes(read_json(json.dumps(value, indent=3).encode())) == data


@given(values)
def test_somebody_elses_rfc_8785_writes_the_same_bytes(value: Any) -> None:
    assert rfc8785.dumps(value) == canonical_bytes(value)


def test_control_characters_are_escaped_as_rfc_8785_says() -> None:
    assert canonical_bytes({"z": '\b\t\n\f\r\x00\x1f\x7f"\\/€\u2028', "A": (1, None, True)}) == (
        '{"A":[1,null,true],"z":"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\\"\\\\/€\u2028"}'.encode()
    )


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"facts": [0, 1, 2, {"value": 1.5}]}, "/facts/3/value"),
        ({"a/b": {"~": float("nan")}}, "/a~1b/~0"),
        ([2**53], "/0"),
        ([[-(2**53)]], "/0/0"),
        ({"x": {"naïef": 1}}, "/x"),
        ({"x": {1: 1}}, "/x"),
        ({"x": "\ud800"}, "/x"),
        ({"x": b"bytes"}, "/x"),
        ({"x": {1, 2}}, "/x"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: Any, path: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical_bytes(value)

    assert refused.value.path == path
    assert str(refused.value).startswith(f"At {path}: ")


def test_a_value_may_have_64_levels_and_no_more() -> None:
    deep: Any = "bottom"
    for _ in range(64):
        deep = [deep]

    assert canonical_bytes(deep)
    with pytest.raises(NotCanonical, match="64 levels"):
        canonical_bytes([deep])


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1, "b":2}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b"[1]\n",
        b"-0",
        b"1e2",
        b"[1.0]",
        b"[",
        b"\xff",
        b"\xef\xbb\xbf1",
        b'"\\ud800"',
        b"[" * 100_000,
    ],
)
def test_only_the_exact_form_is_read_as_canonical(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_canonical(data)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b'{"a":1,"a":1}', ""),
        (b'{"a":[1.0]}', "/a/0"),
        (b"[NaN]", "/0"),
        (b"[1e400]", "/0"),
        (b"9007199254740993", ""),
        (b"1" * 5000, ""),
        (b'["\\ud800"]', "/0"),
        (b"[" * 100_000, ""),
        (b"\xff", ""),
        (b"\xef\xbb\xbf1", ""),
        (b"{'a': 1}", ""),
    ],
)
def test_a_saved_record_is_strict_json_without_two_meanings(data: bytes, path: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        read_json(data)

    assert refused.value.path == path


@pytest.mark.parametrize("text", ["a", "aa=", "aGk", "aGk=\n", "aGl=", "-_-_", "é==="])
def test_base64_has_one_form_for_the_same_bytes(text: str) -> None:
    with pytest.raises(ValueError, match="is not base64"):
        from_base64(text)

    assert from_base64(to_base64(b"hi")) == b"hi"
