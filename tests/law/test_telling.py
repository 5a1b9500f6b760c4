"""A classification as plain data: what it says first, what it leaves out, and how it says what is not known."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kenbaar.law.telling import told
from tests.law.small_laws import WORDS, said

SOURCED = "source: s, confidence: verified"
WHEN = "{all: [{dog: yes}, {day_asked: {before: 2027-01-01}}]}"
READINGS = "[{id: a, text: {nl: A., en: A.}, preferred: yes}, {id: b, text: {nl: B., en: B.}}]"
LAW = f"""
texts: [{{id: first, known: 2020-01-01, title: {{nl: eerste, en: first}}}}]
assumptions: [{{fact: weight, value: 5}}, {{fact: bites, value: false}}]
parameters:
  - {{id: start, {WORDS}, values: [{{known: 2020-01-01, value: 2027-01-01, {SOURCED}}}]}}
  - {{id: now, {WORDS}, values: [{{known: 2020-01-01, value: 2026-01-01, {SOURCED}}}]}}
outcomes:
  - {{id: role_deployer, kind: role, {WORDS}, articles: ['1'], when: {{dog: yes}}}}
  - id: taxed
    kind: class
    {WORDS}
    articles: ['2']
    when: {{dog: yes}}
    clock: c
    contested: {{readings: {READINGS}}}
  - {{id: old, kind: status, {WORDS}, articles: ['3'], when: {{born: {{before: {{parameter: start}}}}}}}}
  - {{id: poodle, kind: status, {WORDS}, articles: ['3'], when: {{breed: {{in: [poodle]}}}}}}
  - {{id: shown, kind: transparency, {WORDS}, articles: [50(1), '50'], when: {{tricks: {{has: sit}}}}}}
  - {{id: rights, kind: fria, {WORDS}, articles: ['4'], when: {{bites: yes}}}}
  - {{id: list, kind: database, {WORDS}, articles: ['5'], when: {{dog: yes}}, says: {{section: A}}, clock: c}}
  - {{id: other, kind: database, {WORDS}, articles: ['6'], when: {{bites: yes}}}}
  - {{id: heavy, kind: nl_category, {WORDS}, articles: ['7'], when: {{tricks: {{has: roll}}}}, says: {{category: A}}}}
  - id: light
    kind: nl_category
    {WORDS}
    articles: ['7']
    when: {{not: {{tricks: {{has: roll}}}}}}
    says: {{category: B, in_doubt: 'yes'}}
    text: {{nl: Licht., en: Light.}}
clocks:
  - id: c
    {WORDS}
    readings:
      - {{id: a, preferred: yes, from: start, binds: [{{when: {{born: {{before: {{parameter: start}}}}}}, date: never}},
          {{when: {{always: yes}}, date: start}}]}}
      - {{id: b, from: now, text: {{nl: Nu., en: Now.}}, binds: [{{when: {{always: yes}}, date: now, article: '9'}}]}}
duties:
  - {{id: pay, article: '2', topic: t, {WORDS}, clock: c, evidence: [{{nl: Bon, en: Receipt}}], note: {{nl: N, en: N}}}}
  - {{id: walk, article: '3', topic: t, {WORDS}, from: now, contested: {{when: {{dog: yes}}, readings: {READINGS}}}}}
  - {{id: muzzle, article: '4', topic: t, {WORDS}, when: {{bites: yes}}}}
fines:
  - {{id: fine, article: '9', {WORDS}, when: {{bites: yes}}}}
  - {{id: small, article: '9', {WORDS}, when: {{dog: yes}}, note: {{nl: N, en: N}}}}
regimes: [{{id: town, {WORDS}}}]
notice_fields:
  - id: N01
    level: decision
    {WORDS}
    statuses:
      - {{regime: town, status: mandatory, article: '1', clock: c, missing: breach, {SOURCED}}}
      - {{regime: town, status: policy, article: '2', missing: policy, {SOURCED}}}
      - {{regime: town, status: public, article: '3', missing: breach, when: {{bites: yes}}, {SOURCED}}}
