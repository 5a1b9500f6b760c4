"""The expression language of SurveyJS (`visibleIf`), as far as a condition can say the same.

Its rules are those of survey-core 1.12, which a test compares with. Four are easy to get wrong:

- A blank is an answer there: `{a} <> "x"` and `{a} empty` hold when nothing was answered. Elsewhere in Kenbaar a blank
  is unknown. An expression that is read here is therefore never unknown, only true or false.
- `contains` on a list asks for an equal item; on one answer it asks for the characters, so that "item2" is found in
  "item2-0" and "item12". An array on the right is then spelled with commas.
- Equality overlooks case and the white space around it, and "5" equals 5.
- `!` reaches to the end of the expression or of its parentheses, not to the next `and` or `or`.

Functions, arithmetic, two questions in one comparison and words without quotes are refused.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from kenbaar.rules.conditions import All, AnyOf, Compared, Condition, Given, Not, Reason, Truth
from kenbaar.rules.facts import FactType

Literal = str | float | bool | tuple[str | float | bool, ...]
Single = str | float | bool

MOST_CHARACTERS = 10_000
_MOST_DEEP = 20
_TOKEN = re.compile(
    r"""\s*+(?:
        \{(?P<name>[^{}]*+)\}
      | '(?P<single>(?:\\['"]|[^'"])*+)' | "(?P<double>(?:\\['"]|[^'"])*+)"
      | (?P<number>-?(?:0|[1-9]\d*+)(?:\.\d++)?)(?![\w.])
      | (?P<word>[A-Za-z]++ | <= | >= | == | != | \*= | && | \|\| | [=<>!()\[\],])
    )""",
    re.VERBOSE | re.ASCII,
)
_NUMERIC = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LEADING_ZERO = re.compile(r"0[^.,]")
# Other spellings that survey-core replaces before it reads, in this order.
_SPELLINGS = (("=>", ">="), ("=<", "<="), ("<>", "!="), ("equals", "equal "))
_OPERATORS = {
    **dict.fromkeys(("=", "==", "equal"), "is"),
    **dict.fromkeys(("!=", "notequal"), "is not"),
    **dict.fromkeys(("contains", "contain", "*="), "contains"),
    **dict.fromkeys(("notcontains", "notcontain"), "contains not"),
    "anyof": "has_any",
    "allof": "has_all",
    **dict.fromkeys((">", "greater"), "more_than"),
    **dict.fromkeys((">=", "greaterorequal"), "at_least"),
    **dict.fromkeys(("<", "less"), "less_than"),
    **dict.fromkeys(("<=", "lessorequal"), "at_most"),
}
_TURNED = {"more_than": "less_than", "less_than": "more_than", "at_least": "at_most", "at_most": "at_least"}
_NUMBERS: dict[str, Callable[[float, float], bool]] = {
    "more_than": lambda left, right: left > right,
    "less_than": lambda left, right: left < right,
    "at_least": lambda left, right: left >= right,
    "at_most": lambda left, right: left <= right,
}
_OR, _AND, _NOT = {"or", "||"}, {"and", "&&"}, {"!", "negate"}
_BLANKS: tuple[Any, ...] = ("", [])


class ExpressionRefused(ValueError):
    """An expression cannot be said as a condition; the message says which part of it, and why."""


class Held(Condition):
    """True when its part is; false when it is not or is not known yet, because here a blank is an answer."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part
        self.facts = part.facts

    def truth(self, given: Given) -> Truth:
        """See `Condition`."""
        return self.part.truth(given) is True

    def missing(self, given: Given) -> Iterator[str]:  # noqa: ARG002  # nothing is ever unknown here
        """See `Condition`."""
        return iter(())

    def reasons(self, given: Given) -> Iterator[Reason]:
        """See `Condition`."""
        return self.part.reasons(given)


