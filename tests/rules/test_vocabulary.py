"""The vocabulary that ships with Kenbaar, and what its files may not do."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from kenbaar.rules.facts import Fact, FactType, Visibility, VocabularyError, read_vocabulary, vocabulary
from kenbaar.standards.fields import standards


def test_every_fact_is_explained_in_both_languages() -> None:
    for fact in vocabulary():
        for text in (fact.label, fact.help):
            assert text.nl.strip() and text.en.strip(), fact.id
        assert fact.help.nl != fact.label.nl, fact.id
        assert fact.source, f"{fact.id} does not say which article or standard it comes from"


def test_dutch_help_is_short_enough_to_read_while_filling_in() -> None:
    for fact in vocabulary():
        for sentence in re.split(r"(?<=[.?!])\s", fact.help.nl):
            assert len(sentence.split()) <= 25, f"{fact.id}: {sentence}"


def test_every_fact_has_a_place_in_a_standard_or_serves_the_law_only() -> None:
    held = {field.fact for standard in standards() for field in standard.fields}
    for fact in vocabulary():
        assert (fact.id in held) == (fact.visibility is Visibility.PUBLIC), fact.id


def test_ids_are_words_that_a_url_and_a_column_can_bear() -> None:
    for fact in vocabulary():
        for name in (fact.id, *(part.id for part in fact.parts)):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name), name
        for option in fact.options:
            assert re.fullmatch(r"[a-z0-9_]+", option.id), option.id


def test_a_number_says_what_it_counts() -> None:
    assert all(fact.unit for fact in vocabulary() if fact.type is FactType.NUMBER)


FACT = "{id: name, type: text, label: {nl: Naam, en: Name}, help: {nl: De naam., en: The name.}}"
CHOICE = FACT.replace("type: text", "type: choice")
ALONE = CHOICE.replace("label: {nl: Naam", "options: [{id: a, alone: yes, label: {nl: A, en: A}}], label: {nl: Naam")
HEAD = "id: general\nlabel: {nl: Algemeen, en: General}\nfacts:\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (f"{HEAD}- {FACT}\n- {FACT}\n", "defined twice"),
        (f"{HEAD}- {CHOICE}\n", "facts > name: .*a choice has options"),
        (f"{HEAD}- {ALONE}\n", "facts > name: .*every option stands alone"),
        (f"{HEAD}- {FACT.replace('text', 'essay')}\n", "facts > name > type"),
        (f"{HEAD}- {FACT.replace('help', 'hint')}\n", "facts > name > h"),
        (f"{HEAD}- {FACT}\nid: other\n", "line 5: 'id' stands here a second time"),
        ("id: [general\n", "cannot be read"),
        ("", "no section of facts"),
    ],
)
def test_a_broken_file_is_refused_with_the_file_and_the_place(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "10-general.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=complaint):
        read_vocabulary(tmp_path)


def fact(**parts: object) -> dict[str, object]:
    words = {"nl": "Iets", "en": "Something"}
    return {"id": "thing", "type": "line", "label": words, "help": words, **parts}


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"type": "records"}, "such a list has parts"),
        ({"unit": {"nl": "stuks", "en": "pieces"}}, "a unit belongs to a number"),
        ({"type": "choice", "options": [{"id": "a", "label": {"nl": "A", "en": "A"}}] * 2}, "named twice"),
        (
            {"type": "records", "parts": [{"id": "a", "type": "choice", "label": {"nl": "A", "en": "A"}}]},
            "a record holds flat values only",
        ),
    ],
)
def test_a_fact_that_contradicts_itself_is_refused(parts: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Fact.model_validate(fact(**parts))


def test_options_and_parts_are_found_by_their_id() -> None:
    links = vocabulary()["data_links"]
    assert links.part("title") is not None
    assert links.part("colour") is None
    assert links.option("title") is None
    assert len(vocabulary()) == len(list(vocabulary()))
