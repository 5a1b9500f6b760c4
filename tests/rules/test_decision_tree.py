"""Decision trees of others are read as they are meant: labels, and the order of what is tried."""

from typing import Any

import pytest

from kenbaar.rules.conditions import Given
from kenbaar.rules.foreign.decision_tree import read_decision_tree
from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.path_findings import findings_of_paths
from kenbaar.rules.foreign.paths import Redirect, paths
from kenbaar.rules.questionnaires import run
from tests.rules.decision_trees import SMALL, answer, ends, question, read, tree

# What a tree says


def test_a_tree_becomes_questions_answers_and_conclusions_in_plain_text() -> None:
    questionnaire, findings = read(SMALL).questionnaire, read(SMALL).findings
    first, second = questionnaire.questions.values()
    assert not findings
    assert (questionnaire.id, questionnaire.version, len(questionnaire.digest)) == ("mag-ik-parkeren", "1", 64)
    assert first.texts == {"nl": "Heb je een vergunning?"}
    assert first.help == {"nl": "Kijk op de brief.\nDaar staat het."}
    assert [(source.title, source.url) for source in first.sources] == [
        ("Verordening", "https://example.org/verordening"),
        ("Brief", ""),
    ]
    assert [(choice.id, choice.labels) for choice in first.choices] == [
        ("1", ("vergund",)),
        ("2", ("niet vergund",)),
        ("3", ()),
    ]
    assert first.choices[1].help == {"nl": "Vraag er een aan"}
    assert second.help == {}
    assert [ending.id for ending in questionnaire.endings] == ["9.0", "9.1", "9.2"]
    assert questionnaire.endings[1].help == {"nl": "Niet op de stoep."}
    assert questionnaire.endings[1].sources[0].title == "Bord"


def test_every_way_is_a_branch_with_its_line() -> None:
    branches = read(SMALL).questionnaire.branches
    assert [(branch.question, branch.target, branch.line, isinstance(branch, Redirect)) for branch in branches] == [
        ("1", "2.1", 13, False),
        ("1", "2.1", 14, False),
        ("1", "9.0", 15, False),
        ("2.1", "9.1", 20, False),
        ("2.1", "9.1", 23, True),
        ("2.1", "9.2", 25, True),
    ]


def test_a_person_gets_the_next_question_until_there_is_a_conclusion() -> None:
    questionnaire = read(SMALL).questionnaire
    assert run(questionnaire, {}).next == "1"
    halfway = run(questionnaire, {"1": "2"})
    assert (halfway.next, halfway.endings, halfway.labels) == ("2.1", (), ("niet vergund",))
    done = run(questionnaire, {"1": "2", "2.1": "2"})
    assert (done.open, done.endings) == ((), ("9.2",))


def test_an_answer_beside_the_way_does_not_count() -> None:
    found = run(read(SMALL).questionnaire, {"1": "3", "2.1": "2"})
    assert (found.shown, found.cleared, found.endings) == (("1",), {"2.1": "2"}, ("9.0",))


def test_pages_follow_the_categories_of_the_questions_or_those_given() -> None:
    def titles(categories: str | None) -> list[tuple[dict[str, str], list[str]]]:
        given = None if categories is None else categories.encode()
        pages = read_decision_tree(SMALL.encode(), categories=given).questionnaire.pages
        return [(dict(page.texts), [question.id for question in page.questions]) for page in pages]

    assert titles(None) == [({"nl": "papier"}, ["1"]), ({"nl": "dag"}, ["2.1"])]
    assert titles('- {questionId: "1", category: Stap}\n- {questionId: "2", category: Stap}') == [
        ({"nl": "Stap"}, ["1", "2.1"])
    ]
    assert titles('- {questionId: "2", category: x}\n- {questionId: "2.1", category: y}')[1][0] == {"nl": "y"}
    assert titles('- {questionId: "1"}')[0] == ({}, ["1"])


@pytest.mark.parametrize(
    ("categories", "complaint"),
    [
        (b"questionId: '1'", "categories.yaml, line 1: this is no list of categories"),
        (b"- category: x", "categories.yaml, line 1: `questionId` is missing"),
        (b"- x", "categories.yaml, line 1: an item of `categories` has no keys"),
    ],
)
def test_categories_that_are_none_are_refused(categories: bytes, complaint: str) -> None:
    with pytest.raises(QuestionnaireRefused, match=complaint):
        read_decision_tree(SMALL.encode(), categories=categories)


def test_each_label_is_a_condition_of_its_own() -> None:
    labels = {label.id: label for label in read(SMALL).questionnaire.labels}
    assert set(labels) == {"vergund", "niet vergund"}
    assert [labels["vergund"].truth(Given({"1": choice})) for choice in "12"] == [True, False]
    assert labels["vergund"].truth(Given({})) is None


# Order is meaning


