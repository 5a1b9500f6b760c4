"""Counting syllables by the letters of a word. It is a rule of thumb: some words are one off, a text hardly is."""

import re
from functools import lru_cache

from kenbaar.values import Language

# Letters that make one sound together come before their parts. `eau` is one sound in niveau, two in geautomatiseerd;
# a diaeresis begins a syllable (geëvalueerd), and y between vowels is no vowel (royaal).
_DUTCH = re.compile(
    r"(?<=q)u(?=[aeio])[aeio]{1,2}|aai|ooi|oei|eeu|ieu|eau(?![td])|aa|ae|ee|éé|ie|oo|oe|uu|eu|ui|ei|ij|au|ou|ai|oi"
    r"|ïe|ëe|ëi|ëu|y(?![aeiou])|[aeiouàáâäèéêëìíîïòóôöùúûü]"
)
_ENGLISH = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
# Two vowels that are said apart (creation, science, evaluate, diet), but not those of action, special and religious.
_ENGLISH_APART = re.compile(
    r"(?<![tcsg])i(?=a|ou|o)|ie(?=t|nc|nt\b)|u(?=a|ou|al)|e(?=o|a(?=t(?:e|i|o))|u[ms]\b)|y(?=i)|[aeio](?=ing)|sm\b|thm\b"
)
# An e that is written and not said: used, based, rate, rates, safely, placement; but not wanted, table, boxes.
_ENGLISH_SILENT = re.compile(
    r"(?:(?<=[^aeiouytd])ed|(?<=[^aeiouysxzcg])(?<!sh)(?<!ch)es|(?<=[^aeiouyl])e|(?<=[aeiouy]l)e)$"
    r"|(?<=[^aeiouy])e(?=(?:ly|ment|ments|ness|ful|less)$)"
)


_LONGEST_KEPT = 40


def syllables(word: str, language: Language) -> int:
    """Return the number of syllables of a word in small letters; at least one."""
    # What is longer than any word is not kept: nobody may fill our memory with it.
    return _kept(word, language) if len(word) <= _LONGEST_KEPT else _counted(word, language)


def _counted(word: str, language: Language) -> int:
    if language is Language.NL:
        return max(1, len(_DUTCH.findall(word)))
    apart = len(_ENGLISH_APART.findall(word)) - len(_ENGLISH_SILENT.findall(word))
    return max(1, len(_ENGLISH.findall(word)) + apart)


_kept = lru_cache(maxsize=4096)(_counted)
