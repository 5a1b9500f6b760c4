"""A description of a notice is hostile until it was read: what is wrong is named with its place and what helps."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kenbaar.decisions.describing import MOST_BYTES, NoticeRefused, described, described_in, facts_of
from kenbaar.decisions.profile import Profile
from kenbaar.rules.content_files import load_yaml
from tests.decisions.rows import TODAY
from tests.decisions.rows import profile as small

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "notices"
LETTER: dict[str, Any] = {"facts": {"ai_system": "no"}, "told": {"mention": {"N01": "Een algoritme hielp."}}}
PROFILE = load_yaml((FOLDER / "kenbaar-profile.yaml").read_bytes(), loose_days=True)


def _problems(raw: Any) -> dict[str, str]:
    with pytest.raises(NoticeRefused) as refused:
        described_in(raw, today=TODAY)
    return {each.place: each.what for each in refused.value.problems}


@pytest.mark.parametrize("raw", [None, [], 7, "told", {}, {"facts": {}}, {1: 2}])
def test_what_is_no_description_says_what_one_is(raw: Any) -> None:
    assert "docs/reference/notice-format.md" in _problems(raw)["the notice"]


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"format": "other/1"}, "format", "kenbaar-notice-check/1"),
    ({"tolled": {}}, "tolled", "mind its spelling"),
    ({"told": {"somewhere": {}}}, "told.somewhere", "mention"),
    ({"told": {"mention": {"N38": "x"}}}, "told.mention.N38", "mind its spelling"),
    ({"told": {"mention": {"N00": "x"}}}, "told.mention.N00", "mind its spelling"),
    ({"told": {"mention": {"N01": 7}}}, "told.mention.N01", "in quotes"),
    ({"told": {"mention": {"N01": "x" * 20_001}}}, "told.mention.N01", "make it shorter"),
    ({"told": {"mention": ["N01"]}}, "told.mention", "name: value"),
    ({"language": "Nederlands"}, "language", "mind its spelling"),
    ({"withheld": [{"fields": []}]}, "withheld.0.fields", "notice-format.md"),
    ({"withheld": [{"fields": ["N11"]}] * 41}, "withheld", "leave some out"),
    ({"on": "yesterday"}, "on", "write it as 2026-11-24"),
    ({"known": "2026-02-30"}, "known", "write it as 2026-11-24"),
    ({"id": "x" * 300}, "id", "at most 200 characters"),
    ({"facts": {"ai_sistem": "yes"}}, "facts.ai_sistem", "did you mean ai_system?"),
    ({"facts": []}, "facts", "name: value"),
]


@pytest.mark.parametrize(("change", "place", "says"), WRONG, ids=[place for _, place, _ in WRONG])
def test_each_mistake_is_named_with_its_place_and_what_helps(change: dict[str, Any], place: str, says: str) -> None:
    assert says in _problems(LETTER | change)[place]


def test_a_letter_without_facts_is_told_to_add_them() -> None:
    assert "add it" in _problems({"told": {}})["facts"]


def test_all_mistakes_are_found_in_one_go_and_no_more_than_can_be_read() -> None:
    many = {f"N{number}": "x" for number in range(100, 200)}
    assert len(_problems(LETTER | {"told": {"mention": many}})) == 50


def test_an_empty_text_tells_nothing_and_a_field_can_stand_in_several_places() -> None:
    told = {"mention": {"N01": " \u200b\u00ad ", "N02": "Het doel."}, "linked": {"N02": "Het doel."}}
    notice = described_in(LETTER | {"told": told}, today=TODAY).notice
    assert set(notice.told) == {"N02"}
    assert notice.told["N02"].places == ("mention", "linked")


def test_a_day_that_yaml_read_is_a_day_and_so_is_the_key_that_it_read_as_yes() -> None:
    read = described(b"on: 2027-01-01\nknown: 2026-11-01\nid: 7\nfacts: {}\ntold: {}\n", name="a.yaml", today=TODAY)
    assert read.asked.on is not None
    assert read.asked.known is not None
    assert (read.asked.on.year, read.asked.known.month, read.asked.id) == (2027, 11, 7)


HOSTILE = [
    b"",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"told": ' + b'{"mention":' * 20_000,
    b'{"told": {}, "told": {}}',
    b'{"told": {"mention": {"N01": "\\ud800"}}, "facts": {}}',
    b'{"facts": {"training_compute": NaN}, "told": {}}',
    b"told: &a [*a]",
    b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntold: [*c,*c]",
    b" " * (MOST_BYTES + 1),
]


@pytest.mark.parametrize("content", HOSTILE, ids=lambda content: repr(content[:20]))
@pytest.mark.parametrize("name", ["a.json", "a.yaml", "-"])
def test_whatever_the_file_is_it_is_refused_with_a_sentence(content: bytes, name: str) -> None:
    with pytest.raises(NoticeRefused) as refused:
        described(content, name=name, today=TODAY)
    assert all(each.what for each in refused.value.problems)
    assert len(str(refused.value)) < 3000


_json = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inside: some.lists(inside, max_size=4) | some.dictionaries(some.text(max_size=8), inside, max_size=4),
    max_leaves=8,
)


@given(part=_json)
def test_no_data_bring_anything_else_than_a_description_or_a_refusal(part: Any) -> None:
    for raw in (
        LETTER | {"facts": part},
        LETTER | {"told": part},
        LETTER | {"withheld": part},
        {"profile": part},
        PROFILE | {"decision": part},
        PROFILE | {"profile": PROFILE["profile"] | {"facts": part}},
    ):
        try:
            described_in(raw, today=TODAY)
        except NoticeRefused as error:
            assert error.problems


def test_a_decision_that_its_profile_refuses_names_the_field() -> None:
    raw = copy.deepcopy(PROFILE)
    raw["decision"] |= {"language": "fr", "data": {"income": "much"}}
    problems = _problems(raw)
    assert set(problems) == {"decision.language", "decision.data.income"}


def test_a_profile_with_facts_that_cannot_be_names_them_in_the_profile() -> None:
    raw = copy.deepcopy(PROFILE)
    raw["profile"]["facts"]["countries"] = "atlantis"
    assert set(_problems(raw)) == {"profile.facts.countries"}
    with pytest.raises(NoticeRefused, match=r"profile\.facts\.countries"):
        facts_of(small(facts={"countries": "atlantis"}))


def test_a_profile_that_cannot_be_names_its_place() -> None:
    raw = copy.deepcopy(PROFILE)
    raw["profile"]["data"][0]["kind"] = "gold"
    assert "profile.data.0.kind" in _problems(raw)


def test_the_automation_of_a_profile_goes_before_that_of_its_facts_and_a_difference_is_told() -> None:
    raw = copy.deepcopy(PROFILE)
    raw["profile"]["facts"]["automation"] = "sole"
    read = described_in(raw, today=TODAY)
    assert read.asked.facts.value("automation") == "support"
    assert [each.id for each in read.remarks] == ["automation_differs"]
    assert facts_of(Profile.model_validate(raw["profile"])).value("automation") == "support"


def test_a_profile_alone_is_a_notice_in_all_its_languages() -> None:
    raw = {"profile": PROFILE["profile"]}
    assert described_in(raw, today=TODAY).notice.languages == ("nl",)
    assert described_in(PROFILE, today=TODAY).notice.languages == ("nl",)
