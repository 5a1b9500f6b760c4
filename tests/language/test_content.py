"""The files about a language are refused with file, place and remedy when something is wrong in them."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from kenbaar.language.forms import Kind, forms_of
from kenbaar.language.speech import read_speech, speech_of
from kenbaar.rules.content_files import ContentError
from kenbaar.values import Language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(str(files("kenbaar.content").joinpath("language/nl")), tmp_path / "nl")
    return tmp_path / "nl"


def refused(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_speech(folder, Language.NL)
    return str(caught.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{word: iets}", "it offers nothing: give `instead`"),
        ("{word: ja, part: end, instead: [x]}", "a part of a compound has at least 4 letters"),
        ("{word: lopen, kind: verb, instead: [gaan]}", "lopen: its forms follow no rule. List them under `forms`."),
        ("{word: iets, instead: [no]}", "instead > 0: Input should be a valid string"),
        ("{word: iets, hulp: x}", "hulp: Extra inputs are not permitted"),
        ("{word: reeds, instead: [al]}\n  - {word: reeds, instead: [al]}", "reeds stands in the lists a second time"),
        ("een woord", "the entry: Input should be"),
    ],
)
def test_an_entry_that_is_wrong_is_named_with_its_line(folder: Path, entry: str, said: str) -> None:
    (folder / "jargon.yaml").write_text(f"officialese:\n  - {entry}\n")
    message = refused(folder)
    assert said in message
    assert message.startswith("nl/jargon.yaml, line ")


def test_everything_that_is_wrong_is_named_at_once(folder: Path) -> None:
    (folder / "jargon.yaml").write_text("officialese: [{word: iets}]\nslang: []\nlegal: [{word: anders}]\n")
    assert len(refused(folder).splitlines()) == 3
    (folder / "jargon.yaml").write_text("- een lijst\n")
    assert "it has no lists" in refused(folder)


@pytest.mark.parametrize(
    ("line", "instead", "said", "place"),
    [
        ("  easy_from: 60", "  easy_from: 40", "`easy_from` must be higher than `fair_from`", "formula:"),
        ("  start: 206.84", "  start: veel", "formula > start: Input should be a valid number", "  start:"),
        ('  form: "', '  form: "(', "is no pattern", "  form:"),
        ("  word_syllables: 7", "  word_syllables: 0", "limits > word_syllables", "  word_syllables:"),
    ],
)
def test_a_reckoning_that_is_wrong_is_named_with_its_line(
    folder: Path, line: str, instead: str, said: str, place: str
) -> None:
    file = folder / "reading.yaml"
    before = file.read_text()
    assert line in before
    file.write_text(before.replace(line, instead, 1))
    message = refused(folder)
    assert said in message
    number = next(at for at, each in enumerate(before.splitlines(), 1) if each.startswith(place))
    assert message.startswith(f"nl/reading.yaml, line {number}: ")


def test_what_ships_is_read_once_and_is_large_enough() -> None:
    for language, fewest in ((Language.NL, 250), (Language.EN, 150)):
        speech = speech_of(language)
        assert speech is speech_of(language)
        phrases = [entry for found in speech.phrases.values() for _words, entry in found]
        listed = [*speech.words.values(), *speech.as_written.values(), *phrases]
        assert len({term.word for term, _why in listed}) >= fewest


@pytest.mark.parametrize(
    ("word", "kind", "form"),
    [
        ("activeren", Kind.VERB, "geactiveerd"),
        ("evalueren", Kind.VERB, "geëvalueerde"),
        ("definiëren", Kind.VERB, "definieert"),
        ("creëren", Kind.VERB, "gecreëerd"),
        ("signaal", Kind.NOUN, "signalen"),
        ("eenheid", Kind.NOUN, "eenheden"),
        ("criterium", Kind.NOUN, "criteria"),
        ("actief", Kind.ADJECTIVE, "actieve"),
        ("lopen", Kind.VERB, "lopen"),
    ],
)
def test_forms_of_dutch_words(word: str, kind: Kind, form: str) -> None:
    assert form in forms_of(word, kind, Language.NL)


@pytest.mark.parametrize(
    ("word", "kind", "form"),
    [
        ("policy", Kind.NOUN, "policies"),
        ("process", Kind.NOUN, "processes"),
        ("verify", Kind.VERB, "verified"),
        ("utilise", Kind.VERB, "utilising"),
        ("ad hoc", Kind.FIXED, "ad hoc"),
    ],
)
def test_forms_of_english_words(word: str, kind: Kind, form: str) -> None:
    assert form in forms_of(word, kind, Language.EN)
