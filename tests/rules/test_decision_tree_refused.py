"""A file that is no decision tree, or too much of one, gets one sentence; what is only not known is named."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.foreign import tree_walk
from kenbaar.rules.foreign.decision_tree import read_decision_tree
from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.path_findings import findings_of_paths
from kenbaar.rules.foreign.paths import TooManyPaths
from kenbaar.rules.questionnaires import run
from tests.rules.decision_trees import SMALL, answer, changed, ends, question, read, tree

# Files that are none


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "parking.yaml, line 1: this is no decision tree"),
        ("- x", "parking.yaml, line 1: this is no decision tree"),
        ("version: '1'\nname: x", "parking.yaml, line 1: there are no questions"),
        (changed("questions:", "questions: 3\nother:"), "parking.yaml, line 3: `questions` is no list"),
        (changed('version: "1"', "version: 1.0"), "parking.yaml, line 1: `version` has no text"),
        (changed("name: Mag ik parkeren?", "name: <p></p>"), "parking.yaml, line 2: `name` has no text"),
        (changed('Id: "2.1"\n', "Id: 2.1\n"), "parking.yaml, line 16: `questionId` is missing or no id"),
        (changed('Id: "2.1"\n', "Id: 0x" + "f" * 9000 + "\n"), "parking.yaml, line 16: `questionId` is missing or no"),
        (changed('Id: "1"', 'Id: "<b>"'), "parking.yaml, line 4: `questionId` is missing or no id"),
        (changed('Id: "2.1"\n', 'Id: "1"\n'), "parking.yaml, line 16: the id 1 stands on line 4 as well"),
        (changed('Id: "9.2",', 'Id: "2.1",'), "parking.yaml, line 30: the id 2.1 stands on line 16 as well"),
        (changed('nextQuestionId: "2.1"', 'nextQuestionId: "7"'), "parking.yaml, line 13: there is no question 7"),
        (changed('nextQuestionId: "2.1"', 'nextQuestionId: "9.1"'), "parking.yaml, line 13: there is no question 9.1"),
        (changed('sionId: "9.1"\n ', 'sionId: "1"\n '), "parking.yaml, line 23: there is no conclusion 1"),
        (
            changed('nextConclusionId: "9.0"', "nextConclusionId: 9.0"),
            "line 15: `nextConclusionId` is missing or no id",
        ),
        (changed('nextConclusionId: "9.0"', 'nextConclusionId: "9.0", redirects: []'), "line 15: this answer has both"),
        (changed('          - nextConclusionId: "9.1"', "          - other: x"), "line 23: a way needs one target"),
        (changed("if: '\"ver", 'nextQuestionId: "1"\n            if: \'"ver'), "line 23: a way needs one target"),
        (changed("        redirects:", "        redirects: 3\n        other:"), "line 22: `redirects` is no list"),
        (changed("[vergund, vergund]", "vergund"), "line 13: `labels` is no list of at most 20 labels"),
        (changed("[vergund, vergund]", str(list(range(21)))), "line 13: `labels` is no list of at most 20 labels"),
        (changed("[vergund, vergund]", "[3]"), "line 13: a label is no text"),
        (changed("{source: Brief}", "{url: x}"), "line 11: `source` has no text"),
        (changed("{source: Brief}", "x"), "line 11: an item of `sources` has no keys"),
        (changed("Is het zondag?", "1"), "line 17: `question` has no text"),
        (changed("question: Is het zondag?\n", "\n"), "line 16: `question` has no text"),
        (changed("mag, obligation", "mag, conclusion"), "stands here a second time"),
        (changed("name: Mag", "name: &a Mag") + "more: *a", "refers to another part of itself"),
        (changed("Is het zondag?", "2026-13-45"), "line 17: this has no value: month must be in"),
        (changed("Is het zondag?", "!!int x"), "line 17: this has no value"),
        (changed("category: dag", "? [x]\n    : y"), "this has no value: unhashable"),
        ("[" * 100, "nested more than 60 deep"),
        ("[" + "1," * 200_001 + "]", "more than 200,000 parts"),
        ("[" * 10_000, "The file is no YAML: line 1: exceeded maximum nesting depth"),
        (" " * 5_000_001, "has 5,000,001 bytes"),
        ("questions: \x00", "The file is no YAML"),
        ("a: b: c", "The file is no YAML"),
    ],
)
def test_a_file_that_is_no_tree_gets_one_sentence_with_the_place(text: str, complaint: str) -> None:
    with pytest.raises(QuestionnaireRefused) as refused:
        read(text)
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_bytes_that_are_no_text_are_refused() -> None:
    for content in (b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n", bytes(range(256))):
        with pytest.raises(QuestionnaireRefused, match="The file is no YAML"):
            read_decision_tree(content)


def places(part: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for step in part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ():
        yield (*place, step)
        yield from places(part[step], (*place, step))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(list(places(yaml.safe_load(SMALL)))), st.sampled_from([None, 3, 1.5, True, "x", [], {}, [None]]))
def test_whatever_stands_in_the_wrong_place_the_tree_is_read_or_refused(place: tuple[Any, ...], value: Any) -> None:
    said = yaml.safe_load(SMALL)
    *above, last = place
    inside = said
    for step in above:
        inside = inside[step]
    inside[last] = value
    try:
        found = read(yaml.safe_dump(said))
    except QuestionnaireRefused as refused:
        assert str(refused).startswith("parking.yaml, line ")
        assert len(str(refused)) < 300
    else:
        findings_of_paths(found.questionnaire)


@pytest.mark.parametrize(
    ("questions", "conclusions", "complaint"),
    [
        ([question(f"q{at}", answer(to="A")) for at in range(101)], "A", "there are 101 questions and 100 is the most"),
        ([question("q", *[answer(to="A")] * 51)], "A", "there are 51 answers and 50 is the most"),
        ([question("q")], "A", "there are no answers"),
        ([question("q", answer(*[("x", "A")] * 501))], "A", "there are 501 redirects and 500 is the most"),
        (
            [question(id, answer(*[("x", "A")] * 251)) for id in "pq"],
            "A",
            "there are 502 redirects and 500 is the most",
        ),
    ],
)
def test_a_tree_that_is_too_big_or_has_nothing_to_choose_is_refused(
    questions: list[dict[str, Any]], conclusions: str, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml.SafeDumper, "ignore_aliases", lambda *_: True)
    with pytest.raises(QuestionnaireRefused, match=complaint):
        tree(*questions, conclusions=conclusions)


def test_keys_that_are_not_known_and_links_that_are_none_are_named_and_left_out() -> None:
    text = changed("{source: Brief}", '{source: Brief, url: "javascript:alert(1)"}')
    text = text.replace("name: Mag", '"<script>": 1\n0x10: 2\nc: 3\nd: 4\ne: 5\nf: 6\nname: Mag', 1)
    found = read(text.replace("{source: Bord}", "{source: Bord, url: [x], page: 3}"))
    assert [str(finding) for finding in found.findings] == [
        "parking.yaml, line 2: a tree has no key '<script>', one that is no text, 'c', 'd', 'e' and 1 more; "
        "it was left out",
        "parking.yaml, line 17: the url is no link to a page and was left out",
        "parking.yaml, line 35: a source has no key 'page'; it was left out",
        "parking.yaml, line 35: the url is no link to a page and was left out",
    ]
    assert found.questionnaire.questions["1"].sources[1].url == ""


def test_a_name_of_signs_still_gives_an_id() -> None:
    assert read(changed("Mag ik parkeren?", '"???"')).questionnaire.id == "decision-tree"


# Too much of it


def test_a_tree_with_more_ways_than_can_be_followed_says_so() -> None:
    ids = [f"q{at}" for at in range(40)]
    steps = [question(id, answer(to=to), answer(to=to)) for id, to in zip(ids, [*ids[1:], "A"], strict=True)]
    questionnaire = tree(*steps).questionnaire
    with pytest.raises(TooManyPaths, match="too many ways through this questionnaire"):
        findings_of_paths(questionnaire, most_work=20_000)
    assert run(questionnaire, dict.fromkeys(ids, "1")).endings == ("A",)


@pytest.mark.parametrize("limit", ["MOST_STATES", "MOST_TRIES"])
def test_a_tree_with_more_states_than_can_be_seen_is_read_with_every_way_open(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree_walk, limit, 2)
    found = tree(
        question("p", answer(to="q", labels=("x",)), answer(to="q", labels=("y",))),
        question("q", answer(('"x" in labels', "A"), ('"y" in labels', "B")), answer(to="A")),
        conclusions="AB",
    )
    [finding] = found.findings
    assert "too many ways to see which redirects can be taken" in finding.what
    assert ends(found.questionnaire) == [("11", "A"), ("12", "A"), ("21", "B"), ("22", "A")]
    assert [ending.id for ending in found.questionnaire.endings] == ["A", "B", "stuck:q"]
    assert not findings_of_paths(found.questionnaire)
