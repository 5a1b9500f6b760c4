"""What a form says that this reader does not know: hidden with a finding that names the place, never silently shown."""

from typing import Any

import pytest

from tests.rules.forms import TEXT, YES_OR_NO, filled, findings, question, reading, several, when

HIDDEN = "what stands there is never shown"
NEVER = "the question is never shown"
BRANCH = "/dependencies/q/oneOf/0/properties/q"


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


def test_a_question_that_is_understood_in_one_place_only_is_shown_there_only() -> None:
    more = {**TEXT, "pattern": "x"}
    branches = when("q", ("Yes", {"more": TEXT}), ("No", {"more": more}))
    read = reading({"properties": {"q": YES_OR_NO}, "dependencies": branches})

    assert filled(read, q="1").shown == ("q", "more")
    assert filled(read, q="2").shown == ("q",)
    assert f"/dependencies/q/oneOf/1/properties/more: 'pattern' is not known to this reader; {NEVER}" in findings(read)


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
        (TEXT, {"type": "null"}, f"{BRANCH}: 'type' about an answer without options is not known"),
        (YES_OR_NO, {"not": {"type": "null"}}, f"{BRANCH}/not: 'type' about one answer is not known to this reader"),
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
        ({"properties": ["q"]}, "/if/properties/(no schema): '(no schema)' is no question of the same group"),
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
