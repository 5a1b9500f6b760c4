"""What a form carries from page to page: the answers so far, and what was typed but could not be read.

It comes back from a browser, so that everything in it is looked at again. The file to keep has the same answers.
"""

import codecs
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import orjson

from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import Fact, FactType, Vocabulary
from kenbaar.rules.loose import FactProblem, FactsRefused, sheet_of
from kenbaar.values import LocalText, both

LONGEST_TYPED = 200
_LONGEST_FIELD = 60_000
_MOST_TYPED = 30
_MOST_PROBLEMS = 20


class Unreadable(Exception):
    """A form came back with something that no page of ours puts into it."""


class FileRefused(Exception):
    """A kept file cannot be used; `problems` say why, by the label or the id of the fact."""

    def __init__(self, problems: list[tuple[LocalText, LocalText]], more: int = 0) -> None:
        super().__init__("the file cannot be used")
        self.problems, self.more = problems, more


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers, and by fact what was typed in its fields as long as that is no answer."""

    sheet: Sheet = field(default_factory=Sheet)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_field(self) -> str:
        """Return what the form keeps in a hidden field."""
        return orjson.dumps({"facts": dict(self.sheet), "typed": dict(self.typed)}).decode()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The answers in a file, and the facts in it that the law does not look at."""

    sheet: Sheet
    unused: tuple[Fact, ...]


def carried_in(text: str, facts: Vocabulary) -> Carried:
    """Return what a hidden field says; nothing for an empty one. Raises Unreadable."""
    if not text:
        return Carried()
    if len(text) > _LONGEST_FIELD:
        raise Unreadable
    try:
        data = orjson.loads(text)
        if not isinstance(data, dict):
            raise Unreadable
        sheet = sheet_of(data["facts"], facts)
    except (orjson.JSONDecodeError, KeyError, FactsRefused) as error:
        raise Unreadable from error
    return Carried(sheet, _typed(data.get("typed", {}), facts))


def _typed(data: Any, facts: Vocabulary) -> dict[str, tuple[str, ...]]:
    fits = (
        isinstance(data, dict)
        and len(data) <= _MOST_TYPED
        and all(
            fact in facts
            and isinstance(texts, list)
            and len(texts) <= _MOST_TYPED
            and all(isinstance(text, str) and len(text) <= LONGEST_TYPED for text in texts)
            for fact, texts in data.items()
        )
    )
    if not fits:
        raise Unreadable
    return {fact: tuple(texts) for fact, texts in data.items()}


def file_of(sheet: Sheet, *, questionnaire: str, version: str, on: dt.date, law_digest: str) -> bytes:
    """Return the file to keep. `kenbaar classify` reads it too."""
    data = {
        "questionnaire": questionnaire,
        "version": version,
        "saved_on": on.isoformat(),
        "law": law_digest,
        "facts": dict(sheet),
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2)


def loaded(content: bytes, facts: Vocabulary, used: frozenset[str]) -> Loaded:
    """Return the answers in a file; `used` are the facts that the law looks at. Raises FileRefused."""
    try:
        data = orjson.loads(content.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise FileRefused([(_THE_FILE, _NO_JSON)]) from error
    # As for `kenbaar classify`, the facts may stand by themselves.
    answers = data.get("facts", data) if isinstance(data, dict) else None
    if not isinstance(answers, dict) or not answers:
        raise FileRefused([(_THE_FILE, _NO_FACTS)])
    try:
        sheet = sheet_of(answers, facts)
    except FactsRefused as error:
        found = [_explained(problem, facts) for problem in error.problems[:_MOST_PROBLEMS]]
        raise FileRefused(found, more=max(len(error.problems) - _MOST_PROBLEMS, 0)) from error
    unused = tuple(facts[fact] for fact in sheet if fact not in used)
    return Loaded(sheet.with_answers({fact.id: None for fact in unused}), unused)


_THE_FILE = both("Het bestand", "The file")
_NO_JSON = both(
    "Dit is geen bestand dat u hier hebt bewaard. Kies een bestand dat eindigt op .json.",
    "This is no file that was saved here. Choose a file that ends in .json.",
)
_NO_FACTS = both(
    "Er staan geen antwoorden in. Kies het bestand dat u hier hebt bewaard.",
    "There are no answers in it. Choose the file that you saved here.",
)
_TOO_MANY = both("Er staan te veel antwoorden in.", "There are too many answers in it.")
_EXPECTED: Mapping[FactType, LocalText] = {
    FactType.YES_NO: both("Hier hoort true of false.", "This takes true or false."),
    FactType.DATE: both(
        "Hier hoort een datum, zoals 2026, 2026-11 of 2026-11-24.",
        "This takes a date, such as 2026, 2026-11 or 2026-11-24.",
    ),
    FactType.NUMBER: both("Hier hoort een heel getal, 0 of meer.", "This takes a whole number, 0 or more."),
}
_OTHER = both("Dit antwoord past niet bij de vraag.", "This answer does not fit the question.")


def _explained(problem: FactProblem, facts: Vocabulary) -> tuple[LocalText, LocalText]:
    if problem.fact not in facts:
        if " " in problem.fact:
            return _THE_FILE, _TOO_MANY
        return both(problem.fact, problem.fact), _unknown(problem.fact, facts)
    fact = facts[problem.fact]
    if fact.options:
        options = ", ".join(option.id for option in fact.options)
        return fact.label, both(f"Kies uit: {options}.", f"Choose from: {options}.")
    return fact.label, _EXPECTED.get(fact.type, _OTHER)


def _unknown(fact_id: str, facts: Vocabulary) -> LocalText:
    near = get_close_matches(fact_id, [fact.id for fact in facts], n=1)
    if near:
        return both(
            f"Dit gegeven kennen we niet. Bedoelt u {near[0]}?", f"This fact is not known. Do you mean {near[0]}?"
        )
    return both("Dit gegeven kennen we niet.", "This fact is not known.")
