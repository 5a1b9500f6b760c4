"""Entries like this one: those that share the words that are rare elsewhere, and the theme."""

from collections.abc import Mapping
from math import log
from typing import Any

import tantivy

from kenbaar.register.search.analysis import analysed
from kenbaar.register.search.asking import parse
from kenbaar.register.search.highlighting import Marker
from kenbaar.register.search.reading import Snapshot, snapshot
from kenbaar.register.search.searching import Hit, hit_of
from kenbaar.values import Language, text_in

_Query, _Occur = tantivy.Query, tantivy.Occur
_TELLING_WORDS = 14
_NAME_WEIGHT = 4
_THEME_BONUS = 1.0


def similar(reference: str, *, limit: int = 5) -> tuple[Hit, ...]:
    """Return the entries most like this one, best first; none when it is not in the index."""
    now = snapshot()
    if now is None:
        return ()
    # Kept for as long as the index stays as it is: a page that is asked again costs nothing.
    return now.kept(("similar", reference, limit), lambda: _similar(reference, limit, now))


def _similar(reference: str, limit: int, now: Snapshot) -> tuple[Hit, ...]:
    card = now.card_of(reference)
    if card is None:
        return ()
    wanted = [
        (_Occur.Should, _Query.boost_query(_Query.term_query(now.schema, "all", term, "freq"), weight))
        for term, weight in _telling_terms(card, now)
    ]
    if not wanted:
        return ()
    for theme in card["themes"]:
        term = _Query.const_score_query(_Query.term_query(now.schema, "theme", theme, "basic"), _THEME_BONUS)
        wanted.append((_Occur.Should, term))
    itself = _Query.term_query(now.schema, "reference", reference, "basic")
    alike = now.searcher.search(_Query.boolean_query([*wanted, (_Occur.MustNot, itself)]), limit, count=False)
    marker = Marker(parse(""))
    cards = now.cards([address for _score, address in alike.hits])
    return tuple(hit_of(one, marker, Language.NL) for one in cards)


def _telling_terms(card: Mapping[str, Any], now: Snapshot) -> list[tuple[str, float]]:
    """Return the terms that tell this entry from others: often here, seldom elsewhere, in the name above all."""
    counts: dict[str, float] = {}
    texts = [(card["name"], _NAME_WEIGHT), *((card["texts"].get(fact, {}), 1) for fact in ("summary", "purpose"))]
    for per_language, weight in texts:
        text, language = text_in(per_language, Language.NL)
        for term in set(analysed(text, Language(language)).terms.split()):
            counts[term] = counts.get(term, 0) + weight
    entries = now.searcher.num_docs
    rare = {}
    for term, count in counts.items():
        with_it = now.searcher.doc_freq("all", term)
        if with_it > 1:
            rare[term] = count * log(1 + entries / with_it)
    best = sorted(rare.items(), key=lambda pair: (-pair[1], pair[0]))[:_TELLING_WORDS]
    top = best[0][1] if best else 1.0
    return [(term, weight / top) for term, weight in best]
