"""What a measure says of a text: what counts as a word and a sentence, and how sure the score is."""

import json
from pathlib import Path

import pytest

from kenbaar.language.errors import MOST_CHARACTERS, TextTooLong
from kenbaar.language.measuring import Verdict, measure
from kenbaar.language.syllables import syllables
from kenbaar.language.telling import source_told, verdict_told
from kenbaar.values import Language

SHARED = Path(__file__).parents[3] / "shared" / "data"
EASY = "Wij helpen u. Bel ons als u een vraag hebt. Wij kijken naar uw brief. Dan hoort u wat wij doen. " * 5
HARD = (
    "De bestuursrechtelijke gegevensverwerking betreffende uitkeringsgerechtigden geschiedt overeenkomstig "
    "onderhavige verantwoordingsdocumentatie en informatiebeveiligingsvoorschriften van verantwoordelijken. "
) * 5


def counted(text: str, language: Language = Language.NL) -> tuple[int, int]:
    found = measure(text, language)
    return found.words, found.sentences


def test_short_words_and_sentences_are_easy_and_long_ones_are_hard() -> None:
    easy, hard = measure(EASY, Language.NL).score, measure(HARD, Language.NL).score
    assert easy and hard
    assert (easy.verdict, easy.possible) == (Verdict.EASY, (Verdict.EASY,))
    assert (hard.verdict, hard.possible) == (Verdict.HARD, (Verdict.HARD,))
    assert hard.value < easy.value


def test_the_score_is_that_of_the_named_formula() -> None:
    text = "De kat zit op de mat. Hij eet een vis. De vis is op. " * 5
    found = measure(text, Language.NL)
    assert found.score
    assert (found.formula, found.words, found.sentences) == ("Flesch-Douma", 70, 15)
    assert (found.words_per_sentence, found.syllables_per_word) == (70 / 15, 1.0)
    assert found.score.value == round(206.84 - 77.0 - 0.93 * 70 / 15, 1)
    english = measure("The cat sat on the mat. He ate a fish. The fish is gone. " * 5, Language.EN)
    assert english.formula == "Flesch Reading Ease"
    assert english.score
    assert english.score.value == round(206.835 - 84.6 - 1.015 * english.words / english.sentences, 1)


def test_too_little_text_has_no_score_and_says_from_how_many_words_it_has_one() -> None:
    found = measure("Dit is een korte tekst.", Language.NL)
    assert found.score is None
    assert "50 woorden in 3 hele zinnen" in verdict_told(found).nl
    assert "50 words in 3 whole sentences" in verdict_told(found).en
    assert measure("", Language.NL).score is None
    assert measure("1 2 3. 4 5 6. 7 8 9. " * 20, Language.NL).score is None, "numbers alone are no text"


def test_one_endless_sentence_has_no_score_and_is_the_longest() -> None:
    found = measure("Wij doen dit " * 60, Language.NL)
    assert found.score is None
    assert [place.words for place in found.longest] == [180]


def test_the_margin_is_wide_when_sentences_differ_and_the_verdict_says_so() -> None:
    mixed = f"{HARD[:190]}. Wij helpen u. Bel ons. Wij zijn er. Dat is het. " + "Wij gaan door. " * 10
    score = measure(mixed, Language.NL).score
    assert score
    assert score.margin > 20
    assert len(score.possible) > 1
    assert score.verdict in score.possible


def test_the_verdict_is_told_with_its_margin_and_with_what_it_may_be_as_well() -> None:
    sure = verdict_told(measure(EASY, Language.NL))
    assert sure.nl.startswith("makkelijk: ")
    assert "give or take" in sure.en
    between = "De ambtenaar controleert uw aanvraag binnen enkele weken. Daarna krijgt u een besluit van ons. " * 5
    told = verdict_told(measure(between + EASY[:100], Language.NL))
    assert "waarschijnlijk" in told.nl
    assert "may also be" in told.en
    mixed = f"{HARD[:190]}. Wij helpen u. Bel ons. Wij zijn er. " + "Wij gaan door. " * 12
    assert "nog geen oordeel" in verdict_told(measure(mixed, Language.NL)).nl
    assert "Douma" in source_told(measure(mixed, Language.NL)).nl


