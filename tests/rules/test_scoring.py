"""Scores and levels: the same answers give the same level, and the reason for it can be read."""

from typing import Any

import pytest
import yaml

from kenbaar.rules.content_files import ContentError
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.survey import read_survey
from kenbaar.rules.questionnaires import Choice, Page, Question, Questionnaire, run
from kenbaar.rules.scoring import Part, Scored, Scorer, Scoring, read_scoring, scoring
from tests.rules.test_survey import AIA
from tests.standards.real import needs_data

TEXT = {"nl": "Tekst", "en": "Text"}


def rules(**changes: Any) -> dict[str, Any]:
    return {
        "questionnaire": "test",
        "version": "1",
        "source": "https://example.org",
        "names": {"separator": "-", "scales": {"RS": "risk", "NS": ""}},
        "scales": [
            {"id": "risk", "text": TEXT, "most": 20},
            {"id": "care", "text": TEXT, "most": 10, "alternatives": [["early"], ["late"]]},
        ],
        "leads": "risk",
        "reduction": {"by": "care", "at_least": 80, "keeps": 85},
        "levels": [
            {"id": "low", "text": TEXT, "up_to": 25},
            {"id": "high", "text": TEXT, "up_to": 100},
        ],
        "duties": [{"id": "notice", "text": TEXT, "levels": {"high": TEXT}}],
        **changes,
    }


def question(name: str, scale: str, *points: int, several: bool = False) -> Question:
    kind = FactType.CHOICES if several else FactType.CHOICE
    choices = tuple(Choice(str(gain), {"en": str(gain)}, gain) for gain in points)
    return Question(name, kind, {"en": name}, choices=choices, scale=scale)


def questionnaire() -> Questionnaire:
    start = (question("a", "risk", 0, 5, 10), question("b", "risk", 1, 2, 3, 4, several=True), question("c", "", 9))
    early, late = question("d", "care", 0, 7, 8, 10), question("e", "care", 0, 10)
    pages = [
        Page(name, {"en": name}, asked) for name, asked in (("start", start), ("early", (early,)), ("late", (late,)))
    ]
    return Questionnaire("test", "1", {"en": "Test"}, tuple(pages), "0" * 64)


def scored(answers: dict[str, Any], **changes: Any) -> Scored:
    asked = questionnaire()
    return Scorer(asked, Scoring.model_validate(rules(**changes))).scored(run(asked, answers))


def test_points_add_up_by_scale_and_by_page_out_of_the_most_that_there_is() -> None:
    outcome = scored({"a": "5", "b": ["1", "3"], "c": "9", "d": "7"})
    assert (outcome.scores["risk"].points, outcome.scores["risk"].most) == (9, 20)
    assert outcome.scores["care"].pages == {"early": Part(7, 10), "late": Part(0, 10)}
    assert (outcome.counts, outcome.reduced, outcome.level.id) == (9, False, "high")


def test_of_two_phases_only_one_counts_for_the_most() -> None:
    assert scored({}).scores["care"].most == 10


def test_enough_care_lowers_what_counts_and_a_half_goes_up() -> None:
    assert (scored({"a": "10", "d": "8"}).counts, scored({"a": "10", "d": "8"}).reduced) == (9, True)
    assert (scored({"a": "10", "d": "7"}).counts, scored({"a": "10", "d": "7"}).reduced) == (10, False)


def test_a_level_holds_up_to_and_including_its_bound() -> None:
    assert scored({"a": "5"}).level.id == "low"
    assert scored({"a": "5", "b": ["1"]}).level.id == "high"


def test_a_level_asks_for_what_stands_with_it_and_nothing_more() -> None:
    assert list(scored({"a": "10"}).duties) == ["notice"]
    assert scored({}).duties == {}


def test_without_a_reduction_everything_counts() -> None:
    assert scored({"a": "10", "d": "10"}, reduction=None).counts == 10


def test_more_than_the_most_is_the_highest_level() -> None:
    # Somebody answered the pages of both phases; only a broken questionnaire shows them both.
    outcome = scored({"d": "10", "e": "10"}, leads="care", reduction=None)
    assert (outcome.counts, outcome.scores["care"].most, outcome.level.id) == (20, 10, "high")


def test_a_questionnaire_of_another_version_is_told() -> None:
    asked = Questionnaire("test", "2", {}, (Page("start", {}, (question("a", "risk", 5),)),), "0")
    assert Scorer(questionnaire(), Scoring.model_validate(rules())).problems == ()
    assert Scorer(asked, Scoring.model_validate(rules())).problems == (
        "test 2: scale risk can give 5 points here and 20 in version 1. Check which version this is.",
        "test 2: scale care speaks of early, late, and there is no such page.",
        "test 2: scale care can give 0 points here and 10 in version 1. Check which version this is.",
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"leads": "fear"}, "there is no scale fear; define it"),
        ({"reduction": None, "leads": "x"}, "there is no scale x"),
        ({"levels": [{"id": "low", "text": TEXT, "up_to": 100}]}, "there is no level high; define it"),
        ({"duties": [{"id": "n", "text": TEXT, "levels": {}}] * 2}, "there twice"),
        ({"levels": [{"id": "high", "text": TEXT, "up_to": 90}]}, "the last one to 100"),
        ({"levels": []}, "levels"),
        ({"fork": 2}, "fork"),
    ],
)
def test_a_broken_scoring_is_refused_with_the_file_and_the_remedy(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ContentError, match=f"scoring.yaml: .*{complaint}"):
        read_scoring(yaml.safe_dump(rules(**changes)).encode(), "scoring.yaml")


def test_a_scoring_that_is_no_yaml_is_refused_with_the_file() -> None:
    with pytest.raises(ContentError, match=r"scoring\.yaml: line 2: 'a' stands here a second time"):
        read_scoring(b"a: 1\na: 2\n", "scoring.yaml")


def test_what_ships_is_explained_in_both_languages_for_every_level() -> None:
    shipped = scoring("canada-aia", "1.0.1")
    assert [level.up_to for level in shipped.levels] == [25, 50, 75, 100]
    assert len(shipped.duties) == 7
    asks_nothing = {(duty.id, level.id) for duty in shipped.duties for level in shipped.levels} - {
        (duty.id, level) for duty in shipped.duties for level in duty.levels
    }
    assert asks_nothing == {("peer_review", "1"), ("gba_plus", "1")}
    for duty in shipped.duties:
        for text in (duty.text, *duty.levels.values()):
            assert text.nl and text.en and "  " not in text.nl + text.en


@needs_data
def test_the_canadian_assessment_can_give_what_canada_says() -> None:
    shipped = scoring("canada-aia", "1.0.1")
    asked = read_survey(AIA.read_bytes(), id="canada-aia", version="1.0.1", names=shipped.names).questionnaire
    scorer = Scorer(asked, shipped)
    assert scorer.problems == ()
    scores = scorer.scored(run(asked, {})).scores
    assert {name: score.most for name, score in scores.items()} == {"impact": 167, "mitigation": 77}
    assert {page: part.most for page, part in scores["impact"].pages.items()} == {
        "businessDrivers": 5,
        "riskProfile": 15,
        "projectAuthority": 2,
        "aboutSystem": 17,
        "aboutAlgorithm": 15,
        "decisionSector": 8,
        "impact": 52,
        "aboutData": 53,
    }
    for phase in ("Design", "Implementation"):
        parts = {"consultation": 10, "dataQuality": 14, "fairness": 44, "privacy": 9}
        assert {p: scores["mitigation"].pages[f"{p}{phase}"].most for p in parts} == parts
