"""Words as the search sees them: where they stand in a text, without accents and capitals. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Letters and digits, with the 's of a plural: "risico's" is one word.
_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
_LONGEST = 60


class Word(NamedTuple):
    """A word in a text: how it is written once folded, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Give every word in order."""
    for found in _WORD.finditer(text):
        yield Word(fold(found[0]), found.start(), found.end())


def raw_words(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return _WORD.findall(text)


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [fold(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word without case, accents and the `'s` of a plural or possessive: `Risico's` becomes `risico`."""
    lowered = word.casefold()
    if not lowered.isascii():
        spread = unicodedata.normalize("NFKD", lowered.replace("’", "'"))
        lowered = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return lowered.removesuffix("'s").replace("'", "")[:_LONGEST]
