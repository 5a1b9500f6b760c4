"""Surveys of SurveyJS: what a person is asked, what is told when something in the file is not known here."""

import json
from typing import Any

import pytest

from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.guarding import QuestionnaireRefused, Read
from kenbaar.rules.foreign.survey import MOST_CHOICES, MOST_COMPARISONS, MOST_FINDINGS, read_survey
from kenbaar.rules.questionnaires import AnswersRefused, notes_shown, run
from kenbaar.rules.scoring import Names, scoring
from tests.standards.real import DATA, needs_data

AIA = DATA / "canada-aia" / "survey-enfr.json"
NAMES = Names(separator="-", scales={"RS": "impact", "NS": ""})


def asks(name: str, *choices: Any, **more: Any) -> dict[str, Any]:
    return {"type": "radiogroup", "name": name, "choices": list(choices or ("yes", "no")), **more}


def several(name: str, *choices: Any, **more: Any) -> dict[str, Any]:
    return {**asks(name, *choices, **more), "type": "checkbox"}


def panel(name: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "panel", "name": name, "elements": list(elements), **more}


def page(*elements: dict[str, Any], name: str = "start", **more: Any) -> dict[str, Any]:
    return {"name": name, "elements": list(elements), **more}


def read(*elements: dict[str, Any], names: Names | None = None, **more: Any) -> Read:
    return read_pages(page(*elements), names=names, **more)


def read_pages(*pages: Any, names: Names | None = None, **more: Any) -> Read:
    return read_survey(json.dumps({"pages": pages, **more}).encode(), names=names)


def found(read: Read) -> list[str]:
    return [str(finding) for finding in read.findings]


def shown(read: Read, **answers: Any) -> tuple[str, ...]:
    return run(read.questionnaire, answers).shown


def test_a_survey_becomes_a_questionnaire_in_its_own_languages() -> None:
    title = {"default": "Does it decide?", "fr": "Décide-t-il ?", "1x": "?"}
    help_texts = {"description": "Alone.", "help": {"default": "See the manual.", "fr": "Voir le manuel."}}
    survey = read_pages(
        page(asks("decides", {"value": "item1-2", "text": title}, title=title, isRequired=True, **help_texts)),
        title="Impact",
    )
    questionnaire = survey.questionnaire
    question = questionnaire.questions["decides"]
    assert (questionnaire.id, questionnaire.texts, len(questionnaire.digest)) == ("survey", {"en": "Impact"}, 64)
    assert question.texts == {"en": "Does it decide?", "fr": "Décide-t-il ?"} == question.choices[0].texts
    assert question.help == {"en": "Alone.\n\nSee the manual.", "fr": "Voir le manuel."}
    assert question.required
    assert survey.findings == ()


def test_what_has_no_text_is_called_by_its_name_in_the_language_of_the_survey() -> None:
    survey = read(
        asks("besluit", "ja", 3, True, {"value": 2.5}), asks("b", title={"nl": "Beslist het?", "fr": 1}), locale="nl"
    )
    question = survey.questionnaire.questions["besluit"]
    assert question.texts == {"nl": "besluit"}
    assert survey.questionnaire.questions["b"].texts == {"nl": "Beslist het?"}
    assert [(choice.id, choice.texts["nl"]) for choice in question.choices] == [
        (name, name) for name in ("ja", "3", "true", "2.5")
    ]


def test_every_kind_of_question_keeps_its_kind() -> None:
    kinds = {"number": "number", "date": "date", "url": "url", "email": "line"}
    survey = read(
        *({"type": "text", "name": name, "inputType": name} for name in kinds),
        {"type": "comment", "name": "why"},
        {"type": "boolean", "name": "sure"},
        {"type": "dropdown", "name": "one", "choices": ["a"]},
        several("many"),
    )
    types = {question.id: question.type for question in survey.questionnaire.questions.values()}
    assert types == {
        **{name: FactType(kind) for name, kind in kinds.items()},
        "why": FactType.TEXT,
        "sure": FactType.YES_NO,
        "one": FactType.CHOICE,
        "many": FactType.CHOICES,
    }
    assert found(survey) == []


