"""What the law makes of a notice: nothing more than the law says, and unsure where facts lack."""

from typing import Any

import pytest

from kenbaar.decisions.checking import Check, Finding, Means, Verdict
from kenbaar.decisions.describing import described_in
from kenbaar.decisions.reporting import check_told, checked
from tests.decisions.rows import TODAY

FRENCH = {"ai_system": "no", "countries": "fr", "organisation_kind": "public_body", "personal_data": "no"}
DUTCH = {"ai_system": "no", "countries": "nl", "organisation_kind": "public_body", "personal_data": "no"}


def _check(facts: dict[str, Any], told: dict[str, Any] | None = None, **more: Any) -> Check:
    raw = {"facts": facts, "told": told or {}, **more}
    return checked(described_in(raw, today=TODAY), today=TODAY)


def _of(found: Check, field: str, regime: str) -> Finding:
    return next(each for each in found.findings if (each.duty.field.id, each.duty.status.regime) == (field, regime))


def test_nothing_is_owed_where_no_law_asks_and_the_answer_says_so() -> None:
    found = _check({"countries": "uk", "uk_atrs_scope": "no", "ai_system": "no"})
    assert found.verdict is Verdict.NOTHING_OWED
    assert {found.of_regime(each) for each in ("fr", "eu", "gdpr", "nl", "ca", "uk")} == {Verdict.NOTHING_OWED}


@pytest.mark.parametrize("country", ["fr", "ca"])
def test_a_decision_of_a_human_alone_needs_no_word_about_an_algorithm(country: str) -> None:
    found = _check(FRENCH | {"countries": country, "automation": "none"}, {"mention": {"N25": "Within two months."}})
    assert found.lacking == ()
    assert not any(each.duty.field.id in {"N01", "N31"} for each in found.findings)


def test_without_the_kind_of_organisation_nobody_can_say_whether_the_mention_is_owed() -> None:
    found = _check({"ai_system": "no", "countries": "fr", "personal_data": "no", "automation": "sole"})
    assert _of(found, "N01", "fr").means is Means.UNSURE
    assert (found.verdict, found.lacking) == (Verdict.UNSURE, ())
    assert "organisation_kind" in found.ask_next


def test_what_is_told_is_enough_also_where_nobody_knows_whether_it_is_owed() -> None:
    facts = {"ai_system": "no", "countries": "fr", "personal_data": "no", "automation": "sole"}
    assert _of(_check(facts, {"mention": {"N01": "Un algorithme."}}), "N01", "fr").means is Means.FULFILLED


def test_a_secret_that_the_facts_name_takes_the_french_mention_away_and_asks_for_its_ground() -> None:
    facts = FRENCH | {"automation": "support", "withheld": "offence_detection"}
    found = _check(facts, {"mention": {"N25": "Dans les deux mois."}})
    assert [(each.duty.field.id, each.means) for each in found.lacking] == [("N33", Means.INCOMPLETE)]


def test_a_trade_secret_takes_nothing_away_from_the_mention() -> None:
    facts = FRENCH | {"automation": "sole", "withheld": "trade_secret", "personal_data": "yes"}
    hidden = [{"fields": ["N01", "N11"], "law": "CRPA", "article": "L311-6"}]
    found = _check(facts, withheld=hidden)
    mention, weights = _of(found, "N01", "fr"), _of(found, "N11", "fr")
    assert (mention.means, mention.withheld) == (Means.NULL_RISK, True)
    assert (weights.means, weights.withheld) == (Means.WITHHELD, True)


def test_what_is_withheld_without_a_ground_lacks() -> None:
    facts = FRENCH | {"automation": "support", "withheld": "trade_secret"}
    for ground in ({}, {"law": "CRPA"}, {"article": "L311-6"}):
        found = _check(facts, withheld=[{"fields": ["N11"], **ground}])
        assert _of(found, "N11", "fr").means is Means.INCOMPLETE


def test_reasons_may_be_withheld_by_the_law_that_allows_it() -> None:
    hidden = [{"fields": ["N24", "N25"], "law": "Awb", "article": "3:48"}]
    found = _check(DUTCH | {"automation": "support"}, withheld=hidden)
    assert _of(found, "N24", "nl").means is Means.WITHHELD
    assert _of(found, "N25", "nl").means is Means.BREACH


@pytest.mark.parametrize(
    ("facts", "withheld", "remarks"),
    [
        ({"withheld": "trade_secret"}, [{"fields": ["N11"], "law": "CRPA", "article": "L311-6"}], []),
        ({}, [{"fields": ["N11"], "law": "CRPA", "article": "L311-6"}], ["withheld_not_in_facts"]),
        ({"withheld": "none"}, [{"fields": ["N11"]}], ["withheld_without_ground", "withheld_not_in_facts"]),
        ({}, [], []),
    ],
)
def test_what_does_not_fit_the_facts_is_to_be_looked_at_again(
    facts: dict[str, Any], withheld: list[Any], remarks: list[str]
) -> None:
    raw = {"facts": FRENCH | {"automation": "support"} | facts, "told": {}, "withheld": withheld}
    read = described_in(raw, today=TODAY)
    assert [each["id"] for each in check_told(checked(read, today=TODAY), read)["remarks"]] == remarks


def test_answers_that_cannot_all_be_right_are_told_with_the_check() -> None:
    facts = DUTCH | {"automation": "sole", "decides_about_people": "no"}
    read = described_in({"facts": facts, "told": {}}, today=TODAY)
    assert len(check_told(checked(read, today=TODAY), read)["remarks"]) == 1


def test_what_was_taken_for_granted_in_what_lacks_is_named() -> None:
    found = _check(FRENCH | {"automation": "sole"})
    assert found.assumed == ("withheld",)
    assert _check(FRENCH | {"automation": "sole", "withheld": "none"}).assumed == ()


def test_a_notice_belongs_to_a_decision_unless_the_facts_say_otherwise() -> None:
    assert _of(_check(DUTCH), "N24", "nl").means is Means.BREACH
    assert not any(each.duty.field.id == "N24" for each in _check(DUTCH | {"decides_about_people": "no"}).findings)


def test_the_day_and_the_law_that_somebody_asks_for_count_before_those_of_the_file() -> None:
    read = described_in({"facts": FRENCH, "told": {}, "on": "2028-01-01", "known": "2025-01-01"}, today=TODAY)
    of_file = checked(read, today=TODAY).classification
    asked = checked(read, today=TODAY, on=TODAY, known=TODAY).classification
    assert (of_file.on.year, of_file.known.year) == (2028, 2025)
    assert (asked.on, asked.known) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("day", "means"),
    [
        ("2016-10-08", Means.NOT_YET),
        ("2016-10-09", Means.BREACH_NO_AUTOMATIC_NULLITY),
        ("2020-06-30", Means.BREACH_NO_AUTOMATIC_NULLITY),
        ("2020-07-01", Means.NULL_RISK),
    ],
)
def test_before_the_law_on_nullity_a_french_decision_without_mention_is_a_breach_all_the_same(
    day: str, means: Means
) -> None:
    raw = {"facts": FRENCH | {"automation": "sole", "personal_data": "yes"}, "told": {}, "on": day}
    found = checked(described_in(raw, today=TODAY), today=TODAY)
    of_mention = [each.means for each in found.findings if each.duty.field.id == "N01"]
    assert of_mention == [means]


def test_where_no_personal_data_are_processed_no_nullity_is_foretold() -> None:
    found = _check(FRENCH | {"automation": "sole", "persons_affected": "legal"})
    assert _of(found, "N01", "fr").means is Means.BREACH_NO_AUTOMATIC_NULLITY
