"""Cutting a text into words and sentences, with the place of each. Nothing here looks further back than one word.

Real texts have lists, headings, abbreviations, numbers and addresses; none of these may make a sentence or a syllable
that nobody reads.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from kenbaar.language.errors import MOST_CHARACTERS, TextTooLong
from kenbaar.language.speech import Speech

# Signs that belong to a word and are not letters: accents that stand apart, soft hyphens, joiners without width.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060"
_IN_WORD = rf"\w\u0300-\u036f{_UNSEEN}"
HYPHENS = "\\-\u2010\u2011"
# Every repetition is bounded or gives nothing back: hostile text costs no more than other text.
_TOKEN = re.compile(
    rf"""
    (?P<address>
        (?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]]
        | [\w.+-]{{1,64}}+@[\w-]{{1,63}}+(?:\.[\w-]{{1,63}}+){{1,8}}+
        | (?:[\w-]{{1,63}}\.){{1,6}}(?:nl|eu|com|org|net|be|uk|gov)\b(?:/[^\s<>"]*[^\s<>".,;:!?)\]])?
    )
    | (?P<number> \d++(?:[.,:/-]\d++)*+(?!\w) )
    | (?P<dotted> [^\W\d_](?:\.[^\W\d_]\b){{1,12}}+\.? )
    | (?P<word> [{_IN_WORD}]++(?:['’{HYPHENS}][{_IN_WORD}]++)*+ )
    | (?P<stop> [.!?…]++["'”’»)\]{_UNSEEN}]*+ )
    | (?P<line> [\n\r\u2028\u2029\x0b\x0c\x85]\s*+ )
    | (?P<bullet> [•·▪●◦‣] | (?<=[:;])\s[-–*](?=\s) )
    """,
    re.VERBOSE,
)
# A line that goes on in the next one: it begins with a small letter that is not that of a list: `a)` or `b.`
_GOES_ON = re.compile(r"(?=[^\W\d_])(?![^\W\d_][).])")
_TO_PLAIN = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-"} | dict.fromkeys(_UNSEEN, ""))
_SHORT_WORD = 3
_LONGEST_MARKER = 2
_MOST_SPACES = 40


class Word(NamedTuple):
    """A word where it stands: `plain` is how it is looked up, in small letters.

    A number, an address and a code such as COVID-19 count as words, and have no syllables to count.
    """

    start: int
    end: int
    plain: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands. `whole` says that it counts as one: a heading or an item of a list does not."""

    start: int
    end: int
    words: tuple[Word, ...]
    whole: bool


def sentences_of(text: str, speech: Speech) -> list[Sentence]:
    """Return every sentence, heading and item of a list. Raises TextTooLong."""
    if len(text) > MOST_CHARACTERS:
        raise TextTooLong(len(text))
    return _Cutting(text, speech).done()


def with_capitals(word: str) -> str:
    """Return a word with one way of writing accents, hyphens and apostrophes."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(_TO_PLAIN))


def plain(word: str) -> str:
    """Return how a word is looked up: the same in small letters."""
    return with_capitals(word).lower()


class _Cutting:
    """One pass over a text; what was read of the sentence so far."""

    def __init__(self, text: str, speech: Speech) -> None:
        self._text = text
        self._abbreviations = speech.reckoning.abbreviations
        self._at_end = speech.reckoning.abbreviations_at_end
        self._fewest = speech.reckoning.limits.fragment_words
        self._words: list[Word] = []
        self._found: list[Sentence] = []

    def done(self) -> list[Sentence]:
        for token in _TOKEN.finditer(self._text):
            kind, start, end = token.lastgroup, token.start(), token.end()
            if kind == "word":
                self._word(start, end)
            elif kind == "stop":
                self._stop(start, end)
            elif kind == "line":
                self._line(token.group(), start, end)
            elif kind == "bullet":
                self._close(start, ended=False)
            else:
                self._unspoken(str(kind), start, end)
        self._close(len(self._text), ended=False)
        return self._found

    def _word(self, start: int, end: int) -> None:
        written = self._text[start:end]
        found = plain(written)
        if not found.strip("_'-"):
            return
        capitals = len(found) > 1 and written.isupper()
        self._words.append(Word(start, end, found, found.replace("-", "").replace("'", "").isalpha() and not capitals))

    def _unspoken(self, kind: str, start: int, end: int) -> None:
        """Take in a number, an address or an abbreviation with points, which may also end the sentence."""
        # What stands in an address is nobody's choice of words.
        found = "" if kind == "address" else plain(self._text[start:end])
        self._words.append(Word(start, end, found, spoken=False))
        if kind == "dotted" and found in self._at_end and self._begins_anew(end):
            self._close(end, ended=True)

    def _stop(self, start: int, end: int) -> None:
        if not self._words:
            return
        last = self._words[-1]
        is_point = self._text[start:end].rstrip(_UNSEEN) == "." and last.end == start
        if is_point and not self._ends_with(last, end):
            return
        # (1) A number with a point and nothing before it is that of an item: `1. Naam`.
        if is_point and len(self._words) == 1 and last.plain.isdigit():
            self._words.clear()
            return
        self._close(end, ended=True)

    def _ends_with(self, last: Word, end: int) -> bool:
        """Say whether a point after this word ends the sentence."""
        following = self._text[end : end + 1]
        if following and not following.isspace():
            # gegevens.Het: the space was forgotten; node.js and de heer (drs.) were not.
            return following.isupper() and last.spoken and len(last.plain) > _SHORT_WORD
        name = f"{last.plain}."
        if name in self._at_end:
            return self._begins_anew(end)
        if name in self._abbreviations:
            return False
        # J. Jansen has an initial, and to help u. has none.
        if last.end - last.start == 1 and self._text[last.start].isupper():
            return not self._following(end).strip()
        # Whoever goes on in small letters after `afd.` or `3.` had no end in mind.
        short = len(last.plain) <= _SHORT_WORD or not last.spoken
        return not short or self._begins_anew(end)

    def _begins_anew(self, end: int) -> bool:
        """Say whether what follows is no small letter: a new sentence, a new line or nothing."""
        return not self._following(end).islower()

    def _following(self, end: int) -> str:
        """Return the first sign that is no space within a line: the break of it, or nothing at the end."""
        return self._text[end : end + _MOST_SPACES].lstrip(" \t\u00a0")[:1]

    def _line(self, breaks: str, start: int, end: int) -> None:
        new_lines = len(breaks.replace("\r\n", "\n").strip(" \t")) > 1 or breaks[:1] == "\u2029"
        goes_on = _GOES_ON.match(self._text, end) and self._text[end].islower()
        if new_lines or not goes_on or self._is_item(start):
            self._close(start, ended=False)

    def _is_item(self, end: int) -> bool:
        """Say whether a line ends in what announces a list, or ends an item of one."""
        return bool(self._words) and self._text[self._words[-1].end : end].lstrip()[:1] in {":", ";"}

    def _close(self, end: int, *, ended: bool) -> None:
        words = tuple(self._words[self._marker() :])
        self._words.clear()
        if not words:
            return
        last = end if ended else words[-1].end
        self._found.append(Sentence(words[0].start, last, words, ended or len(words) >= self._fewest))

    def _marker(self) -> int:
        """Return 1 when the first word is the sign of an item: `2) Leeftijd`, `a) naam`."""
        if not self._words or len(self._words[0].plain) > _LONGEST_MARKER:
            return 0
        first = self._words[0]
        opened = self._text[max(0, first.start - 1) : first.start] == "("
        return int(self._text[first.end : first.end + 1] == ")" and not opened)
