"""From the form of a change of many entries to an answer, and from an answer to words."""

from django.http import QueryDict

from kenbaar.rules.answers import Answer, known, unknown
from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.standards.fields import load_standard
from kenbaar.standards.files.cells import cell_text
from kenbaar.standards.own import WORKING
from kenbaar.standards.rendering import rendered
from kenbaar.values import Language

_LONGEST = 10_000


class NoAnswer(Exception):
    """Nothing was filled in, or too much."""


def answer_in(form: QueryDict, fact: Fact) -> Answer | None:
    """Return what the form says of a fact; None to take its answers away. Raises NoAnswer.

    Whether it fits the fact is for the deed to say.
    """
    match form.get("mode"):
        case "clear":
            return None
        case "unknown":
            return unknown()
    match fact.type:
        case FactType.TEXT:
            texts = {tongue: text for tongue in Language if (text := _text(form, f"value_{tongue}"))}
            return known({str(tongue): text for tongue, text in texts.items()}) if texts else _nothing()
        case FactType.CHOICES:
            chosen = list(dict.fromkeys(form.getlist("value")))
            return known(chosen) if chosen else _nothing()
        case FactType.YES_NO:
            said = form.get("value", "")
            return known(said == "yes") if said in {"yes", "no"} else _nothing()
        case _:
            text = _text(form, "value")
            return known(text) if text else _nothing()


def answer_text(fact_id: str, answer: Answer | None, language: str) -> str:
    """Return an answer in words, short enough for a cell of a table to hold."""
    field = load_standard(*WORKING).by_id.get(fact_id)
    if answer is None or field is None or fact_id not in vocabulary():
        return ""
    text = rendered(field, answer, language, load_standard(*WORKING))
    if not text and isinstance(answer.get("value"), dict):
        # Only in the other language.
        text = next(iter(answer["value"].values()), "")
    return ", ".join(text) if isinstance(text, list) and all(isinstance(one, str) for one in text) else cell_text(text)


def _text(form: QueryDict, name: str) -> str:
    text = form.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > _LONGEST:
        raise NoAnswer
    return text


def _nothing() -> Answer:
    raise NoAnswer
