"""Reading content files strictly: a key that stands twice, or a shape that does not fit, stops with the place named.

It knows YAML and schemas; what a file means is up to the room that asks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from kenbaar.rules.conditions import NEVER, Condition


class ContentError(Exception):
    """A content file is broken; the message names the place in it and what is wrong."""


class _StrictLoader(yaml.CSafeLoader):
    """YAML 1.1 lets the last of two equal keys win in silence; in a file of law or fields that is a lost rule."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of a node. PyYAML lets a bare error out for 2026-13-45, `!!int x` or a list as a key."""
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise ContentError(f"line {node.start_mark.line + 1}: this has no value: {error}") from error


def _mapping_once(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise ContentError(f"line {key_node.start_mark.line + 1}: {key!r} stands here a second time; keep one")
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_once)


class _LooseDays(_StrictLoader):
    """The same for facts: a day that is not on the calendar stays a text, for whoever knows which fact it is of."""


def _day_or_text(loader: _LooseDays, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_LooseDays.add_constructor("tag:yaml.org,2002:timestamp", _day_or_text)


def load_yaml(content: bytes, *, loose_days: bool = False) -> Any:
    """Return what a YAML file says. Raises ContentError. `loose_days` leaves days that do not exist as texts."""
    loader = _LooseDays if loose_days else _StrictLoader
    try:
        return yaml.load(content, Loader=loader)  # noqa: S506  # a CSafeLoader: it makes plain values only
    except yaml.YAMLError as error:
        raise ContentError(yaml_mistake(error)) from error


def yaml_mistake(error: Exception) -> str:
    """Return what is wrong with a file that is no YAML, with its line where that is known."""
    mark = getattr(error, "problem_mark", None)
    # Bytes that are no text have a reason, and no line.
    problem = getattr(error, "problem", None) or getattr(error, "reason", error)
    return f"line {mark.line + 1}: {problem}" if mark else str(problem)


Place = tuple[int | str | bool, ...]


class Problem(NamedTuple):
    """Something that is wrong in a file, where it stands, and what helps."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}. {self.remedy}"


class Problems(list[Problem]):
    """Everything that is wrong in the files that were read; nothing is used until there is nothing."""

    def report(self, said: "Placed", what: str, remedy: str) -> None:
        """Add a problem with what stands at a place."""
        self.append(Problem(said.file, said.line, what, remedy))

    def refused(self, said: "Placed", what: str, remedy: str) -> Condition:
        """Add a problem, and give a condition that never holds, so that reading can go on and find the next one."""
        self.report(said, what, remedy)
        return NEVER

    def stop(self) -> None:
        """Raise ContentError with all problems, one a line, if there are any."""
        if self:
            raise ContentError("\n".join(map(str, self)))


class Placed:
    """A part of a YAML file that knows its line. Only what a person must be shown the place of is asked for it."""

    __slots__ = ("_lines", "_place", "data", "file")

    def __init__(self, data: Any, file: str, lines: Mapping[Place, int], place: Place = ()) -> None:
        self.data, self.file, self._lines, self._place = data, file, lines, place

    @property
    def line(self) -> int:
        """The line on which it begins; that of what it stands in, when it has none of its own."""
        place = self._place
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def at(self, step: Any) -> "Placed":
        """Return the part under a key or a position; of something that is not there, data is None."""
        try:
            inside = self.data[step]
        except (KeyError, IndexError, TypeError):
            inside = None
        return Placed(inside, self.file, self._lines, (*self._place, step))

    def __iter__(self) -> Iterator["Placed"]:
        """Give each item of a list; nothing else has items."""
        for step in range(len(self.data) if isinstance(self.data, list) else 0):
            yield self.at(step)


def load_placed(content: bytes, file: str) -> Placed:
    """Return what a YAML file says, each part with its line. Raises ContentError, with the file and the line."""
    try:
        data = load_yaml(content)
        root = yaml.compose(content, Loader=yaml.CSafeLoader)  # as above: it makes plain values only
    except ContentError as error:
        raise ContentError(f"{file}: {error}") from error
    lines: dict[Place, int] = {}
    if root is not None:
        _note_lines(root, (), lines)
    return Placed(data, file, lines)


def _note_lines(node: yaml.Node, place: Place, lines: dict[Place, int]) -> None:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step = (*place, _key(key))
            _note_lines(value, step, lines)
            lines[step] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            _note_lines(value, (*place, at), lines)


def _key(node: yaml.Node) -> Any:
    return yaml.safe_load(node.value) if node.tag == "tag:yaml.org,2002:int" else node.value


def explained(error: ValidationError, data: object) -> str:
    """Say in one line what does not fit and where, with the ids that people gave to things instead of positions."""
    return "; ".join(f"{_place(issue['loc'], data)}: {issue['msg']}" for issue in error.errors())


def _place(location: tuple[int | str, ...], data: object) -> str:
    steps: list[str] = []
    here: Any = data
    for step in location:
        here = _inside(here, step)
        name = here.get("id") or here.get("option") if isinstance(here, Mapping) and isinstance(step, int) else None
        steps.append(str(name or step))
    return " > ".join(steps) or "the file"


def _inside(here: Any, step: int | str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None