def read_expression(text: str, type_of: Callable[[str], FactType]) -> Condition:
    """Return what an expression says.

    `type_of` gives the type of a question by its name and raises ExpressionRefused when it cannot be asked for. Raises
    ExpressionRefused for everything that cannot be said as a condition.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExpressionRefused(f"the expression has {len(text):,} characters and may have {MOST_CHARACTERS:,}")
    for spelling, known in _SPELLINGS:
        text = text.replace(spelling, known)
    return _Parser(_tokens(text), type_of).expression()


def comparisons_in(condition: Condition) -> Iterator[Compared]:
    """Give the comparisons of a condition that was read here."""
    if isinstance(condition, Compared):
        yield condition
    elif isinstance(condition, Held | Not):
        yield from comparisons_in(condition.part)
    else:
        assert isinstance(condition, All | AnyOf), "an expression is made of nothing else"
        for part in condition.parts:
            yield from comparisons_in(part)


class _Token(NamedTuple):
    kind: str  # name, text, number, word or end
    value: str
    at: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"{self.value!r} at character {self.at}"


def _tokens(text: str) -> list[_Token]:
    tokens, at, end = [], 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            rest = text[at:].lstrip()
            raise ExpressionRefused(f"{rest[:20]!r} at character {len(text) - len(rest) + 1} cannot be read")
        kind = str(found.lastgroup)
        value = found[kind]
        if kind in {"single", "double"}:
            kind, value = "text", value.replace("\\'", "'").replace('\\"', '"')
        tokens.append(_Token(kind, value.lower() if kind == "word" else value, found.start(str(found.lastgroup)) + 1))
        at = found.end()
    return [*tokens, _Token("end", "", end + 1)]


class _Parser:
    """Goes through the tokens once, from left to right; its depth is bounded."""

    def __init__(self, tokens: list[_Token], type_of: Callable[[str], FactType]) -> None:
        self.tokens, self.type_of = tokens, type_of
        self.at = self.depth = 0

    def expression(self) -> Condition:
        condition = Held(self._either())
        if self._here.kind != "end":
            raise ExpressionRefused(f"{self._here} was not expected there")
        return condition

    @property
    def _here(self) -> _Token:
        return self.tokens[self.at]

    def _took(self, words: set[str]) -> bool:
        found = self._here.kind == "word" and self._here.value in words
        self.at += found
        return found

    def _needed(self, word: str) -> None:
        if not self._took({word}):
            raise ExpressionRefused(f"{word!r} is missing before {self._here}")

    def _either(self) -> Condition:
        parts = [self._both()]
        while self._took(_OR):
            parts.append(self._both())
        return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def _both(self) -> Condition:
        parts = [self._single()]
        while self._took(_AND):
            parts.append(self._single())
        return All(tuple(parts)) if len(parts) > 1 else parts[0]

    def _single(self) -> Condition:
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise ExpressionRefused(f"the expression is nested more than {_MOST_DEEP} deep")
        if self._took(_NOT):
            condition: Condition = Not(Held(self._either()))
        elif self._took({"("}):
            condition = self._either()
            self._needed(")")
        else:
            condition = self._comparison()
        self.depth -= 1
        return condition

    def _comparison(self) -> Condition:
        left, left_is_name = self._operand()
        if left_is_name and self._took({"empty"}):
            return _blank(*self._question(left))
        if left_is_name and self._took({"notempty"}):
            return Not(_blank(*self._question(left)))
        operator = _OPERATORS.get(self._here.value) if self._here.kind == "word" else None
        if operator is None:
            raise ExpressionRefused(f"a comparison that is known here is missing before {self._here}")
        self.at += 1
        right, right_is_name = self._operand()
        if left_is_name == right_is_name:
            raise ExpressionRefused(f"a comparison needs one question and one value, before {self._here}")
        if right_is_name:
            if operator not in {"is", "is not", *_TURNED}:
                raise ExpressionRefused(f"the question must stand on the left, before {self._here}")
            left, right, operator = right, left, _TURNED.get(operator, operator)
        return _compared(*self._question(left), operator, right)

    def _question(self, name: Literal) -> tuple[str, FactType]:
        return str(name), self.type_of(str(name))

    def _operand(self) -> tuple[Literal, bool]:
        """Return a value or the name of a question, and whether it is a name."""
        token = self._here
        if token.kind == "name":
            self.at += 1
            return token.value, True
        return (self._array() if self._took({"["}) else self._value()), False

    def _array(self) -> tuple[Single, ...]:
        values: list[Single] = []
        while not values or self._took({","}):
            values.append(self._value())
        self._needed("]")
        return tuple(values)

    def _value(self) -> Single:
        token = self._here
        self.at += 1
        if token.kind == "text":
            return token.value
        if token.kind == "number":
            return float(token.value)
        if token.kind == "word" and token.value in {"true", "false"}:
            return token.value == "true"
        raise ExpressionRefused(f"{token} is no question, text, number, true or false")


def _compared(name: str, kind: FactType, operator: str, value: Literal) -> Condition:
    if operator.endswith(" not"):
        positive = _compared(name, kind, operator.removesuffix(" not"), value)
        if operator == "contains not" and kind is not FactType.CHOICES:
            # survey-core takes an answer of 0 or false for no answer here, and only here.
            positive = All((positive, Compared(name, "given", None, lambda found: bool(_seen(found)))))
        return Not(Held(positive))
    if operator in _NUMBERS:
        return _number(name, kind, operator, value)
    if operator == "is":
        return _equal(name, kind, value)
    options = value if isinstance(value, tuple) else (value,)
    if "" in options:
        raise ExpressionRefused(f"{{{name}}} is searched for an empty text")
    if kind is FactType.CHOICES:
        parts = tuple(_having(name, option) for option in options)
        return AnyOf(parts) if operator == "has_any" else All(parts)
    if operator == "contains":
        return _containing(name, kind, value)
    if operator == "has_any" and isinstance(value, tuple):
        return Compared(name, "in", value, lambda found: any(_same(_seen(found), option) for option in options))
    raise ExpressionRefused(f"{{{name}}} is one answer; ask for it with `=`, or with `anyof` and a list in brackets")


def _blank(name: str, kind: FactType) -> Condition:
    del kind  # an answer of any kind can be blank
    return Not(Held(Compared(name, "given", None, lambda found: found not in _BLANKS)))


def _equal(name: str, kind: FactType, value: Literal) -> Condition:
    if kind is FactType.CHOICES:
        if not isinstance(value, tuple):
            raise ExpressionRefused(f"{{{name}}} is a list, which is never equal to one value; use `contains`")
        wanted = sorted(value, key=_spelled)
        return Compared(name, "is", value, lambda found: _same_lists(sorted(found), wanted))
    if isinstance(value, tuple):
        raise ExpressionRefused(f"{{{name}}} is one answer, which is never equal to a list; use `anyof`")
    if value == "":
        return _blank(name, kind)
    return Compared(name, "is", value, lambda found: _same(_seen(found), value))


def _containing(name: str, kind: FactType, value: Literal) -> Condition:
    if kind in {FactType.NUMBER, FactType.YES_NO}:
        raise ExpressionRefused(f"{{{name}}} is a {kind} and contains nothing")
    if not value:
        raise ExpressionRefused(f"{{{name}}} is searched for 0 or false; put it in quotes")
    wanted = ",".join(map(_spelled, value)) if isinstance(value, tuple) else _spelled(value)

    def holds(found: Any) -> bool:
        seen = _seen(found)
        if isinstance(seen, str) or not isinstance(value, str):
            return wanted in _spelled(seen)
        return wanted.upper() in _spelled(seen).upper()

    return Compared(name, "spells", wanted, holds)


def _having(name: str, option: Single) -> Condition:
    return Compared(name, "has", option, lambda found: any(_same(item, option) for item in found))


def _number(name: str, kind: FactType, operator: str, value: Literal) -> Condition:
    if kind is FactType.CHOICES or isinstance(value, (str, bool, tuple)):
        raise ExpressionRefused(f"{{{name}}} can only be compared as one number with another")
    test = _NUMBERS[operator]

    def holds(found: Any) -> bool:
        number = _number_of(_seen(found))
        return number is not None and test(number, value)

    return Compared(name, operator, value, holds)


def _seen(found: Any) -> Single:
    """Return an answer as an expression sees it: a text that says a number or a truth value is one."""
    if isinstance(found, bool | int | float):
        return found
    text = found if isinstance(found, str) else ""
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return float(text) if _NUMERIC.fullmatch(text) and not _LEADING_ZERO.match(text) else text


def _same_lists(found: Sequence[Single], wanted: Sequence[Single]) -> bool:
    return len(found) == len(wanted) and all(map(_same, found, wanted))


def _same(found: Single, wanted: Single) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return found.strip().lower() == wanted.strip().lower()
    if isinstance(found, str | bool) and isinstance(wanted, str | bool):
        return _spelled(found).lower() == _spelled(wanted).lower()
    return _number_of(found) == _number_of(wanted)


def _number_of(value: Single) -> float | None:
    if not isinstance(value, str):
        return float(value)
    return float(value) if _NUMERIC.fullmatch(value.strip()) else None


def _spelled(value: Single) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else str(int(value)) if value == int(value) else str(value)
