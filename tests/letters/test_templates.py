"""Templates are whole in every language, easy to read, and said to be broken with the place of it."""

import re
from pathlib import Path

import pytest

from kenbaar.language.marking import difficult_words
from kenbaar.language.measuring import Verdict, measure
from kenbaar.letters.errors import TemplateNotKnown
from kenbaar.letters.templates import PLACEHOLDERS, Template, read_templates, template, templates
from kenbaar.rules.content_files import ContentError
from kenbaar.values import Language

# Names of laws as everybody writes them, and what people call the square.
_KNOWN_ABBREVIATIONS = {"AVG", "GDPR", "QR"}


def words_of(shown: Template, language: str) -> str:
    """Return all words that people read, a line a slot; a placeholder is a word like any other."""
    return "\n".join(re.sub(r"\{\w+\}", "dat", getattr(slot, language)) for slot in shown.slots.values())


@pytest.mark.parametrize("name", templates())
@pytest.mark.parametrize("language", Language)
def test_somebody_of_fifteen_can_read_it(name: str, language: Language) -> None:
    text = words_of(template(name), language)
    read = measure(text, language)

    assert read.score
    assert read.score.possible == (Verdict.EASY,), "by the measure that Kenbaar uses for everybody's texts"
    assert {each.word for each in difficult_words(text, language)} <= _KNOWN_ABBREVIATIONS


@pytest.mark.parametrize("name", templates())
def test_french_keeps_a_sign_with_the_word_before_it(name: str) -> None:
    assert not re.findall(r"[^\n]* [:;?!][^\n]*", words_of(template(name), "fr")), "put a no-break space (U+00A0) there"


@pytest.mark.parametrize("name", templates())
def test_own_words_can_say_what_they_need(name: str) -> None:
    shown = template(name)
    for slot, shape in shown.slots.items():
        if shape.own:
            assert set(shape.own.needs) <= shown.allowed(slot)
            assert all(len(getattr(shape, language)) <= shape.own.most for language in ("nl", "en", "fr"))


def test_a_template_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(TemplateNotKnown, match=r"There are no words called decision/99\. Choose from: .*decision/1"):
        template("decision/99")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a: {nl: Ja, en: Aye}", "letters/x/1/a.yaml: a: .*give a text in nl, en and fr"),
        ("a: {}", "a: .*let a body give it one"),
        ("a: {nl: '{body}', en: Aye, fr: Oui}", "a: .*the same in every language"),
        ("a: {nl: '{body', en: Aye, fr: Oui}", "a: .*a brace stands here"),
        ("a: {nl: Ja, en: Aye, fr: Oui, de: Ja}", "a: de: Extra inputs"),
        ("a: {nl: Ja, en: Aye, fr: Oui}\na: {own: {most: 9}}", "line 2: 'a' stands here a second time"),
        ("a: {own: {most: 0}}", "a: own > most"),
        ("b: {own: {most: 9}}", "letters/x/1/b.yaml: b stands in another file"),
        ("[a]", "letters/x/1/a.yaml: the file does not name slots"),
    ],
)
def test_a_broken_template_is_told_with_its_place(tmp_path: Path, content: str, told: str) -> None:
    folder = tmp_path / "x/1"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(content)
    (folder / "b.yaml").write_text("b: {own: {most: 9}}")

    with pytest.raises(ContentError, match=told):
        read_templates(tmp_path)


def test_every_placeholder_is_explained() -> None:
    assert all(PLACEHOLDERS.values())
