"""Marking what was found, in the text as it was written. Pure: texts in, pieces out, never HTML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kenbaar.register.search.analysis import asked_forms, dictionary_of, stopwords
from kenbaar.register.search.asking import Clause, Question
from kenbaar.register.search.compounds import best_split
from kenbaar.register.search.synonyms import Phrase, other_meanings, synonyms
from kenbaar.register.search.words import raw_words
from kenbaar.values import Language

_EXCERPT, _BEFORE = 220, 60
# Beyond so many hits a text is about nothing else, and any place will do.
_MOST_HITS = 200
# An excerpt comes from the texts that tell most; these come first.
_MOST_TEXTS = 12

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `hit` when the question asked for it."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a text that says best why it was found, and the language it is in."""

    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class _Look:
    """What a text has of a question: where, and which clauses."""

    text: str
    language: Language
    spans: tuple[Span, ...]
    met: frozenset[int]


class Marker:
    """Marks the words and phrases of one question."""

    def __init__(self, question: Question, *, by_parts: bool = False) -> None:
        self._forms = [frozenset(_forms(clause, by_parts=by_parts)) for clause in question.wanted]
        self._phrases = [_pattern(_phrases(clause), r"\W+", r"\w{0,2}") for clause in question.wanted]
        # The shortest form of a word is the beginning of most others.
        self._needles = [min(forms, key=len, default="") for forms in self._forms]
        every = frozenset().union(*self._forms)
        self._any_form = _pattern(((form,) for form in every), "", "")
        self._asks_stopwords = not every.isdisjoint(stopwords())
        self._asks = bool(every) or any(self._phrases)
        # A body is named in many hits, and the texts of a page share most of their words: each is looked into once.
        self._looks: dict[tuple[str, Language], _Look] = {}
        self._known: dict[Language, tuple[set[str], dict[str, frozenset[int]]]] = {one: (set(), {}) for one in Language}

    def marked(self, text: str, language: Language) -> tuple[Piece, ...]:
        """Return a whole text in pieces."""
        return _pieces(text, (0, len(text)), self._look(text, language).spans)

    def excerpt(self, known: Iterable[str], texts: Iterable[Mapping[str, str]], preferred: Language) -> Excerpt:
        """Return the part of a text that shows most of what `known` (the name, the body) does not show already.

        Texts in the preferred language come first; among equals the earlier text wins.
        """
        shown = frozenset().union(*(self._look(text, preferred).met for text in known))
        goal = frozenset(range(len(self._forms))) - shown or shown
        looked_at = self._likely_first(islice(_in_order(list(texts), preferred), _MOST_TEXTS), goal, preferred)
        looks = (self._look(text, language) for text, language in looked_at)
        best: _Look | None = None
        for look in looks:
            if best is None or len(look.met & goal) > len(best.met & goal):
                best = look
            if best.met & goal == goal or (not self._asks):
                break
        if best is None:
            return Excerpt((), preferred)
        return Excerpt(_pieces(best.text, _window(best.text, best.spans), best.spans), best.language)

    def _likely_first(
        self, texts: Iterable[tuple[str, Language]], goal: frozenset[int], preferred: Language
    ) -> list[tuple[str, Language]]:
        """Put in front, within a language, what has the words letter by letter: the rest is then seldom looked at."""
        needles = [self._needles[number] for number in goal]

        def lacking(pair: tuple[str, Language]) -> tuple[bool, int]:
            text, language = pair[0].lower(), pair[1]
            return language != preferred, sum(needle not in text for needle in needles)

        return sorted(texts, key=lacking)

    def _look(self, text: str, language: Language) -> _Look:
        look = self._looks.get((text, language))
        if look is None:
            look = self._looks[text, language] = self._looked(text, language)
        return look

    def _looked(self, text: str, language: Language) -> _Look:
        if not self._asks:
            return _Look(text, language, (), frozenset())
        spans: list[Span] = []
        met: set[int] = set()
        for written, clauses in self._words_met(text, language):
            met |= clauses
            spans.extend(_places(written, text))
        for number, phrase in enumerate(self._phrases):
            found = [place.span() for place in phrase.finditer(text)] if phrase else []
            if found:
                met.add(number)
                spans.extend(found)
        return _Look(text, language, tuple(_apart(spans)), frozenset(met))

    def _words_met(self, text: str, language: Language) -> Iterator[tuple[str, frozenset[int]]]:
        """Give the words of a text that were asked for, each with the clauses that it answers."""
        known, hits = self._known[language]
        words = set(raw_words(text))
        for written in words - known:
            clauses = self._clauses_of(written, language)
            if clauses:
                hits[written] = clauses
        known |= words
        for written in words & hits.keys():
            yield written, hits[written]

    def _clauses_of(self, written: str, language: Language) -> frozenset[int]:
        """Return the clauses that a word answers: in this form, in another, or as a part of a compound."""
        seen = dictionary_of(language)[written]
        terms = seen.terms or (seen.folded if self._asks_stopwords else "")
        if self._any_form is None or not self._any_form.search(terms):
            return frozenset()
        every = (seen.folded, *terms.split())
        return frozenset(number for number, forms in enumerate(self._forms) if not forms.isdisjoint(every))


