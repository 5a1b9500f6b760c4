"""Forms in JSON Schema: what is asked, and when."""

from typing import Any

import pytest

from kenbaar.rules.conditions import ALWAYS
from kenbaar.rules.facts import FactType
from kenbaar.rules.questionnaires import Source
from tests.rules.forms import TEXT, YES_OR_NO, filled, findings, question, reading, several, when


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (YES_OR_NO, FactType.CHOICE),
        ({"oneOf": [{"const": "a", "title": "A"}]}, FactType.CHOICE),
        (several("a", "b"), FactType.CHOICES),
        ({"type": "boolean"}, FactType.YES_NO),
        ({"type": "boolean", "oneOf": [{"const": True, "title": "Yes"}, {"const": False}]}, FactType.YES_NO),
        ({"type": "integer"}, FactType.NUMBER),
        ({"type": "string"}, FactType.TEXT),
        ({"type": "string", "format": "date"}, FactType.DATE),
        ({"type": "string", "format": "uri"}, FactType.URL),
        ({"title": "No type at all"}, FactType.TEXT),
    ],
)
def test_a_property_becomes_the_kind_of_question_that_it_asks(schema: dict[str, Any], kind: FactType) -> None:
    read = reading({"properties": {"q": schema}})

    assert question(read, "q").type is kind
    assert question(read, "q").show is ALWAYS
    assert not read.findings


def test_a_question_is_called_by_its_title_or_else_by_its_name() -> None:
    read = reading(
        {"properties": {"a": {"type": "string", "title": "What is it?"}, "b": {"type": "string"}, "c": TEXT}},
        {"c": {"ui:title": "And then?"}},
    )

    assert [found.texts["en"] for found in read.questionnaire.questions.values()] == ["What is it?", "b", "And then?"]


def test_options_have_their_position_as_id_so_that_it_is_the_same_in_every_language() -> None:
    read = reading({"properties": {"q": {"enum": ["Yes", "No"]}, "named": {"enum": ["a", "b"], "enumNames": ["Aye"]}}})

    assert [(choice.id, choice.texts["en"]) for choice in question(read, "q").choices] == [("1", "Yes"), ("2", "No")]
    assert [choice.texts["en"] for choice in question(read, "named").choices] == ["Aye", "b"]


def test_options_with_a_value_of_their_own_keep_it_when_all_can() -> None:
    titled = [{"const": "low", "title": "Low"}, {"const": 2}]
    read = reading({"properties": {"q": {"oneOf": titled}, "odd": {"oneOf": [{"const": "2"}, {"const": "not an id"}]}}})

    assert [(choice.id, choice.texts["en"]) for choice in question(read, "q").choices] == [("low", "Low"), ("2", "2")]
    assert [choice.id for choice in question(read, "odd").choices] == ["1", "2"]


def test_help_comes_from_every_explanation_once_and_sources_from_badges_and_links() -> None:
    shown = {
        "q": {
            "ui:description": "Think twice.",
            "ui:alertDescription": "See [Article 6](https://law.example/6) first.",
            "ui:options": {"help": "Think twice."},
            "ui:enumTooltips": [None, "Say no to [nothing](https://law.example/no)."],
            "ui:badges": [{"label": "Recital 1", "url": "https://law.example/r1"}, {"label": "A book"}, "odd"],
            "ui:id-link": "https://law.example/5",
            "ui:id-badge-label": "Article 5",
        }
    }
    found = question(reading({"properties": {"q": {**YES_OR_NO, "description": "It matters."}}}, shown), "q")

    assert found.help == {"en": "It matters.\n\nThink twice.\n\nSee Article 6 first."}
    assert found.choices[1].help == {"en": "Say no to nothing."}
    assert found.sources == (
        Source("Article 5", "https://law.example/5"),
        Source("Recital 1", "https://law.example/r1"),
        Source("A book"),
        Source("Article 6", "https://law.example/6"),
        Source("nothing", "https://law.example/no"),
    )


def test_an_order_puts_questions_where_it_says_and_the_others_at_the_star() -> None:
    properties = dict.fromkeys("abcd", TEXT)

    starred = reading({"properties": properties}, {"ui:order": ["c", "*", "a", "gone", 7]})
    short = reading({"properties": properties}, {"ui:order": ["d"]})

    assert list(starred.questionnaire.questions) == ["c", "b", "d", "a"]
    assert list(short.questionnaire.questions) == ["d", "a", "b", "c"]


def test_a_question_follows_those_on_which_it_rests_whatever_the_order_says() -> None:
    read = reading(
        {"properties": {"first": YES_OR_NO}, "dependencies": when("first", ("Yes", {"then": TEXT}), ("No", {}))},
        {"ui:order": ["then", "first"]},
    )

    assert list(read.questionnaire.questions) == ["first", "then"]


