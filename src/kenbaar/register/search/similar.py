"""Entries like this one: those that share the words that are rare elsewhere, and the theme."""

from collections.abc import Mapping
from math import log

import tantivy

from kenbaar.register.queries.lists import EntryLine
from kenbaar.register.search.reading import Snapshot, line_parts, snapshot

_Query, _Occur = tantivy.Query, tantivy.Occur
_RAREST_TERMS = 8
_THEME_BONUS = 1.0


def similar(reference: str, *, limit: int = 5) -> tuple[EntryLine, ...]:
    """Return the entries most like this one, best first; none when it is not in the index."""
    now = snapshot()
    if now is None:
        return ()
    # Kept for as long as the index stays as it is: a page that is asked again costs nothing.
    return now.kept(("similar", reference, limit), lambda: _similar(reference, limit, now))


def _similar(reference: str, limit: int, now: Snapshot) -> tuple[EntryLine, ...]:
    card = now.card_of(reference)
    if card is None:
        return ()
    wanted = [
        (_Occur.Should, _Query.boost_query(_Query.term_query(now.schema, "all", term, "freq"), weight))
        for term, weight in _rare_terms(card["telling"], now)
    ]
    if not wanted:
        return ()
    for theme in card["themes"]:
        term = _Query.const_score_query(_Query.term_query(now.schema, "theme", theme, "basic"), _THEME_BONUS)
        wanted.append((_Occur.Should, term))
    itself = _Query.term_query(now.schema, "reference", reference, "basic")
    alike = now.searcher.search(_Query.boolean_query([*wanted, (_Occur.MustNot, itself)]), limit, count=False)
    return tuple(_line(address, now) for _score, address in alike.hits)


def _rare_terms(telling: Mapping[str, int], now: Snapshot) -> list[tuple[str, float]]:
    """Return the terms that tell this entry from others, with their weight: often here, seldom elsewhere."""
    entries = now.searcher.num_docs
    rare = {}
    for term, count in telling.items():
        with_it = now.searcher.doc_freq("all", term)
        if with_it > 1:
            rare[term] = count * log(1 + entries / with_it)
    best = sorted(rare.items(), key=lambda pair: (-pair[1], pair[0]))[:_RAREST_TERMS]
    top = best[0][1] if best else 1.0
    return [(term, weight / top) for term, weight in best]


def _line(address: tantivy.DocAddress, now: Snapshot) -> EntryLine:
    # Many entries are like the same few.
    return now.kept(
        ("line", address.segment_ord, address.doc), lambda: EntryLine(**line_parts(now.cards([address])[0]))
    )
