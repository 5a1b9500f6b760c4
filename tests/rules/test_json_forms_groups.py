"""Forms in JSON Schema: which questions belong together, what comes out, and the same form in a second language."""

from typing import Any

import pytest

from kenbaar.rules.foreign.guarding import QuestionnaireRefused
from kenbaar.rules.foreign.json_forms import read_json_form
from kenbaar.rules.questionnaires import Source
from tests.rules.forms import TEXT, YES_OR_NO, filled, findings, question, reading, several, when, written


def test_an_object_in_an_object_is_a_group_with_its_own_page() -> None:
    inner = {"type": "object", "title": "Where you live", "properties": {"street": TEXT, "name": TEXT}}
    read = reading({"title": "You", "properties": {"name": TEXT, "home": inner}}, {"home": {"ui:order": ["name"]}})

    assert [(page.id, page.texts) for page in read.questionnaire.pages] == [
        ("start", {"en": "You"}),
        ("home", {"en": "Where you live"}),
    ]
    assert list(read.questionnaire.questions) == ["name", "home.name", "street"]
    assert findings(read) == ["/properties/name: several groups ask 'name'; here they are name, home.name"]


def test_two_objects_of_one_definition_that_always_stand_there_are_two_groups() -> None:
    read = reading(
        {
            "definitions": {"address": {"type": "object", "properties": {"street": TEXT}}},
            "properties": {
                "home": {"$ref": "#/definitions/address"},
                "start": {"properties": {"work": {"$ref": "#/definitions/address"}}},
            },
        }
    )

    assert list(read.questionnaire.questions) == ["home.street", "start-2.work.street"]


def test_a_block_to_which_several_branches_lead_is_asked_once() -> None:
    block = {"$ref": "#/definitions/block"}
    middle = {"type": "object", "properties": {"p": YES_OR_NO}, "dependencies": when("p", ("Yes", {"block": block}))}
    read = reading(
        {
            "definitions": {
                "block": {"type": "object", "title": "Block", "properties": {"more": TEXT}},
                "middle": middle,
            },
            "properties": {"q": {"enum": ["a", "b", "c"]}},
            "dependencies": when(
                "q", ("a", {"block": block}), ("b", {"middle": {"$ref": "#/definitions/middle"}}), ("c", {})
            ),
        }
    )

    assert list(read.questionnaire.questions) == ["q", "p", "more"]
    assert filled(read, q="1").shown == ("q", "more")
    assert filled(read, q="2").shown == ("q", "p")
    assert filled(read, q="2", p="1").shown == ("q", "p", "more")
    assert filled(read, q="3", p="1").shown == ("q",)
    what = "several parts of the form lead here; it is asked once, even when more than one of them does"
    assert findings(read) == [f"/definitions/block: {what}"]


def test_the_same_question_in_two_branches_is_one_and_in_other_words_it_is_a_finding() -> None:
    read = reading(
        {
            "properties": {"q": {"enum": ["a", "b", "c"]}},
            "dependencies": when(
                "q",
                ("a", {"more": {**TEXT, "description": "Of a."}}),
                ("b", {"more": TEXT}),
                ("c", {"more": {**TEXT, "title": "Less"}}),
            ),
        }
    )

    assert [filled(read, q=id).shown for id in "123"] == [("q", "more"), ("q", "more"), ("q",)]
    assert findings(read) == [
        "/dependencies/q/oneOf/2/properties/more: asks something else than /dependencies/q/oneOf/0/properties/more, "
        "under the same name; it is never shown"
    ]


def test_a_question_that_stands_again_among_what_it_shows_is_there_already() -> None:
    test = {"properties": {"q": {"const": "Yes"}}, "required": ["q"]}
    again = {"if": test, "then": {"properties": {"q": YES_OR_NO, "x": TEXT}, "required": ["q"]}}
    inner = {"type": "object", "properties": {"q": YES_OR_NO}, **again}
    read = reading({"properties": {"p": YES_OR_NO}, "dependencies": when("p", ("Yes", {"inner": inner}), ("No", {}))})
    deeper = reading(
        {
            "properties": {"p": YES_OR_NO},
            "dependencies": when("p", ("Yes", {"q": YES_OR_NO}), ("No", {})),
            **again,
        }
    )

    assert filled(read, p="1", q="1").shown == ("p", "q", "x")
    assert filled(deeper, p="1", q="1").shown == ("p", "q", "x")
    assert filled(deeper, p="2", q="1").shown == ("p",)
    assert findings(read) == [
        "/dependencies/p/oneOf/0/properties/inner/properties/q: required in one place and not in another; "
        "here it is required"
    ]