def test_a_branch_shows_its_questions_to_whom_it_is_for() -> None:
    read = reading(
        {
            "properties": {"kind": {"enum": ["car", "bike", "boat"]}},
            "required": ["kind"],
            "dependencies": when(
                "kind",
                ({"enum": ["car", "boat"]}, {"plate": TEXT}),
                ({"not": {"enum": ["car", "boat"]}}, {"bell": {"type": "boolean"}}),
            ),
        }
    )

    assert filled(read).shown == ("kind",)
    assert filled(read, kind="1").shown == ("kind", "plate")
    assert filled(read, kind="2", plate="AB-12").shown == ("kind", "bell")
    assert filled(read, kind="2", plate="AB-12").cleared == {"plate": "AB-12"}
    assert [found.required for found in read.questionnaire.questions.values()] == [True, False, False]


def test_an_answer_that_fits_two_branches_follows_none_as_the_form_does() -> None:
    read = reading(
        {
            "properties": {"q": {"enum": ["a", "b", "c"]}},
            "dependencies": when("q", ({"enum": ["a", "b"]}, {"x": TEXT}), ({"enum": ["b", "c"]}, {"y": TEXT})),
        }
    )

    assert [filled(read, q=id).shown for id in "123"] == [("q", "x"), ("q",), ("q", "y")]
    assert findings(read) == ['/dependencies/q/oneOf: the answer "b" fits several branches, so the form follows none']


def test_branches_over_several_options_follow_what_is_among_them() -> None:
    read = reading(
        {
            "properties": {"q": several("a", "b", "c")},
            "dependencies": when(
                "q", ({"contains": {"const": "a"}}, {"x": TEXT}), ({"not": {"contains": {"const": "a"}}}, {"y": TEXT})
            ),
        }
    )

    assert filled(read).shown == ("q",)
    assert filled(read, q=["1", "2"]).shown == ("q", "x")
    assert filled(read, q=["2"]).shown == ("q", "y")


def test_branches_over_yes_and_no_read_truth_values() -> None:
    branches = when("q", ({"const": True}, {"x": TEXT}), ({"enum": [False]}, {"y": TEXT}))
    read = reading({"properties": {"q": {"type": "boolean"}}, "dependencies": branches})

    assert filled(read, q=True).shown == ("q", "x")
    assert filled(read, q=False).shown == ("q", "y")


def test_what_is_said_beside_a_condition_changes_nothing() -> None:
    told = {"type": "string", "title": "Kind"}
    test = {"type": "object", "required": ["r"], "properties": {"r": {"type": "array", "contains": {"const": "a"}}}}
    read = reading(
        {
            "properties": {"q": YES_OR_NO, "r": several("a", "b")},
            "dependencies": when(
                "q", ({**told, "const": "Yes"}, {"x": TEXT}), ({"not": {"const": "Yes"}}, {"y": TEXT})
            ),
            "if": test,
            "then": {"properties": {"z": TEXT}},
        }
    )

    assert filled(read, q="1", r=["1"]).shown == ("q", "r", "x", "z")
    assert filled(read, q="2", r=["2"]).shown == ("q", "r", "y")


def test_a_branch_for_any_answer_waits_for_one() -> None:
    read = reading({"properties": {"q": YES_OR_NO}, "dependencies": when("q", ({"title": "Any"}, {"x": TEXT}))})

    assert filled(read).shown == ("q",)
    assert filled(read, q="1").shown == filled(read, q="2").shown == ("q", "x")


def test_what_depends_on_an_answer_alone_waits_for_one() -> None:
    dependencies = {"name": {"properties": {"street": TEXT}}, "street": {"properties": {"town": TEXT}}}
    read = reading({"properties": {"name": TEXT}, "dependencies": dependencies})

    assert filled(read).shown == ("name",)
    assert filled(read, name="Jo").shown == ("name", "street")
    assert filled(read, name="Jo", street="Dam").shown == ("name", "street", "town")


def test_a_dependency_can_be_written_in_the_newer_way_and_have_more_than_branches() -> None:
    dependency = {**when("q", ("Yes", {"x": TEXT}), ("No", {}))["q"], "properties": {"always": TEXT}}
    read = reading({"properties": {"q": YES_OR_NO}, "dependentSchemas": {"q": dependency}})

    assert filled(read, q="1").shown == ("q", "x", "always")
    assert filled(read, q="2").shown == ("q", "always")


