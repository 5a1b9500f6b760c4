"""What Kenbaar makes of a survey is what the engine that it was written for makes of it."""

import json
import random
from typing import Any

from kenbaar.rules.conditions import Given
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.survey import read_survey
from kenbaar.rules.foreign.survey_expressions import ExpressionRefused, read_expression
from kenbaar.rules.questionnaires import Questionnaire, notes_shown, run
from kenbaar.rules.scoring import Scorer, scoring
from tests.rules.survey_core import ask
from tests.standards.real import DATA, needs_data

AIA = DATA / "canada-aia" / "survey-enfr.json"
TYPES = {
    "one": FactType.CHOICE,
    "many": FactType.CHOICES,
    "text": FactType.LINE,
    "number": FactType.NUMBER,
    "yes": FactType.YES_NO,
}
LITERALS = [
    "'item2'",
    '"ITEM2-0"',
    "'item2-0 '",
    "5",
    "'5'",
    "-2",
    "2.5",
    "true",
    "'true'",
    "false",
    "''",
    "'0'",
    "0",
    "10",
    "0.5",
]
LISTS = ["['item2']", "['item2', 'x']", "['X', 'item2-0']", "[5, 'x']", "[true]", "[5]"]
OPERATORS = "= == != <> equal notequal equals < <= =< > >= => less greaterorequal".split()  # noqa: SIM905  # read as one line
SEARCHING = "contains contain *= notcontains notcontain anyof allof".split()  # noqa: SIM905  # as above
ODD = r"""
{one}='item2-0'and{number}=5
({one} = 'item2-0')
(({one} = 'item2-0') or ({number} > 4)) and {yes} = true
{one} = 'it\'s' or {text} notempty
not {one} = 'x'
{one} = "it's"
{number} = 05
{number} = 1e3
{number} = .5
{number} -5
{one} isempty
({one} = 'x') empty
{one} notequals 'x'
{many} = ['x','item2-0']
! {one} empty and {text} empty
negate ({one} empty) or {text} empty
{one} = 'x' {text} = 'x'
({one} = 'x'
{one} contains ['item2',]
{one} anyof []
{one}contains'item2'
{one} contains 'item2' and
""".strip().splitlines()
VALUES: list[dict[str, Any]] = [
    {},
    {"one": "item2-0", "many": ["x", "item2-0"], "text": "item2", "number": 5, "yes": True},
    {"one": "5", "many": ["item2"], "text": "5", "number": 2.5, "yes": False},
    {"one": "true", "many": ["5"], "text": "TRUE", "number": 0, "yes": True},
    {"one": "Item2", "many": ["item2", "x"], "text": " item2-0 ", "number": -2, "yes": False},
    {"one": "x", "many": ["true", "item2-0", "X"], "text": "05", "number": 7, "yes": True},
    {"one": "0", "many": ["0"], "text": "1e1", "number": 10},
    {"one": "0.5", "many": ["0.5", "false"], "text": "+5.0"},
    {"one": "-2.0", "many": ["-2"], "text": ".5"},
    {"one": "00", "many": ["00"], "text": "x,item2"},
]


def expressions(rng: random.Random) -> list[str]:
    single = [f"{{{name}}} {word}" for name in TYPES for word in ("empty", "notempty")]
    for name in TYPES:
        single += [f"{{{name}}} {operator} {literal}" for operator in OPERATORS for literal in (*LITERALS, *LISTS)]
        single += [f"{literal} {operator} {{{name}}}" for operator in OPERATORS for literal in LITERALS]
        single += [f"{{{name}}} {operator} {literal}" for operator in SEARCHING for literal in (*LITERALS, *LISTS)]
    combined = []
    for _ in range(1500):
        first, second, third = rng.sample(single, 3)
        form = rng.choice(
            [
                "{} and {} or {}",
                "({} or {}) and {}",
                "!{} and {} or {}",
                "{} || !({} && {})",
                "{} OR {}And {}",
                "!(!{}) or {} or {}",
            ]
        )
        combined.append(form.format(first, second, third))
    return [*single, *combined, *ODD]


