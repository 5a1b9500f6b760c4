"""What does somebody ask? A line of text becomes a question; no text is too strange to be one. Pure.

Words count all together. `OR` (`OF`) in capitals between words means one of them; `NOT` (`NIET`) in capitals or a minus
sign leaves a word out; quotation marks keep words together as they are written. Other signs mean nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kenbaar.register.search.analysis import stopwords
from kenbaar.register.search.synonyms import synonyms
from kenbaar.register.search.words import folded_words

_LONGEST, _MOST_LEAVES, _MOST_WORDS = 1000, 24, 24
_QUOTES = str.maketrans("“”„«»", '"""""')
_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<chunk>[^\s"/:;,=]+)')
_OR, _NOT = frozenset({"OR", "OF", "|", "||"}), frozenset({"NOT", "NIET"})
_AND = frozenset({"AND", "EN", "&", "&&", "+"})
_AROUND = "()[]{}<>,;:!?.…'‘’*~^\\/"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, words tied together by a sign (`e-mail`), or a phrase; `start` and `end` say where it stands."""

    words: tuple[str, ...]
    written: str
    start: int
    end: int
    is_phrase: bool = False

    @property
    def says_nothing(self) -> bool:
        """Say whether the words by themselves say nothing about a subject."""
        return not self.is_phrase and all(word in stopwords() for word in self.words)

    @property
    def is_abbreviation(self) -> bool:
        """Say whether it only looks like a word that says nothing: OM is the public prosecutor, om is nothing."""
        return self.says_nothing and self.written.isupper() and bool(synonyms().others(self.words))


@dataclass(frozen=True, slots=True)
class Clause:
    """One of these leaves must be there; none of them when it is negated."""

    leaves: tuple[Leaf, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What every found entry fulfils; `unused` holds pieces of the text that could not be used."""

    text: str
    clauses: tuple[Clause, ...]
    unused: tuple[str, ...]

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """The clauses that say what must be there."""
        return tuple(clause for clause in self.clauses if not clause.negated)


def parse(text: str) -> Question:
    """Read a question. Never raises."""
    # A half character (a lone surrogate) cannot be looked up.
    text = text[:_LONGEST].encode("utf-8", "ignore").decode().translate(_QUOTES)
    clauses: list[Clause] = []
    unused: list[str] = []
    joins = negates = False
    for piece in _PIECE.finditer(text):
        chunk = (piece["chunk"] or "").strip("()[]{}")
        if chunk in _AND:
            continue
        if chunk in _OR:
            joins = bool(clauses)
        elif chunk in _NOT:
            negates = True
        elif leaf := _leaf(piece):
            if sum(len(clause.leaves) for clause in clauses) >= _MOST_LEAVES:
                unused.append(leaf.written)
                continue
            negated = negates or bool(piece["minus"]) or chunk.startswith("-")
            _add(clauses, leaf, joins=joins, negated=negated)
            joins = negates = False
        elif piece[0].strip('"'):
            unused.append(piece[0][:40])
    return Question(text, tuple(_without_stopwords(list(_tied(clauses)))), tuple(unused[:10]))


def _leaf(piece: re.Match[str]) -> Leaf | None:
    if piece["phrase"] is not None:
        words = tuple(folded_words(piece["phrase"])[:_MOST_WORDS])
        return Leaf(words, piece["phrase"], piece.start(), piece.end(), is_phrase=True) if words else None
    chunk = piece["chunk"]
    core = chunk.lstrip("-+" + _AROUND).rstrip("-" + _AROUND)
    words = tuple(folded_words(core)[:_MOST_WORDS])
    start = piece.start() + chunk.find(core)
    return Leaf(words, core, start, start + len(core)) if words else None


def _add(clauses: list[Clause], leaf: Leaf, *, joins: bool, negated: bool) -> None:
    if joins and not negated and not clauses[-1].negated:
        clauses[-1] = Clause((*clauses[-1].leaves, leaf))
    else:
        clauses.append(Clause((leaf,), negated))


def _tied(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Tie words together that are one phrase in the synonyms: `personal records database` is one thing."""
    place = 0
    while place < len(clauses):
        run = list(_plain_run(clauses[place:]))
        length = synonyms().longest_phrase([leaf.words[0] for leaf in run])
        if length > 1:
            words = tuple(leaf.words[0] for leaf in run[:length])
            yield Clause((Leaf(words, " ".join(words), run[0].start, run[length - 1].end),))
        else:
            yield clauses[place]
        place += length


def _plain_run(clauses: Iterable[Clause]) -> Iterator[Leaf]:
    """Give the single words until something else comes."""
    for clause in clauses:
        leaf = clause.leaves[0]
        if clause.negated or len(clause.leaves) > 1 or leaf.is_phrase or len(leaf.words) > 1:
            return
        yield leaf


def _without_stopwords(clauses: list[Clause]) -> Iterator[Clause]:
    """Leave out words that say nothing, unless nothing else is asked for."""
    telling = [clause for clause in clauses if not all(map(_says_nothing, clause.leaves))]
    return iter(telling if any(not clause.negated for clause in telling) else clauses)


def _says_nothing(leaf: Leaf) -> bool:
    return leaf.says_nothing and not leaf.is_abbreviation
