"""Recognising things in a text by the names that real records give them. Pure; the names are in `content/search/`."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from pydantic import TypeAdapter

from kenbaar.register.search.words import folded_words
from kenbaar.rules.content_files import load_yaml
from kenbaar.values import Frozen, LocalText

# Exports glue lines together: "Participation ActArchives Act".
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Named(Frozen):
    """A thing with a label and the names by which texts mention it."""

    id: str
    label: LocalText
    names: tuple[str, ...]


class Mentions:
    """Finds named things in texts. The longest name wins, so that a law inside the name of another is not counted."""

    def __init__(self, file: str) -> None:
        content = load_yaml(files("kenbaar.content").joinpath("search", file).read_bytes())
        self.things = {thing.id: thing for thing in TypeAdapter(tuple[Named, ...]).validate_python(content)}
        self._of_name = {name: thing.id for thing in self.things.values() for name in thing.names}
        longest_first = sorted(self._of_name, key=len, reverse=True)
        self._names = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")

    def found_in(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the ids of the things that the texts mention."""
        return frozenset().union(*(self._found_in(text) for text in texts))

    @lru_cache(maxsize=4096)  # noqa: B019  # one instance a file, which lives as long as the process
    def _found_in(self, text: str) -> frozenset[str]:
        plain = " ".join(folded_words(_GLUED.sub(" ", text)))
        return frozenset(self._of_name[name] for name in self._names.findall(plain))
