"""From a word to the terms under which the index knows it. The same terms are made for texts and for questions. Pure.

Two words match when they share a term. A word has as terms itself and its stems. Dutch has two stemmers, because
each misses what the other brings together (toeslag, toeslagen; brief, brieven).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

import Stemmer

from kenbaar.register.search.compounds import compound_data, is_dutch, parts_of
from kenbaar.register.search.words import fold, folded_words, raw_words
from kenbaar.rules.content_files import load_yaml
from kenbaar.values import Language

# Raise it when this file, `words.py` or `compounds.py` makes other terms than before: indexes are then built anew.
ANALYSIS = 1

# English words fall apart into Dutch ones by chance (land|lord, pass|port); long last parts seldom do.
_SHORTEST_ENGLISH_END = 5
# The stemmer of Kraaij and Pohlmann cuts deep (veiligheid, veil); what cuts deeper than this is not followed.
_DEEPEST_CUT = 1
_SHORTEST_STEM = 4
# Some 25 MB a language when full; a national register fills a third of it.
_MOST_REMEMBERED = 60_000
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SHORTEST_HUMP = 2
_OPEN_VOWEL = re.compile(r"(?P<before>.*)(?P<vowel>[aeou])(?P<end>[bcdfgklmnprst])e")


@cache
def stopwords() -> frozenset[str]:
    """Return the words of both languages that say nothing about a subject."""
    data = load_yaml(files("kenbaar.content").joinpath("search/stopwords.yaml").read_bytes())
    return frozenset(fold(word) for words in data.values() for word in words)


@lru_cache(maxsize=20_000)
def forms_of(word: str, language: Language) -> tuple[str, ...]:
    """Return the terms of a folded word by itself, without its parts."""
    base = compound_data().irregular.get(word, word)
    return tuple(dict.fromkeys((base, *_stems(base, language))))


@lru_cache(maxsize=20_000)
def stem_of(word: str, language: Language) -> str:
    """Return the one stem that most forms of a folded word share."""
    return _stems(compound_data().irregular.get(word, word), language)[0]


@lru_cache(maxsize=20_000)
def asked_forms(word: str) -> tuple[str, ...]:
    """Return the terms of a word in a question, of which nobody says the language."""
    return tuple(dict.fromkeys((*forms_of(word, Language.NL), *forms_of(word, Language.EN))))


def parts_in(word: str, language: Language) -> tuple[str, ...]:
    """Return the parts of a compound that count in a text of this language."""
    parts = parts_of(word)
    if language == Language.EN and parts and len(parts[-1]) < _SHORTEST_ENGLISH_END:
        return ()
    return parts


class Seen(NamedTuple):
    """A written word as the index knows it: its terms, itself folded, and the parts it consists of."""

    terms: str
    folded: str
    parts: str


def _humps(written: str) -> Iterator[str]:
    """Give the words that capitals keep apart in a name: PolitieGPT, SmartLockr."""
    humps = _HUMP.findall(written)
    if len(humps) > 1:
        yield from (fold(hump) for hump in humps if len(hump) >= _SHORTEST_HUMP)


class _Dictionary(dict[str, Seen]):
    """The written words of one language, each looked into when first met: real texts use the same words again."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, written: str) -> Seen:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        word = fold(written)
        parts = (*parts_in(word, self._language), *_humps(written))
        terms = dict.fromkeys(chain(forms_of(word, self._language), *(forms_of(part, Language.NL) for part in parts)))
        seen = self[written] = Seen("" if word in stopwords() else " ".join(terms), word, " ".join(parts))
        return seen


_DICTIONARIES = {language: _Dictionary(language) for language in Language}


class Analysed(NamedTuple):
    """A text as the index takes it in: its terms, its words (both with spaces between) and the parts of compounds."""

    terms: str
    words: str
    parts: frozenset[str]


def analysed(text: str, language: Language) -> Analysed:
    """Analyse a text of this language.

    A record in English is full of Dutch names, and the other way round, so a text has a main language only.
    """
    seen = tuple(map(_DICTIONARIES[language].__getitem__, raw_words(text)))
    if not seen:
        return Analysed("", "", frozenset())
    terms, words, parts = zip(*seen, strict=True)
    return Analysed(" ".join(terms), " ".join(words), frozenset(" ".join(set(parts)).split()))


def dictionary_of(language: Language) -> Mapping[str, Seen]:
    """Return the written words of a language; it knows every word."""
    return _DICTIONARIES[language]


def hyphened(text: str) -> Iterator[str]:
    """Give the words that a hyphen ties together as one: `e-mail` is found as `email`, `AI-systeem` as `aisysteem`."""
    for chunk in text.split():
        if "-" in chunk.strip("-"):
            pieces = folded_words(chunk)
            if 1 < len(pieces) <= 3:  # longer chains are enumerations
                yield "".join(pieces)


def _stems(word: str, language: Language) -> tuple[str, ...]:
    english, porter, kraaij_pohlmann = _stemmers()
    if compound_data().irregular.get(word) == word:
        return (word,)
    if language == Language.EN:
        return (english.stemWord(word),)
    if word.endswith(("heid", "heden")):
        # A stemmer makes snel of snelheid, which is another subject.
        return (word.removesuffix("heden").removesuffix("heid") + "heid",)
    light, deep = porter.stemWord(word), kraaij_pohlmann.stemWord(word)
    # It also takes `ge` off nouns: gezicht would become zicht.
    deep_holds = len(deep) >= max(_SHORTEST_STEM, len(light) - _DEEPEST_CUT) and deep[:2] == word[:2]
    # Of bomen, dag or wetten three letters may be left; of fine and code they would be another word.
    light_holds = len(light) >= _SHORTEST_STEM or not word.endswith("e")
    return (light if light_holds else word, *([deep] if deep_holds else []), *_uninflected(word))


def _uninflected(word: str) -> Iterator[str]:
    """Give what the stemmers miss: sociale is sociaal, fotos and ziektes are plurals."""
    open_vowel = _OPEN_VOWEL.fullmatch(word)
    if open_vowel:
        closed = open_vowel["before"] + 2 * open_vowel["vowel"] + open_vowel["end"]
        if is_dutch(closed):
            yield closed
    if word.endswith(("as", "es", "is", "os", "us")) and is_dutch(word[:-1]):
        yield word[:-1]


@cache
def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("english"), Stemmer.Stemmer("dutch_porter"), Stemmer.Stemmer("dutch")
