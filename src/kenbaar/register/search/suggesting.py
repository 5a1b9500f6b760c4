"""Suggestions while somebody types: entries by their name, bodies by name or abbreviation, and words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import tantivy

from kenbaar.register.search.analysis import stopwords
from kenbaar.register.search.documents import PART_SIGN
from kenbaar.register.search.reading import BodyNames, Snapshot, snapshot
from kenbaar.register.search.words import folded_words
from kenbaar.values import Language, text_in

_Query, _Occur = tantivy.Query, tantivy.Occur
_LONGEST = 100
_ENDINGS = 30
_LOOKED_AT = 24
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to or to search for: an entry, a body or a word. `key` is its reference, its slug or the word."""

    kind: str
    label: str
    key: str


def suggest(text: str, *, language: Language, limit: int = 8) -> tuple[Suggestion, ...]:
    """Return suggestions for what was typed so far, best first and of each kind some."""
    now = snapshot()
    typed = folded_words(text[:_LONGEST])
    if now is None or not typed:
        return ()
    kinds = (_bodies(typed, language, now), _entries(typed, language, now), _words(typed, now))
    mixed = [one for row in zip_longest(*kinds) for one in row if one is not None]
    chosen = list(dict.fromkeys(mixed))[:limit]
    order = {"word": 0, "body": 1, "entry": 2}
    return tuple(sorted(chosen, key=lambda one: order[one.kind]))


def _entries(typed: list[str], language: Language, now: Snapshot) -> list[Suggestion]:
    """Find names that have all words, the last one perhaps not finished; a part of a compound counts as a word."""
    wanted = [_either(now, word, [word]) for word in typed[:-1] if word not in stopwords()]
    endings = [term for term, _count in now.searcher.terms_with_prefix("title", typed[-1], limit=_ENDINGS)]
    parts = now.searcher.terms_with_prefix("title", PART_SIGN + typed[-1], limit=_ENDINGS)
    endings += [term.removeprefix(PART_SIGN) for term, _count in parts]
    if not endings:
        return []
    wanted.append(_either(now, typed[-1], endings))
    found = now.searcher.search(_Query.boolean_query([(_Occur.Must, one) for one in wanted]), _LOOKED_AT, count=False)
    cards = now.cards([address for _score, address in found.hits])
    begin = " ".join(typed)
    named: dict[str, list[Mapping[str, Any]]] = {}
    for card in cards:
        named.setdefault(text_in(card["name"], language)[0], []).append(card)
    ranked = sorted(named.items(), key=lambda pair: not _begins(pair[0], begin))
    return [_named(name, same, language) for name, same in ranked]


def _named(name: str, cards: list[Mapping[str, Any]], language: Language) -> Suggestion:
    """Suggest the entry with this name; when many bodies use it, suggest to search for the name."""
    if len(cards) > 1:
        return Suggestion("word", name, name)
    body = text_in(cards[0]["body_name"], language)[0]
    return Suggestion("entry", f"{name} ({body})", cards[0]["reference"])


def _either(now: Snapshot, typed: str, words: list[str]) -> tantivy.Query:
    terms = [term for word in words for term in (word, PART_SIGN + word)]
    return _Query.disjunction_max_query(
        [
            _Query.boost_query(_Query.term_query(now.schema, "title", term, "freq"), 2.0 if term == typed else 1.0)
            for term in terms
        ]
    )


def _begins(name: str, typed: str) -> bool:
    return " ".join(folded_words(name)).startswith(typed)


def _bodies(typed: list[str], language: Language, now: Snapshot) -> list[Suggestion]:
    ranked = []
    for body in now.bodies:
        rank = _rank(typed, body)
        if rank is not None:
            name = text_in(body.name, language)[0]
            ranked.append((rank, len(name), Suggestion("body", name, body.slug)))
    return [suggestion for _rank, _length, suggestion in sorted(ranked, key=lambda one: one[:2])]


def _rank(typed: list[str], body: BodyNames) -> int | None:
    """Rank a body: its abbreviation, then a name that begins so, then a name with words that begin so; None if none."""
    begin = " ".join(typed)
    if body.abbreviation == begin:
        return 0
    if any(name.startswith(begin) for name in body.folded):
        return 1
    if any(all(f" {one}" in f" {name}" for one in typed) for name in body.folded):
        return 2
    return None


def _words(typed: list[str], now: Snapshot) -> Iterator[Suggestion]:
    """Complete the word that is being typed, with what stands before it."""
    if len(typed[-1]) < _SHORTEST_WORD:
        return
    before = "".join(f"{word} " for word in typed[:-1])
    for word, count in now.searcher.terms_with_prefix("words", typed[-1], limit=_ENDINGS):
        # What one entry writes is a name or a mistake.
        if count > 1 and word not in stopwords() and word != typed[-1]:
            yield Suggestion("word", before + word, before + word)
