"""What stands between an entry and its publication, as a table that jurists can read."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pytest

from kenbaar.casework.gate import AtTheGate, LawSaid, gate
from kenbaar.casework.gate_rules import read_gate_rules
from kenbaar.notices.lifecycle import ProfileStanding
from kenbaar.register.lifecycle import Access
from kenbaar.register.quality import lacking_facts, measuring_standard
from kenbaar.rules.answers import Answer, Sheet, known, not_applicable, not_yet, unknown
from kenbaar.rules.content_files import ContentError
from kenbaar.standards.checking import check
from kenbaar.standards.findings import FindingKind
from kenbaar.values import Language, both
from tests import make

_RULE = "id: a, effect: warn, text: {nl: a, en: a}, remedy: {nl: a, en: a}, source: own"
SETTLED = LawSaid(class_id="minimal", settled=True, fria="no")
HIGH = LawSaid(class_id="high_risk_annex_iii", settled=True, fria="yes")
STORY = {
    fact: known({"nl": "Uitgelegd."})
    for fact in ("purpose", "impact", "human_intervention", "risk_management", "legal_basis")
}


def _whole(**answers: Answer) -> Sheet:
    named = {"organisation_name": known({"nl": "Lindewaarde"}), **answers}
    return make.whole_sheet(**named)


def _found(sheet: Sheet, law: LawSaid = SETTLED, **more: Any) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    found = gate(AtTheGate(sheet, law, **more))
    return {point.id: point.facts for point in found.blocks}, {point.id for point in found.warnings}


def test_what_the_register_asks_is_enough_when_nothing_else_is_asked() -> None:
    assert _found(_whole()) == ({}, set())


@pytest.mark.parametrize("blank", [unknown(), not_yet("2027"), not_applicable({"nl": "Geen."})])
def test_the_fields_of_the_register_take_no_blank(blank: Answer) -> None:
    assert _found(_whole(contact=blank))[0] == {"register_fields": ("contact",)}


# Whose it is, the body says with its own name.
_TEXTS, _OTHERS = ("name", "summary"), ("contact", "status", "publication_category")
_IN = [None, known({"en": "Parking checks"}), known({"nl": "Parkeren", "en": "Parking"})]


@pytest.mark.parametrize(
    ("fact", "says"), [*((fact, says) for fact in _TEXTS for says in _IN), *((fact, None) for fact in _OTHERS)]
)
def test_the_gate_the_register_and_the_name_plate_ask_the_same(fact: str, says: Answer | None) -> None:
    sheet = _whole().with_answers({fact: says})
    at_the_gate = _found(sheet)[0].get("register_fields", ())
    standard = measuring_standard()
    misses = [each.field for each in check(sheet, standard, Language.NL) if each.kind is FindingKind.MISSING]
    assert {standard.by_key[field].fact for field in misses} == set(at_the_gate) == lacking_facts(sheet)
    assert set(at_the_gate) == (set() if says and "nl" in says["value"] else {fact})


def test_a_high_risk_asks_for_its_story_and_takes_an_honest_blank() -> None:
    blocks, warnings = _found(_whole(purpose=known({"nl": "Ja."}), impact=unknown()), HIGH)
    assert blocks == {"high_risk_story": ("human_intervention", "risk_management", "legal_basis")}
    assert warnings == {"fria_missing", "assessment_missing", "notice_missing"}


def test_a_high_risk_with_everything_named_goes_through_without_a_warning() -> None:
    named = {"impact_assessments": known([{"title": {"nl": "IAMA"}}]), "notice_given": known(True)}
    assert _found(_whole(**STORY, **named), HIGH) == ({}, set())


@pytest.mark.parametrize(
    ("standing", "warned"),
    [("none", {"notice_missing"}), ("making", {"notice_missing"}), ("approved", set()), ("behind", {"notice_behind"})],
)
def test_an_approved_notice_profile_counts_for_what_helps_decide_about_people(standing: str, warned: set[str]) -> None:
    sheet = _whole(decides_about_people=known(True), automation=known("support"))
    assert _found(sheet, notice=ProfileStanding(standing)) == ({}, warned)
    told = sheet.with_answers({"notice_given": known(True)})
    assert _found(told, notice=ProfileStanding(standing))[1] <= {"notice_behind"}


def test_no_is_no_assessment() -> None:
    assert "assessment_missing" in _found(_whole(**STORY, iama=known(False), dpia=known(False)), HIGH)[1]


def test_what_the_body_says_counts_as_long_as_the_law_has_not_spoken() -> None:
    blocks, warnings = _found(_whole(risk_class=known("high_risk")), LawSaid())
    assert "high_risk_story" in blocks and {"class_open", "assessment_missing"} <= warnings


def test_who_decides_about_people_without_a_human_explains_how() -> None:
    sole = {"automation": known("sole"), "decides_about_people": known(True), "personal_data": known(True)}
    blocks, warnings = _found(_whole(**sole))
    assert blocks == {"sole_automation": ("methods", "impact")} and "dpia_missing" in warnings
    # "Unknown" is no explanation to somebody about whom was decided.
    assert _found(_whole(**sole, methods=unknown(), impact=not_yet("2027")))[0] == {"sole_automation": ("methods",)}


def test_a_prohibited_practice_is_said_and_does_not_stay_hidden() -> None:
    blocks, warnings = _found(_whole(), LawSaid(class_id="prohibited", settled=True))
    assert blocks == {} and warnings == {"prohibited_practice"}


def test_people_at_work_conflicts_and_closed_doors_block() -> None:
    more = {"access": Access.INTERNAL, "conflicts": 1, "blocking": 2, "asked_by_body": ("department", "theme")}
    blocks, _warnings = _found(_whole(theme=unknown()), **more)
    assert blocks == {"access": (), "conflicts": (), "comments": (), "own_list": ("department",)}


def test_what_is_too_long_or_dead_warns_once_with_its_fact() -> None:
    sheet = _whole(summary=known({"nl": "x" * 5000}), public_page=known("geen adres"))
    found = gate(AtTheGate(sheet, SETTLED))
    assert found.is_open
    assert {(point.id, point.facts) for point in found.warnings} == {
        ("shape_too_long", ("summary",)),
        ("shape_dead_url_shape", ("public_page",)),
    }


def test_whoever_sees_some_facts_is_told_of_those_only() -> None:
    law = LawSaid(contradictions=((("ai_system",), both("Kijk dit na.", "Look at this.")),), settled=True)
    assert [point.id for point in gate(AtTheGate(_whole(), law)).about({"name"}).warnings] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules: [{id: a, effect: perhaps}]", "effect"),
        (f"rules:\n  - {{{_RULE}, needs: [nonsense]}}", "nonsense"),
        (f"rules:\n  - {{{_RULE}, when: {{law_class: nonsense}}}}", "nonsense"),
        (f"rules:\n  - {{{_RULE}}}\n  - {{{_RULE}}}", "second"),
    ],
)
def test_a_broken_rule_stops_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "broken.yaml").write_text(text)
    folder: Traversable = tmp_path
    with pytest.raises(ContentError, match=rf"(?s)broken\.yaml, line \d+.*{said}"):
        read_gate_rules(folder)
