"""A part of a JSON Schema that knows its place, follows `$ref` inside its own file and nowhere else.

A place is a JSON pointer (RFC 6901), cut short where somebody chose a name to fill a page.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kenbaar.rules.foreign.guarding import MOST_DEEP, Finding, QuestionnaireRefused, untrusted_json

MOST_FINDINGS: Final = 500
_LONGEST_NAME = 80


class Notes(list[Finding]):
    """What was noticed so far."""

    def note(self, place: str, what: str) -> None:
        """Add a finding."""
        self.append(Finding(place, what))

    def summary(self) -> tuple[Finding, ...]:
        """Return each finding once, and no more than a person can read."""
        once = tuple(dict.fromkeys(self))
        if len(once) <= MOST_FINDINGS:
            return once
        more = Finding("the rest", f"there are {len(once) - MOST_FINDINGS:,} more findings")
        return (*once[:MOST_FINDINGS], more)


class Form(NamedTuple):
    """A file with a form: the schema of its answers, and how it is shown."""

    schema: dict[str, Any]
    shown: dict[str, Any]


def form_of(content: bytes) -> Form:
    """Return the form in a file: `{JSONSchema, uiSchema}`, `{schema, uiSchema}`, or a schema on its own.

    Raises QuestionnaireRefused for any other file, and for one in which a name stands twice in the same place.
    """
    data = untrusted_json(content)
    _refuse_names_twice(content)
    if isinstance(data, dict):
        for key in ("JSONSchema", "schema"):
            if isinstance(data.get(key), dict):
                shown = data.get("uiSchema")
                return Form(data[key], shown if isinstance(shown, dict) else {})
        if isinstance(data.get("properties"), dict):
            return Form(data, {})
    raise QuestionnaireRefused(
        "The file holds no form: it has no JSONSchema, schema or properties. Export the form with its schema."
    )


def _refuse_names_twice(content: bytes) -> None:
    # Of two equal names a JSON reader keeps the last in silence: a question would be lost.
    def once(pairs: list[tuple[str, Any]]) -> None:
        names = set()
        for name, _value in pairs:
            if name in names:
                raise QuestionnaireRefused(
                    f"The name {short(name)!r} stands twice in the same object. Keep one, or give the other a new name."
                )
            names.add(name)

    json.loads(content, object_pairs_hook=once)


def short(name: str) -> str:
    """Return a name, cut off where it is no name any more."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def short_place(pointer: str) -> str:
    """Return a pointer in which every step is short."""
    return "/".join(short(step) for step in pointer.split("/")[: MOST_DEEP + 1])


def looping(place: str, name: str) -> QuestionnaireRefused:
    """Return the refusal of a form that contains itself."""
    return QuestionnaireRefused(
        f"{place or '/'}: {short(name)!r} leads back to itself, so the form never ends. Take the loop out."
    )


def too_deep(place: str) -> QuestionnaireRefused:
    """Return the refusal of a form whose definitions lead to one another without end in sight."""
    return QuestionnaireRefused(
        f"{place or '/'}: more than {MOST_DEEP} groups lie within one another. Make it flatter."
    )


class Schema(NamedTuple):
    """A part of the schema. `refs` are the definitions that lead to it, from the outside in."""

    root: dict[str, Any]
    data: dict[str, Any]
    pointer: str
    refs: tuple[str, ...] = ()

    def at(self, *steps: str | int) -> "Schema":
        """Return the part under these steps. What is no schema there is read as one with a keyword nobody knows."""
        here: Any = self.data
        pointer = self.pointer
        for step in steps:
            here = _inside(here, step)
            pointer += "/" + short(str(step)).replace("~", "~0").replace("/", "~1")
        return Schema(self.root, _as_schema(here), pointer, self.refs)

    def each(self, key: str) -> Iterator["Schema"]:
        """Give the parts of a list under `key`; what is no list is one part, which is no schema."""
        inside = self.data.get(key, [])
        if not isinstance(inside, list):
            yield self.at(key)._replace(data=_as_schema(None))
            return
        for step in range(len(inside)):
            yield self.at(key, step)

    def names(self, key: str) -> tuple[str, ...]:
        """Return the texts in a list under `key`."""
        inside = self.data.get(key)
        return tuple(name for name in inside if isinstance(name, str)) if isinstance(inside, list) else ()

    def followed(self, notes: Notes) -> "Schema | None":
        """Return what `$ref` refers to, with what stands beside it laid over; itself when it has none.

        None, with a finding, when it leads out of the file or to nothing. Raises QuestionnaireRefused for a loop, and
        for definitions that lead to one another endlessly.
        """
        here = self
        while "$ref" in here.data:
            target = str(here.data["$ref"])
            found = _resolved(here.root, target)
            if found is None:
                outside = not target.startswith("#")
                what = "leads out of the file" if outside else "leads to nothing"
                notes.note(here.pointer, f"$ref {short(target)!r} {what}; what should stand there is hidden")
                return None
            if target in here.refs:
                raise looping(here.pointer, target)
            if len(here.refs) == MOST_DEEP:
                raise too_deep(here.pointer)
            beside = {key: value for key, value in here.data.items() if key != "$ref"}
            here = Schema(
                here.root, {**found, **beside} if beside else found, short_place(target[1:]), (*here.refs, target)
            )
        return here


def unused(id: str, taken: dict[str, int]) -> str:
    """Return `id`, with a figure behind it when it is taken, and take it."""
    own = id
    while own in taken:
        taken[id] += 1
        own = f"{id}-{taken[id]}"
    taken[own] = 1
    return own


def _inside(here: Any, step: str | int) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def _as_schema(data: Any) -> dict[str, Any]:
    # JSON Schema has `true` as well, for what fits anything.
    return data if isinstance(data, dict) else {} if data is True else {"(no schema)": data}


def _resolved(root: dict[str, Any], target: str) -> dict[str, Any] | None:
    if target != "#" and not target.startswith("#/"):
        return None
    here: Any = root
    for step in target.split("/")[1:]:
        here = here.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else None
