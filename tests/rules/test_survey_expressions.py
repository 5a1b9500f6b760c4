"""The expressions of SurveyJS: what holds, what a blank means there, and what is refused."""

from typing import Any

import pytest

from kenbaar.rules.conditions import HIDDEN, Given
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.survey_expressions import MOST_CHARACTERS, ExpressionRefused, comparisons_in, read_expression

TYPES = {"one": FactType.CHOICE, "many": FactType.CHOICES, "text": FactType.LINE, "n": FactType.NUMBER}
TYPES["yes"] = FactType.YES_NO


def holds(expression: str, **values: Any) -> Any:
    return read_expression(expression, TYPES.__getitem__).truth(Given(values))


@pytest.mark.parametrize(
    "expression",
    [
        "{one} = 'item2-0'",
        '{one} == "ITEM2-0 "',
        "'item2-0' = {one}",
        "{one} <> 'item3'",
        "{one} contains ['item2']",
        "{one} notcontains 'ITEM2'",
        "{one} anyof ['x', 'item2-0']",
        "{many} contains 'X'",
        "{many} contains ['x', 'y']",
        "{many} notcontains ['x', 'z']",
        "{many} anyof ['z', 'y']",
        "{many} allof ['x', 'y']",
        "{many} = ['y', 'x']",
        "{many} != ['y']",
        "{many} = ['x', 'y'] or {many} = [true, 1]",
        "{n} = 5 and {n} = '5' and {n} >= 5 and {n} =< 5 and {n} > -1 and {n} < 5.5",
        "4 < {n} and 5 <= {n} and 6 > {n} and 5 >= {n}",
        "{yes} = true and {yes} = 'true' and {yes} != false",
        "{text} = 7 and {text} contains 7",
        "{text} contains '7'",
        "{one} notempty && !({one} empty)",
        "({n} = 1 or {n} = 5) and ({one} = 'x' || {yes} = true)",
    ],
)
def test_these_hold(expression: str) -> None:
    assert holds(expression, one="item2-0", many=["x", "y"], n=5, yes=True, text="7") is True
    assert holds(f"!({expression})", one="item2-0", many=["x", "y"], n=5, yes=True, text="7") is False


def test_a_blank_is_an_answer_in_a_survey() -> None:
    for values in ({}, {"one": HIDDEN}, {"one": "", "many": []}):
        assert holds("{one} empty and {one} <> 'x' and {one} notcontains 'x' and {one} = ''", **values) is True
        assert holds("{one} notempty or {one} = 'x' or {many} contains 'x' or {n} > 1", **values) is False


def test_not_reaches_to_the_end_of_its_parentheses() -> None:
    assert holds("!{n} = 1 and {n} = 6", n=5) is True
    assert holds("(!{n} = 1) and {n} = 6", n=5) is False


def test_answers_of_a_strange_kind_make_nothing_true() -> None:
    assert holds("{text} = 'x' or {text} contains 'x' or {text} > 1", text={"en": "x"}) is False
    assert holds("{text} contains 'TR' and {text} contains [true] and {text} notcontains 'x'", text="true") is True
    assert holds("{text} = true", text="false") is False
    assert holds("{text} = '05'", text="05") is True
    assert holds("{text} notcontains 'x' and {text} contains '0'", text="0") is True
    assert holds("{text} contains 2.5 and {text} contains '2.5'", text="2.5") is True


def test_why_a_question_is_shown_can_be_told_and_nothing_is_ever_missing() -> None:
    condition = read_expression("{one} = 'x' and {many} contains ['y']", TYPES.__getitem__)
    assert [reason.fact for reason in condition.reasons(Given({"one": "x", "many": ["y"]}))] == ["one", "many"]
    assert list(condition.missing(Given({}))) == []
    assert [compared.operator for compared in comparisons_in(condition)] == ["is", "has"]


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("", "the end is no question"),
        ("{one}", "a comparison that is known here is missing before the end"),
        ("{one} 'x'", "is missing before 'x' at character 8"),
        ("{one} = ", "the end is no question"),
        ("{one} = x", "'x' at character 9 is no question"),
        ("{one} = {n}", "one question and one value"),
        ("'x' = 'x'", "one question and one value"),
        ("['x'] contains {one}", "must stand on the left"),
        ("{one} = 'x' {n} = 5", "'n' at character 14 was not expected"),
        ("({one} = 'x'", r"'\)' is missing before the end"),
        ("{n} + 1 = 5", r"'\+ 1 = 5' at character 5 cannot be read"),
        ("not {one} = 'x'", "'not' at character 1 is no question"),
        ("{one} = ['x']", "one answer, which is never equal to a list"),
        ("{many} = 'x'", "a list, which is never equal to one value"),
        ("{many} > 3", "can only be compared as one number"),
        ("{n} > '3'", "can only be compared as one number"),
        ("{n} contains 3", "is a number and contains nothing"),
        ("{one} contains ''", "searched for an empty text"),
        ("{one} contains 0", "searched for 0 or false"),
        ("{one} allof ['x']", "is one answer"),
        ("{one} anyof 'x'", "is one answer"),
        ("(" * 30 + "{one} = 'x'" + ")" * 30, "nested more than 20 deep"),
        ("!" * 3000 + "{one} empty", "nested more than 20 deep"),
        ("{one} = 'x' or " * MOST_CHARACTERS, "characters and may have 10,000"),
        ("{" * 9000, "cannot be read"),
        ("'" + "\\'" * 4000, "cannot be read"),
    ],
)
def test_what_cannot_be_said_as_a_condition_is_refused_with_its_place(expression: str, complaint: str) -> None:
    with pytest.raises(ExpressionRefused, match=complaint):
        read_expression(expression, TYPES.__getitem__)
