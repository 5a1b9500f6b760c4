"""The exceptions to a requirement: conditions over labels, `"risicogroep-verboden-ai" && !"rol-ai-act-aanbieder"`.

A label is an axis and a value with a hyphen between, in quotation marks or without. What is not known is refused.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from kenbaar.law.kader.shape import PROFILE_AXES
from kenbaar.rules.conditions import All, AnyOf, Compared, Condition, Not

MOST_CHARACTERS = 2_000
MOST_NESTED = 20

_TOKEN = re.compile(
    r"""\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[a-z][a-z0-9-]*+)|(?P<sign>&&|\|\||[!()]))"""
)
# Python binds `not`, `and` and `or` in the same order, and its own parser knows what a whole expression is.
_SIGNS = {"&&": " and ", "||": " or ", "!": " not ", "(": "(", ")": ")"}


class ExceptionUnknown(ValueError):
    """An exception holds something that is not known here; the message says what."""


@lru_cache(maxsize=256)
def exception_of(text: str) -> Condition:
    """Return the condition that a text describes; its facts are axes. Raises ExceptionUnknown."""
    if len(text) > MOST_CHARACTERS or text.count("(") + text.count("!") > MOST_NESTED:
        raise ExceptionUnknown(f"more than {MOST_CHARACTERS:,} characters, or {MOST_NESTED} signs such as ( and !")
    pieces: list[str] = []
    labels: dict[str, Condition] = {}
    at = 0
    while rest := text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            raise ExceptionUnknown(f"not understood from here on: {rest[:40]!r}")
        at = token.end()
        if token["sign"]:
            pieces.append(_SIGNS[token["sign"]])
            continue
        name = f"label_{len(labels)}"
        labels[name] = _holds((token["double"] or token["single"] or token["bare"] or "").strip())
        pieces.append(f" {name} ")
    try:
        return _condition(ast.parse("".join(pieces).strip(), mode="eval").body, labels)
    except SyntaxError as error:
        raise ExceptionUnknown("labels and signs do not stand in an order that means something") from error


def _condition(node: ast.expr, labels: Mapping[str, Condition]) -> Condition:
    match node:
        case ast.Name(id=name):
            return labels[name]
        case ast.UnaryOp(operand=operand):
            return Not(_condition(operand, labels))
        case ast.BoolOp(op=operator, values=values):
            parts = tuple(_condition(value, labels) for value in values)
            return All(parts) if isinstance(operator, ast.And) else AnyOf(parts)
    # A pair of parentheses with nothing inside, or behind a label.
    raise ExceptionUnknown("parentheses stand around nothing or behind a label")


def _holds(label: str) -> Condition:
    if label not in _labels():
        raise ExceptionUnknown(f"there is no label {label!r}")
    axis, value = _labels()[label]
    return Compared(axis, "has", value, lambda values: value in values)


@cache
def _labels() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType(
        {f"{axis}-{value}": (axis, value) for axis, values in PROFILE_AXES.items() for value in values}
    )
