"""Forms that are hostile, broken or beyond this reader: refused in a sentence, or hidden with a finding."""

import json
from typing import Any

import pytest

from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.json_forms import read_json_form
from kenbaar.rules.questionnaires import Source
from tests.rules.forms import TEXT, YES_OR_NO, filled, findings, question, reading, several, when, written

HIDDEN = "what stands there is never shown"
NEVER = "the question is never shown"
BRANCH = "/dependencies/q/oneOf/0/properties/q"


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


@pytest.mark.parametrize(
    ("schema", "what"),
    [
        ({"type": "string", "pattern": "a+"}, "'pattern' is not known to this reader"),
        ({"type": "string", "format": "uuid"}, "the format 'uuid' is not known to this reader"),
        ({"type": ["string", "null"]}, """the type "['string', 'null']" is not known to this reader"""),
        ({"type": "string", "const": "x"}, "an answer that is fixed beforehand (const) is not known to this reader"),
        ({"type": "boolean", "enum": [True]}, "of yes and no it offers something else than both"),
        ({"enum": ["a", "a"]}, "an option stands twice"),
        ({"enum": [f"{n}" for n in range(501)]}, "it has more than 500 options"),
        (
            {"enum": ["a", None]},
            "the options are no texts (enum), and no values with a title (oneOf with const and title)",
        ),
        (
            {"oneOf": [{"const": "a"}, "b"]},
            "the options are no texts (enum), and no values with a title (oneOf with const and title)",
        ),
        ({"enum": "a"}, "the options are no texts (enum), and no values with a title (oneOf with const and title)"),
        (
            {"type": "array", "items": {"enum": ["a"]}},
            "a list can be read only when it is a choice of options, each once (enum and uniqueItems)",
        ),
        ({**several("a"), "minItems": 2}, "a least number of choices (minItems) is not known to this reader"),
        ("a word", "'(no schema)' is not known to this reader"),
    ],
)
def test_a_question_that_is_not_understood_is_never_shown(schema: Any, what: str) -> None:
    read = reading({"properties": {"q": schema}})

    assert filled(read).shown == ()
    assert findings(read) == [f"/properties/q: {what}; {NEVER}"]


