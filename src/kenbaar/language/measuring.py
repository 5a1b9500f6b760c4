"""How readable a text is, by a formula of others, with what that is worth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kenbaar.language.sentences import Sentence, sentences_of
from kenbaar.language.speech import Formula, Speech, speech_of
from kenbaar.language.syllables import syllables
from kenbaar.values import Language

_MOST_LONGEST = 3
_SURE = 2  # twice the standard error: some 95 of 100 such texts


class Verdict(StrEnum):
    """A rough level. It is no CEFR level, and no promise that people understand the text."""

    EASY = "easy"
    FAIR = "fair"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence where it stands, with its number of words."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Score:
    """What the formula gives, how far it may be off for a text of this length, and which verdicts that leaves open."""

    value: float
    margin: float
    verdict: Verdict
    possible: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted. `score` is None when there is too little text, or none that is read as sentences."""

    language: Language
    formula: str
    words: int
    sentences: int
    words_per_sentence: float
    syllables_per_word: float
    longest: tuple[Place, ...]
    score: Score | None
    fewest_words: int
    fewest_sentences: int


def measure(text: str, language: Language) -> Reading:
    """Count words, sentences and syllables, and say what the formula makes of them. Raises TextTooLong."""
    speech = speech_of(language)
    return reading_of(sentences_of(text, speech), speech)


def reading_of(sentences: Sequence[Sentence], speech: Speech) -> Reading:
    """Return the reading of a text that was cut into sentences."""
    formula = speech.reckoning.formula
    counts = [_Counts.of(sentence, speech.language) for sentence in sentences]
    total = _total(counts)
    whole = sorted((each for each in sentences if each.whole), key=lambda each: (-len(each.words), each.start))
    enough = total.words >= formula.fewest_words and total.sentences >= formula.fewest_sentences and total.spoken
    return Reading(
        language=speech.language,
        formula=formula.name,
        words=total.words,
        sentences=total.sentences,
        words_per_sentence=total.words_per_sentence,
        syllables_per_word=total.syllables_per_word,
        longest=tuple(Place(each.start, each.end, len(each.words)) for each in whole[:_MOST_LONGEST]),
        score=_score(counts, total, formula) if enough else None,
        fewest_words=formula.fewest_words,
        fewest_sentences=formula.fewest_sentences,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """Sums over sentences. Words of headings and items count for the syllables only, not for the sentence length."""

    words: int = 0
    spoken: int = 0
    syllables: int = 0
    sentences: int = 0
    in_sentences: int = 0

    @classmethod
    def of(cls, sentence: Sentence, language: Language) -> "_Counts":
        spoken = [syllables(word.plain, language) for word in sentence.words if word.spoken]
        count = len(sentence.words)
        return cls(count, len(spoken), sum(spoken), int(sentence.whole), count if sentence.whole else 0)

    def without(self, other: "_Counts") -> "_Counts":
        return _Counts(
            self.words - other.words,
            self.spoken - other.spoken,
            self.syllables - other.syllables,
            self.sentences - other.sentences,
            self.in_sentences - other.in_sentences,
        )

    @property
    def words_per_sentence(self) -> float:
        return self.in_sentences / self.sentences if self.sentences else 0.0

    @property
    def syllables_per_word(self) -> float:
        return self.syllables / self.spoken if self.spoken else 0.0

    def value(self, formula: Formula) -> float:
        """Return the score. Without a spoken word or a sentence there is nothing to take off."""
        return (
            formula.start - formula.per_syllable * self.syllables_per_word - formula.per_word * self.words_per_sentence
        )


def _total(counts: Sequence[_Counts]) -> _Counts:
    return _Counts(
        sum(each.words for each in counts),
        sum(each.spoken for each in counts),
        sum(each.syllables for each in counts),
        sum(each.sentences for each in counts),
        sum(each.in_sentences for each in counts),
    )


def _score(counts: Sequence[_Counts], total: _Counts, formula: Formula) -> Score:
    value = total.value(formula)
    margin = max(formula.least_margin, _SURE * _standard_error(counts, total, formula))
    low, high = _verdict(value - margin, formula), _verdict(value + margin, formula)
    order = tuple(Verdict)
    return Score(
        value=round(value, 1),
        margin=round(margin, 1),
        verdict=_verdict(value, formula),
        possible=order[order.index(high) : order.index(low) + 1],
    )


def _standard_error(counts: Sequence[_Counts], total: _Counts, formula: Formula) -> float:
    """Return by how much the score hangs on single sentences: the jackknife, which leaves each out once."""
    whole = [each for each in counts if each.sentences]
    values = [rest.value(formula) for each in whole if (rest := total.without(each)).sentences and rest.spoken]
    mean = sum(values) / len(values)
    return math.sqrt((len(values) - 1) / len(values) * sum((value - mean) ** 2 for value in values))


def _verdict(value: float, formula: Formula) -> Verdict:
    if value >= formula.easy_from:
        return Verdict.EASY
    return Verdict.FAIR if value >= formula.fair_from else Verdict.HARD
