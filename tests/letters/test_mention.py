"""What stands in the decision itself: enough to know that an algorithm took part and what to do, and no more."""

import datetime as dt

import pytest

from kenbaar.decisions.profile import Automation
from kenbaar.letters.explaining import explain
from kenbaar.letters.mention import Mentions, mention
from tests.letters.world import ADDRESS, CODE, ROUTES, decision, profile, texts


def told(language: str = "nl", **changes: object) -> str:
    return mention(profile(**changes), decision(), language, code=CODE, address=ADDRESS).text


def test_the_french_mention_has_the_five_elements_that_the_decree_asks() -> None:
    text = told("fr")

    assert "prise sur le fondement d’un traitement algorithmique" in text
    assert "Finalité du traitement\u00a0: Calculer le montant de votre aide" in text, "1: the purpose"
    assert "le droit d’obtenir communication des règles définissant ce traitement" in text, "2: the right to the rules"
    assert "des principales caractéristiques de sa mise en œuvre" in text, "3: and to the main characteristics"
    assert "kenbaar.example/besluit" in text, "4: how to use that right"
    assert "uitleg@lindewaarde.example" in text
    assert "vous pouvez saisir la CADA" in text, "5: how to go to the commission"


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_degree_data_and_weights_are_owed_on_request_and_not_in_the_mention(language: str) -> None:
    text = told(language)

    for of_the_explanation in ("12.345", "12,345", "12,5", "0,25", "0.25", "montant.", "bedrag voor", "proposes"):
        assert of_the_explanation not in text


def test_without_a_commission_for_access_no_right_is_claimed() -> None:
    others = [each for each in ROUTES if each["kind"] != "access_commission"]

    assert "U kunt ons vragen hoe het algoritme werkt." in told(routes=others)
    assert "recht" not in told(routes=others)


@pytest.mark.parametrize(
    ("automation", "sentence"),
    [
        ("sole", "Er keek geen mens mee."),
        ("support", "Een mens heeft het besluit genomen."),
        ("none", "Bij dit besluit telde het niet mee."),
    ],
)
def test_it_says_what_a_computer_did_and_what_a_human(automation: str, sentence: str) -> None:
    said = mention(profile(automation=automation), decision(human=""), "nl", code=CODE, address=ADDRESS)
    assert sentence in said.text


def test_high_risk_is_said_when_the_body_says_so() -> None:
    assert "AI-systeem met een hoog risico" in told(high_risk=True)
    assert "hoog risico" not in told()


def test_what_lacks_leaves_no_half_sentence() -> None:
    bare = told(purpose={}, routes=[], selection=None, responsible={"name": texts("De stad", "The city", "La ville")})

    assert bare == (
        "Dit hoort bij ons besluit van 29 november 2026. Het kenmerk is HH-2026-0001. Bij dit besluit heeft een "
        "algoritme geholpen. Het heet Rekenhulp huur. Een mens heeft het besluit genomen.\n\nU kunt ons vragen hoe het "
        f"algoritme werkt. De uitleg bij uw besluit staat klaar op kenbaar.example/besluit. Vul daar uw code in: "
        f"{CODE}.\n\nDe stad is verantwoordelijk voor dit besluit."
    )


def test_somebody_in_no_class_reads_of_none() -> None:
    made = mention(profile(), decision(person_class=""), "nl", code=CODE, address=ADDRESS)

    assert "groep" not in made.text


def test_a_preview_shows_where_a_decision_brings_its_own() -> None:
    text = mention(profile(), None, "nl", code="[code]", address=ADDRESS).text

    assert "besluit van [datum besluit]. Het kenmerk is [kenmerk]." in text
    assert "in deze groep gezet: [groep]." in text
    assert "uiterlijk op [laatste dag]" in text
    assert "Vul daar uw code in: [code]." in text


def test_the_code_is_behind_the_hash_of_the_link_where_no_server_sees_it() -> None:
    made = mention(profile(), decision(), "nl", code=CODE, address=ADDRESS)

    assert f'<a href="{ADDRESS}#{CODE}">kenbaar.example/besluit</a>' in made.html
    assert made.html.startswith('<div lang="nl"><p>')
    assert len(made.paragraphs) == made.html.count("<p>")


def test_many_decisions_get_theirs_from_one_that_is_ready() -> None:
    later = lambda day: day + dt.timedelta(days=1)  # noqa: E731  # in one line it is told best
    ready = Mentions(profile(), "nl", address=ADDRESS, postponing=lambda _decided_on: later)

    first = ready.of(decision(), code=CODE).text
    second = ready.of(decision(reference="HH-2", decided_on=dt.date(2026, 12, 1)), code="ANDERE").text
    assert "uiterlijk op 11 januari 2027" in first
    assert "uiterlijk op 13 januari 2027" in second
    assert "HH-2." in second
    assert CODE not in second


def test_a_decision_that_a_human_looked_at_is_not_said_to_be_taken_by_a_computer_alone() -> None:
    alone = profile(automation=Automation.SOLE)
    mentions = Mentions(alone, "nl", address=ADDRESS)
    assert "Er keek geen mens mee." in mentions.of(decision(human=""), code=CODE).text
    looked_at = decision(human="Een medewerker keek het na.")
    helped = mentions.of(looked_at, code=CODE).text
    assert "Er keek geen mens mee." not in helped and "Een mens keek mee." in helped
    assert "Een mens heeft het besluit genomen." not in helped
    assert "Er keek geen mens mee" not in str(explain(alone, looked_at, "nl", bases={}, proof=None))
