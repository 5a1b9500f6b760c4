"""The forms of Algorithm Audit for the AI Act: two, each in English and Dutch. They are not part of the project."""

import json
import random
import re
from functools import cache
from typing import Any

import pytest

from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.guarding import Read
from kenbaar.rules.foreign.json_forms import read_json_form
from kenbaar.rules.foreign.tracing import Trace, trace
from kenbaar.rules.questionnaires import Question
from tests.rules.form_by_itself import FormByItself
from tests.rules.forms import filled, findings, question
from tests.standards.real import DATA, needs_data

FOLDER = DATA / "algorithm-audit-ai-act"
DATES = ("31 December 2030", "2 August 2027", "2 December 2027", "2 August 2028")

pytestmark = needs_data


def content(name: str) -> bytes:
    return (FOLDER / f"{name}.json").read_bytes()


@cache
def risk() -> Read:
    return read_json_form(content("riskclassification"), id="risk", second=content("risicoclassificatie"))


@cache
def traced() -> Trace:
    return trace(risk().questionnaire)


def test_the_risk_form_asks_37_single_choices_one_of_them_in_two_places() -> None:
    kinds = [found.type for found in risk().questionnaire.questions.values()]

    # `exceptions` and the text behind it stand in two groups with other outcomes, so these are two questions each.
    assert kinds.count(FactType.CHOICE) == 37 + 1
    assert kinds.count(FactType.CHOICES) == 3
    assert kinds.count(FactType.TEXT) == 5 + 1
    assert [page.id for page in risk().questionnaire.pages] == [
        "start",
        "biometrics",
        "infra",
        "exceptionHigh",
        "infra.art5_check",
        "exceptionForbidden",
    ]


def test_every_text_of_the_risk_form_is_there_in_both_languages() -> None:
    for found in risk().questionnaire.questions.values():
        assert set(found.texts) == {"en", "nl"}
        assert all(set(choice.texts) == {"en", "nl"} for choice in found.choices)
        assert found.help.keys() in (set(), {"en", "nl"})
    assert all(set(ending.texts) == {"en", "nl"} for ending in risk().questionnaire.endings)
    assert question(risk(), "III.1").choices[0].texts == {"en": "Yes", "nl": "Ja"}


def test_all_ways_through_the_risk_form_are_known_and_none_leads_nowhere() -> None:
    assert traced().ways == 162_598_722
    assert traced().never_shown == traced().never_told == ()
    assert all(outcome.endings for outcome in traced().outcomes)
    assert {ending for outcome in traced().outcomes for ending in outcome.endings} == {
        "low",
        "high",
        "high-A",
        "high-B",
        "highExcept",
        "forbidden",
        "forbiddenExcept",
    }


def test_the_risk_form_can_say_that_nothing_applies_beside_an_outcome_that_says_otherwise() -> None:
    beside_low = {pair.place for pair in traced().findings() if "low" in pair.place.split(", ")}

    assert beside_low == {
        "highExcept, low",
        "high, low",
        "forbiddenExcept, low",
        "forbidden, low",
        "high-A, low",
        "high-B, low",
    }


def test_each_example_of_an_outcome_comes_to_that_outcome() -> None:
    for outcome in traced().outcomes:
        found = filled(risk(), **outcome.answers)
        assert (found.endings, found.open, found.cleared) == (outcome.endings, (), {})


def test_what_is_asked_and_told_is_what_the_form_asks_and_tells_by_itself() -> None:
    chance = random.Random(6)
    form, questions = json.loads(content("riskclassification"))["JSONSchema"], risk().questionnaire.questions
    for _way in range(150):
        answers: dict[str, Any] = {}
        said: dict[str, Any] = {}
        while (found := filled(risk(), **answers)).next:
            itself = FormByItself(form, said, set(questions))
            assert (set(found.shown), set(found.endings)) == (itself.asked, itself.told)
            answers[found.next], said[found.next] = some_answer(questions[found.next], chance)
        itself = FormByItself(form, said, set(questions))
        assert (set(found.shown), set(found.endings)) == (itself.asked, itself.told)


