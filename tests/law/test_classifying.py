"""What applies: how sure it is, by which reasons and articles, and what is missing to be sure."""

import datetime as dt
from pathlib import Path

import pytest

from kenbaar.law.classifying import classify
from kenbaar.law.knowing import Certainty
from kenbaar.rules.answers import Sheet
from kenbaar.rules.conditions import Reason
from tests.law.small_laws import TODAY, WORDS, checked, said

LAW = f"""
assumptions:
  - {{fact: breed, value: poodle, given: dog}}
  - {{fact: breed, value: shepherd, given: bites, given_value: true}}
  - {{fact: moved, like: born}}
parameters:
  - {{id: limit, {WORDS}, values: [{{known: 2020-01-01, value: 50, source: s, confidence: verified}}]}}
  - {{id: start, {WORDS}, values: [{{known: 2020-01-01, value: 2027-01-01, source: s, confidence: verified}}]}}
outcomes:
  - {{id: role_provider, kind: role, {WORDS}, articles: ['1'], when: {{tricks: {{has: sit}}}}}}
  - {{id: role_deployer, kind: role, {WORDS}, articles: ['2'], when: {{tricks: {{has: roll}}}}}}
  - {{id: banned, kind: class, rank: 1, {WORDS}, articles: ['3'], when: {{all: [{{dog: yes}}, {{bites: yes}}]}}}}
  - id: taxed
    kind: class
    rank: 2
    {WORDS}
    articles: ['4']
    when:
      all:
        - {{dog: yes}}
        - any: [{{breed: poodle}}, {{tricks: {{has_any: [roll, sit]}}}}]
    contested:
      when: {{weight: {{more_than: 40}}}}
      readings:
        - {{id: one, text: {{nl: Een., en: One.}}}}
        - {{id: other, preferred: yes, text: {{nl: Ander., en: Other.}}}}
  - {{id: free, kind: class, rank: 9, {WORDS}, articles: ['5'], when: {{dog: no}}}}
  - {{id: arrived, kind: status, {WORDS}, articles: ['6'], when: {{moved: {{from: 2020-01-01}}}}}}
clocks:
  - {{id: never, {WORDS}, readings: [{{from: start, binds: [{{when: {{always: yes}}, date: never}}]}}]}}
  - {{id: start, {WORDS}, readings: [{{from: start, binds: [{{when: {{always: yes}}, date: start}}]}}]}}
duties:
  - {{id: pay, article: '4', topic: t, {WORDS}, roles: [provider], when: {{rule: taxed}}, fine: fine, clock: start}}
  - {{id: walk, article: '7', topic: t, {WORDS}, roles: [provider, deployer], from: 2021-05-01}}
  - {{id: love, article: '8', topic: t, {WORDS}}}
fines:
  - {{id: fine, article: '9', {WORDS}, amount: limit, when: {{weight: {{at_least: {{parameter: limit}}}}}}}}
  - {{id: share, article: '10', {WORDS}, percent: limit}}
regimes:
  - {{id: town, {WORDS}, when: {{dog: yes}}}}
notice_fields:
  - id: N01
    level: decision
    {WORDS}
    statuses:
      - {{regime: town, status: mandatory, article: '1', clock: start, missing: breach, source: s,
         confidence: verified}}
      - {{regime: town, status: policy, article: '2', clock: never, missing: policy, source: s, confidence: verified}}
      - {{regime: town, status: public, article: '3', from: 2020-01-01, missing: breach, source: s,
         confidence: verified}}
      - {{regime: town, status: on_request, article: '4', missing: incomplete, source: s, confidence: verified}}
"""


def certainty(folder: Path, outcome: str, **facts: object) -> Certainty:
    found = said(folder, LAW, dict(facts)).outcome(outcome)
    assert found is not None
    return found.certainty


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"dog": True, "breed": "poodle"}, Certainty.CERTAIN),
        ({"dog": True}, Certainty.ASSUMED),
        ({}, Certainty.OPEN),
        ({"dog": True, "bites": True}, Certainty.OPEN),
        ({"dog": False}, Certainty.RULED_OUT),
        ({"dog": True, "bites": True, "tricks": ["sit"]}, Certainty.CERTAIN),
    ],
)
def test_an_outcome_is_as_sure_as_the_answers_make_it(
    tmp_path: Path, facts: dict[str, object], expected: Certainty
) -> None:
    assert certainty(tmp_path, "taxed", **facts) is expected


def test_a_later_assumption_goes_before_an_earlier_one_when_its_value_was_given(tmp_path: Path) -> None:
    assert said(tmp_path, LAW, {"dog": True, "bites": False}).assumed == {"breed": "poodle"}
    found = said(tmp_path, LAW, {"dog": True, "bites": True})
    assert found.outcome("taxed").missing == ("breed", "tricks")  # type: ignore[union-attr]  # it is in the law


