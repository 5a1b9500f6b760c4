"""The API as people read about it: its operations in groups, with parameters and an example that works. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

_EXAMPLES = {"file_format": "csv", "number": "1", "q": "parkeren", "id": "ai-act-check", "version": "2"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that an operation takes. `kind` is its type in words."""

    name: str
    place: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address of the API. `example` is one that can be followed."""

    method: str
    path: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str


def api_groups(document: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, tuple[Operation, ...]]:
    """Return the operations of an OpenAPI document by their tag. `known` has values for examples, by parameter."""
    groups: dict[str, tuple[Operation, ...]] = {}
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            tag = said.get("tags", ["other"])[-1]
            groups[tag] = (*groups.get(tag, ()), _operation(method, path, said, known))
    return groups


def _operation(method: str, path: str, said: Mapping[str, Any], known: Mapping[str, str]) -> Operation:
    parameters = tuple(_parameter(each) for each in said.get("parameters", ()))
    values = {**_EXAMPLES, **known}
    example = path
    for parameter in parameters:
        if parameter.place == "path":
            example = example.replace("{" + parameter.name + "}", quote(values.get(parameter.name, "1")))
    needed = [
        f"{each.name}={quote(values.get(each.name, ''))}"
        for each in parameters
        if each.place == "query" and (each.required or each.name == "q")
    ]
    return Operation(
        method=method.upper(),
        path=path,
        description=_plain(said.get("description") or said.get("summary", "")),
        parameters=parameters,
        example=example + ("?" + "&".join(needed) if needed else ""),
    )


def _parameter(said: Mapping[str, Any]) -> Parameter:
    schema = said.get("schema", {})
    return Parameter(
        name=said["name"],
        place=said["in"],
        kind=_kind(schema),
        required=said.get("required", False),
        description=_plain(said.get("description") or schema.get("description", "")),
    )


def _plain(text: str) -> str:
    """Return a description without the marks of code."""
    return text.replace("`", "")


def _kind(schema: Mapping[str, Any]) -> str:
    either = schema.get("anyOf") or schema.get("allOf") or (schema,)
    alternatives = [each for each in either if each.get("type") != "null"]
    first = alternatives[0] if alternatives else schema
    if "enum" in first:
        return " | ".join(map(str, first["enum"]))
    if "$ref" in first:
        return str(first["$ref"]).rsplit("/", 1)[-1]
    kind = str(first.get("type", ""))
    bounds = [f"{word} {first[key]}" for key, word in (("minimum", "≥"), ("maximum", "≤")) if key in first]
    return ", ".join([kind, *bounds])
