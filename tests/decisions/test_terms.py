"""Until when a body answers: the terms of each law, counted as that law counts, and honest where it sets none."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kenbaar.decisions.terms import (
    Days,
    Due,
    days_of,
    due,
    easter,
    first_due,
    first_possible,
    last_day,
    natural_end,
    postponed_by,
)
from kenbaar.law.reading import law_book
from kenbaar.law.term_shapes import Requested, Span, TermUnit
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import sheet_of

LAW = law_book().latest
DUTCH, FRENCH, NOWHERE = (days_of(LAW, country) for country in ("nl", "fr", ""))
BODY = {"ai_system": "no", "organisation_kind": "public_body", "personal_data": True, "automation": "support"}
CERTAIN = {"countries": "nl", "persons_affected": "natural"}


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _in(country: str) -> Sheet:
    return Sheet({"countries": {"value": [country]}})


def _due(request: Requested, facts: dict[str, Any], on: str = "2026-12-01") -> dict[str, Due]:
    found = due(LAW, sheet_of(BODY | facts, vocabulary()), request, _day(on))
    return {each.term.id: each for each in found}


@pytest.mark.parametrize(
    "sunday", ["1818-03-22", "1943-04-25", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"]
)
def test_easter_falls_where_the_almanac_has_it(sunday: str) -> None:
    assert easter(_day(sunday).year) == _day(sunday)


@given(some.integers(1583, 9999))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    found = easter(year)
    assert found.weekday() == 6
    assert dt.date(year, 3, 22) <= found <= dt.date(year, 4, 25)


FREE = [
    ("nl", "2026-01-01"),
    ("nl", "2026-04-03"),
    ("nl", "2026-04-06"),
    ("nl", "2026-04-27"),
    ("nl", "2026-05-05"),
    ("nl", "2026-05-14"),
    ("nl", "2026-05-25"),
    ("nl", "2026-12-25"),
    ("nl", "2028-12-26"),
    ("fr", "2026-05-01"),
    ("fr", "2026-05-08"),
    ("fr", "2026-07-14"),
    ("fr", "2026-11-11"),
]


@pytest.mark.parametrize(("country", "day"), FREE)
def test_nobody_works_on_a_holiday_of_the_country(country: str, day: str) -> None:
    assert not days_of(LAW, country).is_working(_day(day))
    assert NOWHERE.is_working(_day(day)) is (_day(day).weekday() < 5)


@pytest.mark.parametrize(("country", "day"), [("nl", "2026-05-01"), ("nl", "2026-11-11"), ("fr", "2026-04-03")])
def test_a_holiday_of_another_country_is_a_working_day(country: str, day: str) -> None:
    assert days_of(LAW, country).is_working(_day(day))


def test_the_day_of_the_king_moves_to_saturday_when_it_is_a_sunday_and_begins_with_him() -> None:
    assert _day("2025-04-27").weekday() == 6
    assert not DUTCH.is_working(_day("2025-04-26"))
    assert DUTCH.next_working(_day("2031-04-26")) == _day("2031-04-28")
    assert DUTCH.is_working(_day("2012-04-27"))


MONTHS = [
    ("2026-01-31", 1, "2026-02-28"),
    ("2028-01-31", 1, "2028-02-29"),
    ("2026-03-31", 1, "2026-04-30"),
    ("2026-11-30", 3, "2027-02-28"),
    ("2026-12-15", 1, "2027-01-15"),
]


@pytest.mark.parametrize(("start", "months", "end"), MONTHS)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last(start: str, months: int, end: str) -> None:
    assert natural_end(_day(start), months, TermUnit.MONTHS) == _day(end)


COUNTED = [
    # Six weeks from Friday 20 March 2026 end on Friday 1 May, a working day in the Netherlands.
    ("nl", "2026-03-20", 6, TermUnit.WEEKS, "2026-05-01"),
    # From 14 November they end on the second day of Christmas, a Saturday, and move past the Sunday.
    ("nl", "2026-11-14", 6, TermUnit.WEEKS, "2026-12-28"),
    # Three days that are Good Friday, Saturday and Easter: two working days are added after Easter Monday.
    ("nl", "2026-04-02", 3, TermUnit.DAYS, "2026-04-08"),
    # A term of two days is too short for that in Dutch law: it only moves to the first working day.
    ("nl", "2026-04-03", 2, TermUnit.DAYS, "2026-04-07"),
    # Union law gives a term of two days two working days.
    ("eu", "2026-04-03", 2, TermUnit.DAYS, "2026-04-08"),
    ("eu", "2026-11-30", 1, TermUnit.MONTHS, "2026-12-30"),
    # More than twelve weeks are not extended in Dutch law.
    ("nl", "2026-01-03", 12, TermUnit.WEEKS, "2026-03-30"),
    ("nl", "2026-01-03", 13, TermUnit.WEEKS, "2026-04-04"),
    ("nl", "2026-01-04", 4, TermUnit.MONTHS, "2026-05-04"),
    ("nl", "2025-12-06", 4, TermUnit.MONTHS, "2026-04-06"),
    ("nl", "2026-01-01", 91, TermUnit.DAYS, "2026-04-02"),
    # Silence is silence, on a Sunday too; the court's term leaves the last day uncounted and does not end on a Sunday.
    ("fr_silence", "2026-11-13", 1, TermUnit.MONTHS, "2026-12-13"),
    ("fr_months", "2026-11-13", 1, TermUnit.MONTHS, "2026-12-14"),
    ("fr_clear", "2026-11-12", 1, TermUnit.MONTHS, "2026-12-14"),
    ("fr_clear", "2026-11-10", 1, TermUnit.MONTHS, "2026-12-11"),
]


@pytest.mark.parametrize(("counting", "start", "count", "unit", "end"), COUNTED)
def test_a_term_ends_as_its_law_counts(counting: str, start: str, count: int, unit: TermUnit, end: str) -> None:
    days = FRENCH if counting.startswith("fr") else DUTCH
    span = Span(count=count, unit=unit)
    assert last_day(_day(start), span, LAW.countings[counting], days) == _day(end)


_days = some.dates(dt.date(2014, 1, 1), dt.date(2099, 1, 1))
_spans = some.builds(Span, count=some.integers(1, 120), unit=some.sampled_from(TermUnit))
_countings = some.sampled_from(list(LAW.countings.values()))
_countries = some.sampled_from([DUTCH, FRENCH, NOWHERE])


@given(start=_days, span=_spans, counting=_countings, days=_countries)
def test_a_term_is_never_cut_short_and_ends_within_a_fortnight_of_its_own_end(
    start: dt.date, span: Span, counting: Any, days: Days
) -> None:
    own, last = natural_end(start, span.count, span.unit), last_day(start, span, counting, days)
    assert own <= last <= own + dt.timedelta(days=14)
    assert start < last


@given(start=_days, span=_spans, days=_countries)
def test_a_term_of_union_law_ends_on_a_working_day(start: dt.date, span: Span, days: Days) -> None:
    assert days.is_working(last_day(start, span, LAW.countings["eu"], days))


@given(start=_days, later=some.integers(0, 40), span=_spans, counting=_countings, days=_countries)
def test_who_asks_later_never_has_an_earlier_last_day(
    start: dt.date, later: int, span: Span, counting: Any, days: Days
) -> None:
    first = last_day(start, span, counting, days)
    assert first <= last_day(start + dt.timedelta(days=later), span, counting, days)


@given(start=_days, span=_spans, counting=_countings)
def test_more_free_days_never_make_a_term_shorter(start: dt.date, span: Span, counting: Any) -> None:
    for days in (DUTCH, FRENCH):
        assert last_day(start, span, counting, NOWHERE) <= last_day(start, span, counting, days)


def test_what_moves_a_last_day_in_a_letter_goes_by_the_country() -> None:
    assert postponed_by(LAW, _in("nl"), on=_day("2026-11-01"))(_day("2026-12-25")) == _day("2026-12-28")
    assert postponed_by(LAW, _in("fr"), on=_day("2026-11-01"))(_day("2026-11-11")) == _day("2026-11-12")
    assert postponed_by(LAW, _in("atlantis"), on=_day("2026-11-01"))(_day("2026-12-25")) == _day("2026-12-25")


def test_access_to_data_is_given_within_a_month_or_within_three() -> None:
    found = _due(Requested.EXPLANATION, CERTAIN)["gdpr_access_term"]
    assert (found.last_day, found.extended) == (_day("2027-01-01") + dt.timedelta(days=3), _day("2027-03-01"))
    assert found.counts
    assert found.certainty.value == "certain"


def test_a_french_silence_of_a_month_refuses_and_two_months_are_left_for_the_commission() -> None:
    found = _due(Requested.EXPLANATION, {"countries": "fr", "withheld": ["none"]}, on="2026-11-13")["fr_rules_term"]
    assert found.term.silence_refuses
    assert (found.last_day, found.follow_up) == (_day("2026-12-13"), _day("2027-02-15"))


def test_the_ai_act_sets_no_term_for_its_explanation_and_that_is_told() -> None:
    facts = CERTAIN | {"ai_system": "yes", "supply": "bought", "annex_iii": "5a", "profiling": True}
    facts |= {"significant_effect": True, "adverse_effect": True, "personal_data": False}
    found = _due(Requested.EXPLANATION, facts)
    told = found["eu_explanation_term"]
    assert (told.last_day, told.counts) == (None, False)
    assert told.term.note is not None
    assert first_due(tuple(found.values())) is None


def test_a_disputed_term_and_one_with_a_condition_nobody_asked_are_shown_and_not_gone_by() -> None:
    found = _due(Requested.EXPLANATION, CERTAIN)
    assert {name: each.counts for name, each in found.items() if name.startswith("nl")} == {
        "nl_reasons_term": False,
        "nl_application_term": False,
        "nl_documents_term": False,
    }
    assert found["nl_application_term"].last_day == _day("2027-01-26")
    assert not found["nl_application_term"].term.settled


def test_the_first_day_among_those_to_go_by_counts() -> None:
    found = _due(Requested.EXPLANATION, {"countries": ["fr"], "withheld": ["none"]}, on="2026-11-13")
    assert first_due(tuple(found.values())) is found["fr_rules_term"]


def test_who_answers_by_the_first_possible_day_is_in_time_by_every_reading() -> None:
    found = _due(Requested.HUMAN_REVIEW, CERTAIN | {"personal_data": False})
    assert first_due(tuple(found.values())) is None
    assert first_possible(tuple(found.values())) is found["nl_application_term"]


def test_a_company_that_asks_has_no_term_of_the_gdpr() -> None:
    assert "gdpr_access_term" not in _due(Requested.EXPLANATION, {"persons_affected": ["legal"]})


def test_a_law_that_may_apply_names_the_facts_that_decide_and_is_not_gone_by() -> None:
    found = due(LAW, sheet_of({"automation": "sole"}, vocabulary()), Requested.HUMAN_REVIEW, _day("2026-12-01"))
    maybe = next(each for each in found if each.term.id == "gdpr_human_review_term")
    assert not maybe.counts
    assert "personal_data" in maybe.missing
    assert first_due(found) is None


def test_who_asks_about_a_decision_says_that_there_is_one() -> None:
    facts = {"ai_system": "no", "organisation_kind": "public_body", "countries": "nl"}
    found = due(LAW, sheet_of(facts, vocabulary()), Requested.EXPLANATION, _day("2026-12-01"))
    assert any(each.term.id == "nl_reasons_term" for each in found)
