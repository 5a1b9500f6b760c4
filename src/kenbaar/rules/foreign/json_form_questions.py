"""From the schema of one property to a question or an outcome.

| schema | becomes |
|---|---|
| `enum`, or `oneOf` of `const` with `title` | choice |
| array of such, with `uniqueItems` | choices |
| boolean | yes_no |
| integer | number |
| string | text; with `format` date or uri, a date or an address |
| string with `riskOutcome`, `annexIArt6Branch` or `roleStatus`, or a property of that name or `output` | outcome |

An option of a plain `enum` has its position as id, so that it is the same in every language; an option with a `const`
of its own has that.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from kenbaar.rules.conditions import NEVER
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.json_form_schema import Notes, Schema, short
from kenbaar.rules.foreign.json_form_texts import Words
from kenbaar.rules.questionnaires import Choice, Ending, Question, Source

MARKS: Final = ("riskOutcome", "annexIArt6Branch", "roleStatus")
_OUTCOMES: Final = {*MARKS, "output"}
# What tells people something, and what this reader takes into account. Anything else may change the meaning.
_ANNOTATIONS = {"title", "description", "default", "examples", "$comment", "$id", "$schema", "deprecated"}
_KNOWN = {*_ANNOTATIONS, "type", "enum", "enumNames", "oneOf", "const", "items", "uniqueItems", "minItems", "format"}
_FORMATS = {"date": FactType.DATE, "uri": FactType.URL}
_PLAIN = {"boolean": FactType.YES_NO, "integer": FactType.NUMBER, "string": FactType.TEXT}
MOST_OPTIONS: Final = 500
_BARRED = ("ui:readonly", "ui:disabled", "ui:enumDisabled")
_Choices = tuple[tuple[Choice, ...], Mapping[str, str | bool], tuple[Source, ...]]
_NO_CHOICES: _Choices = ((), {}, ())
_LISTED = {FactType.CHOICE, FactType.CHOICES}
_YES_NO: Mapping[str, str | bool] = {"true": True, "false": False}
_ID = re.compile(r"[\w.\-]{1,80}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its conditions. `options` are the ids of its options by what the file calls them.

    `barred` says that it is never shown, because a part of it is not understood.
    """

    question: Question
    options: Mapping[str, str | bool]
    pointer: str
    barred: bool = False

    def same_as(self, other: "Asked") -> bool:
        """Say whether both ask the same, whatever stands beside it as explanation."""
        mine, its = self.question, other.question
        alike = (mine.type, mine.texts, mine.choices) == (its.type, its.texts, its.choices)
        return alike and self.barred is other.barred


def usable_id(name: str) -> bool:
    """Say whether a name can be the id of a question: letters, figures, dots, hyphens, and not too many."""
    return bool(_ID.fullmatch(name))


def is_outcome(name: str, schema: dict[str, Any]) -> bool:
    """Say whether a property tells an outcome instead of asking something."""
    asks = schema.get("enum") or schema.get("oneOf") or schema.get("type", "string") != "string"
    marked = any(mark in schema for mark in MARKS)
    return not asks and (marked or (name in _OUTCOMES and ("const" in schema or "default" in schema)))


def is_reading(schema: dict[str, Any], shown: dict[str, Any]) -> bool:
    """Say whether a property is a text to read: a string that says itself that it has no title."""
    titled = shown.get("ui:title") or schema.get("title", "…")
    return not titled and schema.get("type") == "string" and not schema.get("enum")


def outcome(name: str, schema: Schema, words: Words) -> Ending:
    """Return the outcome that a property tells, whenever it holds."""
    data = schema.data
    fixed = data.get("const") or data.get("default")
    marks = [data[mark] for mark in MARKS if isinstance(data.get(mark), str)]
    id = str(fixed) if name in MARKS and not marks else "-".join(marks)
    if not usable_id(id):
        id = schema.refs[-1].rpartition("/")[2] if schema.refs else name
    said = words.said(fixed, schema.pointer)
    text = said.text or words.said(data.get("title"), schema.pointer).text
    if not said.text:
        words.notes.note(schema.pointer, "this outcome has no text of its own: what it says is worked out elsewhere")
    return Ending(id=id if usable_id(id) else name, texts=words.texts(text), when=NEVER, sources=said.sources)


def asked(name: str, schema: Schema, shown: dict[str, Any], words: Words) -> Asked:
    """Return the question that a property asks, with findings for everything in it that is not understood."""
    data = schema.data
    listing = _listing(schema, words.notes)
    problems = [*_problems(schema, listing), *shown_otherwise(shown)]
    for problem in problems:
        words.notes.note(schema.pointer, f"{problem}; the question is never shown")
    if data.get("default") not in (None, "", [], False):
        words.notes.note(schema.pointer, "the form fills in an answer beforehand; here the question starts open")
    place = f"uiSchema/{name}"
    title = words.said(shown.get("ui:title") or data.get("title"), f"{schema.pointer}/title")
    told = words.explanation(data, shown, place)
    kind = _kind(data)
    choices, options, linked = _choices(listing, shown, words) if kind in _LISTED else _NO_CHOICES
    question = Question(
        id=name,
        type=kind,
        texts=words.texts(title.text or name),
        choices=choices,
        help=words.texts(told.text),
        sources=tuple(dict.fromkeys((*words.badges(shown, place), *title.sources, *told.sources, *linked))),
    )
    return Asked(question, _YES_NO if kind is FactType.YES_NO else options, schema.pointer, bool(problems))


