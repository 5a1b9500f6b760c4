"""What a profile and a decision tell: every field has its place, and what lacks in the profile lacks in the notice."""

import copy
from pathlib import Path
from typing import Any

import pytest

from kenbaar.decisions.describing import notice_of
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.reading import Reader, row_of
from kenbaar.decisions.telling import PLACINGS, told
from kenbaar.law.notice_shapes import Asked, Place
from kenbaar.law.reading import law_book
from kenbaar.rules.content_files import load_yaml
from tests.decisions.rows import TODAY

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "notices" / "kenbaar-profile.yaml"
# What the example leaves out, so that there is something in every member.
ALSO: dict[str, Any] = {
    "high_risk": True,
    "consequences": {"nl": "Bij veel punten krijgt u het besluit later."},
    "sole_ground": {"nl": "Artikel 40 UAVG."},
    "ai_statement": {"nl": "U praat met AI."},
    "beforehand": {"nl": "Wij zeggen dit ook op de website."},
    "workers": {"nl": "De ondernemingsraad weet het."},
    "fria_summary": "https://lindewaarde.example/fria",
    "withheld": [{"what": {"nl": "de grens"}, "law": "Awb", "article": "3:48", "fields": ["N11"]}],
    "in_letter": [],
}
ROUTES = [
    {"kind": kind, "body": {"nl": "Lindewaarde"}, "ways": [{"channel": "phone", "address": "014 000"}]}
    for kind in ("explanation", "human_review", "access_commission", "objection", "data_protection_authority")
]
ROUTES[3]["term"] = {"count": 6, "unit": "weeks"}
ROW = {"reasons": "Uw inkomen is te hoog.", "human": "Een medewerker las het dossier."}
EVERY = [f"N{number:02}" for number in range(1, 38)]


def _content() -> dict[str, Any]:
    content = copy.deepcopy(load_yaml(EXAMPLE.read_bytes(), loose_days=True))
    profile = content["profile"] | copy.deepcopy(ALSO) | {"routes": copy.deepcopy(ROUTES)}
    return {"profile": profile, "decision": content["decision"] | ROW}


def _fields(content: dict[str, Any], *, decided: bool = True) -> set[str]:
    """Return the fields that are told, in every language of the profile."""
    profile = Profile.model_validate(content["profile"])
    decision = Reader(profile, today=TODAY).read(row_of(content["decision"])) if decided else None
    notice = notice_of(profile, decision)  # type: ignore[arg-type]
    return {name for name, each in notice.told.items() if each.unseen or set(each.words) >= set(notice.languages)}


def test_every_field_of_the_law_has_its_place_and_no_other_has() -> None:
    assert {status.field.id for status in law_book().latest.statuses} == set(PLACINGS) == set(EVERY)


def test_where_kenbaar_shows_a_field_is_a_place_that_counts_for_every_law_or_the_letter_tells_it() -> None:
    """But for what is told before a decision: of that a body declares its words, and Kenbaar repeats them."""
    elsewhere = {
        (status.field.id, status.shape.regime)
        for status in law_book().latest.statuses
        if status.shape.status is not Asked.POLICY
        and not set(status.shape.told_in) & set(PLACINGS[status.field.id].places)
    }
    assert elsewhere == {("N21", "nl"), ("N24", "nl")}


def test_a_full_profile_with_a_full_decision_tells_every_field() -> None:
    assert _fields(_content()) == set(EVERY)


def test_without_a_decision_all_is_told_or_awaits_one() -> None:
    assert _fields(_content(), decided=False) == set(EVERY)
    found = told(Profile.model_validate(_content()["profile"]))
    awaiting = {name for name, each in found.items() if each.awaits}
    assert awaiting == {"N07", "N10", "N11", "N21", "N24", "N27", "N29", "N34"}