def _forms(clause: Clause, *, by_parts: bool) -> Iterator[str]:
    """Give every form of the single words that a clause asks for."""
    for leaf in clause.leaves:
        if leaf.is_phrase and not by_parts:
            continue
        own = () if leaf.is_abbreviation else leaf.words
        words = [*own, *(other[0] for other in synonyms().others(leaf.words) if len(other) == 1)]
        if by_parts and len(leaf.words) == 1:
            words += best_split(leaf.words[0])
        telling = [word for word in words if word not in stopwords()] or words
        for word in telling:
            yield from asked_forms(word)


def _phrases(clause: Clause) -> Iterator[Phrase]:
    for leaf in clause.leaves:
        if leaf.is_phrase:
            yield leaf.words
        else:
            yield from (other for other in other_meanings(leaf.words) if len(other) > 1)


def _pattern(phrases: Iterable[Phrase], between: str, ending: str) -> re.Pattern[str] | None:
    ways = "|".join(between.join(map(re.escape, phrase)) for phrase in phrases)
    return re.compile(rf"\b(?:{ways}){ending}\b", re.IGNORECASE) if ways else None


def _in_order(texts: list[Mapping[str, str]], preferred: Language) -> Iterator[tuple[str, Language]]:
    for language in sorted(Language, key=lambda one: one != preferred):
        yield from ((text[language], language) for text in texts if text.get(language))


def _places(word: str, text: str) -> Iterator[Span]:
    """Give where a word stands as a whole word."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
        start = text.find(word, end)


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Give the spans in order, without those inside another."""
    last = 0
    for start, end in islice(sorted(spans, key=lambda span: (span[0], -span[1])), _MOST_HITS):
        if start >= last:
            yield start, end
            last = end


def _window(text: str, spans: tuple[Span, ...]) -> Span:
    """Return where the excerpt begins and ends: where hits stand closest together, between whole words."""
    if len(text) <= _EXCERPT:
        return 0, len(text)
    starts = [start for start, _end in spans]
    first = max(starts, key=lambda here: sum(here <= other < here + _EXCERPT // 2 for other in starts), default=0)
    start = min(max(0, first - _BEFORE), len(text) - _EXCERPT)
    end = start + _EXCERPT
    if start:
        start = text.find(" ", start, start + _BEFORE) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", end - _BEFORE, end), start) if " " in text[end - _BEFORE : end] else end
    return start, end


def _pieces(text: str, window: Span, spans: Iterable[Span]) -> tuple[Piece, ...]:
    first, last = window
    pieces = [Piece("… " if first else "", hit=False)]
    here = first
    for start, end in spans:
        if first <= start and end <= last:
            pieces += [Piece(text[here:start], hit=False), Piece(text[start:end], hit=True)]
            here = end
    pieces += [Piece(text[here:last], hit=False), Piece(" …" if last < len(text) else "", hit=False)]
    return tuple(_joined(pieces))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put plain neighbours together and leave out what is empty."""
    plain = ""
    for piece in pieces:
        if not piece.hit:
            plain += piece.text
            continue
        if plain:
            yield Piece(plain, hit=False)
        yield piece
        plain = ""
    if plain:
        yield Piece(plain, hit=False)
