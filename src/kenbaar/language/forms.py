"""The forms of a word in the list: plural, conjugation, the e of an adjective.

The rules give too many forms rather than too few: one that does not exist is in no text either.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from kenbaar.values import Language


class Kind(StrEnum):
    """What kind of word it is: which forms it has. A fixed one has none."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    FIXED = "fixed"


_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)([bcdfghklmnpqrstvwxz])$")
_DIAERESIS = {"e": "ë", "i": "ï", "u": "ü"}
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def forms_of(word: str, kind: Kind, language: Language) -> frozenset[str]:
    """Return every form of a word, itself included."""
    return frozenset({word, *_RULES[language, kind](word)})


def has_rule(word: str, kind: Kind, language: Language) -> bool:
    """Say whether the rules know this word. Dutch verbs are regular only when they end in -eren or -ëren."""
    return not (language is Language.NL and kind is Kind.VERB) or word.endswith(("eren", "ëren"))


def _dutch_noun(word: str) -> Iterator[str]:
    yield from (word + ending for ending in ("s", "'s", "n", "en", "ën"))
    yield _open(word) + "en"
    if word.endswith("heid"):
        yield word.removesuffix("heid") + "heden"
    if word.endswith("um"):
        yield word.removesuffix("um") + "a"


def _dutch_adjective(word: str) -> Iterator[str]:
    yield word + "e"
    yield _open(word) + "e"


def _open(word: str) -> str:
    """Return how a word is written before a vowel: adequaat, adequat-e; actief, actiev-e."""
    if word.endswith("ief"):
        return word[:-1] + "v"
    return _DOUBLE_VOWEL.sub(lambda found: found[1][0] + found[2], word)


def _dutch_verb(infinitive: str) -> Iterator[str]:
    if not has_rule(infinitive, Kind.VERB, Language.NL):
        return
    root, vowel = infinitive[:-4], infinitive[-4]
    # definiëren, definieert; creëren, creëert; toetseren, toetseert
    stem = root + ("ee" if vowel == "e" or root.endswith("i") else "ëe") + "r"
    yield from (stem + ending for ending in ("", "t", "de", "den"))
    yield from (infinitive + ending for ending in ("d", "de"))
    done = "ge" + _DIAERESIS.get(stem[0], stem[0]) + stem[1:]
    yield from (form + ending for form in (done, stem) for ending in ("d", "de"))


def _english_noun(word: str) -> Iterator[str]:
    yield _with_s(word)


def _english_verb(word: str) -> Iterator[str]:
    yield _with_s(word)
    if _CONSONANT_Y.search(word):
        yield word[:-1] + "ied"
    yield word + ("d" if word.endswith("e") else "ed")
    yield word.removesuffix("e") + "ing"


def _english_adjective(word: str) -> Iterator[str]:
    yield word + "ly"


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _fixed(_word: str) -> Iterator[str]:
    yield from ()


_RULES = {
    (Language.NL, Kind.NOUN): _dutch_noun,
    (Language.NL, Kind.VERB): _dutch_verb,
    (Language.NL, Kind.ADJECTIVE): _dutch_adjective,
    (Language.NL, Kind.FIXED): _fixed,
    (Language.EN, Kind.NOUN): _english_noun,
    (Language.EN, Kind.VERB): _english_verb,
    (Language.EN, Kind.ADJECTIVE): _english_adjective,
    (Language.EN, Kind.FIXED): _fixed,
}