def test_a_list_whose_options_are_nowhere_is_never_shown() -> None:
    read = reading({"properties": {"q": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/definitions/no"}}}})

    assert filled(read).shown == ()
    assert findings(read)[0] == (
        "/properties/q/items: $ref '#/definitions/no' leads to nothing; what should stand there is hidden"
    )


def test_options_in_a_definition_are_followed() -> None:
    listed = {"type": "array", "uniqueItems": True, "items": {"$ref": "#/definitions/options"}}
    read = reading({"definitions": {"options": {"enum": ["a", "b"]}}, "properties": {"q": listed}})

    assert [choice.texts["en"] for choice in question(read, "q").choices] == ["a", "b"]
    assert not read.findings


@pytest.mark.parametrize(
    ("shown", "what"),
    [
        ({"ui:widget": "hidden"}, "the form itself hides it"),
        ({"ui:options": {"widget": "hidden"}}, "the form itself hides it"),
        ({"ui:readonly": True}, "ui:readonly is not known to this reader"),
    ],
)
def test_what_the_form_hides_or_bars_stays_hidden(shown: dict[str, Any], what: str) -> None:
    read = reading({"properties": {"q": TEXT, "g": {"properties": {"x": TEXT}}}}, {"q": shown, "g": shown})

    assert filled(read).shown == ()
    assert findings(read) == [f"/properties/q: {what}; {NEVER}", f"/properties/g: {what}; {HIDDEN}"]


def test_what_is_filled_in_beforehand_starts_open() -> None:
    read = reading({"properties": {"q": {**YES_OR_NO, "default": "Yes"}, "empty": {"type": "string", "default": ""}}})

    assert filled(read).open == ("q", "empty")
    assert findings(read) == ["/properties/q: the form fills in an answer beforehand; here the question starts open"]


def test_a_text_to_read_and_a_property_about_nothing_are_left_out() -> None:
    read = reading({"properties": {"intro": {"type": "string", "title": ""}, "any": True}})

    assert not read.questionnaire.questions
    assert findings(read) == [
        "/properties/intro: a text to read, which asks nothing; it is left out",
        "/properties/any: nothing says what is asked here; this part is left out",
    ]


@pytest.mark.parametrize(
    "target", ["https://evil.example/schema.json", "other.json#/a", "#/definitions/no", "#anchor", 7]
)
def test_a_reference_out_of_the_file_or_to_nothing_is_hidden(target: Any) -> None:
    read = reading({"properties": {"q": {"$ref": target}}, "allOf": [{"$ref": target}]})

    assert not read.questionnaire.questions
    assert [finding.place for finding in read.findings] == ["/properties/q", "/allOf/0"]
    outside = not str(target).startswith("#")
    assert ("leads out of the file" if outside else "leads to nothing") in read.findings[0].what


def test_a_reference_is_followed_with_what_stands_beside_it() -> None:
    beside = {"$ref": "#/definitions/a~1b~0c", "title": "Mine"}
    read = reading({"definitions": {"a/b~c": TEXT}, "properties": {"q": beside}})

    assert question(read, "q").texts == {"en": "Mine"}


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ({"anyOf": []}, f"'anyOf' is not known to this reader; {HIDDEN}"),
        ({"type": "array"}, f"here only an object with properties can stand; {HIDDEN}"),
        ({"dependencies": []}, f"here only an object with properties can stand; {HIDDEN}"),
    ],
)
def test_an_object_that_is_not_understood_is_never_shown(part: dict[str, Any], what: str) -> None:
    read = reading({"properties": {"q": TEXT}, "allOf": [{"properties": {"x": TEXT}, **part}]})

    assert filled(read).shown == ("q",)
    assert findings(read) == [f"/allOf/0: {what}"]


def test_a_list_of_parts_that_is_no_list_is_a_finding() -> None:
    read = reading({"properties": {"q": TEXT}, "allOf": {"properties": {"x": TEXT}}})

    assert findings(read) == [f"/allOf: '(no schema)' is not known to this reader; {HIDDEN}"]


def test_names_that_begin_with_x_are_for_others() -> None:
    assert not reading({"x-made-by": "us", "properties": {"q": {**TEXT, "x-note": 1}}}).findings


def test_that_an_answer_requires_another_is_a_finding() -> None:
    read = reading({"properties": {"q": TEXT, "r": TEXT}, "dependencies": {"q": ["r"]}})

    assert findings(read) == ["/dependencies/q: that an answer makes another one required is not known to this reader"]


def test_branches_for_which_no_question_decides_are_hidden() -> None:
    loose = [{"properties": {"x": TEXT}}, {"properties": {"y": TEXT}}]
    read = reading({"properties": {"q": YES_OR_NO}, "oneOf": loose})
    mixed = when("q", ("Yes", {"x": TEXT}))
    mixed["q"]["oneOf"] += [{"properties": {"y": TEXT}}, {"$ref": "#/gone"}]
    half = reading({"properties": {"q": YES_OR_NO}, "dependencies": mixed})

    assert filled(read, q="1").shown == ("q",)
    assert findings(read) == [f"/oneOf/{n}: no question decides for this branch; {HIDDEN}" for n in (0, 1)]
    assert filled(half, q="1").shown == ("q", "x")
    assert findings(half) == [
        "/dependencies/q/oneOf/2: $ref '#/gone' leads to nothing; what should stand there is hidden",
        *(f"/dependencies/q/oneOf/{n}: no question decides for this branch; {HIDDEN}" for n in (1, 2)),
    ]


@pytest.mark.parametrize(
    ("asks", "said", "what"),
    [
        (YES_OR_NO, {"pattern": "Y"}, f"{BRANCH}: 'pattern' about one answer is not known to this reader"),
        (
            YES_OR_NO,
            {"contains": {"const": "Yes"}},
            f"{BRANCH}: 'contains' about one answer is not known to this reader",
        ),
        (YES_OR_NO, "not a schema", None),
        (several("a"), {"minItems": 1}, f"{BRANCH}: 'minItems' about a list of answers is not known"),
        (
            several("a"),
            {"contains": False},
            f"{BRANCH}/contains: '(no schema)' about one answer is not known to this reader",
        ),
        (TEXT, {"const": "x"}, f"{BRANCH}: 'const' about an answer without options is not known"),
        (YES_OR_NO, {"$ref": "#/gone"}, f"{BRANCH}: this condition is not in the file"),
        (
            {**YES_OR_NO, "pattern": "x"},
            {"const": "Yes"},
            "/dependencies/q/oneOf: this rests on 'q', which is never shown",
        ),
    ],
)
def test_a_condition_that_is_not_understood_shows_nothing(asks: dict[str, Any], said: Any, what: str | None) -> None:
    read = reading({"properties": {"q": asks}, "dependencies": when("q", (said, {"x": TEXT}))})

    answers = {"q": ["1"]} if "items" in asks else {"q": "1"}
    assert "x" not in filled(read, **answers).shown
    if what:
        assert f"{what}; what depends on it is never shown" in findings(read)
    else:
        assert findings(read) == [f'{BRANCH}: "not a schema" is no option of the question, so no answer leads here']


@pytest.mark.parametrize(
    ("test", "what"),
    [
        ({"properties": {"gone": {"const": 1}}}, "/if/properties/gone: 'gone' is no question of the same group"),
        ({"required": ["gone"]}, "/if: 'gone' is no question of the same group"),
        ({"minProperties": 1}, "/if: 'minProperties' is not known to this reader"),
        ({}, "/if: this condition says nothing"),
        (True, "/if: this condition says nothing"),
        (False, "/if: '(no schema)' is not known to this reader"),
        (
            {"required": ["barred"], "properties": {"barred": {"const": "a"}}},
            "/if/properties/barred: this rests on 'barred', which is never shown",
        ),
    ],
)
def test_neither_then_nor_else_is_shown_when_the_test_is_not_understood(test: Any, what: str) -> None:
    barred = {"type": "string", "pattern": "x"}
    parts = {"if": test, "then": {"properties": {"x": TEXT}}, "else": {"properties": {"y": TEXT}}}
    read = reading({"properties": {"q": YES_OR_NO, "barred": barred}, **parts})

    assert filled(read, q="1").shown == ("q",)
    assert f"{what}; what depends on it is never shown" in findings(read)


def test_a_list_of_options_that_no_branch_can_have_shows_nothing() -> None:
    read = reading(
        {"properties": {"q": several("a", "b")}, "dependencies": when("q", ({"contains": {"const": "z"}}, {"x": TEXT}))}
    )

    assert filled(read, q=["1"]).shown == ("q",)
    assert findings(read) == [f'{BRANCH}/contains: "z" is no option of the question, so no answer leads here']


def test_a_text_is_only_asked_whether_it_is_there() -> None:
    read = reading({"properties": {"q": TEXT}, "dependencies": when("q", ({"title": "Anything"}, {"x": TEXT}))})

    assert filled(read).shown == ("q",)
    assert filled(read, q="something").shown == ("q", "x")


def test_more_branches_than_can_be_told_apart_are_hidden() -> None:
    branches = [({"contains": {"const": "a"}}, {f"x{n}": TEXT}) for n in range(21)]
    read = reading({"properties": {"q": several("a")}, "dependencies": when("q", *branches)})

    assert filled(read, q=["1"]).shown == ("q",)
    assert findings(read) == [
        "/dependencies/q/oneOf: more than 20 branches can hold at once; what depends on it is never shown"
    ]


def test_a_long_text_is_read_once_however_often_it_is_used() -> None:
    block = {"type": "string", "title": "long " * 100_000}
    content = {"definitions": {"b": block}, "properties": {f"q{n}": {"$ref": "#/definitions/b"} for n in range(400)}}
    read = read_json_form(json.dumps({"JSONSchema": content}).encode(), id="form")

    assert all(len(found.texts["en"]) <= 20_000 for found in read.questionnaire.questions.values())


def test_findings_end_where_nobody_reads_on() -> None:
    badges = [{"label": f"{n}", "url": "javascript:alert(1)"} for n in range(600)]
    said = findings(reading({"properties": {"q": TEXT}}, {"q": {"ui:badges": badges}}))

    assert (len(said), said[-1]) == (501, "the rest: there are 100 more findings")


def test_a_form_that_is_refused_in_its_second_language_says_so() -> None:
    with pytest.raises(QuestionnaireRefused, match="holds no form"):
        read_json_form(written({"properties": {"q": TEXT}}), id="form", second=b"{}")
