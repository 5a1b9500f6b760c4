"""A body says things in its own words, within limits that are told with their place."""

import datetime as dt
from typing import Any

import pytest

from kenbaar.decisions.profile import Wording
from kenbaar.letters.errors import LanguageNotOffered, WordingNotRight
from kenbaar.letters.mention import mention
from kenbaar.letters.wording import Words, mistakes_in
from tests.letters.world import ADDRESS, CODE, decision, profile, texts


def in_own_words(**own: dict[str, str]) -> Any:
    return profile(wording={"template": "decision/1", "own": own})


def told(own: Any, language: str = "nl") -> str:
    return mention(own, decision(), language, code=CODE, address=ADDRESS).text


def test_a_body_opens_and_closes_in_its_own_words_where_it_gave_them() -> None:
    own = in_own_words(
        mention_opening={"nl": "Beste inwoner, dit gaat over {reference} van {decided_on}: {outcome}."},
        mention_closing=texts("Groet van {body}.", "Regards, {body}.", "Salutations, {body}."),
    )

    dutch = told(own).split("\n\n")
    assert dutch[0] == "Beste inwoner, dit gaat over HH-2026-0001 van 29 november 2026: u krijgt huurhulp."
    assert dutch[-1] == "Groet van Gemeente Lindewaarde."
    assert told(own, "en").endswith("Regards, City of Lindewaarde.")
    assert told(own, "en").startswith("This belongs to our decision"), "there are no own English words to open with"


def test_a_salutation_is_left_out_where_the_decision_names_nobody() -> None:
    own = in_own_words(mention_opening={"nl": "Beste {addressee},"})

    assert told(own).startswith("Beste Zoë de Wit,")
    unnamed = mention(own, decision(addressee=""), "nl", code=CODE, address=ADDRESS).text
    assert unnamed.startswith("Dit hoort bij ons besluit")


def test_own_words_take_the_place_of_those_of_kenbaar() -> None:
    own = in_own_words(read_it={"nl": "Kijk op {address} met {code}."}, decided_support={"nl": "{algorithm} hielp."})

    assert f"Kijk op kenbaar.example/besluit met {CODE}." in told(own)
    assert "Rekenhulp huur hielp." in told(own)
    assert "Vul daar uw code in" not in told(own)


@pytest.mark.parametrize(
    ("slot", "text", "place", "sentence"),
    [
        ("purpose", "Zomaar.", "purpose", "No own words can stand here. Choose from: "),
        ("nowhere", "Zomaar.", "nowhere", "No own words can stand here. Choose from: "),
        ("read_it", "Kijk op {address}.", "read_it.nl", "The placeholder {code} lacks."),
        ("mention_opening", "Dag {code}.", "mention_opening.nl", "The placeholder {code} cannot stand here."),
        ("mention_opening", "Dag {{body}}.", "mention_opening.nl", "A brace stands here"),
        ("mention_opening", "{% if x %}", "mention_opening.nl", "A brace stands here"),
        ("mention_opening", "{body.__class__}", "mention_opening.nl", "A brace stands here"),
        ("mention_opening", "a" * 601, "mention_opening.nl", "The text has 601 characters. Make it 600 at most."),
    ],
)
def test_a_mistake_in_own_words_is_told_with_its_place(slot: str, text: str, place: str, sentence: str) -> None:
    wrong = in_own_words(**{slot: {"nl": text}})

    [mistake] = mistakes_in(wrong.wording)
    assert mistake.place == place
    assert mistake.sentence.en.startswith(sentence)
    assert mistake.sentence.nl
    with pytest.raises(WordingNotRight, match=place):
        told(wrong)


def test_all_mistakes_are_told_at_once_and_an_empty_text_is_none() -> None:
    wording = Wording(
        template="decision/1", own={"read_it": {"nl": "Leeg", "fr": ""}, "mention_closing": {"nl": "{x}", "en": "}"}}
    )

    assert [each.place for each in mistakes_in(wording)] == [
        "read_it.nl",
        "read_it.nl",
        "mention_closing.nl",
        "mention_closing.en",
    ]


def test_a_language_that_the_profile_does_not_offer_is_refused() -> None:
    with pytest.raises(LanguageNotOffered, match=r"not written in 'fr'. Choose from: nl, en"):
        Words(profile(languages=["nl", "en"]), "fr")


def test_a_text_that_lacks_in_a_language_is_given_in_another_and_marked_so() -> None:
    dutch_only = profile(purpose={"nl": "Rekenen"})

    made = mention(dutch_only, decision(), "en", code=CODE, address=ADDRESS)
    assert '<span lang="nl">Rekenen</span>' in made.html


@pytest.mark.parametrize(
    ("text", "nl", "en", "fr"),
    [
        ("0", "0", "0", "0"),
        ("2026", "2026", "2026", "2026"),
        ("-3.50", "−3,50", "−3.50", "−3,50"),
        ("12345", "12.345", "12,345", "12\u202f345"),
        ("-1234567.8", "−1.234.567,8", "−1,234,567.8", "−1\u202f234\u202f567,8"),
    ],
)
def test_a_number_is_written_as_people_write_it(text: str, nl: str, en: str, fr: str) -> None:
    assert [Words(profile(), language).number(text) for language in ("nl", "en", "fr")] == [nl, en, fr]


def test_a_day_is_written_out() -> None:
    first, last = dt.date(2026, 3, 1), dt.date(2026, 12, 31)

    assert [Words(profile(), language).day(first) for language in ("nl", "en", "fr")] == [
        "1 maart 2026",
        "1 March 2026",
        "1er mars 2026",
    ]
    assert Words(profile(), "fr").day(last) == "31 décembre 2026"


def test_many_letters_of_one_day_write_that_day_out_once() -> None:
    words, day = Words(profile(), "nl"), dt.date(2026, 12, 31)

    assert words.day(day) is words.day(day)