def test_a_fact_can_be_taken_to_be_as_another(tmp_path: Path) -> None:
    assert certainty(tmp_path, "arrived", born="2021") is Certainty.ASSUMED
    assert certainty(tmp_path, "arrived", born="2019") is Certainty.ASSUMED_NOT
    assert certainty(tmp_path, "arrived") is Certainty.OPEN
    assert said(tmp_path, LAW, {"born": "2021"}).assumed == {"moved": "2021"}


def test_reasons_name_what_decided_and_the_articles_of_the_options_that_led_to_it(tmp_path: Path) -> None:
    found = said(tmp_path, LAW, {"dog": True, "breed": "poodle", "tricks": ["roll"]}).outcome("taxed")
    assert found is not None
    assert found.provisions == ("4", "Dog Act, poodle", "Dog Act, roll")
    assert Reason("breed", "is", "poodle", True) in found.reasons
    assert found.missing == ()


def test_an_outcome_that_does_not_hold_has_its_own_articles_and_says_why(tmp_path: Path) -> None:
    found = said(tmp_path, LAW, {"dog": False, "weight": 60}).outcome("taxed")
    assert found is not None
    assert found.provisions == ("4",)
    assert found.reasons == (Reason("dog", "is", True, False),)
    assert (found.days, found.disputed) == (None, False)


def test_an_open_outcome_has_no_reasons_and_names_what_is_missing(tmp_path: Path) -> None:
    found = said(tmp_path, LAW, {"dog": True, "bites": True}).outcome("taxed")
    assert found is not None
    assert found.reasons == ()
    assert found.missing == ("breed", "tricks")


def test_an_outcome_is_contested_when_its_condition_says_so(tmp_path: Path) -> None:
    heavy = said(tmp_path, LAW, {"dog": True, "breed": "poodle", "weight": 41}).outcome("taxed")
    light = said(tmp_path, LAW, {"dog": True, "breed": "poodle", "weight": 40}).outcome("taxed")
    assert heavy is not None
    assert light is not None
    assert (heavy.disputed, light.disputed) == (True, False)


def test_the_weightiest_class_is_the_headline_and_all_that_hold_are_listed(tmp_path: Path) -> None:
    found = said(tmp_path, LAW, {"dog": True, "bites": True, "tricks": ["sit"]})
    assert found.headline is not None
    assert found.headline.shape.id == "banned"
    assert [each.shape.id for each in found.of_kind("class")] == ["banned", "taxed"]
    assert found.settled
    assert found.outcome("gone") is None


def test_a_headline_is_not_settled_as_long_as_a_weightier_class_may_hold(tmp_path: Path) -> None:
    found = said(tmp_path, LAW, {"dog": True, "breed": "poodle"})
    assert found.headline is not None
    assert found.headline.shape.id == "taxed"
    assert not found.settled
    assert [each.shape.id for each in found.could_still_be] == ["banned"]


def test_without_facts_there_is_no_headline_and_everything_is_asked_heaviest_first(tmp_path: Path) -> None:
    found = said(tmp_path, LAW, {})
    assert found.headline is None
    assert not found.settled
    assert found.ask_next[:4] == ("dog", "bites", "breed", "tricks")
    assert found.matters == {"dog", "bites", "breed", "tricks", "moved", "weight"}


def test_duties_are_for_those_who_have_the_role(tmp_path: Path) -> None:
    provider = said(tmp_path, LAW, {"dog": True, "breed": "poodle", "tricks": ["sit"]})
    assert [each.shape.id for each in provider.duties] == ["pay", "walk", "love"]
    assert [each.binds_from for each in provider.duties] == [dt.date(2027, 1, 1), dt.date(2021, 5, 1), None]
    assert [each.shape.id for each in provider.roles] == ["role_provider"]
    deployer = said(tmp_path, LAW, {"dog": True, "breed": "poodle", "tricks": ["roll"]})
    assert [each.shape.id for each in deployer.duties] == ["walk", "love"]


def test_a_fine_looks_at_its_own_facts(tmp_path: Path) -> None:
    assert [each.shape.id for each in said(tmp_path, LAW, {"weight": 49}).fines] == ["share"]
    heavy = said(tmp_path, LAW, {"weight": 50}).fines
    assert [(each.amount, each.percent) for each in heavy] == [(50, None), (None, 50)]


def test_a_notice_before_its_day_is_early_and_so_is_one_that_never_binds(tmp_path: Path) -> None:
    now = said(tmp_path, LAW, {"dog": True}, on=TODAY).notices
    assert [(each.status.status, each.early) for each in now] == [
        ("mandatory", True),
        ("policy", True),
        ("public", False),
        ("on_request", False),
    ]
    assert not said(tmp_path, LAW, {"dog": True}, on=dt.date(2027, 1, 1)).notices[0].early
    assert said(tmp_path, LAW, {"dog": False}).notices == ()


def test_facts_that_the_law_does_not_look_at_and_blanks_change_nothing(tmp_path: Path) -> None:
    law = checked(tmp_path, LAW).at(TODAY)
    found = classify(law, Sheet({"name": {"value": "Rex"}, "dog": {"blank": "unknown"}}), on=TODAY)
    assert found.known == law.known
    assert found.headline is None
    assert found.facts_digest != Sheet().digest()
