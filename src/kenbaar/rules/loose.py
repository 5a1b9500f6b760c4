"""Facts as people and machines write them down: a mapping of ids to values, a little loose, checked one by one.

A value may stand bare or as an answer (`{"value": ...}`, `{"blank": "unknown"}`). `true` and `yes` mean the same, and a
single option counts as a list where several can be chosen. Everything that is wrong is found in one go; half a sheet
is never given.
"""

import datetime as dt
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from kenbaar.rules.answers import Answer, AnswerError, Sheet, check_answer, known, unknown
from kenbaar.rules.facts import Fact, FactType, Vocabulary

_WORDS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nee": False}
MOST_FACTS = 500
_LONGEST = 600


class FactProblem(NamedTuple):
    """A fact that cannot be used, and why."""

    fact: str
    what: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.what}"


class FactsRefused(ValueError):
    """Facts do not fit the vocabulary; `problems` lists them all."""

    def __init__(self, problems: list[FactProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def sheet_of(raw: Any, facts: Vocabulary) -> Sheet:
    """Return the sheet that a mapping of facts says. Raises FactsRefused with everything that is wrong."""
    if isinstance(raw, dict) and isinstance(raw.get("facts"), dict) and "facts" not in facts:
        raw = raw["facts"]
    if not isinstance(raw, dict):
        raise FactsRefused([FactProblem("the file", "expected facts by id, such as `ai_system: yes`")])
    if len(raw) > MOST_FACTS:
        raise FactsRefused([FactProblem("the file", f"holds {len(raw):,} facts; at most {MOST_FACTS} are read")])
    answers: dict[str, Answer] = {}
    problems = []
    for key, value in raw.items():
        fact_id = str(key)
        try:
            answers[fact_id] = _answer(_fact(fact_id, facts), value)
        except AnswerError as error:
            problems.append(FactProblem(fact_id[:80], _shortened(str(error))))
    if problems:
        raise FactsRefused(problems)
    return Sheet(answers)


def _shortened(sentence: str) -> str:
    """Return a sentence that quotes what was sent without the middle of a very long quotation."""
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:100]} ... {sentence[100 - _LONGEST :]}"


def _fact(fact_id: str, facts: Vocabulary) -> Fact:
    if fact_id in facts:
        return facts[fact_id]
    near = get_close_matches(fact_id[:80], [fact.id for fact in facts], n=1)
    raise AnswerError("there is no such fact" + (f"; did you mean {near[0]}?" if near else ""))


def _answer(fact: Fact, raw: Any) -> Answer:
    if raw is None or raw == "unknown":
        return unknown()
    answer = raw if isinstance(raw, Mapping) and ({"value", "blank"} & set(raw)) else known(raw)
    if "value" in answer:
        answer = {**answer, "value": _value(fact, answer["value"])}
    check_answer(fact, dict(answer))
    return dict(answer)


def _value(fact: Fact, raw: Any) -> Any:
    match fact.type:
        case FactType.YES_NO if isinstance(raw, str):
            return _WORDS.get(raw.lower(), raw)
        case FactType.CHOICE:
            return _option(raw)
        case FactType.CHOICES:
            return [_option(each) for each in (raw if isinstance(raw, list) else [raw])]
        case FactType.DATE if isinstance(raw, (dt.date, int)):
            return raw.date().isoformat() if isinstance(raw, dt.datetime) else str(raw)
        case _:
            return raw


def _option(raw: Any) -> Any:
    """Return the id of an option: YAML makes a truth value of `yes`, and a number of `2`."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    return str(raw) if isinstance(raw, int) else raw
