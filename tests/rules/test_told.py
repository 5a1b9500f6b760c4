"""What machines get of facts, conditions and questionnaires."""

import datetime as dt

from kenbaar.rules.compiling import Kind, Scope
from kenbaar.rules.conditions import ALWAYS, NEVER, Named
from kenbaar.rules.content_files import Placed, Problems
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.rules.questionnaires import Ending, Note, Page, Question, Questionnaire
from kenbaar.rules.telling import condition_told, questionnaire_told, vocabulary_told

SCOPE = Scope(
    {"open": Kind(FactType.YES_NO), "since": Kind(FactType.DATE), "tools": Kind(FactType.CHOICES, frozenset("ab"))}
)


def test_a_condition_is_told_as_it_would_stand_in_a_file() -> None:
    said = {
        "all": [
            {"open": {"is": True}},
            {"any": [{"not": {"tools": {"has_any": ["a", "b"]}}}, {"since": {"before": dt.date(2026, 8, 2)}}]},
        ]
    }
    made = SCOPE.compiled(Placed(said, "test.yaml", {}), Problems())
    told = condition_told(Named("it", made))
    assert told["all"][0] == {"open": {"is": True}}
    assert told["all"][1]["any"] == [
        {"not": {"tools": {"has_any": ["a", "b"]}}},
        {"since": {"before": "2026-08-02"}},
    ]
    assert condition_told(ALWAYS) == {"always": True}
    assert condition_told(NEVER) == {"always": False}


def test_a_questionnaire_is_told_whole() -> None:
    page = Page(
        "p", {"en": "Page"}, (Question("q", FactType.LINE, {"en": "Why?"}),), notes=(Note("n", {"en": "Read."}),)
    )
    told = questionnaire_told(
        Questionnaire("tea", "1", {"en": "Tea"}, (page,), "digest", endings=(Ending("end", {"en": "End"}, ALWAYS),))
    )
    assert told["questions"] == 1
    assert told["pages"][0]["questions"][0]["fact"] is None
    assert told["pages"][0]["notes"][0]["show"] == {"always": True}
    assert told["endings"] == [{"id": "end", "title": {"en": "End"}, "when": {"always": True}}]


def test_the_vocabulary_says_what_the_law_looks_at_and_assumes() -> None:
    told = vocabulary_told(vocabulary(), used=frozenset({"profiling"}), assumed={"in_union": [{"value": True}]})
    facts = {fact["id"]: fact for section in told["sections"] for fact in section["facts"]}
    assert facts["profiling"]["used_by_law"]
    assert not facts["name"]["used_by_law"]
    assert facts["in_union"]["assumed"] == [{"value": True}]
    assert facts["training_compute"]["unit"]["en"]
    assert facts["annex_iii"]["options"][-1]["alone"]
    assert facts["data_links"]["parts"]
