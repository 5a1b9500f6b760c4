"""What holds for every answer that anybody can give, tried with random sheets of the real vocabulary."""

import json
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenbaar.law.asking import walk
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import Classification, DutyFound, OutcomeFound
from kenbaar.law.telling import told
from kenbaar.rules.answers import Sheet, known, unknown
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.questionnaire_files import questionnaires
from tests.law.random_sheets import FACTS, LAW, TODAY, answers, classified, sheets

CHECK = questionnaires()["ai-act-check", "2"]
SURE = {Certainty.CERTAIN, Certainty.RULED_OUT}
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def sure(found: Classification) -> dict[str, Certainty]:
    """Return what is certain or ruled out, of outcomes and duties. A duty that is ruled out is not there at all."""
    duties = {each.shape.id: each.certainty for each in found.duties}
    ruled_out = {duty.shape.id: Certainty.RULED_OUT for duty in LAW.duties if duty.shape.id not in duties}
    outcomes = {each.shape.id: each.certainty for each in found.outcomes}
    return {name: certainty for name, certainty in (outcomes | duties | ruled_out).items() if certainty in SURE}


def settled_days(found: Classification) -> dict[str, Any]:
    """Return the days that no further fact can move, of what is certain."""
    dated: tuple[OutcomeFound | DutyFound, ...] = (*found.outcomes, *found.duties)
    return {
        each.shape.id: each.days.binds.date
        for each in dated
        if each.certainty is Certainty.CERTAIN
        and each.days
        and each.days.binds.certainty is Certainty.CERTAIN
        and not each.days.binds.missing
    }


@many
@given(sheet=sheets(), data=st.data())
def test_one_fact_more_never_overturns_what_was_certain_or_ruled_out(sheet: Sheet, data: st.DataObject) -> None:
    missing = [fact for fact in FACTS if sheet.value(fact.id) is None]
    before = classified(sheet)
    if not missing:
        return
    fact = data.draw(st.sampled_from(missing))
    after = classified(sheet.with_answers({fact.id: data.draw(answers(fact))}))
    assert sure(before).items() <= sure(after).items()
    assert settled_days(before).items() <= settled_days(after).items()
    if before.settled:
        assert before.headline is not None
        assert after.headline is not None
        assert after.settled
        assert after.headline.shape.id == before.headline.shape.id


@many
@given(sheet=sheets(without=frozenset({"countries", "decides_about_people"})))
def test_whoever_does_not_know_whether_people_are_decided_about_is_never_told_that_there_are_no_duties(
    sheet: Sheet,
) -> None:
    for ai_system in ("yes", "no", "contested"):
        assert told(classified(sheet.with_answers({"ai_system": known(ai_system)})))["duties"] != []
    assert told(classified(sheet.with_answers({"ai_system": unknown()})))["duties"] != []


def test_an_empty_sheet_has_duties_and_so_has_one_full_of_unknowns() -> None:
    assert told(classified(Sheet()))["duties"] != []
    assert told(classified(Sheet({fact.id: unknown() for fact in FACTS})))["duties"] != []


@many
@given(sheet=sheets(), data=st.data())
def test_every_path_of_the_guided_check_ends_and_each_step_makes_progress(sheet: Sheet, data: st.DataObject) -> None:
    asked = {question.fact for question in CHECK.questions.values()}
    here = Sheet({fact: answer for fact, answer in sheet.items() if fact in asked})
    seen = {here.to_json()}
    for _step in range(2 * len(CHECK.questions)):
        step = walk(CHECK, here, classified(here))
        if step.cleared:
            here = Sheet({fact: answer for fact, answer in here.items() if fact not in step.cleared})
            continue
        if step.next is None:
            done, of = step.progress
            assert done == of
            return
        assert any(question.fact not in here for question in step.next.questions)
        here = here.with_answers(
            {
                question.fact: data.draw(answers(vocabulary()[question.fact]))
                for question in step.next.questions
                if question.fact not in here
            }
        )
        assert here.to_json() not in seen
        seen.add(here.to_json())
    raise AssertionError("the check does not end")


@many
@given(sheet=sheets(without=frozenset({"prohibited_practices", "annex_iii", "profiling"})))
def test_a_prohibited_practice_is_the_headline_and_high_risk_stands_beside_it(sheet: Sheet) -> None:
    said: dict[str, Any] = {"ai_system": "yes", "in_union": True, "exclusions": ["none"], "profiling": True}
    said |= {"prohibited_practices": ["face_scraping"], "annex_iii": ["5a"]}
    answer = told(classified(sheet.with_answers({fact: known(value) for fact, value in said.items()})))
    assert answer["class"] == "prohibited"
    assert answer["classes"][0] == "prohibited"
    assert "high_risk_annex_iii" in answer["classes"]


@many
@given(sheet=sheets())
def test_whatever_was_found_can_be_told_as_json_and_is_told_the_same_again(sheet: Sheet) -> None:
    first = told(classified(sheet))
    assert json.loads(json.dumps(first)) == first
    assert orjson.dumps(first) == orjson.dumps(told(classified(sheet)))
    assert first["on"] == TODAY.isoformat()


@many
@given(sheet=sheets(), data=st.data())
def test_the_order_in_which_facts_are_given_changes_nothing(sheet: Sheet, data: st.DataObject) -> None:
    shuffled = Sheet({fact: sheet[fact] for fact in data.draw(st.permutations(sorted(sheet)))})
    assert orjson.dumps(told(classified(shuffled))) == orjson.dumps(told(classified(sheet)))


@many
@given(sheet=sheets())
def test_what_is_asked_next_is_never_something_that_was_answered(sheet: Sheet) -> None:
    found = classified(sheet)
    vague = {fact.id for fact in FACTS if fact.type == "date"}
    answered = {fact for fact in sheet if sheet.value(fact) is not None} - vague
    assert not answered & found.matters
    assert set(found.ask_next) == found.matters


def test_a_product_that_may_also_be_in_annex_iii_has_no_certain_day() -> None:
    said: dict[str, Any] = {
        "ai_system": "yes",
        "in_union": True,
        "exclusions": ["none"],
        "supply": "bought",
        "organisation_kind": "private",
        "for_public_authorities": False,
        "annex_i": ["medical_devices"],
        "safety_role": "product",
        "third_party_assessment": "required",
        "significant_change": False,
        "annex_x": False,
        "first_placed": "2028-03-01",
        "start_date": "2028-03-01",
    }
    sheet = Sheet({fact: known(value) for fact, value in said.items()})
    days = next(duty.days for duty in classified(sheet).duties if duty.shape.id == "ai_act_26_1")
    assert days is not None
    assert days.binds.certainty is Certainty.OPEN
    assert {None, TODAY.replace(2028, 3, 1)} == set(days.binds.candidates)
    assert "annex_iii" in days.binds.missing
    without = sheet.with_answers({"annex_iii": known(["none"])})
    days = next(duty.days for duty in classified(without).duties if duty.shape.id == "ai_act_26_1")
    assert days is not None
    assert days.binds.never
