"""Conditions: what is unknown never counts as no, and one fact more never overturns what was certain."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.checking import can_hold, leaves
from kenbaar.rules.compiling import Kind, Scope, kinds_of, reserved
from kenbaar.rules.conditions import ALWAYS, HIDDEN, NEVER, All, AnyOf, Given, Named, Not, days_covered, is_before
from kenbaar.rules.content_files import ContentError, Placed, Problems, load_placed
from kenbaar.rules.facts import FactType, vocabulary

KINDS = {
    "colour": Kind(FactType.CHOICE, frozenset({"red", "green", "blue"})),
    "tools": Kind(FactType.CHOICES, frozenset({"saw", "axe", "none"})),
    "open": Kind(FactType.YES_NO),
    "people": Kind(FactType.NUMBER),
    "since": Kind(FactType.DATE),
    "name": Kind(FactType.LINE),
}
PARAMETERS = {"threshold": 10, "starts": dt.date(2026, 8, 2)}


def condition(data: Any, **named: Named) -> Any:
    problems = Problems()
    made = Scope(KINDS, named=named, parameters=PARAMETERS).compiled(Placed(data, "test.yaml", {}), problems)
    problems.stop()
    return made


def mistakes(data: Any) -> str:
    with pytest.raises(ContentError) as refused:
        condition(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "value", "expected"),
    [
        ({"colour": "red"}, "red", True),
        ({"colour": {"is": "red"}}, "blue", False),
        ({"colour": {"in": ["red", "blue"]}}, "blue", True),
        ({"colour": {"in": ["red", "blue"]}}, "green", False),
        ({"colour": {"spells": "re"}}, "green", True),
        ({"tools": {"has": "saw"}}, ["axe", "saw"], True),
        ({"tools": {"has": "saw"}}, ["axe"], False),
        ({"tools": {"has_any": ["saw", "axe"]}}, ["none"], False),
        ({"tools": {"spells": "saw"}}, ["axe", "saw"], True),
        ({"open": True}, True, True),
        ({"open": False}, True, False),
        ({"people": {"at_least": 10}}, 10, True),
        ({"people": {"at_most": 10}}, 11, False),
        ({"people": {"more_than": {"parameter": "threshold"}}}, 10, False),
        ({"people": {"less_than": 10}}, 9, True),
        ({"since": {"before": {"parameter": "starts"}}}, "2026-08-01", True),
        ({"since": {"before": dt.date(2026, 8, 2)}}, "2026-08-02", False),
        ({"since": {"before": dt.date(2026, 8, 2)}}, "2026", None),
        ({"since": {"from": dt.date(2026, 8, 2)}}, "2026-09", True),
        ({"since": {"from": dt.date(2026, 8, 2)}}, "2026-08", None),
        ({"name": "Anna"}, "Anna", True),
        ({"name": {"in": ["Anna", "Bert"]}}, "Carla", False),
    ],
)
def test_each_operator_means_what_its_name_says(data: Any, value: Any, expected: bool | None) -> None:
    fact = next(iter(data))
    assert condition(data).truth(Given({fact: value})) is expected


def test_a_fact_without_an_answer_is_unknown_and_not_no() -> None:
    for data in ({"open": True}, {"open": False}, {"not": {"open": True}}, {"colour": "red"}):
        assert condition(data).truth(Given({})) is None


def test_a_question_that_was_not_asked_makes_every_comparison_false() -> None:
    given_hidden = Given({"open": HIDDEN})
    assert condition({"open": True}).truth(given_hidden) is False
    assert condition({"open": False}).truth(given_hidden) is False


def test_all_is_false_as_soon_as_one_part_is_and_any_true() -> None:
    every = condition({"all": [{"open": True}, {"colour": "red"}]})
    some = condition({"any": [{"open": True}, {"colour": "red"}]})
    assert every.truth(Given({"open": False})) is False
    assert some.truth(Given({"open": True})) is True
    assert every.truth(Given({"open": True})) is None
    assert some.truth(Given({"open": False})) is None
    assert every.truth(Given({"open": True, "colour": "red"})) is True


def test_only_facts_that_can_still_change_the_outcome_are_asked() -> None:
    data = {"all": [{"open": True}, {"any": [{"colour": "red"}, {"tools": {"has": "saw"}}]}]}
    made = condition(data)
    assert list(made.missing(Given({}))) == ["open", "colour", "tools"]
    assert list(made.missing(Given({"colour": "red"}))) == ["open"]
    assert list(made.missing(Given({"open": False}))) == []
    assert list(condition({"not": {"open": True}}).missing(Given({}))) == ["open"]
    assert list(condition({"not": {"open": True}}).missing(Given({"open": True}))) == []


def test_the_reasons_name_the_facts_that_decided() -> None:
    some = condition({"any": [{"open": True}, {"colour": "red"}, {"colour": "blue"}]})
    assert [reason.fact for reason in some.reasons(Given({"open": True, "colour": "red"}))] == ["open", "colour"]
    assert list(some.reasons(Given({"open": False}))) == []
    every = condition({"all": [{"open": True}, {"colour": "red"}]})
    decided = list(every.reasons(Given({"open": False, "colour": "blue"})))
    assert [(reason.fact, reason.held) for reason in decided] == [("open", False)]
    assert [reason.fact for reason in every.reasons(Given({"open": True, "colour": "red"}))] == ["open", "colour"]
    assert list(every.reasons(Given({}))) == []
    assert [reason.held for reason in condition({"not": {"open": True}}).reasons(Given({"open": False}))] == [False]
    assert list(condition({"open": True}).reasons(Given({}))) == []


def test_a_named_condition_is_found_out_once() -> None:
    named = Named("is_open", condition({"open": True}))
    both = condition({"all": [{"rule": "is_open"}, {"not": {"rule": "is_open"}}]}, is_open=named)
    asked = Given({"open": True})
    assert both.truth(asked) is False
    assert asked.memo == {"is_open": True}
    assert list(both.missing(Given({}))) == ["open", "open"]
    assert list(named.missing(Given({"open": True}))) == []
    assert [reason.fact for reason in named.reasons(Given({"open": True}))] == ["open"]


def test_always_and_never_need_no_facts() -> None:
    assert condition({"always": True}).truth(Given({})) is ALWAYS.truth(Given({})) is True
    assert condition({"always": False}).truth(Given({})) is NEVER.truth(Given({})) is False


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("open", "one operator or one fact"),
        ({"open": True, "colour": "red"}, "Combine several"),
        ({"all": []}, "needs a list"),
        ({"any": "open"}, "needs a list"),
        ({"rule": "nobody"}, "there is no rule 'nobody'"),
        ({"always": "perhaps"}, "there is no fact 'always'"),
        ({"shape": "round"}, "there is no fact 'shape'"),
        ({"colour": {"is": "red", "in": ["red"]}}, "more than one operator"),
        ({"colour": {"has": "red"}}, "It has: is, in, spells"),
        ({"open": {"sounds_like": True}}, "has no operator 'sounds_like'"),
        ({"colour": "purple"}, "it has no option purple"),
        ({"colour": {"in": "red"}}, "needs a list"),
        ({"colour": {"in": ["red", "red"]}}, "each option once"),
        ({"tools": {"has_any": []}}, "needs a list"),
        ({"open": "yes"}, "is not yes or no"),
        ({"people": {"at_least": "many"}}, "no whole number"),
        ({"people": {"at_least": True}}, "no whole number"),
        ({"people": {"at_least": {"parameter": "nothing"}}}, "no whole number and no parameter"),
        ({"since": {"before": "soon"}}, "no day and no parameter"),
        ({"name": ""}, "is no text"),
        ({"tools": {"spells": 3}}, "is no text"),
    ],
)
def test_a_condition_that_does_not_fit_is_refused_with_the_remedy(data: Any, said: str) -> None:
    assert said in mistakes(data)


def test_two_answers_that_exclude_each_other_contradict() -> None:
    assert "can never both be true" in mistakes({"all": [{"colour": "red"}, {"colour": "blue"}]})
    assert "can never both be true" in mistakes({"all": [{"open": True}, {"open": False}]})
    assert "can never both be true" in mistakes({"all": [{"colour": {"in": ["red", "green"]}}, {"colour": "blue"}]})
    assert condition({"all": [{"colour": {"in": ["red", "green"]}}, {"colour": "red"}]})
    assert condition({"all": [{"tools": {"has": "saw"}}, {"tools": {"has": "axe"}}]})


def test_conditions_without_end_are_refused() -> None:
    data: Any = {"open": True}
    for _ in range(60):
        data = {"not": data}
    assert "nested too deep" in mistakes(data)


def test_words_of_conditions_cannot_be_facts() -> None:
    assert reserved("all")
    assert not reserved("colour")


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("2026-12", dt.date(2026, 12, 1), dt.date(2026, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2026-11-24", dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
    ],
)
def test_a_vague_date_covers_all_its_days(partial: str, first: dt.date, last: dt.date) -> None:
    assert days_covered(partial) == (first, last)
    assert is_before(partial, last + dt.timedelta(days=1)) is True
    assert is_before(partial, first) is False


@pytest.mark.parametrize(
    ("data", "possible"),
    [
        ({"open": True}, True),
        ({"not": {"any": [{"colour": "red"}, {"colour": "green"}, {"colour": "blue"}]}}, False),
        ({"all": [{"people": {"at_least": 5}}, {"people": {"less_than": 5}}]}, False),
        ({"all": [{"people": {"at_least": 5}}, {"people": {"at_most": 5}}]}, True),
        ({"all": [{"since": {"before": dt.date(2026, 8, 2)}}, {"since": {"from": dt.date(2026, 8, 2)}}]}, False),
        ({"all": [{"tools": {"has": "saw"}}, {"tools": {"has": "axe"}}]}, True),
        ({"all": [{"tools": {"has": "saw"}}, {"not": {"tools": {"has": "saw"}}}]}, False),
        ({"not": {"tools": {"has_any": ["saw", "axe"]}}}, True),
        ({"not": {"name": "Anna"}}, True),
        ({"not": {"tools": {"spells": "x"}}}, True),
    ],
)
def test_a_condition_that_nothing_can_make_true_is_found(data: Any, possible: bool) -> None:
    assert can_hold(condition(data), KINDS) is possible


def test_a_question_that_is_never_asked_makes_what_hangs_on_it_impossible() -> None:
    assert not can_hold(condition({"open": True}), KINDS, hidden=frozenset({"open"}))
    assert can_hold(condition({"rule": "it"}, it=Named("it", condition({"open": True}))), KINDS)


def test_a_condition_that_takes_too_long_gets_the_benefit_of_the_doubt() -> None:
    kinds = {f"f{number}": Kind(FactType.CHOICE, frozenset(map(str, range(9)))) for number in range(12)}
    scope = Scope(kinds)
    problems = Problems()
    parts = [{"any": [{fact: str(option)} for option in range(8)]} for fact in kinds]
    impossible = {"all": [*parts, {"not": {"any": [{"f11": str(option)} for option in range(9)]}}]}
    made = scope.compiled(Placed(impossible, "test.yaml", {}), problems)
    assert not problems
    assert can_hold(made, kinds)


ANSWERS = {
    "colour": st.sampled_from(["red", "green", "blue"]),
    "tools": st.lists(st.sampled_from(["saw", "axe"]), min_size=1, unique=True),
    "open": st.booleans(),
    "people": st.integers(0, 20),
    "since": st.sampled_from(["2026", "2026-08", "2026-08-01", "2026-08-02", "2027"]),
}
LEAVES = st.sampled_from(
    [
        {"open": True},
        {"open": False},
        {"colour": "red"},
        {"colour": {"in": ["red", "green"]}},
        {"tools": {"has": "saw"}},
        {"tools": {"has_any": ["saw", "axe"]}},
        {"people": {"at_least": 10}},
        {"people": {"less_than": 10}},
        {"since": {"before": dt.date(2026, 8, 2)}},
        {"since": {"from": dt.date(2026, 8, 2)}},
    ]
).map(condition)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
        | inner.map(Not)
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(CONDITIONS, st.fixed_dictionaries({}, optional=ANSWERS), st.data())
def test_one_fact_more_never_overturns_what_was_certain(
    made: Any, answers: dict[str, Any], data: st.DataObject
) -> None:
    before = made.truth(Given(answers))
    fact = data.draw(st.sampled_from(sorted(ANSWERS)))
    after = made.truth(Given({fact: data.draw(ANSWERS[fact]), **answers}))
    assert before is None or after is before


@settings(max_examples=300)
@given(CONDITIONS, st.fixed_dictionaries({}, optional=ANSWERS))
def test_an_unknown_outcome_always_says_what_is_missing(made: Any, answers: dict[str, Any]) -> None:
    missing = set(made.missing(Given(answers)))
    if made.truth(Given(answers)) is None:
        # A vague date is an answer that can still become a better one.
        assert missing
        assert missing <= made.facts
    else:
        assert not missing
        assert {reason.fact for reason in made.reasons(Given(answers))} <= set(answers)


def test_a_mistake_is_named_with_its_line() -> None:
    said = load_placed(b"first: 1\nwhen:\n  all:\n    - {open: true}\n    - {colour: purple}\n", "law/test.yaml")
    problems = Problems()
    Scope(KINDS).compiled(said.at("when"), problems)
    assert [(problem.file, problem.line) for problem in problems] == [("law/test.yaml", 5)]


def test_a_file_without_anything_has_no_places() -> None:
    assert load_placed(b"", "empty.yaml").line == 1
    assert load_placed(b"1: a\n", "numbers.yaml").at(1).line == 1
    assert list(load_placed(b"a: 1", "x.yaml")) == []
    with pytest.raises(ContentError, match=r"twice\.yaml: line 2"):
        load_placed(b"a: 1\na: 2\n", "twice.yaml")
    with pytest.raises(ContentError, match=r"day\.yaml: line 1: this has no value"):
        load_placed(b"a: 2026-13-45\n", "day.yaml")


def test_a_name_that_is_used_twice_is_looked_into_once() -> None:
    it = Named("it", condition({"open": True}))
    assert len(list(leaves(condition({"any": [{"rule": "it"}, {"not": {"rule": "it"}}]}, it=it)))) == 1


def test_what_can_be_compared_follows_from_the_vocabulary() -> None:
    kinds = kinds_of(vocabulary())
    assert kinds["profiling"] == Kind(FactType.YES_NO)
    assert "5a" in kinds["annex_iii"].options
