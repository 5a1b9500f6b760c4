"""Somebody of fifteen can read the pages about a notice, in every language that people get notices in."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.sample_run import SAMPLE_DAY, sample_rows
from kenbaar.language.marking import difficult_words
from kenbaar.language.measuring import Verdict, measure
from kenbaar.letters.explaining import explain
from kenbaar.letters.explanation import Explanation
from kenbaar.notices.sample import sample_profile
from kenbaar.portal.verifying import verifier_words
from kenbaar.values import Language

LOCALE = Path(settings.LOCALE_PATHS[0])
# What stands around the pages: the frame, what refuses, and what verifies.
_OWN = re.compile(r"(site/templates/)?portal/notice/")
_AROUND = re.compile(
    r"site/templates/portal/(refusals/|base\.html|parts\.html|verifier_parts\.html)|portal/verifying\.py"
)
# As everybody writes them.
_KNOWN_ABBREVIATIONS = {"PDF"}


def catalog(language: str) -> Catalog:
    return read_po(io.BytesIO((LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()), locale=language)


def texts_of(places: re.Pattern[str]) -> set[str]:
    """Return the Dutch texts in the files at some places."""
    methods, options = parse_mapping_cfg(io.StringIO((LOCALE / "babel.cfg").read_text()))
    found = extract_from_dir(LOCALE.parents[1], methods, options)
    return {str(text) for file, _line, text, _comments, _context in found if places.match(file)}


def said_by_the_verifier(language: str) -> list[str]:
    """Return every sentence of the verifier, in one order for all languages."""

    def sentences(said: str | list[Any] | dict[str, Any]) -> list[str]:
        if isinstance(said, str):
            return [said]
        return [one for part in (said.values() if isinstance(said, dict) else said) for one in sentences(part)]

    with override(language):
        return sentences(json.loads(verifier_words(language)))


def sample_explanation(language: str) -> Explanation:
    profile = sample_profile()
    (row,) = sample_rows(1, seed=1)
    decision = Reader(profile, today=SAMPLE_DAY).read(row)
    assert isinstance(decision, Decision)
    return explain(profile, decision, language)


def words_of(explanation: Explanation) -> str:
    """Return what people read in sentences: paragraphs, and what they can do. A reference to a law is no sentence."""
    paragraphs = (text.text for section in explanation.sections for text in section.paragraphs)
    routes = (route.paragraph.text for section in explanation.sections for route in section.routes)
    return re.sub(r"https?://\S+", "", "\n".join((*paragraphs, *routes)))


@pytest.mark.parametrize("language", Language)
def test_somebody_of_fifteen_can_read_the_pages(language: Language) -> None:
    own, said = texts_of(_OWN), catalog("en")
    text = "\n".join(str(said[each].string) if language is Language.EN else each for each in sorted(own))
    read = measure(re.sub(r"%\(\w+\)s", "dat", text), language)
    assert read.score
    assert read.score.possible == (Verdict.EASY,)
    assert {each.word for each in difficult_words(text, language)} <= _KNOWN_ABBREVIATIONS


@pytest.mark.parametrize("language", Language)
def test_somebody_of_fifteen_can_read_the_explanation_of_the_sample(language: Language) -> None:
    read = measure(words_of(sample_explanation(language)), language)
    assert read.score
    assert Verdict.HARD not in read.score.possible and read.score.verdict is Verdict.EASY


def test_the_pages_are_whole_in_french() -> None:
    french = {str(message.id): str(message.string) for message in catalog("fr") if message.id}
    in_use = texts_of(_OWN) | texts_of(_AROUND) | set(said_by_the_verifier("nl"))
    assert sorted(in_use - french.keys()) == []
    assert sorted(french.keys() - in_use) == []
    assert all(french.values())
    places = re.compile(r"%\(\w+\)s|\{\w+\}")
    assert all(set(places.findall(dutch)) == set(places.findall(text)) for dutch, text in french.items())


def test_the_verifier_says_everything_in_french() -> None:
    french = catalog("fr")
    said = dict(zip(said_by_the_verifier("nl"), said_by_the_verifier("fr"), strict=True))
    assert said == {dutch: message.string if (message := french.get(dutch)) else "" for dutch in said}


def test_french_keeps_a_sign_with_the_word_before_it() -> None:
    loose = [message.string for message in catalog("fr") if re.search(" [:;?!]", str(message.string))]
    assert loose == [], "put a no-break space (U+00A0) there"


def test_the_compiled_french_is_that_of_the_source() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalog("fr"))
    assert compiled.getvalue() == (LOCALE / "fr" / "LC_MESSAGES" / "django.mo").read_bytes(), "run `make fix`"
