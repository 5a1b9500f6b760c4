"""Did you mean? Words that nothing has, and the word of the index that was probably meant."""

from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kenbaar.register.search.analysis import asked_forms
from kenbaar.register.search.asking import Leaf, Question
from kenbaar.register.search.compounds import best_split, is_dutch
from kenbaar.register.search.reading import Snapshot
from kenbaar.register.search.synonyms import synonyms

_SHORTEST = 4
_CANDIDATES = 30
# How many mistakes a word may have, by its length.
_MISTAKES = ((12, 3), (6, 2), (0, 1))
# A word that this few entries have may be a mistake in them, when a like word is so many times as common.
_RARE, _TIMES_AS_COMMON = 2, 20


def corrected(question: Question, snapshot: Snapshot) -> str | None:
    """Return the text of a question with every unknown word replaced by the known one most like it; None if alike."""
    text, shift = question.text, 0
    for leaf in sorted((leaf for clause in question.wanted for leaf in clause.leaves), key=lambda leaf: leaf.start):
        better = _better(leaf, snapshot)
        if better:
            text = text[: leaf.start + shift] + better + text[leaf.end + shift :]
            shift += len(better) - (leaf.end - leaf.start)
    return text if text != question.text else None


def _better(leaf: Leaf, snapshot: Snapshot) -> str | None:
    word = leaf.words[0]
    if leaf.is_phrase or len(leaf.words) > 1 or len(word) < _SHORTEST or leaf.says_nothing:
        return None
    # A word of the dictionary is no mistake: nothing is about it, and another word would be another subject.
    if is_dutch(word):
        return None
    entries = max(snapshot.searcher.doc_freq("all", form) for form in asked_forms(word))
    if entries > _RARE or synonyms().others(leaf.words):
        return None
    return _most_like(word, entries, snapshot) or (None if entries else _longer(word, snapshot))


def _most_mistakes(word: str, entries: int) -> int:
    """Return how many mistakes a word may have. A compound that nobody wrote before is more likely new than wrong."""
    if entries or best_split(word):
        return 1
    return next(mistakes for length, mistakes in _MISTAKES if len(word) >= length)


def _most_like(word: str, entries: int, snapshot: Snapshot) -> str | None:
    furthest = _most_mistakes(word, entries)
    lexicon = snapshot.lexicon
    alike = process.extract(word, lexicon.keys(), scorer=OSA.distance, score_cutoff=furthest, limit=_CANDIDATES)
    common = [
        (distance - min(1.0, log10(lexicon[found]) / 4) + (found[0] != word[0]), found)
        for found, distance, _index in alike
        if found != word and len(found) >= _SHORTEST and lexicon[found] >= max(distance, entries * _TIMES_AS_COMMON)
    ]
    return min(common)[1] if common else None


def _longer(word: str, snapshot: Snapshot) -> str | None:
    """Return the commonest word that begins so: somebody stopped typing."""
    found = snapshot.searcher.terms_with_prefix("words", word, limit=1)
    return found[0][0] if found else None