"""


def answer(folder: Path, **facts: object) -> dict[str, Any]:
    return told(said(folder, LAW, dict(facts)))


def part(answered: dict[str, Any], name: str, which: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in answered[name] if each["id"] == which)
    return found


def test_what_people_look_for_first_stands_first(tmp_path: Path) -> None:
    found = answer(tmp_path, dog=True, tricks=["sit"], born="2028")
    assert found["text"] == {"id": "first", "title": {"nl": "eerste", "en": "first"}}
    assert (found["class"], found["classes"], found["settled"]) == ("taxed", ["taxed"], True)
    assert (found["roles"], found["transparency"]) == (["deployer"], ["50(1)"])
    assert found["on"] == found["known"] == "2026-01-01"
    assert found["could_still_be"] == []
    assert found["assumed"] == {}


def test_nothing_known_is_told_as_nothing_known(tmp_path: Path) -> None:
    found = answer(tmp_path)
    assert (found["class"], found["settled"], found["could_still_be"]) == (None, False, ["taxed"])
    assert found["eu_database"]["required"] == "open"
    assert not found["eu_database"]["certain"]
    assert found["eu_database"]["missing"] == ["dog", "bites"]
    assert found["contradictions"] == []


def test_whether_an_assessment_is_needed_says_how_sure_that_is(tmp_path: Path) -> None:
    assert answer(tmp_path)["fria"]["required"] == "no"
    assert not answer(tmp_path)["fria"]["certain"]
    assert answer(tmp_path, bites=False)["fria"]["certain"]
    yes = answer(tmp_path, bites=True)["fria"]
    assert (yes["required"], yes["certain"], yes["articles"], yes["sections"]) == ("yes", True, ["4"], [])


def test_a_registration_names_its_sections_and_its_day(tmp_path: Path) -> None:
    found = answer(tmp_path, dog=True, bites=True, born="2028")["eu_database"]
    assert (found["sections"], found["articles"]) == (["A"], ["5", "6"])
    assert found["applies"]["binds_this_organisation_from"] == "2027-01-01"


def test_the_dutch_category_that_holds_leaves_the_others(tmp_path: Path) -> None:
    found = answer(tmp_path, tricks=["sit"])["dutch_category"]
    assert found == {
        "category": "B",
        "certainty": "certain",
        "could_still_be": [],
        "why": {"nl": "Licht.", "en": "Light."},
    }


def test_of_categories_that_are_undecided_the_one_for_doubt_is_told(tmp_path: Path) -> None:
    found = answer(tmp_path)["dutch_category"]
    assert (found["category"], found["certainty"], found["could_still_be"]) == ("B", "open", ["A"])


def test_without_one_for_doubt_it_is_the_heaviest_that_is_possible(tmp_path: Path) -> None:
    law = LAW.replace(", in_doubt: 'yes'", "")
    found = told(said(tmp_path, law, {}))["dutch_category"]
    assert (found["category"], found["could_still_be"]) == ("A", ["B"])


def test_a_law_without_categories_has_none_to_tell(tmp_path: Path) -> None:
    found = told(said(tmp_path, LAW.replace("nl_category", "status"), {}))["dutch_category"]
    assert found == {"category": None, "certainty": "open", "could_still_be": [], "why": None}


def test_a_registration_elsewhere_has_a_section_and_is_not_one_in_the_european_database(tmp_path: Path) -> None:
    law = LAW.replace("kind: database, ", "kind: national_registration, ")
    found = told(said(tmp_path, law, {"dog": True, "born": "2028"}))["eu_database"]
    assert (found["required"], found["certain"], found["sections"]) == ("no", True, ["A"])


CONTRADICTIONS = """
contradictions:
  - {id: toothless, facts: [dog, bites], when: {all: [{dog: no}, {bites: yes}]}, text: {nl: Toch., en: And yet.}}
  - {id: unborn, facts: [born, moved], in_order: yes, text: {nl: Te vroeg., en: Too early.}}
