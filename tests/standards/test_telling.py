"""Which standard and language a record has."""

import pytest

from kenbaar.standards.fields import load_standard, standards
from kenbaar.standards.reading import language_of, standard_of, told_language
from kenbaar.values import Language

V10 = load_standard("publicatiestandaard", "1.0")


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("1.0", "1.0"),
        ("1.0.0", "1.0"),
        ("0.4.0", "0.4"),
        ("0.3.1", "0.3.1"),
        ("0.2.3", "0.2.3"),
        ("0.1.0", "0.1"),
        ("Metadatstandaard 0.2", "0.1"),
        ("Metadatstandaard 0.2.1", "0.2.3"),
        (" 1.0 ", "1.0"),
    ],
)
def test_a_record_says_itself_which_standard_it_follows(said: str, version: str) -> None:
    assert standard_of({"name": "x", "standard_version": said}).version == version
    assert standard_of({"name": "x", "schema": said}).version == version


def test_a_record_that_does_not_say_so_is_known_by_its_fields() -> None:
    for standard in standards():
        keys = [field.id for field in standard.fields if field.id != "standard_version"]
        found = standard_of(dict.fromkeys(keys, "x"))
        # 0.1 and 0.2.3 have the same fields; the one that asks least is taken.
        assert found is standard or (found.version, standard.version) == ("0.1", "0.2.3")


def test_a_record_of_nothing_known_is_read_as_the_standard_in_force() -> None:
    assert standard_of({"colour": "red"}) is V10
    assert standard_of({}) is V10


@pytest.mark.parametrize(
    ("record", "language"),
    [
        ({"status": "In gebruik", "goal": "the and for the"}, "nl"),
        ({"status": "In use", "goal": "de het een en"}, "en"),
        ({"category": "Recht, Public Order and Safety"}, "nl"),
        ({"category": '{Werk,"Ruimte en infrastructuur"}'}, "nl"),
        ({"goal": "Controleren of er voor het parkeren betaald is"}, "nl"),
        ({"goal": "To check that people paid for the parking space"}, "en"),
        ({"lang": "nld", "organization": "Municipality of Lindewaarde", "goal": "Parking"}, "en"),
        ({"language": "ENG", "status": "Actief"}, "en"),
    ],
)
def test_options_tell_the_language_first_and_little_words_after_that(record: dict[str, str], language: str) -> None:
    assert language_of(record, V10) == language


def test_in_doubt_nobody_is_sure_and_dutch_is_taken() -> None:
    assert told_language({"name": "Zivver"}, V10) is None
    assert language_of({"name": "Zivver"}, V10) is Language.NL


def test_the_american_inventory_is_english_whatever_it_says() -> None:
    assert language_of({"purpose_benefits": "de het een"}, load_standard("us-omb", "2024")) is Language.EN
