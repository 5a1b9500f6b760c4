"""Facts as people write them down: a little loose, never wrong in silence."""

import datetime as dt
from typing import Any

import pytest

from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import MOST_FACTS, FactsRefused, sheet_of


def one(fact: str, raw: Any) -> Any:
    return sheet_of({fact: raw}, vocabulary())[fact]


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        ("ai_system", "yes", "yes"),
        ("ai_system", True, "yes"),
        ("gpai_model", False, "no"),
        ("profiling", "ja", True),
        ("profiling", "No", False),
        ("profiling", True, True),
        ("annex_iii", "5a", ["5a"]),
        ("annex_iii", [2, "5a"], ["2", "5a"]),
        ("start_date", 2024, "2024"),
        ("start_date", dt.date(2024, 3, 1), "2024-03-01"),
        ("start_date", dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC), "2024-03-01"),
        ("start_date", "2024-03", "2024-03"),
        ("training_compute", 10_001, 10_001),
        ("ai_system", {"value": True}, "yes"),
    ],
)
def test_yaml_may_make_of_a_value_what_it_likes(fact: str, raw: Any, value: Any) -> None:
    assert one(fact, raw) == {"value": value}


def test_what_is_not_known_can_be_said_in_three_ways() -> None:
    for raw in (None, "unknown", {"blank": "unknown"}):
        assert one("profiling", raw) == {"blank": "unknown"}
    assert one("end_date", {"blank": "not_yet", "expected": "2027"}) == {"blank": "not_yet", "expected": "2027"}


def test_the_facts_may_stand_in_a_file_of_answers() -> None:
    assert sheet_of({"saved": "2026-11-25", "facts": {"ai_system": "no"}}, vocabulary()).value("ai_system") == "no"


def test_everything_that_is_wrong_is_said_in_one_go() -> None:
    with pytest.raises(FactsRefused) as refused:
        sheet_of(
            {"ai_sistem": "yes", "profiling": "maybe", "annex_iii": ["none", "5a"], "start_date": "soon", "xyzzy": 1},
            vocabulary(),
        )
    said = str(refused.value)
    assert "ai_sistem: there is no such fact; did you mean ai_system?" in said
    assert "profiling: expected true or false" in said
    assert "annex_iii: none and 5a cannot both be true" in said
    assert "start_date: 'soon' is not a date" in said
    assert [problem.fact for problem in refused.value.problems if problem.what == "there is no such fact"] == ["xyzzy"]


@pytest.mark.parametrize("raw", ["ai_system", ["ai_system"], None, {f"fact_{n}": 1 for n in range(MOST_FACTS + 1)}])
def test_what_is_no_sheet_of_facts_is_refused(raw: Any) -> None:
    with pytest.raises(FactsRefused, match="the file"):
        sheet_of(raw, vocabulary())
