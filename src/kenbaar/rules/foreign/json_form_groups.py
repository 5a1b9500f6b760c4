"""Walks through the schema of a form once, and notes which questions and outcomes stand where, under which conditions.

The questions of one object form a group. A definition that a branch refers to is a block to which several branches can
lead: it is one group, and it is walked through once, so that a form cannot grow beyond its file. An object that always
stands in its parent is a part of that parent, and two such are two.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kenbaar.rules.foreign.guarding import MOST_DEEP, QuestionnaireRefused
from kenbaar.rules.foreign.json_form_questions import (
    Asked,
    asked,
    is_outcome,
    is_reading,
    outcome,
    shown_otherwise,
    usable_id,
)
from kenbaar.rules.foreign.json_form_schema import Form, Schema, short, too_deep, unused
from kenbaar.rules.foreign.json_form_texts import Words
from kenbaar.rules.questionnaires import Ending

MOST_STEPS: Final = 10_000
MOST_GROUPS: Final = 1_000
MOST_QUESTIONS: Final = 500
MOST_OPTIONS: Final = 20_000
_TELLING = {"title", "description", "default", "examples", "$comment", "$id", "$schema", "definitions", "$defs"}
_KNOWN = {*_TELLING, "type", "properties", "required", "dependencies", "dependentSchemas", "allOf", "oneOf"}
_KNOWN |= {"if", "then", "else", "additionalProperties"}
_HIDDEN = "what stands there is never shown"


@dataclass(frozen=True, eq=False, slots=True)
class Fork:
    """Branches that a question decides between: for each what its answer must be."""

    group: str
    name: str
    place: str
    branches: tuple[Schema, ...]


class Branch(NamedTuple):
    """Holds when an answer chooses this branch and no other."""

    fork: Fork
    chosen: int


class Test(NamedTuple):
    """Holds when the answers of a group fit a schema, or with `negated` when they do not."""

    group: str
    schema: Schema
    negated: bool = False


class Answered(NamedTuple):
    """Holds when a question has an answer."""

    group: str
    name: str
    place: str


class Barred(NamedTuple):
    """Never holds: something here is not understood."""


Wish = Branch | Test | Answered | Barred
Wishes = tuple[Wish, ...]


class Way(NamedTuple):
    """How a group is reached: from which group, under which conditions in it."""

    parent: str
    wishes: Wishes


class Spot(NamedTuple):
    """A place where something is asked or told."""

    wishes: Wishes
    required: bool = False


class Told(NamedTuple):
    """An outcome, and where it is told."""

    ending: Ending
    group: str
    wishes: Wishes


@dataclass(slots=True)
class Group:
    """The questions of one object, by name, each with every place where it stands.

    The root has the id "", and no ways lead to it.
    """

    id: str
    schema: Schema
    shown: dict[str, Any]
    title: str = ""
    ways: list[Way] = field(default_factory=list)
    questions: dict[str, Asked] = field(default_factory=dict)
    spots: dict[str, list[Spot]] = field(default_factory=dict)


class Walker:
    """Fills `groups`, by id in the order in which they are met, and `told`."""

    def __init__(self, form: Form, words: Words) -> None:
        self.words, self.notes, self._shown = words, words.notes, form.shown
        self.groups: dict[str, Group] = {}
        self.told: list[Told] = []
        self._by_definition: dict[tuple[str, str, int], Group] = {}
        self._waiting: deque[Group] = deque()
        self._counted: Counter[str] = Counter()
        self._taken = {"start": 1}
        self._opened("", Schema(form.schema, form.schema, ""), _with_options(form.shown))
        while self._waiting:
            group = self._waiting.popleft()
            self._walk(group, group.schema, ())

    def _opened(self, id: str, schema: Schema, shown: dict[str, Any]) -> Group:
        self._count("groups", MOST_GROUPS)
        title = self.words.said(schema.data.get("title"), f"{schema.pointer}/title").text
        group = self.groups[id] = Group(id, schema, shown, title)
        self._waiting.append(group)
        return group

    def _walk(self, group: Group, at: Schema, wishes: Wishes, *, decided: str = "", depth: int = 0) -> None:
        """Note what an object says. `decided` is the name of the question that led here: it is no question anew."""
        self._count("parts", MOST_STEPS)
        if depth > MOST_DEEP:
            raise too_deep(at.pointer)
        schema = at.followed(self.notes)
        if schema is None:
            return
        wishes += tuple(self._unknown(schema))
        for name in _keys(schema, "properties"):
            if name != decided:
                self._property(group, name, schema, wishes)
        for part, more, decides in self._parts(group, schema):
            self._walk(group, part, wishes + more, decided=decides or decided, depth=depth + 1)

    def _count(self, what: str, most: int, more: int = 1) -> None:
        self._counted[what] += more
        if self._counted[what] > most:
            raise QuestionnaireRefused(f"The form has more than {most:,} {what}. Divide it in several.")

    def _unknown(self, schema: Schema) -> Iterator[Barred]:
        for keyword in schema.data:
            if keyword not in _KNOWN and not keyword.startswith("x-"):
                self.notes.note(schema.pointer, f"{short(keyword)!r} is not known to this reader; {_HIDDEN}")
                yield Barred()
        objects = (schema.data.get(keyword, {}) for keyword in ("properties", "dependencies", "dependentSchemas"))
        if schema.data.get("type", "object") != "object" or not all(isinstance(each, dict) for each in objects):
            self.notes.note(schema.pointer, f"here only an object with properties can stand; {_HIDDEN}")
            yield Barred()

    def _property(self, group: Group, name: str, owner: Schema, wishes: Wishes) -> None:
        self._count("parts", MOST_STEPS)
        place = owner.at("properties", name)
        if not usable_id(name):
            self.notes.note(place.pointer, "a name has letters, figures, dots and hyphens; this part is left out")
            return
        schema = place.followed(self.notes)
        if schema is None:
            return
        shown = _shown_of(name, group.shown, self._shown)
        if is_outcome(name, schema.data):
            self.told.append(Told(outcome(name, schema, self.words), group.id, wishes))
        elif schema.data.get("type") == "object" or "properties" in schema.data:
            self._group(group, name, schema, shown, wishes, is_block=bool(wishes) and "$ref" in place.data)
        elif is_reading(schema.data, shown):
            self.notes.note(schema.pointer, "a text to read, which asks nothing; it is left out")
        elif schema.data:
            self._question(group, name, schema, shown, Spot(wishes, name in owner.names("required")))
        else:
            self.notes.note(schema.pointer, "nothing says what is asked here; this part is left out")

    def _question(self, group: Group, name: str, schema: Schema, shown: dict[str, Any], spot: Spot) -> None:
        found = asked(name, schema, shown, self.words)
        self._count("options", MOST_OPTIONS, len(found.question.choices))
        if name not in group.questions:
            self._count("questions", MOST_QUESTIONS)
        first = group.questions.setdefault(name, found)
        if not first.same_as(found):
            what = f"asks something else than {first.pointer}, under the same name; it is never shown"
            self.notes.note(found.pointer, what)
            return
        group.spots.setdefault(name, []).append(spot)

    def _group(
        self, parent: Group, name: str, schema: Schema, shown: dict[str, Any], wishes: Wishes, *, is_block: bool
    ) -> None:
        for problem in shown_otherwise(shown):
            self.notes.note(schema.pointer, f"{problem}; {_HIDDEN}")
            wishes = (*wishes, Barred())
        key = ("" if is_block else parent.id, name, id(schema.data))
        group = self._by_definition.get(key)
        if group is None:
            own = name if is_block or not parent.id else f"{parent.id}.{name}"
            group = self._opened(unused(own, self._taken), schema, shown)
            self._by_definition[key] = group
        group.ways.append(Way(parent.id, wishes))

    def _parts(self, group: Group, schema: Schema) -> Iterator[tuple[Schema, Wishes, str]]:
        """Give what an object adds to itself: the part, when it counts, and the name that decides it."""
        for keyword in ("dependencies", "dependentSchemas"):
            for name in _keys(schema, keyword):
                yield from self._dependency(group, name, schema, keyword)
        for part in schema.each("allOf"):
            yield part, (), ""
        if "if" in schema.data:
            for keyword in ("then", "else"):
                if keyword in schema.data:
                    yield schema.at(keyword), (Test(group.id, schema.at("if"), keyword == "else"),), ""
        branches = tuple(schema.each("oneOf"))
        if branches:
            yield from self._branches(group, _decider(branches), branches, schema.at("oneOf").pointer)

    def _dependency(
        self, group: Group, name: str, schema: Schema, keyword: str
    ) -> Iterator[tuple[Schema, Wishes, str]]:
        part = schema.at(keyword, name)
        if not isinstance(schema.data[keyword][name], dict):
            self.notes.note(part.pointer, "that an answer makes another one required is not known to this reader")
            return
        found = part.followed(self.notes)
        branches = tuple(found.each("oneOf")) if found else ()
        if found and branches:
            yield from self._branches(group, name, branches, found.at("oneOf").pointer)
            rest = {key: value for key, value in found.data.items() if key != "oneOf"}
            part = Schema(found.root, rest, found.pointer, found.refs)
        yield part, (Answered(group.id, name, part.pointer),), ""

    def _branches(
        self, group: Group, name: str, branches: tuple[Schema, ...], place: str
    ) -> Iterator[tuple[Schema, Wishes, str]]:
        followed = [branch.followed(self.notes) or branch for branch in branches]
        deciding = [branch for branch in followed if name in _keys(branch, "properties")]
        others = [branch for branch in followed if name not in _keys(branch, "properties")]
        fork = Fork(group.id, name, place, tuple(branch.at("properties", name) for branch in deciding))
        for at, branch in enumerate(deciding):
            yield branch, (Branch(fork, at),), name
        for branch in others:
            self.notes.note(branch.pointer, f"no question decides for this branch; {_HIDDEN}")
            yield branch, (Barred(),), name


def _keys(schema: Schema, keyword: str) -> tuple[str, ...]:
    inside = schema.data.get(keyword)
    return tuple(inside) if isinstance(inside, dict) else ()


def _decider(branches: tuple[Schema, ...]) -> str:
    """Return the name that every branch fixes with `const` or `enum`; empty when there is none."""
    for name in _keys(branches[0], "properties"):
        fixed = (branch.at("properties", name).data for branch in branches)
        if all("const" in data or "enum" in data for data in fixed):
            return name
    return ""


def _shown_of(name: str, here: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Return how a part is shown. Some forms list that by name for the whole file, whatever the nesting."""
    for shown in (here.get(name), root.get(name)):
        if isinstance(shown, dict):
            return _with_options(shown)
    return {}


def _with_options(shown: dict[str, Any]) -> dict[str, Any]:
    """Return it with `ui:options: {help: ...}` as what it means: `ui:help: ...`."""
    options = shown.get("ui:options")
    return {**{f"ui:{key}": value for key, value in options.items()}, **shown} if isinstance(options, dict) else shown
