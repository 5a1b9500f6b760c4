"""Everything at once about one text: it is cut into sentences a single time."""

from dataclasses import dataclass

from kenbaar.language.heavy import sentences_marked
from kenbaar.language.marking import Mark, words_marked
from kenbaar.language.measuring import Reading, reading_of
from kenbaar.language.sentences import sentences_of
from kenbaar.language.speech import speech_of
from kenbaar.values import Language


@dataclass(frozen=True, slots=True)
class Help:
    """The measure of a text, its hard words (none overlap) and its heavy sentences (these may)."""

    reading: Reading
    words: tuple[Mark, ...]
    sentences: tuple[Mark, ...]


def help_with(text: str, language: Language) -> Help:
    """Measure a text and mark what makes it hard. Raises TextTooLong."""
    speech = speech_of(language)
    cut = sentences_of(text, speech)
    return Help(reading_of(cut, speech), words_marked(text, cut, speech), sentences_marked(text, cut, speech))
