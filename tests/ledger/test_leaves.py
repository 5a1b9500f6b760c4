"""A leaf says exactly nine things about a step in the register, and one about a notice."""

import contextlib
import datetime as dt
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.leaves import LeafError, NoticeLeaf, RegisterLeaf, content_path, moment
from tests.ledger.small_logs import register_log

LEAF = register_log().leaves[2]
MEMBERS = LEAF.members()


def test_a_leaf_is_written_as_the_format_says_and_comes_back() -> None:
    first = register_log().leaves[0]

    assert first.to_bytes() == (
        b'{"body":"gemeente-voorbeeldstad",'
        b'"content":"b3cf01c339f179b957492e01c69977d31a00798860a817332f134b2e7299d9fb",'
        b'"entry":"kb-smile00000","kind":"register/1","number":1,"on":"2026-11-01T08:00:00Z","previous":"",'
        b'"recorded":"2026-11-01T08:00:07Z","step":"publish"}'
    )
    assert RegisterLeaf.from_bytes(first.to_bytes()) == first
    assert LEAF.previous == first.hash.hex()


@given(st.integers(0, len(LEAF.to_bytes()) - 1), st.integers(1, 255))
def test_a_changed_byte_makes_another_leaf_or_none(place: int, change: int) -> None:
    data = bytearray(LEAF.to_bytes())
    data[place] ^= change

    with contextlib.suppress(LeafError):
        assert RegisterLeaf.from_bytes(bytes(data)).hash != LEAF.hash


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("kind", "register/2"),
        ("kind", None),
        ("entry", ""),
        ("entry", 7),
        ("number", 0),
        ("number", True),
        ("number", "2"),
        ("number", 1),
        ("previous", ""),
        ("previous", "A" * 64),
        ("previous", None),
        ("step", "delete"),
        ("step", ["publish"]),
        ("on", "2026-02-30T08:00:00Z"),
        ("on", "2026-11-03T24:00:00Z"),
        ("on", "2026-11-03T08:00:00+00:00"),
        ("on", "2026-11-03 08:00:00Z"),
        ("on", "2026-11-03T08:00:00.5Z"),
        ("recorded", "٢026-11-03T08:00:00Z"),
        ("recorded", 1795867200),
        ("body", ""),
        ("content", LEAF.content.upper()),
        ("content", LEAF.content[:-1]),
        ("content", LEAF.content + "\n"),
    ],
)
def test_a_leaf_with_another_value_is_refused_by_the_name_of_the_member(member: str, value: Any) -> None:
    with pytest.raises(LeafError) as refused:
        RegisterLeaf.from_bytes(canonical_bytes({**MEMBERS, member: value}))

    assert refused.value.member in {member, "previous"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"7",
        b"{}",
        canonical_bytes({**MEMBERS, "reason": "a text about a person"}),
        canonical_bytes({key: value for key, value in MEMBERS.items() if key != "body"}),
        orjson.dumps(MEMBERS, option=orjson.OPT_INDENT_2),
        NoticeLeaf("a" * 64).to_bytes(),
    ],
)
def test_a_leaf_has_its_members_and_no_others(data: bytes) -> None:
    with pytest.raises(LeafError):
        RegisterLeaf.from_bytes(data)


def test_a_leaf_that_is_made_is_checked_too() -> None:
    with pytest.raises(LeafError, match="names the one before"):
        replace(LEAF, number=1)


def test_a_notice_is_only_a_commitment() -> None:
    leaf = NoticeLeaf("0f" * 32)

    assert leaf.to_bytes() == b'{"commitment":"' + b"0f" * 32 + b'","kind":"notice/1"}'
    assert NoticeLeaf.from_bytes(leaf.to_bytes()) == leaf
    for wrong in ("0F" * 32, "", 7):
        with pytest.raises(LeafError):
            NoticeLeaf.from_bytes(canonical_bytes({"kind": "notice/1", "commitment": wrong}))
    with pytest.raises(LeafError):
        NoticeLeaf.from_bytes(LEAF.to_bytes())


def test_a_moment_is_in_utc_whatever_the_clock_on_the_wall_says() -> None:
    amsterdam = dt.timezone(dt.timedelta(hours=1))

    assert moment(dt.datetime(2026, 11, 28, 13, 0, 59, 999_999, tzinfo=amsterdam)) == "2026-11-28T12:00:59Z"


def test_content_lies_under_its_digest() -> None:
    assert content_path(LEAF.content) == f"content/{LEAF.content[:2]}/{LEAF.content}"
    with pytest.raises(LeafError):
        content_path("../../etc/passwd")
