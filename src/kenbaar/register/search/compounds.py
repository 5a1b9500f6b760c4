"""Splitting Dutch compounds: `kinderopvangtoeslag` is about `kinderopvang` and about `toeslag`. Pure."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import marisa_trie
from pydantic import BaseModel, ConfigDict

from kenbaar.rules.content_files import load_yaml

_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 6
_LONGEST_COMPOUND = 50
# Words with these endings are followed by a linking s.
_TAKES_S = ("ing", "heid", "teit", "schap")
# What Dutch puts between two parts: verkeer-s-boete, student-en-reis, pann-e-koek.
_LINKS = ("", "s", "en", "e", "n", "er")


class CompoundData(BaseModel):
    """What `content/search/compounds.yaml` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    short: frozenset[str]
    never_first: frozenset[str]
    never_last: frozenset[str]
    whole: tuple[str, ...]
    irregular: dict[str, str]


@cache
def compound_data() -> CompoundData:
    """Return the data, read once. Raises ContentError or ValidationError when it is broken."""
    return CompoundData.model_validate(
        load_yaml(files("kenbaar.content").joinpath("search/compounds.yaml").read_bytes())
    )


@cache
def _dutch() -> marisa_trie.Trie:
    # Mapped from the file: no start-up cost, and one copy in memory for all processes.
    return marisa_trie.Trie().mmap(str(files("kenbaar.content").joinpath("search/dutch.marisa")))


def is_dutch(word: str) -> bool:
    """Say whether the word list knows this word."""
    return word in _dutch()


def parts_of(word: str) -> tuple[str, ...]:
    """Return every part of a compound that is a word, also a part that is a compound itself; empty if it is none."""
    found = tuple(dict.fromkeys(_all_parts(word)))
    return () if found == (word,) else found


def _all_parts(word: str) -> Iterator[str]:
    split = best_split(word)
    for part in split:
        yield part
        yield from parts_of(part)
    # kinder|opvang|toeslag: neighbours that are a word together count as well.
    for start in range(len(split)):
        for end in range(start + 2, len(split) + 1):
            joined = "".join(split[start:end])
            if joined != word and is_dutch(joined):
                yield joined


@lru_cache(maxsize=50_000)
def best_split(word: str) -> tuple[str, ...]:
    """Return the split with the fewest parts, and among those the one whose shortest part is longest."""
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
        return ()
    best: tuple[str, ...] = ()
    for end, first in sorted(_firsts(word).items()):
        rest = () if _is_link(first, word[end:]) else _rest(word[end:])
        if rest and _better((first, *rest), best):
            best = (first, *rest)
    return best


def _firsts(word: str) -> dict[int, str]:
    """Return where the first part of a compound can end, what links it included, with the word that it is."""
    data = compound_data()
    stems = [word[:3]] if word[:3] in data.short else []
    stems += [stem for stem in _dutch().prefixes(word) if stem not in data.never_first]
    wholes = data.whole if word.startswith(data.whole) else ()
    uncut = max((len(whole) for whole in wholes if word.startswith(whole)), default=0)
    # Stems come from short to long: of two that end alike, the one with the shorter link stays.
    ends = {len(stem) + len(link): stem for stem in stems for link in _LINKS if word.startswith(link, len(stem))}
    return {end: stem for end, stem in ends.items() if end >= uncut}


def _is_link(first: str, rest: str) -> bool:
    """Say whether the `s` that begins the rest belongs to the link: handhaving-s-taken, not handhaving-staken."""
    return rest.startswith("s") and first.endswith(_TAKES_S) and _is_part(rest[1:])


def _better(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not other or len(one) != len(other):
        return not other or len(one) < len(other)
    return min(map(len, one)) > min(map(len, other))


def _rest(text: str) -> tuple[str, ...]:
    if _is_part(text) and text not in compound_data().never_last:
        return (text,)
    return best_split(text)


def _is_part(text: str) -> bool:
    if len(text) < _SHORTEST_PART:
        return text in compound_data().short
    return is_dutch(text)
