"""The pages about facts and classifications say what the content says."""

from kenbaar.law.reading import law_book
from kenbaar.rules.facts import vocabulary
from tools import reference


def test_the_page_about_facts_is_not_stale() -> None:
    assert reference.PAGE.read_text() == reference.page(), "run `python -m tools.reference`"


def test_the_ids_of_a_classification_are_not_stale() -> None:
    assert reference.CLASSIFICATION.read_text() == reference.classification(), "run `python -m tools.reference`"


def test_the_slots_of_letters_are_not_stale() -> None:
    assert reference.LETTERS.read_text() == reference.letters(), "run `python -m tools.reference`"


def test_the_page_about_the_fields_of_a_notice_is_not_stale() -> None:
    assert reference.NOTICE_FIELDS.read_text() == reference.notice_fields(), "run `python -m tools.reference`"


def test_the_schema_of_a_description_of_a_notice_is_not_stale() -> None:
    assert reference.NOTICE_SCHEMA.read_text() == reference.notice_schema(), "run `python -m tools.reference`"


def test_the_description_of_the_api_changes_on_purpose() -> None:
    assert reference.OPENAPI.read_text() == reference.openapi(), "run `python -m tools.reference`, look at what changed"


def test_every_fact_that_the_law_reads_has_its_options_and_what_it_matters_for() -> None:
    page = reference.page()
    law = law_book().latest
    for fact in (fact for fact in vocabulary() if fact.id in law.facts):
        section = page.split(f"\n### {fact.id}\n")[1].split("\n### ")[0]
        assert "Matters for: " in section
        for option in fact.options:
            assert f"| `{option.id}`" in section, f"{fact.id}: {option.id}"
