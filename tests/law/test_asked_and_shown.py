"""What people ask of the law that ships with Kenbaar, what stands in it, and what changed in it."""

import datetime as dt
from typing import Any

import pytest

from kenbaar.law.answering import classified, text_comparison, told_of
from kenbaar.law.changing import How, changes, items_on, key_of
from kenbaar.law.reading import law_book
from kenbaar.law.requesting import asked_of, day_of
from kenbaar.law.showing import listed, near, shown
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import FactsRefused, sheet_of

TODAY = dt.date(2026, 11, 25)
OLD_TEXT = dt.date(2026, 7, 1)
ALLOWANCE = sheet_of(
    {"ai_system": "yes", "annex_iii": "5a", "profiling": "yes", "supply": "bought", "start_date": "2028"}, vocabulary()
)


def test_facts_are_asked_alone_or_with_days_and_an_id() -> None:
    assert asked_of({"ai_system": "no"}, vocabulary()).on is None
    asked = asked_of({"id": 7, "on": "2027-12-02", "known": TODAY, "facts": {"ai_system": "no"}}, vocabulary())
    assert (asked.id, asked.on, asked.known) == (7, dt.date(2027, 12, 2), TODAY)
    assert asked_of({True: "2027-12-02", "facts": {}}, vocabulary()).on == dt.date(2027, 12, 2)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"facts": [1]}, "facts: expected facts by id"),
        ({"facts": {}, "on": "soon"}, "on: 'soon' is no day"),
        ({"facts": {}, "known": "2026-02-30"}, "known: '2026-02-30' is no day"),
        ({"facts": {}, "on": dt.datetime(2026, 1, 1, 3, tzinfo=dt.UTC)}, "is no day"),
        ({"facts": {}, "id": "x" * 300}, "id: expected a text"),
        ({"facts": {}, "id": True}, "id: expected a text"),
        ({"facts": {"profiling": "maybe"}, "on": "soon"}, "profiling"),
        ({"ai_system": "no", "on": "2026-11-25"}, "on: is no fact; put the facts under `facts:`"),
        ({"ai_system": "no", True: "2026-11-25"}, "on: is no fact; put the facts under `facts:`"),
        ({"ai_system": "no", "known": TODAY, "id": 7}, "known: is no fact(.|\\n)*id: is no fact"),
        ({"first_placed": "2026-02-30"}, "first_placed: '2026-02-30' is not on the calendar"),
        ({"training_compute": -5}, "training_compute: expected a whole number of 0 or more"),
    ],
)
def test_what_cannot_be_asked_is_refused(raw: Any, said: str) -> None:
    with pytest.raises(FactsRefused, match=said):
        asked_of(raw, vocabulary())


def test_a_day_is_whole() -> None:
    assert day_of("2026-11-25") == TODAY
    with pytest.raises(ValueError, match="is no day"):
        day_of("2026-11")


def test_the_amendment_moved_the_day_of_high_risk() -> None:
    told = told_of(ALLOWANCE, on=TODAY, known=TODAY, compare_texts=True)
    assert told["class"] == "high_risk_annex_iii"
    compared = told["compared"]
    assert compared["same_class"]
    assert compared["then"]["text"]["id"] == "2024"
    changed = {each["id"]: each for each in compared["outcomes"]}["high_risk_annex_iii"]
    assert changed["then"]["applies"]["formal_from"] == "2026-08-02"
    assert changed["now"]["applies"]["formal_from"] == "2027-12-02"
    assert any(each["then"] is None for each in compared["duties"])
    assert "compared" not in told_of(ALLOWANCE, on=TODAY, known=TODAY)


def test_there_is_no_text_before_the_first() -> None:
    assert text_comparison(ALLOWANCE, classified(ALLOWANCE, on=TODAY, known=OLD_TEXT)) is None


def test_everything_in_the_law_can_be_listed_and_looked_into() -> None:
    book = law_book()
    lines = list(listed(book, TODAY))
    assert {line["list"] for line in lines} >= {"parameters", "outcomes", "duties", "clocks", "notice_fields"}
    for item_id in near(book, TODAY):
        assert shown(book, item_id, known=TODAY, on=TODAY) is not None, item_id
    assert shown(book, "nothing", known=TODAY, on=TODAY) is None


def test_a_day_of_the_law_says_whether_it_has_come() -> None:
    found = shown(law_book(), "annex_iii_from", known=TODAY, on=TODAY)
    assert found is not None
    assert (found["value"], found["reached"]) == ("2027-12-02", False)
    number = shown(law_book(), "log_months", known=TODAY, on=TODAY)
    assert number is not None
    assert number["reached"] is None
    outcome = shown(law_book(), "high_risk_annex_iii", known=TODAY, on=TODAY)
    assert outcome is not None
    assert outcome["refers_to"]["annex_iii_from"] == "2027-12-02"


def test_the_convention_of_the_council_of_europe_is_not_in_force() -> None:
    found = shown(law_book(), "cets_225", known=TODAY, on=TODAY)
    assert found is not None
    assert found["treaty"]["in_force"] is False
    assert found["treaty"]["consents"] == 1
    ratification = next(iter(items_on(law_book(), "ratifications", TODAY).values()))
    assert key_of(ratification) == "cets_225:EU"


def test_what_changed_between_two_days_is_added_removed_or_changed() -> None:
    found = {(each.list, each.id): each for each in changes(law_book(), since=OLD_TEXT, until=TODAY)}
    assert found["parameters", "annex_iii_from"].how is How.CHANGED
    assert found["outcomes", "practice_intimate_imagery"].how is How.ADDED
    back = {(each.list, each.id): each.how for each in changes(law_book(), since=TODAY, until=OLD_TEXT)}
    assert back["outcomes", "practice_intimate_imagery"] is How.REMOVED
    assert not changes(law_book(), since=TODAY, until=TODAY)


def test_the_latest_law_is_that_of_the_last_day_on_which_something_changed() -> None:
    book = law_book()
    assert book.latest is book.at(book.days[-1])
