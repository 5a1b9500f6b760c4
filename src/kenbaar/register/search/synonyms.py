"""Other words for the same thing, in both languages. Pure; the groups are data in `content/search/synonyms.yaml`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product

from kenbaar.register.search.analysis import stem_of
from kenbaar.register.search.compounds import best_split
from kenbaar.register.search.words import folded_words
from kenbaar.rules.content_files import load_yaml
from kenbaar.values import Language

Phrase = tuple[str, ...]
_LONGEST_PHRASE = 5
_MOST_PHRASES = 24


class Synonyms:
    """Groups of phrases with one meaning. A phrase is found in every form of its words."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self.groups = [tuple(tuple(folded_words(phrase)) for phrase in group) for group in groups]
        self._of_key: dict[Phrase, set[int]] = defaultdict(set)
        for number, group in enumerate(self.groups):
            for phrase in group:
                for key in _keys(phrase):
                    self._of_key[key].add(number)

    def others(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """Return the phrases that mean the same, without the phrase itself; empty when there are none."""
        numbers = sorted({number for key in _keys(phrase) for number in self._of_key.get(key, ())})
        phrases = dict.fromkeys(other for number in numbers for other in self.groups[number])
        return tuple(other for other in phrases if other != phrase)

    def longest_phrase(self, words: Sequence[str]) -> int:
        """Return how many words the longest phrase has with which these words begin; 1 when there is none."""
        for length in range(min(_LONGEST_PHRASE, len(words)), 1, -1):
            if any(key in self._of_key for key in _keys(tuple(words[:length]))):
                return length
        return 1


def _keys(phrase: Phrase) -> Iterator[Phrase]:
    yield phrase
    for language in Language:
        yield tuple(stem_of(word, language) for word in phrase)


@lru_cache(maxsize=10_000)
def other_meanings(words: Phrase) -> tuple[Phrase, ...]:
    """Return other ways to say the same: by the groups, or by the parts of a compound (verkeersboete, traffic fine)."""
    others = synonyms().others(words)
    parts = best_split(words[0]) if len(words) == 1 else ()
    choices = [[(part,), *synonyms().others((part,))] for part in parts]
    joined = [sum(chosen, ()) for chosen in islice(product(*choices), _MOST_PHRASES)] if parts else []
    return tuple(dict.fromkeys((*others, *joined)))[:_MOST_PHRASES]


@cache
def synonyms() -> Synonyms:
    """Return the groups that ship with Kenbaar."""
    content = load_yaml(files("kenbaar.content").joinpath("search/synonyms.yaml").read_bytes())
    return Synonyms([[str(phrase) for phrase in group] for group in content])
