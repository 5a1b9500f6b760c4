"""The expressions of decision trees about the labels so far, the part of JEXL that such trees use.

`"label" in labels`, `&&`, `||`, `!` and parentheses. Anything else is refused, never taken for true.
"""

import re
from collections.abc import Callable
from typing import Any

from kenbaar.rules.conditions import All, AnyOf, Condition, Not
from kenbaar.rules.foreign.guarding import text_of

MOST_CHARACTERS = 500
MOST_NESTED = 20

# Makes the condition that an expression describes, out of one for each label.
Expression = Callable[[Callable[[str], Condition]], Condition]

_TOKEN = re.compile(
    r"""\s*+(?:(?P<label>"[^"\\]*+"|'[^'\\]*+')\s*+in\s++labels\b|(?P<sign>&&|\|\||[!()]))""",
    flags=re.ASCII,
)


class ExpressionUnknown(ValueError):
    """An expression holds something that is not known here; the message says from where on."""


def parsed(said: Any) -> Expression:
    """Return the expression that a text is. Raises ExpressionUnknown."""
    if not isinstance(said, str) or not said.strip():
        raise ExpressionUnknown("there is no condition")
    if len(said) > MOST_CHARACTERS or said.count("(") + said.count("!") > MOST_NESTED:
        raise ExpressionUnknown(
            f"the condition has more than {MOST_CHARACTERS:,} characters or {MOST_NESTED} signs such as ( and !"
        )
    return _Parser(said).whole()


class _Parser:
    """Goes through a text once. `||` binds less than `&&`, and `!` most."""

    def __init__(self, said: str) -> None:
        self._said, self._at = said, 0

    def whole(self) -> Expression:
        """Return the expression that the whole text is."""
        expression = self._either()
        if self._said[self._at :].strip():
            raise self._unknown()
        return expression

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._takes("||"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda given: AnyOf(tuple(part(given) for part in parts))

    def _both(self) -> Expression:
        parts = [self._single()]
        while self._takes("&&"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else lambda given: All(tuple(part(given) for part in parts))

    def _single(self) -> Expression:
        if self._takes("!"):
            part = self._single()
            return lambda given: Not(part(given))
        if self._takes("("):
            inside = self._either()
            if not self._takes(")"):
                raise self._unknown()
            return inside
        token = _TOKEN.match(self._said, self._at)
        if token is None or token["label"] is None:
            raise self._unknown()
        self._at = token.end()
        label = text_of(token["label"][1:-1])
        return lambda given: given(label)

    def _takes(self, sign: str) -> bool:
        token = _TOKEN.match(self._said, self._at)
        if token is None or token["sign"] != sign:
            return False
        self._at = token.end()
        return True

    def _unknown(self) -> ExpressionUnknown:
        rest = self._said[self._at :].strip()
        if not rest:
            return ExpressionUnknown("the condition stops before it is complete")
        return ExpressionUnknown(f"the condition is not known from here on: {rest[:40]!r}")