def test_an_expression_holds_here_when_it_holds_there() -> None:
    asked = expressions(random.Random(20261125))
    told = ask({"expressions": asked, "values": VALUES})["truths"]
    differences, compared = [], 0
    for expression, truths in zip(asked, told, strict=True):
        try:
            condition = read_expression(expression, TYPES.__getitem__)
        except ExpressionRefused:
            continue
        here = [condition.truth(Given(values)) for values in VALUES]
        compared += len(here)
        differences += [(expression, values, t, h) for values, t, h in zip(VALUES, truths, here, strict=True) if t != h]
    assert differences == []
    assert compared > 5000


def random_answers(questionnaire: Questionnaire, rng: random.Random) -> dict[str, Any]:
    """Answer some of all questions, whether they are shown or not."""
    answers: dict[str, Any] = {}
    for question in questionnaire.questions.values():
        if rng.random() < 0.2:
            continue
        ids = [choice.id for choice in question.choices]
        if question.type is FactType.CHOICES:
            answers[question.id] = rng.sample(ids, rng.randint(1, len(ids)))
        else:
            answers[question.id] = rng.choice(ids) if ids else "Iets."
    return answers


@needs_data
def test_the_canadian_assessment_shows_and_scores_what_its_own_engine_does() -> None:
    rules = scoring("canada-aia", "1.0.1")
    questionnaire = read_survey(AIA.read_bytes(), id="canada-aia", version="1.0.1", names=rules.names).questionnaire
    rng = random.Random(3)
    sets = [random_answers(questionnaire, rng) for _ in range(80)]
    told = ask({"survey": json.loads(AIA.read_bytes()), "sets": sets})["outcomes"]
    scorer = Scorer(questionnaire, rules)
    cleared = 0
    for answers, outcome in zip(sets, told, strict=True):
        found = run(questionnaire, answers)
        scores = scorer.scored(found).scores
        assert list(found.shown) == outcome["shown"]
        assert {"RS": scores["impact"].points, "MS": scores["mitigation"].points} == outcome["sums"]
        html = [note for page in questionnaire.pages for note in notes_shown(page, found) if "Panel" not in note.id]
        assert len(html) == outcome["html"]
        cleared += bool(found.cleared)
    assert cleared == len(sets), "every set had answers to hidden questions, or the comparison says too little"


def nested() -> dict[str, Any]:
    """Return a survey in which a blank opens questions, through pages and panels."""
    choices = ["item1", "item2", "item12"]

    def asks(name: str, condition: str = "", **more: Any) -> dict[str, Any]:
        conditions = {"visibleIf": condition} if condition else {}
        return {"type": "radiogroup", "name": name, "choices": choices, **conditions, **more}

    def group(name: str, condition: str, *elements: dict[str, Any]) -> dict[str, Any]:
        return {"type": "panel", "name": name, "visibleIf": condition, "elements": list(elements)}

    inner = group(
        "inner", "{c} empty or {b} contains ['item1', 'item2']", asks("f"), asks("g", "!({f} empty) and {a} notempty")
    )
    first = [
        asks("a"),
        {"type": "checkbox", "name": "b", "choices": choices, "visibleIf": "{a} <> 'item1'"},
        asks("c", "{b} notcontains 'item2'"),
        asks("d", "{c} contains 'item1' and !{b} empty", visible=False),
        group("outer", "{d} != 'item12'", asks("e", "{a} anyof ['item2', 'ITEM12']"), inner),
    ]
    second = {
        "name": "second",
        "visibleIf": "{e} empty and {g} <> 'item2'",
        "elements": [asks("h"), asks("i", "{h} = ''")],
    }
    return {"pages": [{"name": "first", "elements": first}, second]}


def test_groups_within_groups_and_questions_that_a_blank_opens_are_shown_alike() -> None:
    survey = read_survey(json.dumps(nested()).encode())
    assert survey.findings == ()
    rng = random.Random(5)
    sets = [
        {name: value for name, value in random_answers(survey.questionnaire, rng).items() if rng.random() < 0.7}
        for _ in range(500)
    ]
    told = ask({"survey": nested(), "sets": sets})["outcomes"]
    assert [list(run(survey.questionnaire, answers).shown) for answers in sets] == [one["shown"] for one in told]
