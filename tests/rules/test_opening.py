"""A foreign questionnaire is known by what stands in it, and followed to every end where that can be done."""

import json

import pytest

from kenbaar.rules.foreign import opening
from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.opening import Format, open_questionnaire, walk_through
from kenbaar.rules.foreign.paths import TooManyPaths
from kenbaar.rules.scoring import scoring

TREE = b"""version: 1.0.0
name: Tea
questions:
  - {questionId: "1", question: "Tea?", category: start, subcategory: Tea, sources: [], answers: [
      {answer: "Yes", labels: [tea], nextConclusionId: "2"}, {answer: "No", nextConclusionId: "3"}]}
conclusions:
  - {conclusionId: "2", conclusion: "Tea.", obligation: "", sources: []}
  - {conclusionId: "3", conclusion: "No tea.", obligation: "", sources: []}
"""
SURVEY = json.dumps(
    {"pages": [{"name": "a-RS", "elements": [{"type": "radiogroup", "name": "q", "choices": ["item1-3", "item2-0"]}]}]}
).encode()
FORM = json.dumps(
    {
        "JSONSchema": {"type": "object", "properties": {"tea": {"type": "string", "enum": ["Yes", "No"]}}},
        "uiSchema": {},
    }
).encode()


@pytest.mark.parametrize(
    ("content", "format"), [(TREE, Format.DECISION_TREE), (SURVEY, Format.SURVEY), (FORM, Format.JSON_FORM)]
)
def test_the_format_is_told_by_the_content(content: bytes, format: Format) -> None:
    opened = open_questionnaire(content, name="tea")
    assert opened.format is format
    assert len(opened.read.questionnaire.questions) == 1


def test_a_tree_and_a_form_are_walked_to_the_end_and_a_survey_is_not() -> None:
    tree = walk_through(open_questionnaire(TREE, name="tea.yaml"), name="tea.yaml")
    assert tree is not None
    assert tree.endings == {"2": 1, "3": 1}
    form = walk_through(open_questionnaire(FORM, name="tea"), name="tea")
    assert form is not None
    assert form.ways == 2
    assert walk_through(open_questionnaire(SURVEY, name="tea"), name="tea") is None


def test_a_questionnaire_with_too_many_ways_is_not_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_many(_questionnaire: object) -> None:
        raise TooManyPaths("too many")

    monkeypatch.setattr(opening, "paths", too_many)
    assert walk_through(open_questionnaire(TREE, name="tea.yaml"), name="tea.yaml") is None


def test_a_scoring_gives_meaning_to_the_names_in_a_survey() -> None:
    opened = open_questionnaire(SURVEY, name="aia", scoring=scoring("canada-aia", "1.0.1"))
    assert opened.read.questionnaire.version == "1.0.1"


@pytest.mark.parametrize("content", [b"{}", b"[1]", b'{"pages": "none"}'])
def test_a_file_that_is_none_of_these_is_refused(content: bytes) -> None:
    with pytest.raises(QuestionnaireRefused, match="no questionnaire that Kenbaar can read"):
        open_questionnaire(content, name="x")