def test_a_survey_without_pages_is_one_page() -> None:
    survey = read_survey(json.dumps({"elements": [asks("a")]}).encode())
    assert [page.id for page in survey.questionnaire.pages] == ["page1"]


def test_texts_to_read_stand_above_the_question_that_follows() -> None:
    survey = read_pages(
        page(
            asks("a"),
            {"type": "html", "name": "intro", "html": "<p>Read <b>this</b>.</p>", "visibleIf": "{a} = 'yes'"},
            panel("group", asks("b"), title="Group", description="Two questions."),
            {"type": "html", "name": "end", "html": "Done."},
            {"type": "html", "name": "empty", "html": "<hr>"},
            description="A page.",
        ),
        description="A survey.",
    )
    (first,) = survey.questionnaire.pages
    assert [(note.id, note.texts["en"], note.before) for note in first.notes] == [
        ("survey", "A survey.", "a"),
        ("start", "A page.", "a"),
        ("intro", "Read this.", "b"),
        ("group", "Group\n\nTwo questions.", "b"),
        ("end", "Done.", ""),
    ]
    assert "intro" in {note.id for note in notes_shown(first, run(survey.questionnaire, {"a": "yes"}))}
    assert "intro" not in {note.id for note in notes_shown(first, run(survey.questionnaire, {"a": "no"}))}
    assert survey.findings == ()


def test_a_question_is_asked_when_its_page_its_panel_and_it_itself_say_so() -> None:
    survey = read_pages(
        page(asks("a"), asks("b"), asks("c")),
        page(
            panel("outer", panel("inner", asks("d", visibleIf="{c} = 'yes'"), visibleIf="{b} = 'yes'")),
            name="second",
            visibleIf="{a} = 'yes'",
        ),
    )
    assert "d" in shown(survey, a="yes", b="yes", c="yes")
    for closed in ("a", "b", "c"):
        assert "d" not in shown(survey, **{**dict.fromkeys("abc", "yes"), closed: "no"})


def test_an_answer_to_a_hidden_question_neither_counts_nor_opens_another() -> None:
    survey = read(asks("a"), asks("b", visibleIf="{a} = 'yes'"), asks("c", visibleIf="{b} = 'yes'"))
    outcome = run(survey.questionnaire, {"a": "no", "b": "yes", "c": "yes"})
    assert outcome.shown == ("a",)
    assert outcome.cleared == {"b": "yes", "c": "yes"}


def test_nobody_counts_twice_by_choosing_an_option_twice() -> None:
    with pytest.raises(AnswersRefused, match="many: give each option once"):
        run(read(several("many")).questionnaire, {"many": ["yes", "yes"]})


def test_what_is_never_visible_is_never_asked_unless_a_condition_says_when() -> None:
    survey = read(
        asks("a"),
        asks("b", visible=False),
        asks("c", visible=True),
        asks("d", visible=False, visibleIf="{a} = 'yes'"),
    )
    assert shown(survey, a="yes") == ("a", "c", "d")
    assert survey.findings == ()


@pytest.mark.parametrize(
    ("element", "finding"),
    [
        ({"type": "matrix", "name": "x", "columns": ["c"]}, "of type 'matrix' is not known here"),
        ({"name": "x"}, "of type 'None' is not known here"),
        (asks("x", enableIf="{a} = 'yes'"), "`enableIf` is not known here"),
        (asks("x", requiredIf="{a} = 'yes'"), "`requiredIf` is not known here"),
        (asks("x", hasOther=True), "`hasOther` is not known here"),
        (asks("x", {"value": "b", "visibleIf": "{a} = 'yes'"}), "`visibleIf` of choice 'b' is not known here"),
        ({"type": "dropdown", "name": "x"}, "it has no `choices`"),
        (asks("x", visibleIf="age({a}) > 3"), "`visibleIf` cannot be read: 'age' at character 1"),
        (asks("x", visibleIf=True), "`visibleIf` cannot be read: it is no text"),
        (asks("x", visibleIf="{x} = 'yes'"), "{x} refers to itself"),
        (asks("x", visibleIf="{later} = 'yes'"), "{later} is only asked later"),
        (asks("x", visibleIf="{nowhere} = 'yes'"), "there is no question {nowhere}"),
    ],
)
def test_what_is_not_known_is_told_with_its_place_and_never_asked(element: dict[str, Any], finding: str) -> None:
    survey = read(asks("a"), panel("group", element), asks("later"), asks("after", visibleIf="{x} notempty"))
    (told,) = found(survey)
    assert told.startswith("start > group > x: ")
    assert finding in told
    assert shown(survey, a="yes", later="yes") == ("a", "later")


