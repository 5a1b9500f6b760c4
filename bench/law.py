"""Law and questionnaires: how long it takes to find out what a set of answers comes to."""

import random
from pathlib import Path
from typing import Any

import orjson

from bench.classified import one_classification, whole_register
from bench.figures import Figure, console, p50_p95, seconds, show
from kenbaar.rules.foreign.survey import read_survey
from kenbaar.rules.questionnaires import Questionnaire, run
from kenbaar.rules.scoring import Scorer, scoring

_AIA = Path(__file__).parents[2] / "shared/data/canada-aia/survey-enfr.json"


def measure(entries: int) -> None:
    """Measure every part of it, and a register of this many entries."""
    assessment()
    one_classification()
    whole_register(entries)


def assessment() -> None:
    """Evaluate Canada's AIA with all questions answered, whether they are shown or not."""
    if not _AIA.exists():
        console.print(f"Canada's AIA is not at hand ({_AIA}); there is nothing to measure it with.")
        return
    content = _AIA.read_bytes()
    rules = scoring("canada-aia", "1.0.1")
    bare = seconds(lambda: orjson.loads(content)) * 1000
    took = seconds(lambda: read_survey(content, names=rules.names)) * 1000
    questionnaire = read_survey(content, id="canada-aia", version="1.0.1", names=rules.names).questionnaire
    scorer = Scorer(questionnaire, rules)
    sets = [_answers(questionnaire, random.Random(number)) for number in range(200)]
    median, slow = p50_p95([_milliseconds(scorer, answers) for answers in sets])
    saved = orjson.dumps(sets)
    parsing = seconds(lambda: orjson.loads(saved)) * 1000 / len(sets)
    against = "the same answers, read from JSON"
    figures = [
        Figure(f"read {len(questionnaire.questions)} questions", took, "ms", "", bare, "the same file, as JSON only"),
        Figure("show, clear, score and level, median of 200", median, "ms", "5 ms", parsing, against),
        Figure("show, clear, score and level, 95 % under", slow, "ms", "5 ms", parsing, against),
    ]
    show("AIA (Canada's Algorithmic Impact Assessment, 295 answers)", figures)


def _milliseconds(scorer: Scorer, answers: dict[str, Any]) -> float:
    """Return the best of three: what else the machine does is no matter of ours."""
    return min(seconds(lambda: scorer.scored(run(scorer.questionnaire, answers))) for _ in range(3)) * 1000


def _answers(questionnaire: Questionnaire, rng: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in questionnaire.questions.values():
        ids = [choice.id for choice in question.choices]
        several = question.type == "choices"
        answers[question.id] = rng.sample(ids, rng.randint(1, len(ids))) if several else rng.choice(ids or ["A text."])
    return answers
