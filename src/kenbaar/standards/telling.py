"""Telling what a record is: the standard it follows and the language it is written in.

It looks at what a record says about itself first and at its content after that; it changes nothing.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kenbaar.standards.fields import Field, Shape, Standard, folded, load_standard, standards
from kenbaar.standards.lists import braced_items
from kenbaar.values import Language

_SAYS_STANDARD = ("standard_version", "schema", "Schema")
# The site-data export has one record per language, and says which. `lang` is the language of the registration.
_SAYS_LANGUAGE = {"NLD": Language.NL, "ENG": Language.EN}
_LOOKED_AT = 600


def standard_of(record: Mapping[str, object]) -> Standard:
    """Return the standard in which a record is written: by what it says itself, else by the fields it has."""
    for name in _SAYS_STANDARD:
        said = record.get(name)
        if isinstance(said, str | float) and (standard := _by_name().get(str(said).strip())) is not None:
            return standard
    return _by_keys(frozenset(record))


def language_of(record: Mapping[str, object], standard: Standard) -> Language:
    """Return the language of a record; Dutch when it cannot be told."""
    return told_language(record, standard) or Language.NL


def told_language(record: Mapping[str, object], standard: Standard) -> Language | None:
    """Return the language of a record by the spelling of its options, else by its little words; None in doubt."""
    if standard.language is not None:
        return standard.language
    own = record.get("language")
    if isinstance(own, str) and own in _SAYS_LANGUAGE:
        return _SAYS_LANGUAGE[own]
    for field in _telling_fields(standard):
        raw = record.get(field.id)
        if isinstance(raw, str) and raw and (language := _language_of_option(field, raw)) is not None:
            return language
    text = " ".join(value[:_LOOKED_AT] for value in record.values() if isinstance(value, str))
    english, dutch = len(_ENGLISH.findall(text)), len(_DUTCH.findall(text))
    return None if english == dutch else Language.EN if english > dutch else Language.NL


# Little words that the other language does not have: "is", "of" and "in" are both.
_ENGLISH = re.compile(r"\b(?:the|and|to|with|for|by|this|that|are|from|municipality)\b", re.IGNORECASE)
_DUTCH = re.compile(r"\b(?:de|het|een|van|en|te|om|wordt|worden|voor|met|door|niet|gemeente)\b", re.IGNORECASE)


@lru_cache(maxsize=32)
def _telling_fields(standard: Standard) -> tuple[Field, ...]:
    return tuple(field for field in standard.fields if field.tells and field.shape is not Shape.YES_NO)


def _language_of_option(field: Field, raw: str) -> Language | None:
    words = (raw, *(braced_items(raw.strip()) or raw.split(",")))
    return next((field.tells[word] for word in map(folded, words) if word in field.tells), None)


@cache
def _by_name() -> Mapping[str, Standard]:
    return {name: standard for standard in standards() for name in standard.named}


@lru_cache(maxsize=256)
def _by_keys(keys: frozenset[str]) -> Standard:
    def fit(standard: Standard) -> float:
        known = {standard.by_header.get(folded(key), "") for key in keys} - {""}
        return len(known) - 0.1 * len(standard.by_id.keys() - known)

    # Of two that fit as well the first, which is the oldest and asks the least.
    best = max(standards(), key=fit)
    is_known = any(folded(key) in best.aliases or key in best.by_key for key in keys)
    return best if is_known else load_standard("publicatiestandaard", "1.0")
