"""Reading `content/law/`: all files are read and checked as one, and then give the law as it was known on any day.

Every mistake is found in one go, each with its file, its line and what helps; nothing is used until there is none.
"""

import datetime as dt
import hashlib
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from kenbaar.law import notice_shapes, shapes, term_shapes
from kenbaar.law.compiled import Law
from kenbaar.law.compiling import compiled_law
from kenbaar.law.items import Items, ReadItem
from kenbaar.rules.content_files import ContentError, Placed, Problems, load_placed
from kenbaar.rules.facts import Vocabulary, vocabulary
from kenbaar.values import Frozen

_LISTS: Mapping[str, type[shapes.Item]] = {
    "laws": shapes.Act,
    "texts": shapes.Text,
    "parameters": shapes.Parameter,
    "rules": shapes.Rule,
    "outcomes": shapes.OutcomeShape,
    "clocks": shapes.ClockShape,
    "duties": shapes.DutyShape,
    "fines": shapes.FineShape,
    "regimes": notice_shapes.Regime,
    "notice_fields": notice_shapes.NoticeFieldShape,
    "request_terms": term_shapes.RequestTerm,
    "countings": term_shapes.Counting,
    "holidays": term_shapes.Holidays,
    "catalogue": shapes.CatalogueEntry,
    "ratifications": shapes.Ratification,
}
_UNDATED: Mapping[str, type[Frozen]] = {"assumptions": shapes.Assumption, "contradictions": shapes.Contradiction}
_INHERITED = ("law", "known_from", "known_until", "source", "confidence")


class LawBook(Items):
    """All that the content knows of the law, and the law as it was known on a day."""

    def __init__(
        self,
        items: Mapping[str, list[ReadItem]],
        undated: Mapping[str, list[ReadItem]],
        digest: str,
        facts: Vocabulary,
    ) -> None:
        super().__init__(items, undated, digest, facts)
        self._laws: dict[dt.date, Law] = {}

    def at(self, known: dt.date) -> Law:
        """Return the law for somebody who knows what was known on a day. Raises ContentError when it is broken."""
        day = self.days[max(bisect_right(self.days, known) - 1, 0)]
        if day not in self._laws:
            problems = Problems()
            law = compiled_law(self, day, self.facts, problems)
            problems.stop()
            self._laws[day] = law
        return self._laws[day]

    @property
    def latest(self) -> Law:
        """The law with everything that the content knows. Raises ContentError when it is broken."""
        return self.at(self.days[-1])


def read_law(folder: Traversable, facts: Vocabulary) -> LawBook:
    """Read every `*.yaml` below `folder`, except the examples. Raises ContentError with all that is wrong.

    References and conditions are checked when the law of a day is first asked for; `check_law` asks for all of them.
    """
    problems = Problems()
    items: dict[str, list[ReadItem]] = defaultdict(list)
    undated: dict[str, list[ReadItem]] = {name: [] for name in _UNDATED}
    digest = hashlib.sha256()
    for name, file in sorted(_files(folder, "")):
        content = file.read_bytes()
        digest.update(name.encode() + b"\0" + content)
        said = load_placed(content, name)
        _read_file(said, items, undated, problems)
    _check_windows(items, problems)
    problems.stop()
    return LawBook(items, undated, digest.hexdigest(), facts)


def check_law(book: LawBook) -> None:
    """Check the law of every day on which something changed. Raises ContentError at the first that is broken."""
    for day in book.days:
        book.at(day)


@cache
def law_book() -> LawBook:
    """Return the law that ships with Kenbaar."""
    return read_law(files("kenbaar.content").joinpath("law"), vocabulary())


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for file in folder.iterdir():
        name = f"{path}{file.name}"
        if file.is_dir():
            # The tables of the Algoritmekader import have a shape of their own.
            if file.name != "kader":
                yield from _files(file, f"{name}/")
        elif name.endswith(".yaml") and file.name != "cases.yaml":
            yield name, file


def _read_file(
    said: Placed, items: dict[str, list[ReadItem]], undated: dict[str, list[ReadItem]], problems: Problems
) -> None:
    if not isinstance(said.data, dict):
        problems.report(said, "a file of law has lists with names", f"It can have: {', '.join(_LISTS)}.")
        return
    for key in said.data:
        if key in _UNDATED:
            undated[key].extend(_read(part, _UNDATED[key], {}, problems) for part in said.at(key))
        elif key in _LISTS:
            fields = _LISTS[key].model_fields
            inherited = {name: said.data[name] for name in _INHERITED if name in said.data and name in fields}
            items[key].extend(_read(part, _LISTS[key], inherited, problems) for part in said.at(key))
        elif key not in _INHERITED:
            problems.report(said.at(key), f"there is no list {key!r}", f"It can be: {', '.join(_LISTS)}.")


def _read(part: Placed, shape: Any, inherited: Mapping[str, Any], problems: Problems) -> ReadItem:
    data = {**inherited, **part.data} if isinstance(part.data, dict) else part.data
    try:
        return ReadItem(shape.model_validate(data), part)
    except ValidationError as error:
        for issue in error.errors():
            place = part
            for step in issue["loc"]:
                place = place.at(step)
            words = " > ".join(str(step) for step in issue["loc"]) or "the item"
            problems.report(place, f"{words}: {issue['msg']}", "See docs/reference/law-files.md for the shape.")
        return ReadItem(None, part)


def _check_windows(items: Mapping[str, list[ReadItem]], problems: Problems) -> None:
    """Report an id that stands twice while both are known on the same day."""
    for name, found in items.items():
        by_id: dict[str, list[ReadItem]] = defaultdict(list)
        for item in found:
            if item.shape is not None and hasattr(item.shape, "id"):
                by_id[item.shape.id].append(item)
        for item_id, several in by_id.items():
            for earlier, later in pairwise(several):
                if earlier.shape.known_on(later.shape.known_from) or later.shape.known_on(earlier.shape.known_from):
                    problems.report(
                        later.said,
                        f"{item_id!r} stands twice in {name}, and both are known on the same day",
                        f"Give one of them another id, or let the first one (line {earlier.said.line}) end before.",
                    )


if __name__ == "__main__":
    try:
        check_law(read := law_book())
    except ContentError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{len(read.days)} days of change, {sum(map(len, read.items.values()))} items\n")