def test_a_group_with_something_unknown_is_not_asked_as_a_whole() -> None:
    survey = read(asks("a"), panel("group", asks("b"), panel("inner", asks("c")), enableIf="{a} = 'yes'"))
    assert found(survey) == ["start > group: `enableIf` is not known here; what it stands with is never shown"]
    assert shown(survey, a="yes") == ("a",)


def test_what_only_suggests_or_checks_an_answer_is_told_and_the_question_is_asked() -> None:
    survey = read(asks("a", defaultValue="yes", colCount=2), triggers=[{"type": "complete"}])
    assert found(survey) == [
        "the survey: `triggers` is not known here and was left out",
        "start > a: `defaultValue` is not known here; the questions do without it",
    ]
    assert shown(survey) == ("a",)


def test_a_condition_on_an_option_that_is_not_there_is_told() -> None:
    survey = read(
        asks("a"),
        several("m"),
        asks("b", visibleIf="{a} = 'maybe' or {m} contains 'maybe' or {m} = ['yes', 'no'] or {a} contains 'y'"),
    )
    assert found(survey) == [
        "start > b: `visibleIf`: no option of {a} is ever 'maybe'",
        "start > b: `visibleIf`: no option of {m} is ever 'maybe'",
    ]


def test_script_and_markup_in_texts_are_left_out_and_told() -> None:
    survey = read(
        {"type": "html", "name": "intro", "html": "<p>Hello</p><script>steal()</script>"},
        {"type": "html", "name": "plain", "html": "<p>Hello</p>"},
        asks("a", {"value": "yes", "text": "<b>Yes</b>"}, title="Click <img src=x onerror=steal()> here"),
    )
    assert found(survey) == [
        "start > intro: the html has script or active content in it, which was left out",
        "start > a: the text of choice 'yes' has markup in it, which was left out",
        "start > a: the title has script or active content in it, which was left out",
    ]
    texts = json.dumps([note.texts for note in survey.questionnaire.pages[0].notes])
    assert "steal" not in texts + str(survey.questionnaire.questions["a"].texts)


@pytest.mark.parametrize(
    ("survey", "complaint"),
    [
        ([], "The file is no survey"),
        ({}, "no list of `pages`"),
        ({"pages": []}, "no list of `pages`"),
        ({"pages": ["start"]}, "no list of `pages`"),
        ({"pages": [{"elements": []}]}, "The name of a page is missing"),
        ({"pages": [page(name="x" * 201)]}, "The name of a page is missing, too long"),
        ({"pages": [page(asks("a\nb"))]}, "The name of an element of start"),
        ({"pages": [page(asks("<b>a</b>"))]}, "no plain text"),
        ({"pages": [page(asks(""))]}, "The name of an element of start is missing"),
        ({"pages": [page(asks("a")), page(asks("b"))]}, "two pages 'start'"),
        ({"pages": [page(asks("a"), panel("group", asks("a")))]}, "'a': start > a and start > group > a. Rename"),
        ({"pages": [page({"type": "html", "name": "a"})]}, "asks nothing"),
        ({"pages": [{"name": "start", "elements": "a"}]}, "start: `elements` should be a list"),
        ({"pages": [page(panel("group") | {"elements": [1]})]}, "start > group: `elements` should be a list"),
        ({"pages": [page(asks("a", "yes", "yes"))]}, "start > a: the choice 'yes' is there twice"),
        ({"pages": [page(asks("a", None))]}, "start > a: the value of a choice is missing"),
        ({"pages": [page(asks("a", "<b>x</b>"))]}, "start > a: the value of a choice is missing, too long or no plain"),
        ({"pages": [page(asks("a", *range(MOST_CHOICES + 1)))]}, "start > a: it has 501 choices"),
    ],
)
def test_what_is_no_survey_is_refused_with_the_place_and_the_remedy(survey: Any, complaint: str) -> None:
    with pytest.raises(QuestionnaireRefused, match=complaint) as refused:
        read_survey(json.dumps(survey).encode())
    assert str(refused.value).endswith(".")


