"""Kenbaar's own standard: every fact of the vocabulary, one field each, so that an export can hold all of them.

It is made from the vocabulary and has no file: a copy of the vocabulary would fall behind it.
"""

from typing import Any

from kenbaar.rules.facts import Fact, FactType, Visibility, vocabulary

OWN = ("kenbaar", "1")
# The same with the facts that are not public, for the workbook in which a body works on its own inventory. `SEEN` is
# the column in which such a workbook remembers what stood in a row when it was downloaded.
WORKING = ("kenbaar", "1-working")
SEEN = "as_downloaded"

# Without these nobody can find, judge or ask about an algorithm.
_REQUIRED = frozenset({"name", "organisation_name", "summary", "status", "contact", "publication_category"})
_SHAPES = {FactType.LINE: "text", FactType.MONEY: "text"}


def own_standard(*, everything: bool = False) -> dict[str, Any]:
    """Return the standard as data, in the shape of a standard's file; with `everything`, `WORKING`."""
    sections = vocabulary().sections
    name, version = WORKING if everything else OWN
    return {
        "id": name,
        "version": version,
        "title": {"nl": "Kenbaar: alle gegevens", "en": "Kenbaar: all facts"},
        "source": "content/vocabulary",
        "words_for_blanks": True,
        "named": [f"{name}/{version}"],
        "system": ["algorithm_id", SEEN] if everything else ["algorithm_id", "publication_dt"],
        "groups": [{"id": section.id, "label": section.label.model_dump()} for section in sections],
        "fields": [
            _field(fact, section.id)
            for section in sections
            for fact in section.facts
            if everything or fact.visibility is Visibility.PUBLIC
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
