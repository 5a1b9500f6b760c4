"""What people ask of the real records, and what they must find: `queries.yaml`, one test a question."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_django import Settings

from kenbaar.register.search.reading import snapshot
from kenbaar.register.search.searching import Hit, SearchRequest, SearchResult, search
from kenbaar.register.search.words import folded_words
from kenbaar.rules.facts import vocabulary
from kenbaar.values import Language
from tests.standards.real import needs_data

pytestmark = [needs_data, pytest.mark.django_db]

QUESTIONS = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["ask"] for question in QUESTIONS])
def test_a_question_finds_what_it_must(question: dict[str, Any], real_register: Path, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = real_register
    result = _asked(question)
    assert list(_complaints(question, result)) == []


def test_there_are_enough_questions_in_both_languages() -> None:
    assert len(QUESTIONS) >= 60
    assert sum(question.get("in") == "en" for question in QUESTIONS) >= 15


def _asked(question: dict[str, Any]) -> SearchResult:
    return search(SearchRequest(question["ask"], Language(question.get("in", "nl")), size=100))


def _complaints(question: dict[str, Any], result: SearchResult) -> Iterator[str]:
    names = [_names(hit) for hit in result.hits]
    for wanted in question.get("finds", ()):
        if not any(wanted.casefold() in name for name in names[: question["top"]]):
            yield f"{wanted!r} is not among the first {question['top']}: {names[: question['top']]}"
    for unwanted in question.get("not", ()):
        if any(unwanted.casefold() in name for name in names):
            yield f"{unwanted!r} is found and must not be"
    if "every" in question:
        yield from _strangers(result.hits[:10], question["every"])
    least, most = question.get("total", (1, 10_000))
    if not least <= result.total <= most:
        yield f"{result.total} hits, not between {least} and {most}"
    if question.get("did_you_mean", ...) not in (..., result.did_you_mean):
        yield f"did you mean {result.did_you_mean!r}"
    relaxed = question.get("relaxed", False)
    if relaxed is not None and result.relaxed is not relaxed:
        yield f"relaxed is {result.relaxed}"


def _strangers(hits: tuple[Hit, ...], words: list[str]) -> Iterator[str]:
    for hit in hits:
        text = " ".join(folded_words(text_of(hit.reference)))
        if not any(" ".join(folded_words(word)) in text for word in words):
            yield f"{_names(hit)} has none of {words}"


def _names(hit: Hit) -> str:
    return " | ".join((*hit.name.values(), hit.reference)).casefold()


def text_of(reference: str) -> str:
    """Return all words by which an entry can be found: its texts, and the names of its themes."""
    now = snapshot()
    assert now is not None
    card = now.card_of(reference)
    assert card is not None
    themes = (vocabulary()["theme"].option(theme) for theme in card["themes"])
    labels = [theme.label.model_dump() for theme in themes if theme]
    texts = [card["name"], card["body_name"], *card["texts"].values(), *labels]
    return " ".join(text for per_language in texts for text in per_language.values())