def test_a_redirect_is_taken_only_when_none_before_it_was() -> None:
    questionnaire = tree(
        question("p", answer(to="q", labels=("x", "y")), answer(to="q", labels=("y",)), answer(to="q")),
        question("q", answer(('"x" in labels', "A"), ('"y" in labels', "B"), ('!("y" in labels)', "C"))),
    ).questionnaire
    assert ends(questionnaire) == [("11", "A"), ("21", "B"), ("31", "C")]
    assert [path.labels for path in paths(questionnaire)] == [("x", "y"), ("y",), ()]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("'x' in labels", "AB"),
        ('"x" in labels && "y" in labels', "A"),
        ('"y" in labels || !("x" in labels) && "x" in labels', "AC"),
        ('!(("x" in labels || "y" in labels))', "D"),
        ('!!"x" in labels', "AB"),
        ('("x" in labels) && !("y" in labels)', "B"),
    ],
)
def test_conditions_about_labels_mean_what_they_say(condition: str, expected: str) -> None:
    given = {"A": ("x", "y"), "B": ("x",), "C": ("y",), "D": ()}
    questionnaire = tree(
        question("p", *(answer(to="q", labels=labels) for labels in given.values())),
        question("q", answer((condition, "A"), ('!("none" in labels)', "B"))),
    ).questionnaire
    held = [name for name, (_, ending) in zip(given, ends(questionnaire), strict=True) if ending == "A"]
    assert "".join(held) == expected


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ('"x" in answers', "not known from here on: '\"x\" in answers'"),
        ("true", "not known from here on: 'true'"),
        ('"x" in labels == true', "not known from here on: '== true'"),
        ('!("x" in labels', "stops before it is complete"),
        ('"x" in labels &&', "stops before it is complete"),
        ('("x" in labels "y" in labels)', "not known from here on: '\"y\" in labels)'"),
        ('"x" in labels)', "not known from here on: ')'"),
        ('"x" in labelset', "not known from here on: '\"x\" in labelset'"),
        ('"x" in labels[0]', "not known from here on: '[0]'"),
        ("", "there is no condition"),
        (None, "there is no condition"),
        (True, "there is no condition"),
        (["x"], "there is no condition"),
        ("!" * 21 + '"x" in labels', "more than 500 characters or 20 signs"),
        ('"x" in labels && ' * 40 + '"x" in labels', "more than 500 characters or 20 signs"),
    ],
)
def test_a_condition_that_is_not_known_is_named_and_never_true(condition: Any, complaint: str) -> None:
    found = tree(
        question("p", answer(to="q", labels=("x",))),
        question("q", answer((condition, "A"), ('"x" in labels', "B"))),
        conclusions="AB",
    )
    assert ends(found.questionnaire) == [("11", "B")]
    [finding, unreached] = found.findings
    assert complaint in finding.what
    assert finding.what.endswith("; this redirect is never taken")
    assert finding.place == "decision-tree.yaml, line 17"
    assert unreached.what == "no way leads to conclusion A"


def test_a_label_that_no_answer_gives_is_named_once_a_redirect() -> None:
    redirects = (('"z" in labels || "z" in labels', "A"), ('!("x" in labels)', "A"), ('"x" in labels', "A"))
    [finding] = tree(question("p", answer(*redirects, labels=("x",))), conclusions="A").findings
    assert str(finding) == "decision-tree.yaml, line 11: no answer gives the label 'z'"


# Where a tree has no answer


def test_answers_that_no_redirect_allows_end_where_the_tree_leads_nowhere() -> None:
    questionnaire = tree(
        question("p", answer(to="q", labels=("x",)), answer(to="q")),
        question("q", answer(('"x" in labels', "A")), answer(to="A")),
        conclusions="A",
    ).questionnaire
    assert ends(questionnaire) == [("11", "A"), ("12", "A"), ("21", "stuck:q"), ("22", "A")]
    assert [ending.id for ending in questionnaire.endings] == ["A", "stuck:q"]
    assert questionnaire.endings[1].texts["en"].endswith("question q leads nowhere.")
    assert run(questionnaire, {"p": "2", "q": "1"}).endings == ("stuck:q",)
    assert [str(finding) for finding in findings_of_paths(questionnaire)] == [
        "decision-tree.yaml, question q, answer 1: on 1 path no way leads on from here"
    ]


@pytest.mark.parametrize("said", [{}, {"redirects": []}, {"redirects": None}])
def test_an_answer_without_a_way_is_named(said: dict[str, Any]) -> None:
    found = tree(question("p", {"answer": "Yes", **said}, answer(to="A")), conclusions="A")
    assert [str(finding) for finding in found.findings] == [
        "decision-tree.yaml, line 7: from this answer no way leads on"
    ]
    assert ends(found.questionnaire) == [("1", "stuck:p"), ("2", "A")]


def test_questions_and_conclusions_that_nothing_leads_to_are_named_and_never_shown() -> None:
    found = tree(
        question("p", answer(to="A")),
        question("q", answer(to="r")),
        question("r", answer(to="q")),
        question("s", answer(to="p")),
        conclusions="AB",
    )
    unreached = ["question q", "question r", "question s", "conclusion B"]
    assert [finding.what for finding in found.findings] == [f"no way leads to {name}" for name in unreached]
    assert [finding.what for finding in findings_of_paths(found.questionnaire)] == [
        *["no answers lead to this question"] * 3,
        "no answers lead to this conclusion",
    ]
    assert run(found.questionnaire, {"p": "1", "s": "1"}).shown == ("p",)


# Loops


def test_questions_that_lead_back_to_one_another_are_refused_with_their_lines() -> None:
    with pytest.raises(QuestionnaireRefused) as refused:
        tree(
            question("p", answer(to="q")), question("q", answer(to="r")), question("r", answer(to="q"), answer(to="A"))
        )
    assert str(refused.value) == (
        "decision-tree.yaml, line 10: the questions form a loop, from q (line 10) to r (line 16) to q (line 10). "
        "Let each way end at a conclusion."
    )


def test_a_way_back_that_no_labels_allow_is_no_loop() -> None:
    questionnaire = tree(
        question("p", answer(to="r", labels=("x",)), answer(to="q", labels=("y",))),
        question("q", answer(to="r", labels=("q",))),
        question("r", answer(('"p" in labels', "q"), ('"q" in labels', "A"), ('!("q" in labels)', "B"))),
        conclusions="AB",
    ).questionnaire
    assert ends(questionnaire) == [("11", "B"), ("211", "A")]
    assert [run(questionnaire, path.answers).endings for path in paths(questionnaire)] == [("B",), ("A",)]