def _listing(schema: Schema, notes: Notes) -> Schema:
    """Return the part that lists the options: that of the items, where several can be chosen."""
    if schema.data.get("type") != "array":
        return schema
    items = schema.at("items")
    return items.followed(notes) or items


def _kind(data: dict[str, Any]) -> FactType:
    if data.get("type") == "array":
        return FactType.CHOICES
    if data.get("type") == "boolean":
        return FactType.YES_NO
    if "enum" in data or "oneOf" in data:
        return FactType.CHOICE
    kind = _PLAIN.get(str(data.get("type", "string")), FactType.TEXT)
    return _FORMATS.get(str(data.get("format")), kind) if kind is FactType.TEXT else kind


def _problems(schema: Schema, listing: Schema) -> Iterator[str]:
    """Give everything in the schema of a question that this reader does not know."""
    data = schema.data
    several = data.get("type") == "array"
    for keyword in {**data, **listing.data}:
        if keyword not in _KNOWN and not keyword.startswith("x-"):
            yield f"{short(keyword)!r} is not known to this reader"
    lists = "enum" in listing.data or "oneOf" in listing.data
    if several and not (lists and data.get("uniqueItems") is True):
        yield "a list can be read only when it is a choice of options, each once (enum and uniqueItems)"
    if several and data.get("minItems", 0) not in (0, 1):
        yield "a least number of choices (minItems) is not known to this reader"
    if not several and not lists and str(data.get("type", "string")) not in _PLAIN:
        yield f"the type {short(str(data['type']))!r} is not known to this reader"
    if not lists and str(data.get("format", "date")) not in _FORMATS:
        yield f"the format {short(str(data['format']))!r} is not known to this reader"
    if "const" in data:
        yield "an answer that is fixed beforehand (const) is not known to this reader"
    if lists:
        yield from _problems_of_options(listing.data)


def _problems_of_options(data: dict[str, Any]) -> Iterator[str]:
    raw = _raw_options(data)
    if data.get("type") == "boolean":
        if sorted(spelled(value) for value, _text in raw) != sorted(_YES_NO):
            yield "of yes and no it offers something else than both"
        return
    if len(raw) > MOST_OPTIONS:
        yield f"it has more than {MOST_OPTIONS} options"
    if not raw or not all(isinstance(value, str | int) and not isinstance(value, bool) for value, _text in raw):
        yield "the options are no texts (enum), and no values with a title (oneOf with const and title)"
    elif len({spelled(value) for value, _text in raw}) != len(raw):
        yield "an option stands twice"


def shown_otherwise(shown: dict[str, Any]) -> Iterator[str]:
    """Give what the form says about showing a question that this reader cannot do."""
    if shown.get("ui:widget") == "hidden":
        yield "the form itself hides it"
    yield from (f"{key} is not known to this reader" for key in _BARRED if shown.get(key))


def _raw_options(data: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Return the options as the file has them: the value, and the title if it has one of its own."""
    values, titled, names = (data.get(key) for key in ("enum", "oneOf", "enumNames"))
    if isinstance(values, list):
        names = names[: len(values)] if isinstance(names, list) else []
        return list(zip_longest(values[: MOST_OPTIONS + 1], names[: MOST_OPTIONS + 1]))
    titled = titled[: MOST_OPTIONS + 1] if isinstance(titled, list) else []
    return [(part.get("const"), part.get("title")) if isinstance(part, dict) else (None, None) for part in titled]


def _choices(listing: Schema, shown: dict[str, Any], words: Words) -> _Choices:
    raw, tips = _raw_options(listing.data), shown.get("ui:enumTooltips")
    keyword = "enum" if "enum" in listing.data else "oneOf"
    values = [str(value) for value, _title in raw]
    by_value = keyword == "oneOf" and all(map(usable_id, values)) and len(set(values)) == len(values)
    choices, sources = [], list[Source]()
    options: dict[str, str | bool] = {}
    for at, (value, title) in enumerate(raw):
        place = f"{listing.pointer}/{keyword}/{at}"
        said = words.said(str(value) if title is None else title, place)
        tip = words.said(_nth(tips, at), f"uiSchema/ui:enumTooltips/{at}")
        id = values[at] if by_value else str(at + 1)
        options[spelled(value)] = id
        choices.append(Choice(id=id, texts=words.texts(said.text), help=words.texts(tip.text)))
        sources += [*said.sources, *tip.sources]
    return tuple(choices), options, tuple(sources)


def _nth(listed: Any, at: int) -> Any:
    return listed[at] if isinstance(listed, list) and at < len(listed) else None


def spelled(value: Any) -> str:
    """Return a value of the file as text, so that 1 and true and "1" stay three."""
    return json.dumps(value, sort_keys=True)
