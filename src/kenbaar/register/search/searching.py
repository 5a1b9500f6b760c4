"""Searching: a question with choices becomes a page of hits with counts. It reads the index only, not the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import tantivy

from kenbaar.register.following import catch_up_soon
from kenbaar.register.queries.lists import EntryLine
from kenbaar.register.search.asking import Question, parse
from kenbaar.register.search.documents import FACETS
from kenbaar.register.search.highlighting import Marker, Piece
from kenbaar.register.search.matching import Matcher, Reach
from kenbaar.register.search.reading import Snapshot, line_parts, snapshot
from kenbaar.register.search.spelling import corrected
from kenbaar.values import Language, text_in

__all__ = ["FACETS", "Hit", "Piece", "SearchRequest", "SearchResult", "Sort", "search"]

_LARGEST_PAGE, _DEEPEST_HIT = 100, 10_000
# So few hits that a mistake in typing is likely.
_FEW = 3


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    COMPLETENESS = "completeness"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked. `chosen` maps a facet to values; without `sort` a text gives relevance, and no text newest."""

    text: str = ""
    language: Language = Language.NL
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort | None = None
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Hit(EntryLine):
    """An entry that was found, with why: its name and an excerpt, marked."""

    body_type: str
    themes: tuple[str, ...]
    completeness: int
    marked_name: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    excerpt_language: str
    name_language: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits. Counts of a facet do not narrow by the choice in that facet itself.

    `relaxed` says that no entry had every word, so these have some, or parts of them; `unknown` holds pieces of the
    text without use, and `everything` says that there were no others, so that all is shown.
    """

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    relaxed: bool = False
    did_you_mean: str | None = None
    unknown: tuple[str, ...] = ()
    everything: bool = False


def search(request: SearchRequest) -> SearchResult:
    """Search. Never raises for what a person typed or chose; without an index nothing is found yet."""
    now = snapshot()
    catch_up_soon(now.state.head if now else 0)
    if now is None:
        return SearchResult(facets={facet: {} for facet in FACETS})
    return _Search(request, now).result()


@dataclass(frozen=True, slots=True)
class _Found:
    """A way to read the question that has answers."""

    question: Question
    query: tantivy.Query
    reach: Reach
    total: int
    addresses: list[tantivy.DocAddress]


class _Search:
    """One search in one snapshot."""

    def __init__(self, request: SearchRequest, now: Snapshot) -> None:
        self._request, self._now = request, now
        self._matcher = Matcher(now)
        chosen = {facet: frozenset(map(_plain, request.chosen.get(facet, ()))) for facet in FACETS}
        self._chosen = {facet: values for facet, values in chosen.items() if values}

    def result(self) -> SearchResult:
        """Read the question strictly; when nothing has all words, ever less strictly."""
        question = parse(self._request.text)
        found, better = self._try(question, Reach.STRICT), None
        if question.wanted and found.total < _FEW:
            better, found = self._with_help(question, found)
        return SearchResult(
            total=found.total,
            hits=self._hits(found),
            facets=self._facets(found),
            relaxed=found.reach > Reach.STRICT and found.total > 0,
            did_you_mean=better,
            unknown=question.unused,
            everything=bool(self._request.text.strip()) and not question.clauses,
        )

    def _with_help(self, question: Question, strict: _Found) -> tuple[str | None, _Found]:
        """Look for a better spelling, and for a way to read the question that finds something."""
        better = corrected(question, self._now)
        again = self._first(parse(better), Reach.STRICT, Reach.LOOSE) if better else None
        if again is None or not again.total:
            return None, strict if strict.total else self._first(question, Reach.LOOSE, Reach.ANY)
        return better, strict if strict.total else again

    def _first(self, question: Question, *reaches: Reach) -> _Found:
        """Return the first reading that finds something, or else the last one."""
        for reach in reaches:
            found = self._try(question, reach)
            if found.total:
                break
        return found

    def _try(self, question: Question, reach: Reach) -> _Found:
        query = self._matcher.query(question, reach)
        page = self._page(self._matcher.chosen(query, self._chosen), has_text=bool(question.clauses))
        total = page.count  # type: ignore[attr-defined]  # the stub does not know it
        return _Found(question, query, reach, total, [address for _score, address in page.hits])

    def _page(self, query: tantivy.Query, *, has_text: bool) -> tantivy.SearchResult:
        size = min(max(self._request.size, 1), _LARGEST_PAGE)
        offset = min((max(self._request.page, 1) - 1) * size, _DEEPEST_HIT)
        default = Sort.RELEVANCE if has_text else Sort.NEWEST
        asc, desc = tantivy.Order.Asc, tantivy.Order.Desc
        order: dict[str, Any] = {
            Sort.RELEVANCE: {},
            Sort.NEWEST: {"order_by_field": "changed_at", "order": desc},
            Sort.OLDEST: {"order_by_field": "changed_at", "order": asc},
            Sort.NAME: {"order_by_field": f"sort_{self._request.language.value}", "order": asc},
            Sort.COMPLETENESS: {"order_by_field": "completeness", "order": desc},
        }[self._request.sort or default]
        return self._now.searcher.search(query, size, offset=offset, **order)

    def _facets(self, found: _Found) -> Mapping[str, Mapping[str, int]]:
        """Count per facet, each with the choices in the other facets."""
        key = (found.question, found.reach, tuple(self._chosen.items()))
        return self._now.kept(key, lambda: self._counted(found.query))

    def _counted(self, query: tantivy.Query) -> Mapping[str, Mapping[str, int]]:
        free = tuple(facet for facet in FACETS if facet not in self._chosen)
        counts = self._now.counts(self._matcher.chosen(query, self._chosen), free)
        for facet in self._chosen:
            others = {other: values for other, values in self._chosen.items() if other != facet}
            counts |= self._now.counts(self._matcher.chosen(query, others), (facet,))
        return MappingProxyType({facet: MappingProxyType(counts[facet]) for facet in FACETS})

    def _hits(self, found: _Found) -> tuple[Hit, ...]:
        marker = Marker(found.question, by_parts=found.reach > Reach.STRICT)
        return tuple(_hit_of(card, marker, self._request.language) for card in self._now.cards(found.addresses))


def _plain(value: str) -> str:
    # A half character (a lone surrogate) cannot be looked up.
    return value.encode("utf-8", "ignore").decode()


def _hit_of(card: Mapping[str, Any], marker: Marker, language: Language) -> Hit:
    """Return a stored card as a hit, marked."""
    name, name_language = text_in(card["name"], language)
    known = (*card["name"].values(), *card["body_name"].values())
    excerpt = marker.excerpt(known, card["texts"].values(), language)
    return Hit(
        **line_parts(card),
        body_type=card["body_type"],
        themes=tuple(card["themes"]),
        completeness=card["completeness"],
        marked_name=marker.marked(name, Language(name_language)),
        excerpt=excerpt.pieces,
        excerpt_language=excerpt.language,
        name_language=name_language,
    )
