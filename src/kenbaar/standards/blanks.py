"""Honest blanks in words: how people write that something does not apply, follows or is unknown, and how we write it.

Only what fills a whole field counts; a sentence that mentions "unknown" somewhere is an answer.
"""

import re
from collections.abc import Mapping

from kenbaar.rules.answers import Answer, Blank, not_applicable, not_yet, unknown
from kenbaar.values import Language, checked_partial_date, text_in

SAID_SO: Mapping[str, str] = {
    "nl": "De bron vermeldt dat dit niet van toepassing is.",
    "en": "The source states that this does not apply.",
}

_WORDS: Mapping[Blank, tuple[str, str]] = {
    Blank.UNKNOWN: ("Onbekend", "Unknown"),
    Blank.NOT_APPLICABLE: ("Niet van toepassing", "Not applicable"),
    Blank.NOT_YET: ("Volgt", "Follows"),
}

_LONGEST = 600
# Nearly every text fails at its first letter: this keeps the patterns below away from it.
_START = frozenset("nNvVoOuUfFtTwW?")
_NOT_APPLICABLE = re.compile(
    r"(?:n\.?\s?v\.?\s?t\.?|niet van toepassing|not applicable|n/a|na(?=$))"
    r"(?:[.\s]*$|\.?\s*(?:[:,;–-]|(?=\())\s*(?P<reason>[^\n]+)$)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?:volgt|follows)(?:: (?P<expected>\d{4}(?:-\d\d){0,2}))?"
    r"|volgt (?:nog|binnenkort|later)|wordt vervolgd|nog niet (?:bekend|beschikbaar|openbaar)"
    r"|to be (?:determined|announced)|tbd|tba|not yet (?:known|available)",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"onbekend|unknown|niet bekend|not known|n\.?\s?b\.?|\?", re.IGNORECASE)


def read_blank(text: str, language: str) -> Answer | None:
    """Return the blank that the whole of a text stands for, or None when it is an answer."""
    if text[0] not in _START or len(text) > _LONGEST:
        return None
    if found := _NOT_APPLICABLE.match(text):
        reason = (found["reason"] or "").strip()
        if reason.startswith("(") and reason.endswith(")"):
            reason = reason[1:-1].strip()
        return not_applicable({language: reason} if reason else SAID_SO)
    word = text.rstrip(". ")
    if found := _NOT_YET.fullmatch(word):
        return not_yet(_real_date(found["expected"] or ""))
    return unknown() if _UNKNOWN.fullmatch(word) else None


def written_blank(answer: Answer, language: str) -> str:
    """Return the words for a blank; `read_blank` reads them back."""
    blank = Blank(answer["blank"])
    word = _WORDS[blank][1 if language == Language.EN else 0]
    if blank is Blank.NOT_APPLICABLE and answer["reason"] != SAID_SO:
        return f"{word}: {text_in(answer['reason'], language)[0]}"
    if blank is Blank.NOT_YET and answer["expected"]:
        return f"{word}: {answer['expected']}"
    return word


def _real_date(text: str) -> str:
    try:
        return checked_partial_date(text) if text else ""
    except ValueError:
        return ""
