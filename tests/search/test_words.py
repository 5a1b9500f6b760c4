"""Words, forms and compounds: when are two words the same to somebody who searches?"""

import pytest

from kenbaar.register.search.analysis import analysed, asked_forms, forms_of, hyphened, stopwords
from kenbaar.register.search.compounds import best_split, parts_of
from kenbaar.register.search.synonyms import Synonyms, other_meanings, synonyms
from kenbaar.register.search.words import folded_words, words_of
from kenbaar.values import Language

SAME = """
toeslag toeslagen, schuld schulden, kind kinderen, risico risico's, risico risicos, gemeente gemeenten, auto auto's,
besluit besluiten, vergunning vergunningen, uitkering uitkeringen, boete boetes, kenteken kentekens, huis huizen,
algoritme algoritmes, algoritme algoritmen, brief brieven, school scholen, stad steden, gebied gebieden, foto foto's,
model modellen, camera camera's, controle controles, grens grenzen, wijk wijken, woning woningen, studie studies,
melding meldingen, aanvraag aanvragen, bedrijf bedrijven, weg wegen, sociaal sociale, ziekte ziektes, boom bomen,
paspoort paspoorten, digitaal digitale, gezin gezinnen, persoon personen, bezwaar bezwaren, financiën financien
"""
OTHER = "gezin zin, gezicht zicht, veiling veilig, park parkeren, gemeente gemeen, fine fin, register ster, wet weten"


@pytest.mark.parametrize("pair", SAME.replace("\n", " ").split(", "))
def test_forms_of_a_dutch_word_are_the_same_word(pair: str) -> None:
    asked, written = (folded_words(word)[0] for word in pair.split())
    assert set(asked_forms(asked)) & set(forms_of(written, Language.NL))
    assert set(asked_forms(written)) & set(forms_of(asked, Language.NL))


@pytest.mark.parametrize(
    "pair", ["benefit benefits", "child children", "tax taxes", "recognise recognised", "policy policies"]
)
def test_forms_of_an_english_word_are_the_same_word(pair: str) -> None:
    asked, written = pair.split()
    assert set(asked_forms(asked)) & set(forms_of(written, Language.EN))


@pytest.mark.parametrize("pair", OTHER.split(", "))
def test_words_that_look_alike_stay_apart(pair: str) -> None:
    asked, written = pair.split()
    assert not set(asked_forms(asked)) & set(forms_of(written, Language.NL))


@pytest.mark.parametrize(
    "pair", ["parking park", "customs customer", "meeting meet", "objection object", "housing house"]
)
def test_english_words_that_a_stemmer_would_join_stay_apart(pair: str) -> None:
    asked, written = pair.split()
    assert not set(asked_forms(asked)) & set(forms_of(written, Language.EN))


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("kinderopvangtoeslag", {"kinderopvang", "opvang", "toeslag"}),
        ("huurtoeslag", {"huur", "toeslag"}),
        ("bijstandsuitkeringen", {"bijstand", "uitkeringen"}),
        ("parkeervergunningen", {"parkeer", "vergunningen"}),
        ("participatiewet", {"participatie", "wet"}),
        ("kapvergunning", {"kap", "vergunning"}),
        ("gezichtsherkenning", {"gezicht", "herkenning"}),
        ("studentenreisproduct", {"studenten", "reis", "product"}),
        ("wozwaarde", {"woz", "waarde"}),
    ],
)
def test_a_compound_is_about_its_parts(compound: str, parts: set[str]) -> None:
    assert parts <= set(parts_of(compound))


WHOLE = """
register toeslagen onderwijs maatregelen informatie parkeren overheid gemeente document voorwaarde werkelijk signaleren
registreren beslissing overeenkomst nederland waarschuwing a abc 12345678
"""


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert parts_of(word) == ()


def test_splitting_ends_for_whatever_is_written() -> None:
    for word in ("a" * 5000, "kinderopvang" * 40, "x" * 60, "éé", ""):
        assert best_split(word) == () or "".join(best_split(word))


def test_an_english_text_is_not_cut_into_dutch_words() -> None:
    terms = analysed("The landlord of this passport transport warehouse", Language.EN).terms.split()
    assert not {"land", "pass", "port", "lord", "house"} & set(terms)


def test_a_dutch_name_in_an_english_text_is_still_cut() -> None:
    assert "toeslag" in analysed("the kinderopvangtoeslag", Language.EN).terms.split()


def test_capitals_inside_a_name_keep_words_apart() -> None:
    assert {"politie", "gpt"} <= set(analysed("PolitieGPT", Language.NL).terms.split())


def test_words_keep_their_place_in_the_text() -> None:
    text = "Risico's van café’s, AI-systeem."
    assert [text[word.start : word.end] for word in words_of(text)] == ["Risico's", "van", "café’s", "AI", "systeem"]
    assert folded_words(text) == ["risico", "van", "cafe", "ai", "systeem"]


def test_a_hyphen_ties_words_together_as_well() -> None:
    assert list(hyphened("een e-mail over hoog-risico en a-b-c-d - klaar")) == ["email", "hoogrisico"]


def test_stop_words_have_no_terms() -> None:
    assert {"de", "het", "the", "of"} <= stopwords()
    assert analysed("de het the of", Language.NL).terms.split() == []


def test_every_synonym_leads_to_the_others_and_back() -> None:
    assert ("license", "plate") in synonyms().others(("nummerbord",))
    assert ("nummerbord",) in synonyms().others(("license", "plates"))
    assert ("basisregistratie", "personen") in synonyms().others(("brp",))


def test_a_compound_gets_the_meanings_of_its_parts() -> None:
    assert ("traffic", "fine") in other_meanings(("verkeersboete",))


def test_a_word_outside_every_group_has_no_synonyms() -> None:
    groups = Synonyms([["auto", "car"]])
    assert groups.others(("fiets",)) == ()
    assert groups.longest_phrase(["auto", "fiets"]) == 1


def test_no_phrase_of_the_synonyms_is_empty_or_stands_twice_in_a_group() -> None:
    for group in synonyms().groups:
        assert all(group), group
        assert len(set(group)) == len(group) > 1, group
