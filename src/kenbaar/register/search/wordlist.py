"""Makes the trie of Dutch words that ships with Kenbaar: `python -m kenbaar.register.search.wordlist WORDS`."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie

import kenbaar.content
from kenbaar.register.search.words import fold

SHORTEST = 4


def usable(lines: Iterable[str]) -> Iterator[str]:
    """Give the words that can be part of a compound: no names, abbreviations or words of a few letters."""
    for line in lines:
        word = line.strip()
        if word.isalpha() and word.islower() and len(word) >= SHORTEST:
            folded = fold(word)
            if folded.isascii():
                yield folded


def main(source: str) -> None:
    """Read a list with a word a line and write the trie in its place."""
    with Path(source).open(encoding="utf-8") as lines:
        trie = marisa_trie.Trie(sorted(set(usable(lines))))
    trie.save(str(Path(kenbaar.content.__path__[0], "search", "dutch.marisa")))


if __name__ == "__main__":
    main(sys.argv[1])