def test_branches_of_an_object_are_decided_by_the_question_that_each_of_them_fixes() -> None:
    branches = [
        {"properties": {"x": TEXT, "q": {"const": "Yes"}}},
        {"properties": {"q": {"const": "No"}, "y": TEXT, "x": {"type": "string"}}},
    ]
    read = reading({"properties": {"q": YES_OR_NO}, "oneOf": branches})

    assert filled(read, q="1").shown == ("q", "x")
    assert filled(read, q="2").shown == ("q", "y")


def test_if_then_else_shows_one_or_the_other_and_neither_before_the_answer() -> None:
    test = {"properties": {"q": {"const": "Yes"}}, "required": ["q"]}
    parts = {"if": test, "then": {"properties": {"x": TEXT}}, "else": {"properties": {"y": TEXT}}}
    read = reading({"properties": {"q": YES_OR_NO}, **parts})

    assert filled(read).shown == ("q",)
    assert filled(read, q="1").shown == ("q", "x")
    assert filled(read, q="2").shown == ("q", "y")
    assert not read.findings


def test_else_counts_as_well_when_its_question_is_not_asked_and_had_to_be_answered() -> None:
    test = {"properties": {"car": {"const": "Yes"}}, "required": ["car"]}
    read = reading(
        {
            "properties": {"adult": YES_OR_NO},
            "dependencies": when("adult", ("Yes", {"car": YES_OR_NO}), ("No", {})),
            "allOf": [{"if": test, "else": {"properties": {"bus": TEXT}}}],
        }
    )

    assert filled(read, adult="2").shown == ("adult", "bus")
    assert filled(read, adult="1").shown == ("adult", "car")
    assert filled(read, adult="1", car="1").shown == ("adult", "car")
    assert filled(read, adult="1", car="2").shown == ("adult", "car", "bus")


def test_a_condition_that_holds_before_its_answer_waits_for_it_and_is_a_finding() -> None:
    test = {"properties": {"q": {"enum": ["a", "b"]}}}
    parts = {"if": test, "then": {"properties": {"x": TEXT}}, "else": {"properties": {"y": TEXT}}}
    read = reading({"properties": {"q": {"enum": ["a", "b", "c"]}}, **parts})

    assert filled(read).shown == ("q",)
    assert filled(read, q="2").shown == ("q", "x")
    assert filled(read, q="3").shown == ("q", "y")
    assert findings(read) == ["/if: holds in the file while 'q' has no answer; here it waits for the answer"]


@pytest.mark.parametrize(
    ("test", "holding", "not_holding"),
    [
        ({"required": ["q"], "properties": {"q": {"contains": {"enum": ["a", "b"]}}}}, ["2", "3"], ["3"]),
        (
            {
                "required": ["q"],
                "properties": {"q": {"allOf": [{"contains": {"const": "a"}}, {"contains": {"const": "b"}}]}},
            },
            ["1", "2"],
            ["1", "3"],
        ),
        (
            {
                "required": ["q"],
                "properties": {"q": {"anyOf": [{"contains": {"const": "a"}}, {"contains": {"const": "b"}}]}},
            },
            ["2"],
            ["3"],
        ),
        ({"not": {"required": ["q"], "properties": {"q": {"contains": {"const": "a"}}}}}, ["2"], ["1", "2"]),
        (
            {
                "allOf": [
                    {"required": ["q"]},
                    {"not": {"required": ["q"], "properties": {"q": {"contains": {"const": "a"}}}}},
                ]
            },
            ["3"],
            ["1"],
        ),
        (
            {
                "anyOf": [
                    {
                        "required": ["q"],
                        "properties": {"q": {"contains": {"not": {"anyOf": [{"const": "a"}, {"const": "b"}]}}}},
                    },
                    {
                        "required": ["q"],
                        "properties": {"q": {"contains": {"allOf": [{"enum": ["a", "b"]}, {"const": "a"}]}}},
                    },
                ]
            },
            ["3"],
            ["2"],
        ),
    ],
)
def test_a_condition_over_several_options_is_read_as_it_is_meant(
    test: dict[str, Any], holding: list[str], not_holding: list[str]
) -> None:
    parts = {"if": test, "then": {"properties": {"x": TEXT}}, "else": {"properties": {"y": TEXT}}}
    read = reading({"properties": {"q": several("a", "b", "c")}, **parts})

    assert filled(read, q=holding).shown == ("q", "x")
    assert filled(read, q=not_holding).shown == ("q", "y")


def test_else_over_several_options_waits_for_the_answer_too() -> None:
    test = {"properties": {"q": {"contains": {"const": "a"}}}}
    read = reading({"properties": {"q": several("a", "b")}, "if": test, "else": {"properties": {"y": TEXT}}})

    assert filled(read).shown == ("q",)
    assert filled(read, q=["2"]).shown == ("q", "y")
