"""Which words make a text hard: those on the lists, abbreviations that nobody explains, and long words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kenbaar.language.sentences import HYPHENS, Sentence, Word, plain, sentences_of, with_capitals
from kenbaar.language.speech import Entry, Speech, Why, speech_of
from kenbaar.language.syllables import syllables
from kenbaar.values import Language

_SHORTEST_REST = 3
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 8, 60
_LONGEST_ABBREVIATION = 6
_ROMAN = re.compile(r"[IVX]+")
_PIECE = re.compile(rf"[^{HYPHENS}]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or sentence that is hard, where it stands, and what helps.

    `entry` is the word of the list that it is or holds; `instead` has plainer words, `means` says what it is.
    """

    start: int
    end: int
    word: str
    why: Why
    entry: str = ""
    instead: tuple[str, ...] = ()
    means: str = ""


def difficult_words(text: str, language: Language) -> tuple[Mark, ...]:
    """Return the words that are hard, in order; no two overlap. Raises TextTooLong."""
    speech = speech_of(language)
    return words_marked(text, sentences_of(text, speech), speech)


def words_marked(text: str, sentences: Sequence[Sentence], speech: Speech) -> tuple[Mark, ...]:
    """Return the hard words of a text that was cut into sentences."""
    marking = _Marking(text, speech)
    return tuple(mark for sentence in sentences for mark in marking.marks_in(sentence))


class _Marking:
    """Goes through sentences from left to right: what was marked once is not marked again inside."""

    def __init__(self, text: str, speech: Speech) -> None:
        self._text, self._speech = text, speech
        self._seen: dict[str, Entry | None] = {}
        self._explained: dict[str, bool] = {}

    def marks_in(self, sentence: Sentence) -> Iterator[Mark]:
        words, at = sentence.words, 0
        while at < len(words):
            phrase = self._phrase(words, at)
            if phrase:
                entry, count = phrase
                yield self._mark(words[at].start, words[at + count - 1].end, entry)
                at += count
                continue
            yield from self._in_word(words, at)
            at += 1

    def _phrase(self, words: Sequence[Word], at: int) -> tuple[Entry, int] | None:
        for phrase, entry in self._speech.phrases.get(words[at].plain, ()):
            found = words[at : at + len(phrase)]
            if tuple(word.plain for word in found) == phrase and self._adjoin(found):
                return entry, len(phrase)
        return None

    def _adjoin(self, words: Sequence[Word]) -> bool:
        """Say whether nothing but space stands between words."""
        return all(self._text[one.end : other.start].isspace() for one, other in pairwise(words))

    def _in_word(self, words: Sequence[Word], at: int) -> Iterator[Mark]:
        word = words[at]
        written = self._text[word.start : word.end]
        entry = self._listed(written, word.plain)
        if entry:
            if not self._is_explained(written, entry[1]):
                yield self._mark(word.start, word.end, entry)
            return
        point = self._with_point(word)
        if point:
            yield point
            return
        if "-" in word.plain:
            pieces = list(self._in_pieces(word, written))
            yield from pieces
            if pieces:
                return
        if self._is_unknown_abbreviation(words, at, written):
            yield Mark(word.start, word.end, written, Why.ABBREVIATION)
        elif self._is_long(word, written, first=at == 0):
            yield Mark(word.start, word.end, written, Why.LONG_WORD)

    def _with_point(self, word: Word) -> Mark | None:
        """Return the mark of zgn. or of m.b.t: the point is not always there, or stands outside the word."""
        entry = self._speech.words.get(f"{word.plain}.")
        has_point = self._text[word.end : word.end + 1] == "."
        if not entry or not (has_point or "." in word.plain):
            return None
        return self._mark(word.start, word.end + has_point, entry)

    def _in_pieces(self, word: Word, written: str) -> Iterator[Mark]:
        """Mark what is listed between the hyphens of AVG-verzoek."""
        for piece in _PIECE.finditer(written):
            entry = self._listed(piece.group(), plain(piece.group()))
            if entry and not self._is_explained(piece.group(), entry[1]):
                yield self._mark(word.start + piece.start(), word.start + piece.end(), entry)

    def _listed(self, written: str, looked_up: str) -> Entry | None:
        entry = self._speech.as_written.get(with_capitals(written))
        if entry:
            return entry
        if looked_up not in self._seen:
            self._seen[looked_up] = self._speech.words.get(looked_up) or self._in_compound(looked_up)
        return self._seen[looked_up]

    def _in_compound(self, word: str) -> Entry | None:
        """Return the entry of the longest listed word that a compound begins or ends with."""
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND or word in self._speech.known_words:
            return None
        starts, ends = self._speech.starts, self._speech.ends
        for cut in range(_SHORTEST_REST, len(word) - _SHORTEST_REST):
            entry = ends.get(word[cut:]) or starts.get(word[: len(word) - cut])
            if entry:
                return None if any(other in word for other in entry[0].not_in) else entry
        return None

    def _is_explained(self, written: str, why: Why) -> bool:
        """Say whether an abbreviation is explained where it stands, or anywhere: `... (AVG)` or `AVG (...)`."""
        if why is not Why.ABBREVIATION or not written.isalpha():
            return False
        if written not in self._explained:
            self._explained[written] = f"({written})" in self._text or f"{written} (" in self._text
        return self._explained[written]

    def _is_unknown_abbreviation(self, words: Sequence[Word], at: int, written: str) -> bool:
        if not (1 < len(written) <= _LONGEST_ABBREVIATION and written.isalpha() and written.isupper()):
            return False
        # DOEL: is a heading.
        if at == 0 and self._text[words[at].end : words[at].end + 1] == ":":
            return False
        if written in self._speech.reckoning.known_abbreviations or _ROMAN.fullmatch(written):
            return False
        # In a heading that shouts, no word is an abbreviation.
        if any(self._shouts(words[near]) for near in (at - 1, at + 1) if 0 <= near < len(words)):
            return False
        return not self._is_explained(written, Why.ABBREVIATION)

    def _shouts(self, word: Word) -> bool:
        written = self._text[word.start : word.end]
        return len(written) > 1 and written.isalpha() and written.isupper()

    def _is_long(self, word: Word, written: str, *, first: bool) -> bool:
        # A capital inside a sentence is that of a name.
        if not word.spoken or (written[:1].isupper() and not first):
            return False
        # Hyphens cut a word into pieces that are read one by one.
        longest = self._speech.reckoning.limits.word_syllables
        pieces = (piece.removesuffix("'s") for piece in word.plain.split("-"))
        return any(
            piece not in self._speech.known_words and syllables(piece, self._speech.language) >= longest
            for piece in pieces
        )

    def _mark(self, start: int, end: int, entry: Entry) -> Mark:
        term, why = entry
        return Mark(start, end, self._text[start:end], why, term.word, term.instead, term.means)
