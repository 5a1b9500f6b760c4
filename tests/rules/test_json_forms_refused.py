"""Forms that are hostile or broken: refused in a sentence that says what helps, or read without what harms."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.json_forms import read_json_form
from kenbaar.rules.questionnaires import Source
from tests.rules.forms import TEXT, YES_OR_NO, filled, findings, question, reading, several, when, written


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"JSONSchema": []}', b'{"properties": []}'])
def test_a_file_without_a_form_is_refused(content: bytes) -> None:
    with pytest.raises(
        QuestionnaireRefused, match=r"holds no form: it has no JSONSchema, schema or properties\. Export"
    ):
        read_json_form(content, id="form")


def test_a_name_that_stands_twice_is_refused_for_the_last_would_win_in_silence() -> None:
    content = b'{"properties": {"q": {"type": "string", "x-figure": 1' + b"0" * 300 + b'}, "q": {"type": "string"}}}'

    with pytest.raises(QuestionnaireRefused, match=r"The name 'q' stands twice in the same object. Keep one"):
        read_json_form(content, id="form")


def test_names_that_would_come_out_the_same_are_refused() -> None:
    deep = {"properties": {"a": {"properties": {"b": TEXT}}, "b": TEXT, "a.b": TEXT}}

    with pytest.raises(QuestionnaireRefused, match=r"Two questions would both be called 'a.b'. Rename one of them"):
        reading(deep)


@pytest.mark.parametrize(
    ("definitions", "place"),
    [
        ({"a": {"$ref": "#/definitions/a"}}, "/definitions/a"),
        ({"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}, "/definitions/b"),
        ({"a": {"properties": {"again": {"$ref": "#/definitions/a"}}}}, "/definitions/a/properties/again"),
        ({"a": {"properties": {}, "allOf": [{"$ref": "#/definitions/a"}]}}, "/definitions/a/allOf/0"),
        ({"a": {"properties": {"form": {"$ref": "#"}}}}, "/properties/q"),
    ],
)
def test_a_definition_that_refers_to_itself_is_refused(definitions: dict[str, Any], place: str) -> None:
    with pytest.raises(QuestionnaireRefused, match=f"^{place}: .* leads back to itself, so the form never ends. Take"):
        reading({"definitions": definitions, "properties": {"q": {"$ref": "#/definitions/a"}}})


def test_blocks_that_lead_to_one_another_are_refused() -> None:
    def block(other: str) -> dict[str, Any]:
        branches = when("q", ("Yes", {other: {"$ref": f"#/definitions/{other}"}}))
        return {"type": "object", "properties": {"q": YES_OR_NO}, "dependencies": branches}

    branches = when("q", ("Yes", {"a": {"$ref": "#/definitions/a"}}), ("No", {"b": {"$ref": "#/definitions/b"}}))
    with pytest.raises(QuestionnaireRefused, match=r"^/definitions/a: 'a' leads back to itself"):
        reading(
            {
                "definitions": {"a": block("b"), "b": block("a")},
                "properties": {"q": YES_OR_NO},
                "dependencies": branches,
            }
        )


def test_definitions_that_lead_on_and_on_are_refused() -> None:
    chain = {f"d{n}": {"$ref": f"#/definitions/d{n + 1}"} for n in range(100)}

    with pytest.raises(QuestionnaireRefused, match=r"more than 60 groups lie within one another. Make it flatter"):
        reading({"definitions": chain, "properties": {"q": {"$ref": "#/definitions/d0"}}})


def test_parts_that_lie_within_one_another_without_end_are_refused() -> None:
    def row(n: int) -> dict[str, Any]:
        return {"allOf": [{"allOf": [{"$ref": f"#/definitions/d{n + 1}"}]}]}

    with pytest.raises(QuestionnaireRefused, match="more than 60 groups lie within one another"):
        reading({"definitions": {f"d{n}": row(n) for n in range(40)}, "allOf": [{"$ref": "#/definitions/d0"}]})


def test_a_long_row_of_blocks_is_refused_even_when_each_is_near_the_start() -> None:
    def block(n: int) -> dict[str, Any]:
        branches = when("q", ("Yes", {f"d{n + 1}": {"$ref": f"#/definitions/d{n + 1}"}}))
        return {"type": "object", "properties": {"q": YES_OR_NO}, "dependencies": branches}

    names = [f"d{n}" for n in range(70)]
    near = when("q", ("Yes", {name: {"$ref": f"#/definitions/{name}"} for name in names}))
    definitions = {f"d{n}": block(n) for n in range(69)} | {"d69": {"type": "object", "properties": {"q": YES_OR_NO}}}
    with pytest.raises(QuestionnaireRefused, match="/definitions/d59: more than 60 groups"):
        reading({"definitions": definitions, "properties": {"q": YES_OR_NO}, "dependencies": near})


@pytest.mark.parametrize(
    ("schema", "what"),
    [
        ({"properties": {f"q{n}": {"type": "string"} for n in range(501)}}, "more than 500 questions"),
        ({"properties": {f"g{n}": {"type": "object"} for n in range(1001)}}, "more than 1,000 groups"),
        (
            {"properties": {f"q{n}": {"enum": [f"{o}" for o in range(450)]} for n in range(45)}},
            "more than 20,000 options",
        ),
        ({"allOf": [{} for _ in range(10_001)]}, "more than 10,000 parts"),
    ],
)
def test_a_form_that_is_too_big_to_fill_in_is_refused(schema: dict[str, Any], what: str) -> None:
    with pytest.raises(QuestionnaireRefused, match=f"The form has {what}. Divide it in several"):
        reading(schema)


def test_a_short_file_that_unfolds_a_billion_times_is_refused() -> None:
    def twice(n: int) -> dict[str, Any]:
        return {"allOf": [{"$ref": f"#/definitions/d{n + 1}"}, {"$ref": f"#/definitions/d{n + 1}"}]}

    definitions = {f"d{n}": twice(n) for n in range(30)} | {"d30": {"contains": {"const": "a"}}}
    with pytest.raises(QuestionnaireRefused, match="more than 10,000 parts"):
        reading({"definitions": definitions, "allOf": [{"$ref": "#/definitions/d0"}]})
    test = {"properties": {"q": {"$ref": "#/definitions/d0"}}}
    with pytest.raises(QuestionnaireRefused, match="compares more than 20,000 values"):
        reading(
            {
                "definitions": definitions,
                "properties": {"q": several("a")},
                "if": test,
                "then": {"properties": {"x": TEXT}},
            }
        )


def test_questions_that_wait_for_one_another_are_refused() -> None:
    dependencies = {"a": {"properties": {"b": TEXT}}, "b": {"properties": {"a": TEXT}}}

    with pytest.raises(QuestionnaireRefused, match="/: the questions b, a wait for one another or for themselves"):
        reading({"properties": {}, "dependencies": dependencies})


def test_script_in_a_text_is_gone_and_is_a_finding() -> None:
    hostile = "<script>alert(1)</script>Is it <b>safe</b>?"
    read = reading({"title": hostile, "properties": {"q": {"type": "string", "title": hostile}}})

    assert question(read, "q").texts == read.questionnaire.texts == {"en": "Is it safe?"}
    assert findings(read) == ["/title: the text has markup; only what a person would read of it is kept"]


def test_an_address_that_is_no_web_address_is_left_out_with_a_finding() -> None:
    badges = [
        {"label": "Click", "url": "javascript:alert(1)"},
        {"url": "https://law.example"},
        {"label": 1, "url": 2},
        {},
    ]
    read = reading(
        {"properties": {"q": {"type": "string", "title": "See [this](javascript:alert)"}}},
        {"q": {"ui:badges": badges, "ui:id-link": "data:text/html,x"}},
    )

    assert question(read, "q").sources == (Source("https://law.example", "https://law.example"),)
    assert question(read, "q").texts == {"en": "See this"}
    what = "has no web address (http or https); it is left out"
    assert findings(read) == [
        f"/properties/q/title: the source 'this' {what}",
        f"uiSchema/q/ui:badges/0: the source 'Click' {what}",
        f"uiSchema/q/ui:badges/2: the source '' {what}",
        f"uiSchema/q/ui:badges/3: the source '' {what}",
        f"uiSchema/q/ui:id-link: the source '' {what}",
    ]


def test_a_name_that_is_no_id_is_left_out() -> None:
    read = reading({"properties": {"<img>": TEXT, "x" * 200: TEXT, "~/": TEXT}})

    assert not read.questionnaire.questions
    what = "a name has letters, figures, dots and hyphens; this part is left out"
    assert findings(read) == [f"/properties/{name}: {what}" for name in ("<img>", "x" * 79 + "…", "~0~1")]


def test_a_long_text_is_read_once_however_often_it_is_used() -> None:
    block = {"type": "string", "title": "long " * 100_000}
    content = {"definitions": {"b": block}, "properties": {f"q{n}": {"$ref": "#/definitions/b"} for n in range(400)}}
    read = read_json_form(json.dumps({"JSONSchema": content}).encode(), id="form")

    assert all(len(found.texts["en"]) <= 20_000 for found in read.questionnaire.questions.values())


NAMES = ["a", "b", "c"]
KEYWORDS = ["type", "title", "enum", "const", "not", "contains", "if", "then", "else", "$ref", "items", "uniqueItems"]
LISTS = ["oneOf", "allOf", "anyOf", "required"]
ODDS = st.sampled_from(
    ["a", "object", "array", "string", "boolean", "#", "#/properties/a", 1, None, True, False, ["a"]]
)


def parts_with(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    named = st.dictionaries(st.sampled_from(NAMES), inside, max_size=3)
    keys = st.sampled_from(KEYWORDS)
    return st.one_of(
        st.dictionaries(keys, inside, max_size=4),
        st.dictionaries(st.sampled_from(["properties", "dependencies"]), named, min_size=1),
        st.dictionaries(st.sampled_from(LISTS), st.lists(inside, max_size=3), min_size=1),
        st.tuples(st.just({"properties": {"a": YES_OR_NO}}), st.dictionaries(keys, inside)).map(
            lambda two: two[0] | two[1]
        ),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(ODDS, parts_with, max_leaves=25))
def test_whatever_a_file_says_it_is_read_or_refused_and_no_question_rests_on_a_later_one(part: Any) -> None:
    try:
        read = reading({"properties": {"a": YES_OR_NO, "x": part}, "allOf": [part], "if": part, "then": part})
    except QuestionnaireRefused as refused:
        assert str(refused)[-1] in ".…"
        return
    before: set[str] = set()
    for id, asked in read.questionnaire.questions.items():
        assert asked.show.facts <= before
        before.add(id)
    assert set(filled(read).shown) <= before


def test_findings_end_where_nobody_reads_on() -> None:
    badges = [{"label": f"{n}", "url": "javascript:alert(1)"} for n in range(600)]
    said = findings(reading({"properties": {"q": TEXT}}, {"q": {"ui:badges": badges}}))

    assert (len(said), said[-1]) == (501, "the rest: there are 100 more findings")


def test_a_form_that_is_refused_in_its_second_language_says_so() -> None:
    with pytest.raises(QuestionnaireRefused, match="holds no form"):
        read_json_form(written({"properties": {"q": TEXT}}), id="form", second=b"{}")