@pytest.mark.parametrize(
    "text",
    [
        "Volgens art. 5 van de wet mag dat.",
        "Wij doen dit m.b.t. de zorg.",
        "Dat kost 1.234,56 euro.",
        "Zie https://www.voorbeeld.nl/a.b?c=1.2 voor meer uitleg.",
        "Kijk op algoritmes.overheid.nl voor meer.",
        "Mail naar j.jansen@gemeente.voorbeeld.nl voor hulp.",
        "Dhr. J. de Vries helpt u.",
        "Versie 2.0.1 is nieuw.",
        "Het is bijv. een huis.",
        "Bel afd. zorg van de gemeente.",
        "Het gaat om 3. dat is veel.",
        "Wij kijken naar naam, adres e.d. van u.",
        "Lees regels enz. op de site.",
        "Dit werkt met node.js op de computer.",
    ],
)
def test_points_that_end_nothing_do_not_cut_a_sentence(text: str) -> None:
    assert measure(text, Language.NL).sentences == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Wij kijken naar huizen, enz. Daarna beslist iemand.", 2),
        ("Wij kijken naar huizen e.d. Daarna beslist iemand.", 2),
        ("Dit was in 2024. Daarna niet.", 2),
        ("Wij bewaren uw gegevens.Het systeem wist ze.", 2),
        ("Wat doen wij? Wij helpen! Echt…", 3),
        ("Hij zei: 'Kom.' Zij kwam.", 2),
        ("Bel J. Jansen van team B. Hij helpt.", 1),
        ("Bel het team B.\nHij helpt.", 2),
        ("Wij helpen u. Bel ons.", 2),
        ("Dit is alles.\u200b\u200b Wij helpen u.", 2),
        ("Wij kijken naar: - uw naam; - uw adres; - wat u ons zelf al hebt verteld over uw huis.", 1),
        ("Zo gaat het op", 0),
        ("Wij doen dit nu elke dag voor alle mensen", 1),
        ("... ! ?", 0),
        ("Dit is het\u2029Dat is het. ", 1),
    ],
)
def test_what_ends_a_sentence(text: str, sentences: int) -> None:
    assert measure(text, Language.NL).sentences == sentences


def test_headings_and_lists_count_for_words_and_not_for_the_length_of_sentences() -> None:
    text = (
        "Wat wij doen\n\nWij kijken naar:\n- naam;\n- adres;\n\n1. Woonplaats\n2) Leeftijd\na) geslacht\n• inkomen\n"
        "3)\nWij helpen (u) en u."
    )
    assert counted(text) == (17, 1)
    assert measure(text, Language.NL).words_per_sentence == 5


def test_a_line_that_goes_on_is_one_sentence() -> None:
    assert counted("Wij kijken naar\nuw brief.\nDan hoort u\nwat wij doen.") == (11, 2)
    assert counted("Wij kijken naar:\nuw brief") == (5, 0)


def test_abbreviations_numbers_and_addresses_are_words_without_syllables() -> None:
    found = measure("De AVG van 2018 op www.x.nl, COVID-19 en m.b.t. de mp3.", Language.NL)
    assert found.words == 11
    assert found.syllables_per_word == 1.0


def test_accents_and_hyphens_that_nobody_sees_change_nothing() -> None:
    plain = measure("Wij evalueren en creëren ideeën met het AI-systeem.", Language.NL)
    odd = measure(
        "Wij eva\u00adlueren en cre\u0065\u0308ren idee\u0065\u0308n met het\u00a0AI\u2011systeem.", Language.NL
    )
    assert (plain.words, plain.syllables_per_word) == (odd.words, odd.syllables_per_word)
    assert measure("_ __ _", Language.NL).words == 0


def test_a_text_that_is_longer_than_anybody_reads_is_refused_with_a_way_out() -> None:
    with pytest.raises(TextTooLong, match="Measure a part"):
        measure("a" * (MOST_CHARACTERS + 1), Language.NL)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kat", 1),
        ("ideeën", 3),
        ("geëvalueerd", 5),
        ("geautomatiseerd", 6),
        ("niveau", 2),
        ("nieuwe", 2),
        ("royaal", 2),
        ("systeem", 2),
        ("adequaat", 3),
        ("financieel", 4),
        ("bijzonder", 3),
        ("beïnvloeden", 4),
        ("persoonsgegevens", 5),
        ("sst", 1),
        ("a" * 41, 21),
    ],
)
def test_syllables_of_dutch_words(word: str, count: int) -> None:
    assert syllables(word, Language.NL) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("used", 1), ("wanted", 2), ("table", 2), ("rates", 1), ("boxes", 2), ("creation", 3), ("science", 2), ("hmm", 1)],
)
def test_syllables_of_english_words(word: str, count: int) -> None:
    assert syllables(word, Language.EN) == count


def test_what_bodies_really_wrote_gets_a_score_in_the_range_of_the_formula() -> None:
    export = json.loads((SHARED / "nl-algoritmeregister-2026" / "algoritmes_2026-08-08.json").read_text())
    scores = [
        found.score.value
        for record in export["algoritmes"][:300]
        if (found := measure(record["doel"] or "", Language.NL)).score
    ]
    assert len(scores) > 150
    assert -60 < min(scores) < max(scores) < 110
    assert 25 < sum(scores) / len(scores) < 45, "government writes hard texts, and not twice as hard since"