"""


@pytest.mark.parametrize(
    ("facts", "told_of"),
    [
        ({}, []),
        ({"dog": False, "bites": True}, ["toothless"]),
        ({"dog": False}, []),
        ({"born": "2026-02", "moved": "2026-01-31"}, ["unborn"]),
        ({"born": "2026-02", "moved": "2026"}, []),
        ({"moved": "2026"}, []),
    ],
)
def test_answers_that_contradict_each_other_are_told_and_change_nothing(
    tmp_path: Path, facts: dict[str, object], told_of: list[str]
) -> None:
    found = told(said(tmp_path, LAW + CONTRADICTIONS, facts))
    assert [each["id"] for each in found["contradictions"]] == told_of
    assert found["outcomes"] == told(said(tmp_path, LAW, facts))["outcomes"]


def test_a_contradiction_names_the_facts_to_look_at_again(tmp_path: Path) -> None:
    found = told(said(tmp_path, LAW + CONTRADICTIONS, {"dog": False, "bites": True}))["contradictions"]
    assert found == [{"id": "toothless", "facts": ["dog", "bites"], "text": {"nl": "Toch.", "en": "And yet."}}]


def test_the_law_can_look_at_the_day_that_is_asked_about_and_needs_no_reason_for_it(tmp_path: Path) -> None:
    law = f"outcomes: [{{id: early, kind: class, {WORDS}, articles: ['1'], when: {WHEN}, {SOURCED}}}]"
    before, after = (told(said(tmp_path, law, {"dog": True}, on=dt.date(year, 1, 1))) for year in (2026, 2027))
    assert (before["class"], after["class"]) == ("early", None)
    assert [each["fact"] for each in part(before, "outcomes", "early")["reasons"]] == ["dog"]


def test_both_readings_of_a_disputed_day_are_told(tmp_path: Path) -> None:
    applies = part(answer(tmp_path, dog=True, born="2028"), "outcomes", "taxed")["applies"]
    assert applies["contested"]
    assert [(each["id"], each["preferred"], each["from"]) for each in applies["readings"]] == [
        ("a", True, "2027-01-01"),
        ("b", False, "2026-01-01"),
    ]
    assert applies["readings"][1]["text"] == {"nl": "Nu.", "en": "Now."}
    assert applies["formal_from"] == "2026-01-01"


def test_a_day_that_never_comes_and_days_that_may_come_are_told_in_words(tmp_path: Path) -> None:
    never = part(answer(tmp_path, dog=True, born="2020"), "outcomes", "taxed")["applies"]
    assert (never["never"], never["binds_this_organisation_from"]) == (True, None)
    open_day = part(answer(tmp_path, dog=True), "outcomes", "taxed")["applies"]
    assert open_day["candidates"] == ["never", "2027-01-01"]


def test_reasons_are_plain_values(tmp_path: Path) -> None:
    found = answer(tmp_path, dog=True, breed="poodle", born="2020")
    assert part(found, "outcomes", "old")["reasons"] == [
        {"fact": "born", "operator": "before", "value": "2027-01-01", "held": True}
    ]
    assert part(found, "outcomes", "poodle")["reasons"][0]["value"] == ["poodle"]
    assert part(found, "outcomes", "taxed")["reasons"][0]["value"] is True


def test_what_lawyers_dispute_is_told_with_both_readings(tmp_path: Path) -> None:
    found = answer(tmp_path, dog=True)
    assert [each["id"] for each in part(found, "outcomes", "taxed")["contested"]] == ["a", "b"]
    assert [each["preferred"] for each in part(found, "duties", "walk")["contested"]] == [True, False]
    assert part(answer(tmp_path, dog=False), "outcomes", "taxed")["contested"] is None
    assert part(answer(tmp_path, dog=False), "duties", "walk")["contested"] is None


def test_a_duty_is_told_with_its_day_its_evidence_and_its_note(tmp_path: Path) -> None:
    found = answer(tmp_path, dog=True, born="2028")
    pay, walk = part(found, "duties", "pay"), part(found, "duties", "walk")
    assert pay["evidence"] == [{"nl": "Bon", "en": "Receipt"}]
    assert (pay["formal_from"], pay["effective_from"]) == ("2026-01-01", "2027-01-01")
    assert pay["binds_this_organisation_from"] == "2027-01-01"
    assert (walk["formal_from"], walk["applies"], walk["note"]) == ("2026-01-01", None, None)
    assert pay["note"] == {"nl": "N", "en": "N"}


def test_what_only_rare_exceptions_would_bring_is_left_out(tmp_path: Path) -> None:
    found = answer(tmp_path, dog=True)
    assert [each["id"] for each in found["duties"]] == ["pay", "walk"]
    assert [each["id"] for each in found["fines"]] == ["small"]
    assert [each["status"] for each in found["notices"]] == ["mandatory", "policy"]
    assert [each["id"] for each in answer(tmp_path, dog=True, bites=True)["duties"]] == ["pay", "walk", "muzzle"]


def test_a_notice_says_what_it_means_when_it_is_missing(tmp_path: Path) -> None:
    early = answer(tmp_path, dog=True, born="2028")["notices"]
    assert [(each["early"], each["if_missing"]) for each in early] == [(True, "early_voluntary"), (False, "policy")]
    assert early[0]["binds_from"] == "2027-01-01"
    assert early[0]["regime"] == "town"


def test_a_law_without_a_text_has_none_to_tell(tmp_path: Path) -> None:
    assert told(said(tmp_path, "rules: []\n", {}))["text"] is None
