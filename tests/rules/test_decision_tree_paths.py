"""All ways through a decision tree: each ends where the tree says, and what they show to be wrong is said."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.foreign.decision_tree import read_decision_tree
from kenbaar.rules.foreign.guarding import Read
from kenbaar.rules.foreign.path_findings import Check, checks_of_beslishulp, findings_of_paths
from kenbaar.rules.foreign.paths import Path, Redirect, partial_paths, paths
from kenbaar.rules.questionnaires import Questionnaire, run
from tests.rules.decision_trees import (
    BESLISHULP,
    SMALL,
    answer,
    needs_beslishulp,
    question,
    read,
    tree,
    tree_bytes,
)


def test_paths_are_given_with_their_beginnings_when_asked() -> None:
    beginnings = list(partial_paths(read(SMALL).questionnaire))
    assert [("".join(path.answers.values()), path.ending) for path in beginnings] == [
        ("1", ""), ("11", "9.1"), ("12", "9.1"), ("2", ""), ("21", "9.1"), ("22", "9.2"), ("3", "9.0")
    ]  # fmt: skip


def test_a_questionnaire_without_questions_has_no_paths() -> None:
    assert not list(paths(Questionnaire("empty", "1", {}, (), "")))


# Findings over all paths


def test_redirects_that_are_never_taken_or_rest_on_their_order_are_named() -> None:
    redirects = [('"y" in labels', "A"), ('"x" in labels', "B"), ('"y" in labels', "C"), ('!("x" in labels)', "A")]
    questionnaire = tree(
        question("p", answer(to="q", labels=("x",)), answer(to="q", labels=("x", "y"))),
        question("q", answer(*redirects)),
    ).questionnaire
    assert [str(finding) for finding in findings_of_paths(questionnaire, file="t.yaml")] == [
        "t.yaml, line 26 (question q, answer 1): the redirect to C is never taken; one before it always is",
        "t.yaml, line 28 (question q, answer 1): the redirect to A is never taken; its condition never holds",
        "t.yaml, line 22 (question q, answer 1): the redirect to A is taken 1 time while one to B, C holds as well; "
        "only their order decides",
        "t.yaml, conclusion C: no answers lead to this conclusion",
    ]


def test_labels_that_do_not_go_together_are_counted_with_an_example() -> None:
    questionnaire = tree(
        question("p", answer(to="q", labels=("x",)), answer(to="q")),
        question("q", answer(to="A"), answer(to="B")),
        conclusions="AB",
    ).questionnaire
    checks = (
        Check(id="both", says="x is said", labels=frozenset({"x"})),
        Check(id="lost", says="B comes without x", endings=frozenset({"B"}), without=frozenset({"x"})),
        Check(id="none", says="nothing is wrong", labels=frozenset({"y"})),
    )
    assert [str(finding) for finding in findings_of_paths(questionnaire, checks=checks)] == [
        "decision-tree.yaml, both: on 2 paths x is said; the first is p=1, q=1",
        "decision-tree.yaml, lost: on 1 path B comes without x; the first is p=2, q=2",
    ]


# Any tree


LABELS = ("x", "y", "z")
Said = tuple[str, Callable[[set[str]], bool]]


def expressions() -> st.SearchStrategy[Said]:
    """Conditions as text, each with what it means in Python."""

    def one(label: str) -> Said:
        return f'"{label}" in labels', lambda labels: label in labels

    def combined(parts: st.SearchStrategy[Said]) -> st.SearchStrategy[Said]:
        return st.one_of(
            parts.map(lambda part: (f"!({part[0]})", lambda labels: not part[1](labels))),
            st.tuples(parts, parts).map(
                lambda two: (f"({two[0][0]}) && ({two[1][0]})", lambda labels: two[0][1](labels) and two[1][1](labels))
            ),
            st.tuples(parts, parts).map(
                lambda two: (f"({two[0][0]}) || {two[1][0]}", lambda labels: two[0][1](labels) or two[1][1](labels))
            ),
        )

    return st.recursive(st.sampled_from(LABELS).map(one), combined, max_leaves=4)


@st.composite
def random_trees(draw: st.DrawFn) -> list[list[tuple[tuple[str, ...], list[tuple[Said | None, str]]]]]:
    """Per question its answers: labels, and ways with a condition or none, to a later question or a conclusion."""
    count = draw(st.integers(1, 5))
    questions = []
    for at in range(count):
        targets = st.sampled_from([*(f"q{later}" for later in range(at + 1, count)), "A", "B"])
        redirects = st.lists(st.tuples(expressions(), targets), max_size=3)
        ways = st.one_of(targets.map(lambda target: [(None, target)]), redirects)
        labels = st.lists(st.sampled_from(LABELS), max_size=2, unique=True).map(tuple)
        questions.append(draw(st.lists(st.tuples(labels, ways), min_size=1, max_size=3)))
    return questions


def walked(questions: Any, at: str = "q0", answers: tuple[str, ...] = (), labels: frozenset[str] = frozenset()) -> Any:
    """All ways through a tree, told by its meaning: the choices and the ending."""
    for number, (gained, ways) in enumerate(questions[int(at[1:])], start=1):
        now = labels | set(gained)
        target = next((target for said, target in ways if said is None or said[1](now)), f"stuck:{at}")
        choices = (*answers, f"{at}={number}")
        if target.startswith("q"):
            yield from walked(questions, target, choices, now)
        else:
            yield choices, target


def written(questions: Any) -> bytes:
    def said(gained: tuple[str, ...], ways: Any) -> dict[str, Any]:
        if ways and ways[0][0] is None:
            return answer(to=ways[0][1], labels=gained)
        return answer(*((expression[0], target) for expression, target in ways), labels=gained)

    return tree_bytes(*(question(f"q{at}", *(said(*one) for one in answers)) for at, answers in enumerate(questions)))


@settings(deadline=None, max_examples=60)
@given(random_trees())
def test_every_path_ends_where_the_tree_says_and_a_run_of_it_agrees(questions: Any) -> None:
    questionnaire = read_decision_tree(written(questions)).questionnaire
    found = list(paths(questionnaire))
    assert [(tuple(f"{id}={choice}" for id, choice in path.answers.items()), path.ending) for path in found] == list(
        walked(questions)
    )
    for path in found:
        outcome = run(questionnaire, path.answers)
        assert (set(outcome.shown), outcome.open, outcome.endings) == (set(path.answers), (), (path.ending,))
        assert set(outcome.labels) == set(path.labels)


@settings(deadline=None, max_examples=30)
@given(random_trees(), st.data())
def test_whatever_is_answered_there_is_a_next_question_or_one_ending(questions: Any, data: st.DataObject) -> None:
    questionnaire = read_decision_tree(written(questions)).questionnaire
    answers = {
        id: data.draw(st.sampled_from([None, *(choice.id for choice in asked.choices)]))
        for id, asked in questionnaire.questions.items()
    }
    outcome = run(questionnaire, answers)
    assert len(outcome.open) + len(outcome.endings) == 1


# The tree for the AI Act


@pytest.fixture(scope="module")
def beslishulp() -> Read:
    categories = (BESLISHULP / "categories.yaml").read_bytes()
    return read_decision_tree((BESLISHULP / "decision-tree.yaml").read_bytes(), categories=categories)


@pytest.fixture(scope="module")
def all_paths(beslishulp: Read) -> list[Path]:
    return list(paths(beslishulp.questionnaire))


@needs_beslishulp
def test_the_beslishulp_is_read_without_loss(beslishulp: Read) -> None:
    questionnaire, findings = beslishulp.questionnaire, beslishulp.findings
    assert not findings
    assert len(questionnaire.questions) == 22
    assert sum(len(question.choices) for question in questionnaire.questions.values()) == 53
    assert len(questionnaire.endings) == 50
    redirects = [branch for branch in questionnaire.branches if isinstance(branch, Redirect)]
    assert (len(redirects), len({(redirect.question, redirect.choice) for redirect in redirects})) == (111, 18)
    assert len(questionnaire.branches) - len(redirects) == 28 + 7
    assert len(questionnaire.pages) == 2


@needs_beslishulp
def test_the_beslishulp_has_3140_paths_and_each_ends_at_a_conclusion(all_paths: list[Path]) -> None:
    lengths = Counter(len(path.answers) for path in all_paths)
    assert len(all_paths) == 3_140
    assert (min(lengths), max(lengths), lengths.most_common(1)[0][0]) == (1, 19, 15)
    # A label of its own says that a part of the profile is empty; a part without labels says the same.
    assert len({frozenset(path.labels) - {"niet van toepassing"} for path in all_paths}) == 262
    by_role = Counter(path.ending if path.ending.startswith("11") else path.ending[:2] for path in all_paths)
    assert by_role == {
        "11.2": 492, "14": 1_224, "12": 816, "13": 406, "15": 68, "16": 68, "11.1": 64, "11.0": 1, "11.3": 1
    }  # fmt: skip


@needs_beslishulp
def test_filling_in_the_beslishulp_ends_where_its_paths_do(beslishulp: Read, all_paths: list[Path]) -> None:
    for path in all_paths[::10]:
        outcome = run(beslishulp.questionnaire, path.answers)
        assert (outcome.shown, outcome.open, outcome.endings) == (tuple(path.answers), (), (path.ending,))


@needs_beslishulp
def test_what_is_wrong_with_the_beslishulp_is_said(beslishulp: Read) -> None:
    findings = findings_of_paths(beslishulp.questionnaire, checks=checks_of_beslishulp())
    never = [finding for finding in findings if "is never taken" in finding.what]
    assert [(int(finding.place.split()[2]), finding.what.split()[3]) for finding in never] == [
        (232, "13.2.1"), (757, "2.11"), (800, "2.11"), (878, "11.2"), (892, "14.0.2"), (894, "14.0.4"),
        (896, "14.1.2"), (898, "14.1.4"), (902, "13.0.2"), (904, "13.0.4"), (906, "13.1.2"), (908, "13.1.4"),
        (910, "12.0.2"), (912, "12.0.4"), (914, "12.1.2"), (916, "12.1.4"),
    ]  # fmt: skip
    ordered = [finding for finding in findings if "only their order decides" in finding.what]
    assert sum(int(finding.what.split(" is taken ")[1].split()[0]) for finding in ordered) == 1_886
    checked = [finding for finding in findings if finding not in never and finding not in ordered]
    assert [(finding.place.split(", ")[1], int(finding.what.split()[1])) for finding in checked] == [
        ("third-party-not-high-risk", 444),
        ("exempt-without-exemption", 432),
        ("high-risk-without-label", 12),
    ]
