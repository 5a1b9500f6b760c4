"""Kenbaar's own standard: every fact of the vocabulary, one field each, so that an export can hold all of them.

It is made from the vocabulary and has no file: a copy of the vocabulary would fall behind it.
"""

from typing import Any

from kenbaar.rules.facts import Fact, FactType, Visibility, vocabulary

OWN = ("kenbaar", "1")

# Without these nobody can find, judge or ask about an algorithm.
_REQUIRED = frozenset({"name", "organisation_name", "summary", "status", "contact", "publication_category"})
_SHAPES = {FactType.LINE: "text", FactType.MONEY: "text"}


def own_standard() -> dict[str, Any]:
    """Return the standard as data, in the shape of a standard's file."""
    sections = vocabulary().sections
    return {
        "id": OWN[0],
        "version": OWN[1],
        "title": {"nl": "Kenbaar: alle gegevens", "en": "Kenbaar: all facts"},
        "source": "content/vocabulary",
        "words_for_blanks": True,
        "named": ["kenbaar/1"],
        "system": ["algorithm_id", "publication_dt"],
        "groups": [{"id": section.id, "label": section.label.model_dump()} for section in sections],
        "fields": [
            _field(fact, section.id)
            for section in sections
            for fact in section.facts
            if fact.visibility is Visibility.PUBLIC
        ],
    }


def _field(fact: Fact, group: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "id": fact.id,
        "group": group,
        "shape": "contact" if fact.id == "contact" else _SHAPES.get(fact.type, fact.type.value),
        "label": fact.label.model_dump(),
        "fact": fact.id,
        "required": fact.id in _REQUIRED,
        "always_shown": fact.id in _REQUIRED,
    }
    if fact.type is FactType.YES_NO:
        field["options"] = [
            {"option": "yes", "nl": "Ja", "en": "Yes"},
            {"option": "no", "nl": "Nee", "en": "No"},
        ]
    if fact.options:
        field["options"] = [
            {"option": option.id, "nl": option.label.nl, "en": option.label.en} for option in fact.options
        ]
    if fact.parts:
        field["parts"] = [{"id": part.id} for part in fact.parts]
    return field
