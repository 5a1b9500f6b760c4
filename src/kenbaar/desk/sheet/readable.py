"""How readable an answer is, in words for the page: the measure with what it is worth, and what can be plainer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kenbaar.language.errors import TextTooLong
from kenbaar.language.helping import Help, help_with
from kenbaar.language.marking import Mark
from kenbaar.language.telling import ADVICE, WHYS, WORTH, verdict_told
from kenbaar.values import Language

_MOST_SHOWN = 12
_REMEMBERED = 256
_LONGEST_QUOTED = 140


@dataclass(frozen=True, slots=True)
class MarkTold:
    """A word or sentence that can be plainer: what it is, what could stand there, or what to ask oneself."""

    text: str
    why: str
    instead: tuple[str, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Readable:
    """What there is to say of a text in one language. `measure` is empty for a text that is too short to measure."""

    language: str
    measure: str
    worth: str
    words: tuple[MarkTold, ...]
    sentences: tuple[MarkTold, ...]
    more: int


def readable(texts: Mapping[str, str], *, language: str) -> tuple[Readable, ...]:
    """Return what there is to say of a text, in each language in which it exists, in the language of the reader."""
    found = []
    for tongue in Language:
        text = texts.get(tongue, "")
        if not text:
            continue
        helped = _helped(text, tongue)
        if helped is not None and (helped.reading.score is not None or helped.words or helped.sentences):
            found.append(_told(tongue, helped, language))
    return tuple(found)


@lru_cache(_REMEMBERED)
def _helped(text: str, tongue: Language) -> Help | None:
    """Return the help with a text. Pages of the sheet come by again and again with texts that nobody changed."""
    try:
        return help_with(text, tongue)
    except TextTooLong:
        return None


def _told(tongue: Language, helped: Help, language: str) -> Readable:
    words = list({mark.word.casefold(): mark for mark in reversed(helped.words)}.values())[::-1]
    shown = words[:_MOST_SHOWN]
    sentences = helped.sentences[:_MOST_SHOWN]
    return Readable(
        language=tongue.value,
        measure=verdict_told(helped.reading).to(language) if helped.reading.score is not None else "",
        worth=WORTH.to(language),
        words=tuple(_mark(mark, language) for mark in shown),
        sentences=tuple(_mark(mark, language) for mark in sentences),
        more=len(words) - len(shown) + len(helped.sentences) - len(sentences),
    )


def _mark(mark: Mark, language: str) -> MarkTold:
    text = mark.word if len(mark.word) <= _LONGEST_QUOTED else f"{mark.word[: _LONGEST_QUOTED - 1]}…"
    return MarkTold(text, WHYS[mark.why].to(language), mark.instead, mark.means or ADVICE[mark.why].to(language))
