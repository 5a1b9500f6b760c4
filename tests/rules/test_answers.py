"""What an answer may be, and what a sheet promises."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.rules.answers import (
    AnswerError,
    Filling,
    Sheet,
    check_answer,
    check_sheet,
    day_of,
    known,
    not_applicable,
    not_yet,
    unknown,
)
from kenbaar.rules.facts import Fact, vocabulary

NO_DECISION = {"nl": "Er wordt niets besloten."}


def test_a_blank_is_told_apart_from_no_and_from_silence() -> None:
    sheet = Sheet({"dpia": known(False), "iama": unknown(), "end_date": not_applicable(NO_DECISION), "data": not_yet()})
    assert sheet.filling("dpia") is Filling.ANSWERED
    assert sheet.filling("iama") is Filling.UNKNOWN
    assert sheet.filling("end_date") is Filling.NOT_APPLICABLE
    assert sheet.filling("data") is Filling.NOT_YET
    assert sheet.filling("name") is Filling.UNFILLED


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("name", {"nl": "Parkeercontrole", "en": "Parking check"}),
        ("contact", "algoritmes@lindewaarde.example"),
        ("public_page", "https://lindewaarde.example/parkeren"),
        ("status", "in_use"),
        ("theme", ["traffic", "public_order"]),
        ("dpia", True),
        ("start_date", "2024"),
        ("start_date", "2024-02-29"),
        ("decisions_per_year", 12_000),
        ("legal_basis_links", [{"title": {"nl": "Gemeentewet"}, "link": "https://wet.example/gemeentewet"}]),
    ],
)
def test_a_value_that_fits_its_fact_is_accepted(fact: str, value: Any) -> None:
    check_answer(vocabulary()[fact], known(value))


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("name", "een naam zonder taal"),
        ("name", {}),
        ("name", {"nl": ""}),
        ("name", {"fy": "Namme"}),
        ("contact", ""),
        ("status", "retired"),
        ("theme", []),
        ("theme", ["traffic", "traffic"]),
        ("dpia", "ja"),
        ("start_date", "2024-13"),
        ("start_date", "2023-02-29"),
        ("decisions_per_year", True),
        ("decisions_per_year", 1.5),
        ("decisions_per_year", 2**60),
        ("legal_basis_links", []),
        ("legal_basis_links", [{}]),
        ("legal_basis_links", [{"url": "https://wet.example"}]),
    ],
)
def test_a_value_that_does_not_fit_its_fact_is_refused_with_a_sentence(fact: str, value: Any) -> None:
    with pytest.raises(AnswerError, match=r"\w+ \w+"):
        check_answer(vocabulary()[fact], known(value))


@pytest.mark.parametrize("answer", [unknown(), not_applicable(NO_DECISION), not_yet(), not_yet("2027-01")])
def test_every_fact_can_be_left_blank_honestly(answer: dict[str, Any]) -> None:
    for fact in vocabulary():
        check_answer(fact, answer)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"value": "x", "blank": "unknown"},
        {"blank": "no"},
        {"blank": "not_applicable", "reason": {}},
        {"blank": "not_applicable", "reason": {"nl": ""}},
        {"blank": "not_yet", "expected": "binnenkort"},
        {"blank": "unknown", "reason": {"nl": "weet niet"}},
    ],
)
def test_a_blank_without_its_reason_or_with_too_much_is_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(AnswerError):
        check_answer(vocabulary()["name"], answer)


def test_a_sheet_lists_everything_that_does_not_fit() -> None:
    problems = check_sheet({"name": known("x"), "colour": known("red"), "status": known("in_use")}, vocabulary())
    assert len(problems) == 2
    assert problems[0].startswith("name: ")
    assert problems[1] == "colour: this fact is not in the vocabulary"


def test_a_sheet_never_changes_and_the_next_one_has_the_change() -> None:
    first = Sheet({"status": known("in_use")})
    second = first.with_answers({"status": None, "dpia": known(True)})
    assert dict(first) == {"status": {"value": "in_use"}}
    assert dict(second) == {"dpia": {"value": True}}


@settings(deadline=None)
@given(st.dictionaries(st.text("abc_", min_size=1), st.booleans(), max_size=6), st.randoms())
def test_the_order_in_which_people_answer_does_not_change_the_digest(answers: dict[str, bool], random: Any) -> None:
    items = [(fact, known(value)) for fact, value in answers.items()]
    shuffled = items.copy()
    random.shuffle(shuffled)
    assert Sheet(dict(items)).digest() == Sheet(dict(shuffled)).digest()


@pytest.mark.parametrize(
    ("partial", "day"),
    [("2026", dt.date(2026, 1, 1)), ("2026-11", dt.date(2026, 11, 1)), ("2026-11-24", dt.date(2026, 11, 24))],
)
def test_a_partial_date_sorts_by_its_first_day(partial: str, day: dt.date) -> None:
    assert day_of(partial) == day


def test_a_sheet_is_a_mapping_of_its_answers() -> None:
    sheet = Sheet({"contact": known("algoritmes@lindewaarde.example")})
    assert len(sheet) == 1
    assert sheet.value("contact") == "algoritmes@lindewaarde.example"
    assert sheet.texts("contact") == {}
    assert sheet.get("name") is None
    assert list(sheet.items()) == [("contact", sheet["contact"])]


@pytest.mark.parametrize("amount", [{"amount": "12.50"}, "12.50", {"amount": "12,50", "currency": "EUR"}])
def test_money_has_an_amount_and_a_currency(amount: Any) -> None:
    words = {"nl": "Kosten", "en": "Cost"}
    cost = Fact.model_validate({"id": "cost", "type": "money", "label": words, "help": words})
    check_answer(cost, known({"amount": "12.50", "currency": "EUR"}))
    with pytest.raises(AnswerError, match="expected an amount"):
        check_answer(cost, known(amount))


def test_none_of_these_cannot_stand_beside_another_option() -> None:
    check_answer(vocabulary()["annex_iii"], known(["none"]))
    with pytest.raises(AnswerError, match="cannot both be true"):
        check_answer(vocabulary()["annex_iii"], known(["none", "5a"]))


def test_a_number_is_whole() -> None:
    with pytest.raises(AnswerError, match="expected a whole number"):
        check_answer(vocabulary()["training_compute"], known(True))


def test_a_cell_of_a_record_that_does_not_fit_is_named_by_its_record_and_part() -> None:
    rows = [{"decision": {"nl": "Parkeerboete"}}, {"decision": 7}]
    with pytest.raises(AnswerError, match="record 2, decision: "):
        check_answer(vocabulary()["used_in"], {"value": rows})