def test_a_survey_that_would_keep_the_server_busy_is_refused() -> None:
    condition = " or ".join(["{a} = 'no'"] * 200)
    inside = [asks(f"q{number}") for number in range(MOST_COMPARISONS // 200)]
    with pytest.raises(QuestionnaireRefused, match=r"start > group > q24: .* 5,000 comparisons. Simplify"):
        read(asks("a"), panel("group", *inside, visibleIf=condition))


def test_a_survey_that_compares_with_too_many_choices_is_refused() -> None:
    condition = " or ".join(["{a} = 'x'"] * 501)
    with pytest.raises(QuestionnaireRefused, match="start > b: `visibleIf` compares with too many choices"):
        read(asks("a", *range(MOST_CHOICES)), asks("b", visibleIf=condition))


def test_findings_without_end_are_not_all_listed() -> None:
    survey = read(*(asks(f"q{number}", readOnly=True) for number in range(MOST_FINDINGS + 1)))
    assert len(survey.findings) == MOST_FINDINGS + 1
    assert "the list ends here" in str(survey.findings[-1])


def test_names_give_points_and_the_question_wins_over_its_panel() -> None:
    survey = read(
        panel("group-RS", asks("a", "item1-2", "item2", "x-y-0"), asks("b-NS", "item1-3"), asks("c-other", "item1-4")),
        asks("d", "item1-5"),
        {"type": "comment", "name": "e-RS"},
        names=NAMES,
    )
    questions = survey.questionnaire.questions
    assert {name: question.scale for name, question in questions.items()} == {
        "a": "impact",
        "b-NS": "",
        "c-other": "impact",
        "d": "",
        "e-RS": "",
    }
    assert [choice.points for choice in questions["a"].choices] == [2, 0, 0]
    assert [questions[name].choices[0].points for name in ("b-NS", "c-other", "d")] == [0, 4, 0]
    assert survey.findings == ()


def test_a_weight_that_is_no_number_is_told() -> None:
    survey = read(asks("a-RS", "item-many"), names=NAMES)
    assert found(survey) == ["start > a-RS: what choice 'item-many' weighs is no number; it counts for nothing"]


@needs_data
def test_the_canadian_assessment_is_read_whole() -> None:
    content = AIA.read_bytes()
    survey = read_survey(content, id="canada-aia", version="1.0.1", names=scoring("canada-aia", "1.0.1").names)
    questions = survey.questionnaire.questions.values()
    html = [note for page in survey.questionnaire.pages for note in page.notes if "Panel" not in note.id]
    assert (len(survey.questionnaire.pages), len(questions), len(questions) + len(html)) == (18, 295, 299)
    assert content.count(b'"visibleIf"') == 124
    assert sum(bool(question.scale == "impact") for question in questions) == 70
    assert sum(question.scale == "mitigation" for question in questions) == 2 * 45
    # All that is told: three explanations lose their links.
    assert len(survey.findings) == 3
    assert all("the help has markup in it" in finding.what for finding in survey.findings)


@needs_data
def test_an_option_is_found_by_its_characters_where_canada_counts_on_that() -> None:
    questionnaire = read_survey(AIA.read_bytes()).questionnaire
    for number, letter in (("2", "A"), ("3", "B"), ("4", "C")):
        option = next(c.id for c in questionnaire.questions["aboutSystem3"].choices if c.id.startswith(f"item{number}"))
        assert option != f"item{number}"
        assert f"aboutSystem3{letter}" in run(questionnaire, {"aboutSystem3": option}).shown
