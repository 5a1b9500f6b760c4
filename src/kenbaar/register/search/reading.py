"""Reading the index: a snapshot stays as it is while it is used; the next one sees what was committed since."""

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import orjson
import tantivy

from kenbaar.register.search.documents import EMPTY_SET, PART_SIGN, SET_SIGN, SETS, column_of
from kenbaar.register.search.index import State, current_state, index_folder, state_mark
from kenbaar.register.search.words import folded_words

Made = TypeVar("Made")
_MOST_KEPT = 5_000
_ALL_VALUES = {"size": 10_000, "segment_size": 10_000}


class BodyNames(NamedTuple):
    """A body with its name per language, and how it is looked up: its abbreviation and names, folded."""

    slug: str
    name: dict[str, str]
    abbreviation: str
    folded: tuple[str, ...]


class Snapshot:
    """The index as it was at one line of the journal, with what is costly to find out about it."""

    def __init__(self, state: State) -> None:
        index = tantivy.Index.open(str(index_folder() / state.name))
        # Snapshots are renewed by `snapshot()`; a watching thread of tantivy's own is not needed.
        index.config_reader("Manual")
        index.reload()
        self.state = state
        self.schema = index.schema
        self.searcher = index.searcher()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made before under this key in this snapshot, or make it now. The least used leave first."""
        try:
            self._kept.move_to_end(key)
            found: Made = self._kept[key]
        except KeyError:
            found = self._kept[key] = make()
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def has_word(self, word: str) -> bool:
        """Say whether any text has this word as it is written."""
        return self.kept(("word", word), lambda: self.searcher.doc_freq("words", word) > 0)

    def cards(self, addresses: list[tantivy.DocAddress]) -> list[dict[str, Any]]:
        """Return what was stored of these documents, in order."""
        return [orjson.loads(self.searcher.doc(address)["card"][0]) for address in addresses]

    def card_of(self, reference: str) -> dict[str, Any] | None:
        """Return what was stored of one entry, or None when it is not in the index."""
        itself = tantivy.Query.term_query(self.schema, "reference", reference, "basic")
        cards = self.cards([address for _score, address in self.searcher.search(itself, 1).hits])
        return cards[0] if cards else None

    def counts(self, query: tantivy.Query, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return per facet how many entries of the query have each value, highest first."""
        columns = {facet: column_of(facet) for facet in facets}
        asked = {facet: {"terms": {"field": column, **_ALL_VALUES}} for facet, column in columns.items()}
        found = self.searcher.aggregate(query, asked)
        counted = {facet: {one["key"]: one["doc_count"] for one in found[facet]["buckets"]} for facet in columns}
        return {facet: _per_value(counts) if facet in SETS else counts for facet, counts in counted.items()}

    @cached_property
    def lexicon(self) -> Mapping[str, int]:
        """Every word in the index, also as a part of a compound, with the number of entries that have it."""
        words: dict[str, int] = {}
        for term, count in self.searcher.terms_with_prefix("words", ""):
            word = term.removeprefix(PART_SIGN)
            words[word] = max(words.get(word, 0), count)
        return words

    @cached_property
    def bodies(self) -> tuple[BodyNames, ...]:
        """Every body that has an entry in the index."""
        cards = self.counts(tantivy.Query.all_query(), ("body_card",))["body_card"]
        return tuple(_body_names(*orjson.loads(card)) for card in cards)


def line_parts(card: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a stored card says as the parts of an `EntryLine`, by their names."""
    parts = ("reference", "name", "body", "body_name", "status", "publication_category")
    return {
        **{part: card[part] for part in parts},
        "summary": card["texts"].get("summary", {}),
        "changed_at": dt.datetime.fromisoformat(card["changed_at"]),
    }


def _per_value(sets: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of values from the counts of sets of values."""
    counts: Counter[str] = Counter()
    for together, count in sets.items():
        for value in together.split(SET_SIGN):
            counts[value] += count
    del counts[EMPTY_SET]
    return dict(counts.most_common())


def _body_names(slug: str, name: dict[str, str], abbreviation: str) -> BodyNames:
    folded = [" ".join(folded_words(one)) for one in (abbreviation, *name.values())]
    return BodyNames(slug, name, folded[0], tuple(folded[1:]))


_lock = threading.Lock()
_latest: tuple[object, Snapshot] | None = None


def snapshot() -> Snapshot | None:
    """Return the newest snapshot; None when there is no index that this code can read."""
    global _latest  # noqa: PLW0603  # one snapshot a process, shared by its threads
    mark = state_mark()
    latest = _latest
    if latest is None or latest[0] != mark:
        with _lock:
            if _latest is None or _latest[0] != mark:
                _latest = _opened(mark)
            latest = _latest
    return latest[1] if latest else None


def _opened(mark: object) -> tuple[object, Snapshot] | None:
    state = current_state()
    if state is None or not state.usable:
        return None
    try:
        return mark, Snapshot(state)
    except ValueError:  # what tantivy raises for files that are gone or broken
        return None
