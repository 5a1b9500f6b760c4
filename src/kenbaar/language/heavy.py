"""Which sentences make a text hard: very long ones, and those where nobody does anything. The last is a guess."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kenbaar.language.marking import Mark
from kenbaar.language.sentences import Sentence, Word, sentences_of
from kenbaar.language.speech import Passives, Speech, Why, speech_of
from kenbaar.values import Language


def heavy_sentences(text: str, language: Language) -> tuple[Mark, ...]:
    """Return the long sentences and the passives, in order. They may overlap. Raises TextTooLong."""
    speech = speech_of(language)
    return sentences_marked(text, sentences_of(text, speech), speech)


def sentences_marked(text: str, sentences: Sequence[Sentence], speech: Speech) -> tuple[Mark, ...]:
    """Return the heavy sentences of a text that was cut into sentences."""
    longest = speech.reckoning.limits.sentence_words
    passives = speech.reckoning.passives
    return tuple(
        Mark(start, end, text[start:end], why)
        for sentence in sentences
        for start, end, why in _heavy(sentence, longest, passives)
    )


def _heavy(sentence: Sentence, longest: int, passives: Passives) -> Iterator[tuple[int, int, Why]]:
    if len(sentence.words) > longest:
        yield sentence.start, sentence.end, Why.LONG_SENTENCE
    words, taken = sentence.words, -1
    for at, word in enumerate(words):
        if word.plain not in passives.auxiliaries or at <= taken:
            continue
        other = _participle_near(words, at, passives)
        if other is not None:
            first, taken = min(at, other), max(at, other)
            yield words[first].start, words[taken].end, Why.PASSIVE


def _participle_near(words: Sequence[Word], at: int, passives: Passives) -> int | None:
    """Return where the participle is that belongs to an auxiliary: right before it, or not too far behind."""
    # A comma between them cuts them apart: heeft gereden, wordt beboet.
    adjoin = at and words[at].start - words[at - 1].end == 1
    if passives.before and adjoin and _is_participle(words[at - 1].plain, passives):
        return at - 1
    for other in range(at + 1, min(len(words), at + 2 + passives.most_between)):
        if words[other].plain in passives.auxiliaries or words[other].plain in passives.stops:
            return None
        if _is_participle(words[other].plain, passives):
            return other
    return None


def _is_participle(word: str, passives: Passives) -> bool:
    if word in passives.no_participles:
        return False
    return word in passives.participles or _form(passives.form).fullmatch(word) is not None


@lru_cache(maxsize=8)
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
