"""What Kenbaar knows of a language: the files in `content/language/<language>/`, checked as a whole before use."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import Field, ValidationError, field_validator, model_validator

from kenbaar.language.forms import Kind, forms_of, has_rule
from kenbaar.rules.content_files import Placed, Problems, load_placed
from kenbaar.values import Frozen, Language, LocalText

_REMEDY = "docs/explanation/language.md shows how an entry is written."
_SHORTEST_PART = 4


class Why(StrEnum):
    """Why a word or a sentence is marked. The first five are the lists of `jargon.yaml`."""

    OFFICIALESE = "officialese"
    TECHNICAL = "technical"
    LEGAL = "legal"
    LOANWORD = "loanword"
    ABBREVIATION = "abbreviation"
    LONG_WORD = "long_word"
    LONG_SENTENCE = "long_sentence"
    PASSIVE = "passive"


class Part(StrEnum):
    """Where in a compound the word is recognised as well: implementatie-plan, standaard-protocol."""

    START = "start"
    END = "end"
    BOTH = "both"


class Term(Frozen):
    """A word or phrase that is hard for many people: plainer words for it, or what it means, or both.

    `not_in` names compounds that only look like one with this word: a pistool is no tool.
    """

    word: str = Field(min_length=2, max_length=60)
    kind: Kind = Kind.FIXED
    forms: tuple[str, ...] = ()
    part: Part | None = None
    not_in: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    means: str = Field(default="", max_length=160)

    @model_validator(mode="after")
    def _helps(self) -> "Term":
        if not self.instead and not self.means:
            raise ValueError("it offers nothing: give `instead` (plainer words) or `means` (what it is)")
        if self.part and len(self.word) < _SHORTEST_PART:
            raise ValueError(f"a part of a compound has at least {_SHORTEST_PART} letters; leave `part` out")
        return self


class Formula(Frozen):
    """A formula of others: start, less `per_syllable` times syllables per word and `per_word` times sentence length.

    The verdicts and what makes a measure worth something are Kenbaar's choice, with their reasons in the file.
    """

    name: str
    source: LocalText
    start: float
    per_syllable: float = Field(gt=0)
    per_word: float = Field(gt=0)
    easy_from: float
    fair_from: float
    fewest_words: int = Field(ge=1)
    fewest_sentences: int = Field(ge=3)
    least_margin: float = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> "Formula":
        if self.easy_from <= self.fair_from:
            raise ValueError("`easy_from` must be higher than `fair_from`")
        return self


class Limits(Frozen):
    """From where something is long."""

    sentence_words: int = Field(ge=5)
    word_syllables: int = Field(ge=3)
    fragment_words: int = Field(ge=1)


class Passives(Frozen):
    """How a passive is guessed: an auxiliary, and near it a participle by its form or from a list."""

    auxiliaries: frozenset[str]
    form: str
    participles: frozenset[str] = frozenset()
    no_participles: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    most_between: int = Field(ge=0, le=20)
    before: bool = False

    @field_validator("form")
    @classmethod
    def _is_pattern(cls, form: str) -> str:
        try:
            re.compile(form)
        except re.error as error:
            raise ValueError(f"{form!r} is no pattern: {error}") from error
        return form


class Reckoning(Frozen):
    """`reading.yaml`: how a text in this language is counted."""

    formula: Formula
    limits: Limits
    abbreviations: frozenset[str]
    abbreviations_at_end: frozenset[str]
    known_words: frozenset[str]
    known_abbreviations: frozenset[str]
    passives: Passives


Entry = tuple[Term, Why]
Phrase = tuple[tuple[str, ...], Entry]


@dataclass(frozen=True, slots=True)
class Speech:
    """A language as the measure and the marks use it: every form of every word, ready to be looked up."""

    language: Language
    reckoning: Reckoning
    words: Mapping[str, Entry]
    as_written: Mapping[str, Entry]
    phrases: Mapping[str, tuple[Phrase, ...]]
    starts: Mapping[str, Entry]
    ends: Mapping[str, Entry]
    known_words: frozenset[str]


@cache
def speech_of(language: Language) -> Speech:
    """Return what ships with Kenbaar for a language, read once. Raises ContentError."""
    return read_speech(files("kenbaar.content").joinpath("language", str(language)), language)


def read_speech(folder: Traversable, language: Language) -> Speech:
    """Read `reading.yaml` and `jargon.yaml` in a folder. Raises ContentError with everything that is wrong."""
    problems = Problems()
    place = folder.name
    reckoning = _reckoning(load_placed(folder.joinpath("reading.yaml").read_bytes(), f"{place}/reading.yaml"), problems)
    jargon = load_placed(folder.joinpath("jargon.yaml").read_bytes(), f"{place}/jargon.yaml")
    listed = _Listing(language, problems)
    listed.read(jargon)
    problems.stop()
    assert reckoning is not None  # a problem has stopped it
    return listed.speech(reckoning)


def _reckoning(said: Placed, problems: Problems) -> Reckoning | None:
    try:
        return Reckoning.model_validate(said.data)
    except ValidationError as error:
        _report(error, said, problems)
        return None


def _report(error: ValidationError, said: Placed, problems: Problems) -> None:
    for issue in error.errors():
        place = said
        for step in issue["loc"]:
            place = place.at(step)
        named = " > ".join(str(step) for step in issue["loc"]) or "the entry"
        problems.report(place, f"{named}: {issue['msg']}", _REMEDY)


class _Listing:
    """Takes the lists of jargon in, one form after the other. No two words may claim the same form."""

    def __init__(self, language: Language, problems: Problems) -> None:
        self._language, self._problems = language, problems
        self._words: dict[str, Entry] = {}
        self._as_written: dict[str, Entry] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._starts: dict[str, Entry] = {}
        self._ends: dict[str, Entry] = {}
        self._own: dict[str, str] = {}

    def read(self, said: Placed) -> None:
        if not isinstance(said.data, dict):
            self._problems.report(said, "it has no lists", _REMEDY)
            return
        lists = tuple(Why)[:5]
        for name in said.data:
            if name not in lists:
                self._problems.report(said.at(name), f"{name} is no list", f"The lists are {', '.join(lists)}.")
        for why in lists:
            for each in said.at(why.value):
                self._take(each, why)

    def _take(self, said: Placed, why: Why) -> None:
        try:
            term = Term.model_validate(said.data)
        except ValidationError as error:
            _report(error, said, self._problems)
            return
        if not has_rule(term.word, term.kind, self._language) and not term.forms:
            self._problems.report(said, f"{term.word}: its forms follow no rule", "List them under `forms`.")
        if term.word in self._own:
            self._problems.report(said, f"{term.word} stands in the lists a second time", "Keep one of the two.")
        self._own[term.word] = term.word
        for form in sorted(self._forms(term)):
            self._add(form, (term, why))

    def _forms(self, term: Term) -> frozenset[str]:
        return forms_of(term.word, term.kind, self._language) | frozenset(term.forms)

    def _add(self, form: str, entry: Entry) -> None:
        if " " in form:
            first, *others = form.lower().split()
            self._phrases.setdefault(first, []).append(((first, *others), entry))
            return
        by_capitals = form != form.lower()
        # A word of the list itself goes before a form of another: `data` before a plural of datum.
        listed = self._as_written if by_capitals else self._words
        if form not in listed or form == entry[0].word:
            listed[form] = entry
        if entry[0].part in {Part.END, Part.BOTH}:
            self._ends[form] = entry
        if entry[0].part in {Part.START, Part.BOTH} and form == entry[0].word:
            self._starts[form] = entry

    def speech(self, reckoning: Reckoning) -> Speech:
        """Return what was taken in. Of phrases that begin alike the longest goes first."""
        phrases = {
            first: tuple(sorted(found, key=lambda phrase: -len(phrase[0]))) for first, found in self._phrases.items()
        }
        return Speech(
            language=self._language,
            reckoning=reckoning,
            words=self._words,
            as_written=self._as_written,
            phrases=phrases,
            starts=self._starts,
            ends=self._ends,
            known_words=frozenset(_known(reckoning.known_words, self._language)),
        )


def _known(words: frozenset[str], language: Language) -> Iterator[str]:
    """Give the words that are long and known, with their plurals and the e of an adjective."""
    for word in words:
        yield from forms_of(word, Kind.NOUN, language)
        yield from forms_of(word, Kind.ADJECTIVE, language)