# Each member that is emptied, and the fields that then lack.
EMPTIED: list[tuple[str, Any, set[str]]] = [
    ("algorithm", {}, {"N01"}),
    ("purpose", {}, {"N02"}),
    ("contribution", {}, {"N09", "N20"}),
    ("data.0.source", {}, {"N10"}),
    ("parameters", [], {"N11"}),
    ("parameters.0.meaning", {}, {"N11"}),
    ("operations", {}, {"N12"}),
    ("logic", {}, {"N13", "N15"}),
    ("public_page", "", {"N14"}),
    ("consequences", {}, {"N16"}),
    ("sole_ground", {}, {"N18"}),
    ("human_part", {}, {"N20"}),
    ("workers", {}, {"N22"}),
    ("ai_statement", {}, {"N23"}),
    ("choices", {}, {"N26"}),
    ("beforehand", {}, {"N31"}),
    ("accessibility", {}, {"N32"}),
    ("withheld.0.article", "", {"N33"}),
    ("withheld.0.what", {}, {"N33"}),
    ("high_risk", False, {"N19"}),
    ("selection.classes.0.meaning", {}, {"N27"}),
    ("fria_summary", "", {"N36"}),
    ("responsible.officer", [], {"N06"}),
    ("responsible.contact", [], {"N06"}),
    ("responsible.name", {}, {"N06"}),
    ("routes.0.ways", [], {"N04"}),
    ("routes.1.ways", [], {"N17"}),
    ("routes.2.ways", [], {"N05"}),
    ("routes.2.body", {}, {"N03", "N05"}),
    ("routes.3.ways", [], {"N25"}),
    ("routes.3.term", None, {"N25"}),
    ("routes.4.body", {}, {"N28"}),
    ("automation", "none", {"N01"}),
]


@pytest.mark.parametrize(("member", "value", "lacks"), EMPTIED, ids=[each[0] for each in EMPTIED])
def test_what_a_profile_leaves_out_is_not_told(member: str, value: Any, lacks: set[str]) -> None:
    content = _content()
    part: Any = content["profile"]
    *steps, last = (int(step) if step.isdecimal() else step for step in member.split("."))
    for step in steps:
        part = part[step]
    part[last] = value
    if member == "parameters":
        content["decision"].pop("weighs")
    assert set(EVERY) - _fields(content) == lacks


@pytest.mark.parametrize(
    ("member", "lacks"),
    [("reasons", {"N21", "N24"}), ("human", {"N29"}), ("settings", {"N34"}), ("person_class", {"N27"})],
)
def test_what_a_decision_leaves_out_is_not_told(member: str, lacks: set[str]) -> None:
    content = _content()
    content["decision"][member] = ""
    assert set(EVERY) - _fields(content) == lacks


def test_a_parameter_is_applied_by_what_it_added_or_by_the_values_it_looked_at() -> None:
    content = _content()
    content["decision"].pop("weighs")
    assert "N11" in _fields(content)
    content["profile"]["parameters"][0]["data"] = []
    assert "N11" not in _fields(content)


def test_a_decision_without_a_required_value_does_not_tell_the_data() -> None:
    content = _content()
    content["profile"]["data"].append(
        content["profile"]["data"][0] | {"id": "age", "kind": "number", "required": False}
    )
    profile = Profile.model_validate(content["profile"])
    decision = Reader(profile, today=TODAY).read(row_of(content["decision"]))
    stricter = profile.replaced(data=[each.model_dump() | {"required": True} for each in profile.data])
    assert told(profile, decision)["N10"].words  # type: ignore[arg-type]
    assert not told(stricter, decision)["N10"].words  # type: ignore[arg-type]


def test_a_language_in_which_a_text_lacks_is_not_told_in() -> None:
    content = _content()
    content["profile"]["languages"] = ["nl", "fr"]
    content["profile"]["purpose"]["fr"] = "examiner les demandes"
    found = told(Profile.model_validate(content["profile"]))
    assert (set(found["N02"].words), set(found["N12"].words)) == ({"nl", "fr"}, {"nl"})


def test_a_note_can_say_until_when_as_well_as_a_term() -> None:
    content = _content()
    content["profile"]["routes"][3] |= {"term": None, "note": {"nl": "Zes weken na de dag van verzending."}}
    assert "N25" in _fields(content)


def test_what_the_own_letter_tells_counts_without_being_seen() -> None:
    content = _content()
    content["decision"] |= {"reasons": ""}
    content["profile"]["in_letter"] = ["N21", "N24"]
    assert _fields(content) == set(EVERY)
    found = told(Profile.model_validate(content["profile"]))["N24"]
    assert (found.unseen, found.words, Place.MENTION in found.places) == (True, {}, True)


def test_without_an_algorithm_that_decides_alone_a_human_part_is_told_for_the_role_of_the_ai() -> None:
    content = _content()
    content["profile"] |= {"automation": "sole", "human_part": {}}
    assert "N20" in _fields(content)


def test_a_system_of_no_high_risk_without_classes_has_no_risk_class_to_tell() -> None:
    content = _content()
    content["profile"] |= {"high_risk": False, "selection": None}
    content["decision"]["person_class"] = ""
    assert set(EVERY) - _fields(content) == {"N19", "N27", "N35"}


def test_what_is_not_in_the_register_is_not_public() -> None:
    content = _content()
    content["profile"]["public_page"] = ""
    assert Place.PUBLIC not in told(Profile.model_validate(content["profile"]))["N13"].places
