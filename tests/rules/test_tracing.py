"""All ways through a questionnaire: counted without trying each, and never another count than trying each gives."""

from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.tracing import Outcome, TooManyWays, trace
from kenbaar.rules.questionnaires import Question, Questionnaire, run
from tests.rules.forms import TEXT, YES_OR_NO, Data, reading, several, when


def form(schema: Data) -> Questionnaire:
    return reading(schema).questionnaire


def test_every_answer_counts_and_what_is_not_shown_does_not() -> None:
    told = trace(
        form(
            {
                "properties": {"q": {"enum": ["a", "b", "c"]}, "note": TEXT, "sure": {"type": "boolean"}},
                "dependencies": when(
                    "q",
                    ("a", {"output": {"const": "A"}}),
                    ({"enum": ["b", "c"]}, {"more": several("x", "y", "z")}),
                ),
                "if": {"required": ["more"], "properties": {"more": {"contains": {"const": "x"}}}},
                "then": {"properties": {"riskOutcome": {"const": "x"}}},
                "else": {"properties": {"riskOutcome": {"const": "other"}}},
            }
        )
    )

    # Sure or not; then A, or for b and c one of seven sets of which four have an x.
    assert told.ways == 2 * (1 + 2 * 7)
    assert {outcome.endings: outcome.ways for outcome in told.outcomes} == {
        ("output", "other"): 2,
        ("x",): 2 * 2 * 4,
        ("other",): 2 * 2 * 3,
    }
    assert told.never_shown == told.never_told == ()
    assert [finding.place for finding in told.findings()] == ["output, other"]


def test_what_no_answers_lead_to_and_answers_that_lead_nowhere_are_findings() -> None:
    told = trace(
        form(
            {
                "properties": {"q": YES_OR_NO, "list": several("x", "y")},
                "dependencies": when(
                    "q",
                    ("Yes", {"output": {"const": "Done"}}),
                    ("Maybe", {"lost": TEXT, "riskOutcome": {"const": "never"}}),
                ),
            }
        )
    )

    assert told.outcomes[1] == Outcome((), 3, {"q": "2", "list": ["1"]})
    assert list(map(str, told.findings())) == [
        "lost: no answers lead to this question",
        "never: no answers lead to this outcome",
        "no outcome: 3 of 6 ways lead nowhere, such as q: 2, list: 1",
    ]


def test_a_block_to_which_several_branches_lead_counts_once() -> None:
    block = {"$ref": "#/definitions/block"}
    told = trace(
        form(
            {
                "definitions": {"block": {"type": "object", "properties": {"b": YES_OR_NO, "c": YES_OR_NO}}},
                "properties": {"q": {"enum": ["x", "y", "z"]}, "r": YES_OR_NO},
                "dependencies": when("q", ({"enum": ["x", "y"]}, {"block": block}), ("z", {}))
                | when("r", ("Yes", {"block": block}), ("No", {"output": {"const": "No"}})),
            }
        )
    )

    # Only z with No does not lead to the block, which has four ways.
    assert told.ways == 5 * 4 + 1


def test_a_form_without_questions_has_one_way() -> None:
    told = trace(form({"properties": {"output": {"const": "Always"}}}))

    assert (told.ways, told.outcomes) == (1, (Outcome(("output",), 1, {}),))


def test_a_billion_ways_that_end_alike_are_looked_through_at_once() -> None:
    assert trace(form({"properties": {f"q{n}": YES_OR_NO for n in range(30)}})).ways == 2**30


def test_more_ways_than_can_be_looked_through_are_refused() -> None:
    questions = {f"q{n}": {"type": "boolean"} for n in range(20)}
    odd = [
        {
            "if": {"required": [f"q{n}"], "properties": {f"q{n}": {"const": True}}},
            "then": {"properties": {f"x{n}": TEXT}},
        }
        for n in range(20)
    ]

    with pytest.raises(TooManyWays, match=r"too many ways through this questionnaire to follow. Divide it in several"):
        trace(form({"properties": questions, "allOf": odd}), most_work=10_000)


def test_too_many_options_that_matter_together_are_refused() -> None:
    names = [f"o{n}" for n in range(11)]
    tests = [
        {
            "if": {"required": ["q"], "properties": {"q": {"contains": {"const": name}}}},
            "then": {"properties": {name: TEXT}},
        }
        for name in names
    ]

    with pytest.raises(TooManyWays, match="q: too many options have a meaning of their own"):
        trace(form({"properties": {"q": several(*names)}, "allOf": tests}))


OPTIONS = ["a", "b", "c"]


def condition(name: str, drawn: Any) -> Data:
    said: Data = {"enum": drawn(st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True))}
    if name.startswith("s"):
        said = {"contains": said}
    if drawn(st.booleans()):
        said = {"not": said}
    return {"properties": {name: said}, **({"required": [name]} if drawn(st.booleans()) else {})}


@st.composite
def forms(draw: Any) -> Data:
    """Some questions, each shown because of earlier ones, and outcomes told because of any."""
    names = ["c0", "s1", "c2", "s3"]
    parts: list[Data] = []
    for at, name in enumerate(names[1:], 1):
        asks = several(*OPTIONS) if name.startswith("s") else {"enum": OPTIONS}
        side = draw(st.sampled_from(["then", "else"]))
        parts.append({"if": condition(draw(st.sampled_from(names[:at])), draw), side: {"properties": {name: asks}}})
    for mark in ("one", "two"):
        test = condition(draw(st.sampled_from(names)), draw)
        side = draw(st.sampled_from(["then", "else"]))
        parts.append({"if": test, side: {"properties": {"riskOutcome": {"const": mark}}}})
    return {"properties": {"c0": {"enum": OPTIONS}}, "allOf": parts}


def possible(question: Question) -> list[Any]:
    ids = [choice.id for choice in question.choices]
    if question.type is FactType.CHOICES:
        return [list(some) for some in chain.from_iterable(combinations(ids, size) for size in (1, 2, 3))]
    return list(ids)


def tried(questionnaire: Questionnaire, answers: dict[str, Any]) -> list[tuple[str, ...]]:
    found = run(questionnaire, answers)
    if found.next is None:
        return [found.endings]
    values = possible(questionnaire.questions[found.next])
    return [ending for value in values for ending in tried(questionnaire, {**answers, found.next: value})]


@settings(max_examples=60, deadline=None)
@given(forms())
def test_counting_gives_what_trying_every_way_gives(schema: Data) -> None:
    questionnaire = form(schema)
    ends = tried(questionnaire, {})

    told = trace(questionnaire)

    assert told.ways == len(ends)
    assert {outcome.endings: outcome.ways for outcome in told.outcomes} == {end: ends.count(end) for end in ends}
    for outcome in told.outcomes:
        found = run(questionnaire, outcome.answers)
        assert (found.endings, found.open, found.cleared) == (outcome.endings, (), {})
