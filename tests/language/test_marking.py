"""Which words are marked: those that a citizen stumbles over, and not those that only look like them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.language.heavy import heavy_sentences
from kenbaar.language.helping import help_with
from kenbaar.language.marking import difficult_words
from kenbaar.language.measuring import measure
from kenbaar.language.speech import Why, speech_of
from kenbaar.language.telling import ADVICE, WHYS
from kenbaar.values import Language


def entries(text: str, language: Language = Language.NL) -> list[tuple[str, str]]:
    return [(mark.word, mark.entry) for mark in difficult_words(text, language)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Wij hebben het geïmplementeerd.", [("geïmplementeerd", "implementeren")]),
        ("Wij implementeerden het.", [("implementeerden", "implementeren")]),
        ("Wij evalueren, creëren en verifieert.", [("creëren", "creëren"), ("verifieert", "verifiëren")]),
        ("Met adequate en kwantitatieve middelen", [("adequate", "adequaat"), ("kwantitatieve", "kwantitatief")]),
        (
            "Twee belanghebbenden en hun aangelegenheden",
            [("belanghebbenden", "belanghebbende"), ("aangelegenheden", "aangelegenheid")],
        ),
        ("De criteria en de zoekcriteria", [("criteria", "criterium"), ("zoekcriteria", "criterium")]),
        (
            "Het implementatieplan en de webapplicaties",
            [("implementatieplan", "implementatie"), ("webapplicaties", "applicatie")],
        ),
        ("Ten behoeve van u", [("Ten behoeve van", "ten behoeve van")]),
        ("Dit is ten\nbehoeve van u", [("ten\nbehoeve van", "ten behoeve van")]),
        ("Dit geldt m.b.t. zorg.", [("m.b.t.", "m.b.t.")]),
        ("Een AVG-verzoek en het AI‑model", [("AVG", "AVG")]),
        ("Twee API’s", [("API’s", "API")]),
        ("Een zgn. proef, incl. uitleg m.b.t zorg", [("zgn.", "zgn."), ("incl.", "incl."), ("m.b.t", "m.b.t.")]),
        ("Bel Jo en Incl of resp", []),
        ("De piloten en het pistool", []),
        ("ten, behoeve van", []),
        ("ten behoeve, van", []),
        ("ten behoeve", []),
        ("Zie www.implementatie.nl/tool of info@tool.nl", []),
        ("Een gewone zin zonder iets.", []),
    ],
)
def test_forms_compounds_and_phrases_of_the_list(text: str, marked: list[tuple[str, str]]) -> None:
    assert entries(text) == marked


def test_english_words_are_found_in_their_forms_too() -> None:
    found = entries(
        "We utilised methodologies, verified and classifying them robustly in order to comply with it.", Language.EN
    )
    assert [entry for _word, entry in found] == [
        "utilise", "methodology", "verify", "classify", "robust", "in order to", "comply with",
    ]  # fmt: skip


def test_each_word_of_the_list_offers_something_and_is_found_itself() -> None:
    for language in Language:
        speech = speech_of(language)
        for listed in (speech.words, speech.as_written):
            for word, (term, _why) in listed.items():
                assert term.instead or term.means
                found = difficult_words(word, language)
                assert [mark.word for mark in found] == [word], word


def test_what_is_offered_is_not_hard_itself() -> None:
    for language in Language:
        speech = speech_of(language)
        phrases = (entry for found in speech.phrases.values() for _words, entry in found)
        for term, _why in (*speech.words.values(), *speech.as_written.values(), *phrases):
            for offered in (*term.instead, term.means):
                assert not difficult_words(offered, language), f"{term.word}: {offered}"


def test_an_abbreviation_that_is_explained_in_the_text_is_left_alone() -> None:
    assert entries("De Algemene verordening gegevensbescherming (AVG) geldt. Dus de AVG geldt.") == []
    assert entries("De BAG (adressen) en een BAG-adres.") == []
    assert entries("De RWZQ (een ding) is er.") == []


def test_an_abbreviation_that_nobody_explains_is_marked_also_when_we_do_not_know_it() -> None:
    marks = difficult_words("De RWZQ is van de EU. Het is deel III. De RWZQ is er.", Language.NL)
    assert [(mark.word, mark.why, mark.entry) for mark in marks] == [("RWZQ", Why.ABBREVIATION, "")] * 2


def test_a_heading_in_capitals_has_no_abbreviations() -> None:
    assert entries("DOEL: wij helpen. WAT WIJ DOEN") == []


def test_long_words_are_marked_unless_they_are_known_or_a_name() -> None:
    text = "De inkomensafhankelijkere regelingen van Inkomensverzekeringsmaatschappij en kinderopvangtoeslagen."
    marks = difficult_words(text, Language.NL)
    assert [(mark.word, mark.why) for mark in marks] == [("inkomensafhankelijkere", Why.LONG_WORD)]
    assert difficult_words("Informatiebeveiligingsvoorschriften gelden", Language.NL)[0].why is Why.LONG_WORD
    assert not difficult_words("Het is een privacy-gevoelige zaak", Language.NL), "hyphens cut it into short pieces"
    assert not difficult_words("The municipality's work", Language.EN)


def test_long_sentences_and_passives_are_marked_and_a_passive_is_called_a_guess() -> None:
    text = "De aanvraag wordt door ons beoordeeld. " + "woord " * 26 + "einde."
    assert [(mark.word[:12], mark.why) for mark in heavy_sentences(text, Language.NL)] == [
        ("wordt door o", Why.PASSIVE),
        ("woord woord ", Why.LONG_SENTENCE),
    ]
    assert "misschien" in WHYS[Why.PASSIVE].nl


@pytest.mark.parametrize(
    ("text", "passives"),
    [
        ("Dat het gebruikt wordt door ons.", ["gebruikt wordt"]),
        ("Het wordt opgeslagen en worden verwerkt.", ["wordt opgeslagen", "worden verwerkt"]),
        ("Het wordt besproken.", ["wordt besproken"]),
        ("Wie heeft gereden, wordt bestraft.", ["wordt bestraft"]),
        ("Het wordt koud.", []),
        ("Dat wordt de gemeente bekend.", []),
        ("De beschikbaarheid wordt beter.", []),
        ("Wij worden en worden gebruikt.", ["worden gebruikt"]),
        ("Wij gebruiken het.", []),
    ],
)
def test_passives_in_dutch(text: str, passives: list[str]) -> None:
    assert [mark.word for mark in heavy_sentences(text, Language.NL)] == passives


@pytest.mark.parametrize(
    ("text", "passives"),
    [
        ("It is not used.", ["is not used"]),
        ("The letter was written.", ["was written"]),
        ("He is interested.", []),
        ("It is the expected result.", []),
        ("They need it.", []),
    ],
)
def test_passives_in_english(text: str, passives: list[str]) -> None:
    assert [mark.word for mark in heavy_sentences(text, Language.EN)] == passives


def test_every_reason_is_told_with_what_helps() -> None:
    assert set(WHYS) == set(ADVICE) == set(Why)


PIECES = (
    *("AVG", "geïmplementeerd", "ten behoeve van", "wordt", "gebruikt", "m.b.t.", "zgn.", "www.x.nl", "a@b.nl", "1.2"),
    *("\n", ". ", " ", "-", "(", ")", "’", "'", "•", "\u2028", "\u0301", "\u00ad", "\ud800", "\U0010ffff"),
    *("😀", "İ", "ß", "ﬁ", "x" * 70),
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)),
    st.sampled_from(Language),
)
def test_marks_stand_exactly_where_they_say_and_no_two_words_overlap(text: str, language: Language) -> None:
    found = help_with(text, language)
    end = 0
    for mark in found.words:
        assert text[mark.start : mark.end] == mark.word
        assert end <= mark.start < mark.end <= len(text)
        end = mark.end
    for mark in (*found.sentences, *found.reading.longest):
        assert 0 <= mark.start < mark.end <= len(text)
    assert found.words == difficult_words(text, language)
    assert found.sentences == heavy_sentences(text, language)
    assert found.reading == measure(text, language)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aeégvorwdt.@-'/:1\n (_w", min_size=1, max_size=12), st.sampled_from(Language))
def test_a_hostile_text_takes_no_more_steps_than_it_has_letters(piece: str, language: Language) -> None:
    text = (piece * 5000)[:20_000]
    found = help_with(text, language)
    assert found.reading.words <= len(text)
    assert len(found.words) <= found.reading.words