def some_answer(asked: Question, chance: random.Random) -> tuple[Any, Any]:
    """An answer by the ids of its options, and as the file spells it: a link in it is still one there."""
    if not asked.choices:
        return "a text", "a text"
    name = asked.id if asked.id in options() else asked.id.partition(".")[2]
    spelled = options()[name]
    ids = [choice.id for choice in asked.choices]
    if asked.type is FactType.CHOICE:
        id = chance.choice(ids)
        return id, spelled[ids.index(id)]
    some = chance.sample(ids, chance.randint(1, len(ids)))
    return some, [spelled[ids.index(id)] for id in some]


@cache
def options() -> dict[str, list[str]]:
    """The options of every question in the file, by its name there."""
    found: dict[str, list[str]] = {}

    def look(part: Any) -> None:
        if isinstance(part, dict):
            for name, inside in part.get("properties", {}).items():
                if isinstance(inside, dict) and "title" in inside and (inside.get("items") or inside).get("enum"):
                    found[name] = (inside.get("items") or inside)["enum"]
        for inside in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            look(inside)

    look(json.loads(content("riskclassification"))["JSONSchema"])
    return found


def test_a_system_for_cvs_is_high_risk_and_one_that_spreads_chat_is_not() -> None:
    hiring = {"annexI": "1", "III.1": "2", "art50": ["5"], "annexIIIGate": "3", "III.4.uses": "2"}
    no_practice = {"5.a": "2", "5.c": "2"}

    assert filled(risk(), **hiring).open == ("exceptionHigh.exceptions", "5.a")
    told = filled(risk(), **hiring, **no_practice, **{"exceptionHigh.exceptions": "4", "6.1": "1"})
    assert told.endings == ("high", "low")
    chat = {"annexI": "1", "III.1": "2", "art50": ["1"], "annexIIIGate": "10", **no_practice}
    assert filled(risk(), **chat).endings == ("low",)


def test_the_findings_on_the_risk_form_name_what_it_leaves_to_the_reader() -> None:
    said = findings(risk())

    assert (
        len([one for one in said if re.fullmatch(r"/definitions/infra/allOf/\d+/if: holds .* 'annexIIIGate'.*", one)])
        == 9
    )
    assert len([one for one in said if "several parts of the form lead here" in one]) == 3
    assert len([one for one in said if "several groups ask" in one]) == 2
    assert len([one for one in said if "a text to read" in one]) == 1
    assert len(said) == 15


def test_the_reader_does_not_rest_on_the_dates_in_the_texts() -> None:
    # The reference says that some of these dates are wrong: a correction must not make it another form.
    plain = content("riskclassification").decode()
    for date in DATES:
        plain = plain.replace(date, "a day")
    corrected = read_json_form(plain.encode(), id="risk", second=content("risicoclassificatie")).questionnaire

    assert list(corrected.questions) == list(risk().questionnaire.questions)
    assert trace(corrected).ways == traced().ways


def test_the_form_for_roles_has_three_questions_and_leaves_its_outcome_to_the_application() -> None:
    read = read_json_form(content("roleandstatus"), id="role", second=content("rolenstatus"))
    told = trace(read.questionnaire)

    assert list(read.questionnaire.questions) == ["q12", "q12b", "q13"]
    assert (told.ways, [outcome.endings for outcome in told.outcomes]) == (21, [("outputResult",)])
    assert any("what it says is worked out elsewhere" in finding for finding in findings(read))


def test_the_two_forms_are_not_each_others_translation() -> None:
    with pytest.raises(ValueError, match="not the same form"):
        read_json_form(content("riskclassification"), id="risk", second=content("rolenstatus"))


def test_every_address_in_the_sources_is_a_web_address() -> None:
    sources = [source for found in risk().questionnaire.questions.values() for source in found.sources]

    assert len(sources) > 100
    assert all(source.url.startswith("https://") for source in sources)
    assert not any("](" in json.dumps([found.texts, found.help]) for found in risk().questionnaire.questions.values())
