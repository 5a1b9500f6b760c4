"""From a question to a query of the index: which entries match, and which of them matter most.

Every word is looked for in all its forms and synonyms, in everything that an entry says. Words in the name, and then
words in the name of the body, decide the order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

import tantivy

from kenbaar.register.references import is_own_reference
from kenbaar.register.search.analysis import asked_forms, stopwords
from kenbaar.register.search.asking import Clause, Leaf, Question
from kenbaar.register.search.compounds import best_split
from kenbaar.register.search.reading import Snapshot
from kenbaar.register.search.synonyms import Phrase, other_meanings, synonyms
from kenbaar.register.search.words import folded_words

_Query, _Occur = tantivy.Query, tantivy.Occur
# How much a hit counts when the name has the word, the body has it, the name has the words in this order.
_NAME, _BODY, _TITLE = 2.5, 1.2, 3.0
# How much less it counts by another word of the same meaning, and by the parts of a compound apart.
_SYNONYM, _PARTS = 0.7, 0.5
_LONGEST_TITLE = 24
_EVERYTHING = [(_Occur.Must, _Query.all_query())]
_PLURALS = ("", "s", "es", "en", "n")


class Reach(IntEnum):
    """How far a question reaches: all its words; also words that stand apart; or some of its words."""

    STRICT = 0
    LOOSE = 1
    ANY = 2


class Matcher:
    """Makes queries for one snapshot of the index."""

    def __init__(self, now: Snapshot) -> None:
        self._now = now

    def query(self, question: Question, reach: Reach) -> tantivy.Query:
        """Return what finds and ranks the answers to a question."""
        if not question.clauses:
            return _Query.all_query()
        wanted = [self._any_leaf(clause, reach) for clause in question.wanted]
        must = _Occur.Should if reach is Reach.ANY else _Occur.Must
        # In a query of its own, so that the bonus for names below lets in nothing that has none of the words.
        parts = [(_Occur.Must, _Query.boolean_query([(must, query) for query in wanted] or _EVERYTHING))]
        parts += [(_Occur.Should, bonus) for bonus in self._bonuses(question)]
        unwanted = (clause for clause in question.clauses if clause.negated)
        parts += [(_Occur.MustNot, way) for clause in unwanted for leaf in clause.leaves for way in self._itself(leaf)]
        return _Query.boolean_query(parts)

    def chosen(self, query: tantivy.Query, facets: Mapping[str, Iterable[str]]) -> tantivy.Query:
        """Narrow a query to chosen values: one of each facet."""
        parts = [(_Occur.Must, query)]
        for field, values in facets.items():
            terms = [(_Occur.Should, self._term(field, value, "basic")) for value in values]
            parts.append((_Occur.Must, _Query.const_score_query(_Query.boolean_query(terms), 0.0)))
        return _Query.boolean_query(parts) if parts[1:] else query

    def _any_leaf(self, clause: Clause, reach: Reach) -> tantivy.Query:
        return _best([way for leaf in clause.leaves for way in self._ways(leaf, reach)])

    def _ways(self, leaf: Leaf, reach: Reach) -> list[tantivy.Query]:
        """Return every way to find a leaf: itself, other words for it, the parts that it consists of."""
        if leaf.is_phrase:
            return [self._together("all", leaf.words) if reach is Reach.ANY else self._phrase("words", leaf.words)]
        others = other_meanings(leaf.words)
        ways = self._itself(leaf)
        if len(leaf.words) > 1:
            field = "all" if reach >= Reach.LOOSE else "name"
            ways.append(_less(self._together(field, leaf.words), _PARTS))
        ways += self._forms("all", [other[0] for other in others if len(other) == 1], _SYNONYM)
        ways += [_less(way, _SYNONYM) for other in others if len(other) > 1 for way in self._in_order(other)]
        parts = best_split(leaf.words[0]) if len(leaf.words) == 1 else ()
        if parts:
            field = "all" if reach >= Reach.LOOSE else "name"
            # Of a compound the last part says what it is: leerlingenvervoer is transport before it is about pupils.
            telling = parts[-1:] if reach is Reach.ANY else parts
            ways.append(_less(_all([self._part(field, part) for part in telling]), _PARTS))
        return ways

    def _itself(self, leaf: Leaf) -> list[tantivy.Query]:
        """Find a leaf without other words for it: also as a code, and also written as one word."""
        if leaf.is_phrase:
            return [self._phrase("words", leaf.words)]
        code = leaf.written.casefold()
        ways = [self._term("codes", code, "basic")] if is_own_reference(code) or any(map(str.isdigit, code)) else []
        if len(leaf.words) > 1:
            ways += [*self._forms("all", ["".join(leaf.words)]), self._phrase("words", leaf.words)]
        elif leaf.says_nothing:
            # An abbreviation is found by its meaning; only `words` has words that say nothing.
            ways += [] if leaf.is_abbreviation else [self._term("words", leaf.words[0])]
        else:
            ways += self._forms("all", leaf.words)
        return ways

    def _in_order(self, phrase: Phrase) -> Iterator[tantivy.Query]:
        """Find a phrase of another meaning: its words in order, the last one also as a plural, or all in the name."""
        if all(map(self._now.has_word, phrase[:-1])):
            for plural in _PLURALS:
                if self._now.has_word(phrase[-1] + plural):
                    yield self._phrase("words", (*phrase[:-1], phrase[-1] + plural))
        yield self._together("name", phrase)

    def _forms(self, field: str, words: Iterable[str], weight: float = 1.0) -> list[tantivy.Query]:
        """Find words in all their forms in a field of terms."""
        terms = [
            self._term(field, form) for form in dict.fromkeys(form for word in words for form in asked_forms(word))
        ]
        return terms if weight == 1.0 else [_less(term, weight) for term in terms]

    def _part(self, field: str, part: str) -> tantivy.Query:
        """Find a part of a compound as a word apart, in both languages."""
        return _best(self._apart(field, [(part,), *synonyms().others((part,))]))

    def _apart(self, field: str, phrases: Sequence[Phrase]) -> list[tantivy.Query]:
        """Find one of these phrases, in any order of its words."""
        longer = [self._together(field, phrase) for phrase in phrases if len(phrase) > 1]
        return self._forms(field, [phrase[0] for phrase in phrases if len(phrase) == 1]) + longer

    def _bonuses(self, question: Question) -> Iterator[tantivy.Query]:
        leaves = [leaf for clause in question.wanted for leaf in clause.leaves]
        for leaf in leaves:
            ways = self._apart("name", [leaf.words])
            ways += [_less(way, _SYNONYM) for way in self._apart("name", synonyms().others(leaf.words))]
            yield _less(_best(ways), _NAME)
            yield _less(_best(self._apart("by", [leaf.words])), _BODY)
        words = folded_words(question.text)[:_LONGEST_TITLE]
        if len(words) > 1:
            yield _less(self._phrase("title", words), _TITLE)

    def _together(self, field: str, words: Sequence[str]) -> tantivy.Query:
        telling = [word for word in words if word not in stopwords()] or list(words)
        return _all([_best(self._forms(field, [word])) for word in telling])

    def _phrase(self, field: str, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return _Query.phrase_query(self._now.schema, field, list(words))

    def _term(self, field: str, value: str, option: str = "freq") -> tantivy.Query:
        return _Query.term_query(self._now.schema, field, value, option)


def _best(ways: list[tantivy.Query]) -> tantivy.Query:
    return ways[0] if len(ways) == 1 else _Query.disjunction_max_query(ways)


def _all(queries: list[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else _Query.boolean_query([(_Occur.Must, query) for query in queries])


def _less(query: tantivy.Query, weight: float) -> tantivy.Query:
    return _Query.boost_query(query, weight)