def test_outcomes_are_told_by_the_branches_that_reach_them() -> None:
    high = {"type": "string", "riskOutcome": "high", "annexIArt6Branch": "A", "default": "See [6](https://law.example)"}
    read = reading(
        {
            "definitions": {"outHigh": high, "computed": {"type": "string", "title": "Result", "roleStatus": True}},
            "properties": {"q": {"enum": ["a", "b", "c", "d", "e", "f"]}},
            "dependencies": when(
                "q",
                ("a", {"output": {"$ref": "#/definitions/outHigh"}}),
                ("b", {"output": {"$ref": "#/definitions/computed"}}),
                ("c", {"output": {"const": "Low risk"}}),
                ("d", {"output": {"const": "No risk"}}),
                ("e", {"riskOutcome": {"const": "none"}}),
                ("f", {"output": {"$ref": "#/definitions/outHigh"}}),
            ),
        }
    )
    endings = {ending.id: ending for ending in read.questionnaire.endings}

    assert {id: ending.texts["en"] for id, ending in endings.items()} == {
        "high-A": "See 6",
        "computed": "Result",
        "output": "Low risk",
        "output-2": "No risk",
        "none": "none",
    }
    assert endings["high-A"].sources == (Source("6", "https://law.example"),)
    assert [filled(read, q=id).endings for id in "123456"] == [
        ("high-A",),
        ("computed",),
        ("output",),
        ("output-2",),
        ("none",),
        ("high-A",),
    ]
    assert findings(read) == [
        "/definitions/computed: this outcome has no text of its own: what it says is worked out elsewhere"
    ]


def test_an_outcome_whose_id_cannot_be_used_is_called_by_its_property() -> None:
    odd = {"a b": {"type": "string", "default": "Odd", "riskOutcome": True}}
    read = reading({"definitions": odd, "properties": {"output": {"$ref": "#/definitions/a b"}}})

    assert [ending.id for ending in read.questionnaire.endings] == ["output"]


def test_an_outcome_counts_only_where_its_branch_can_be_reached() -> None:
    told = {"output": {"const": "Told"}}
    read = reading(
        {"properties": {"q": TEXT}, "dependencies": when("q", ({"const": "x"}, told), ({"const": "y"}, told))}
    )

    assert filled(read, q="x").endings == ()
    assert [ending.texts for ending in read.questionnaire.endings] == [{"en": "Told"}]


def test_a_bare_schema_and_the_usual_names_are_read_too() -> None:
    bare = b'{"properties": {"q": {"type": "string"}}}'

    assert list(read_json_form(bare, id="form").questionnaire.questions) == ["q"]
    for shown in (b"{}", b"[]"):
        usual = b'{"schema": {"properties": {"q": {"type": "string"}}}, "uiSchema": ' + shown + b"}"
        assert list(read_json_form(usual, id="form").questionnaire.questions) == ["q"]


def test_the_second_file_gives_the_texts_in_the_second_language() -> None:
    def form(title: str, yes: str, no: str, ending: str, help: str) -> bytes:
        q = {"type": "string", "title": title, "enum": [yes, no]}
        branches = when("q", (yes, {"output": {"default": ending}}), (no, {"more": {"type": "boolean"}}))
        test = {"required": ["list"], "properties": {"list": {"not": {"contains": {"const": yes}}}}}
        return written(
            {
                "title": title,
                "properties": {"q": q, "list": several(yes, no)},
                "dependencies": branches,
                "if": test,
                "then": {"properties": {"inner": {"properties": {"text": {"type": "string"}, "own": YES_OR_NO}}}},
            },
            {"q": {"ui:help": help, "ui:enumTooltips": [help]}},
        )

    english, dutch = form("Is it?", "Yes", "No", "It is.", "Look."), form("Is het zo?", "Ja", "Nee", "Het is.", "Kijk.")

    read = read_json_form(english, id="form", second=dutch)
    other = read_json_form(dutch, id="form", language="nl", second=english)

    found = question(read, "q")
    assert found.texts == {"en": "Is it?", "nl": "Is het zo?"} == question(other, "q").texts
    assert found.help == found.choices[0].help == {"en": "Look.", "nl": "Kijk."}
    assert [choice.texts for choice in found.choices] == [{"en": "Yes", "nl": "Ja"}, {"en": "No", "nl": "Nee"}]
    assert read.questionnaire.endings[0].texts == {"en": "It is.", "nl": "Het is."}
    assert read.questionnaire.texts == read.questionnaire.pages[0].texts == {"en": "Is it?", "nl": "Is het zo?"}
    assert read.questionnaire.digest != read_json_form(english, id="form").questionnaire.digest
    assert filled(read, q="1").endings == filled(other, q="1").endings == ("output",)


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ({"q": {"enum": ["Ja"]}, "more": {"type": "string"}}, "question 'q'"),
        ({"q": {"enum": ["Ja", "Nee"]}}, "question 'more'"),
        ({"q": {"enum": ["Ja", "Nee"]}, "more": {"type": "string"}, "last": {"type": "string"}}, "question 'last'"),
    ],
)
def test_a_second_file_that_is_another_form_is_refused(properties: dict[str, Any], place: str) -> None:
    first = written({"properties": {"q": YES_OR_NO, "more": TEXT}})

    with pytest.raises(QuestionnaireRefused, match=f"differ at {place}. Give two translations"):
        read_json_form(first, id="form", second=written({"properties": properties}))


def test_a_second_file_that_leads_elsewhere_is_refused() -> None:
    def form(yes: str, no: str) -> bytes:
        return written({"properties": {"q": YES_OR_NO}, "dependencies": when("q", (yes, {"x": TEXT}), (no, {}))})

    with pytest.raises(QuestionnaireRefused, match="differ at question 'x'"):
        read_json_form(form("Yes", "No"), id="form", second=form("No", "Yes"))
