"""From data to conditions: the closed set of operators, checked against the facts that exist.

A condition is a mapping with one key. `all`, `any` (with a list) and `not` combine; `rule` names another condition;
`always` is true or false as it says. Any other key is the id of a fact, with a bare value (`is`) or one operator:

| operator | holds for | means |
|---|---|---|
| `is` | choice, yes_no, line | the value is this one |
| `in` | choice, line | the value is one of these |
| `has` | choices | this option is among the chosen |
| `has_any` | choices | at least one of these is among the chosen |
| `at_least`, `at_most`, `more_than`, `less_than` | number | as they say |
| `before`, `from` | date | lies before a day; lies on or after it |
| `spells` | choice, choices, line | the value as written contains this text (a quirk of foreign formats) |

A number or a day can be `{parameter: id}`: the value is then data of the law, not of the rule.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kenbaar.rules.conditions import All, AnyOf, Compared, Condition, Named, Not, Truth, is_before
from kenbaar.rules.content_files import Placed, Problems
from kenbaar.rules.facts import FactType


class Kind(NamedTuple):
    """What a comparison must know of a fact: its type, and its options if it has any."""

    type: FactType
    options: frozenset[str] = frozenset()


_TEXTUAL = {FactType.CHOICE, FactType.LINE}
_FITS: Mapping[str, set[FactType]] = {
    "is": {FactType.CHOICE, FactType.YES_NO, FactType.LINE},
    "in": _TEXTUAL,
    "has": {FactType.CHOICES},
    "has_any": {FactType.CHOICES},
    "at_least": {FactType.NUMBER},
    "at_most": {FactType.NUMBER},
    "more_than": {FactType.NUMBER},
    "less_than": {FactType.NUMBER},
    "before": {FactType.DATE},
    "from": {FactType.DATE},
    "spells": {FactType.CHOICE, FactType.CHOICES, FactType.LINE},
}
_COMBINED = ("all", "any")
_WORDS = {*_COMBINED, "not", "rule", "always"}
_MOST_DEEP = 40


class Scope:
    """What a condition may speak of: facts by id, values of the law by id, and other conditions by name.

    `named` is looked up while compiling, so that a condition can use those compiled before it.
    """

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        *,
        named: Mapping[str, Named] | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        self.kinds = kinds
        self.named = named or {}
        self.parameters = parameters or {}

    def compiled(self, said: Placed, problems: Problems, *, depth: int = 0) -> Condition:
        """Return the condition that `said` describes. What does not fit is added to `problems`."""
        data = said.data
        if depth > _MOST_DEEP:
            return problems.refused(said, "conditions are nested too deep", "Give a part of it a name with `rule`.")
        if not isinstance(data, dict) or len(data) != 1:
            return problems.refused(
                said, "a condition is one operator or one fact", "Combine several with `all` or `any`."
            )
        word = str(next(iter(data)))
        inside = said.at(next(iter(data)))
        if word in _COMBINED:
            return self._combined(word, inside, problems, depth)
        if word == "not":
            return Not(self.compiled(inside, problems, depth=depth + 1))
        if word == "rule":
            return self._referred(inside, problems)
        if word == "always" and isinstance(inside.data, bool):
            return All(()) if inside.data else AnyOf(())
        return self._compared(word, inside, problems)

    def _combined(self, word: str, inside: Placed, problems: Problems, depth: int) -> Condition:
        if not isinstance(inside.data, list) or not inside.data:
            return problems.refused(inside, f"`{word}` needs a list of conditions", "Give at least one.")
        parts = tuple(self.compiled(part, problems, depth=depth + 1) for part in inside)
        if word == "any":
            return AnyOf(parts)
        for fact in _contradicted(parts):
            problems.report(inside, f"these conditions on {fact} can never both be true", "Use `any`, or mend one.")
        return All(parts)

    def _referred(self, inside: Placed, problems: Problems) -> Condition:
        named = self.named.get(str(inside.data))
        if named is None:
            return problems.refused(
                inside, f"there is no rule {inside.data!r} that can be used here", "Mind the spelling."
            )
        return named

    def _compared(self, fact: str, inside: Placed, problems: Problems) -> Condition:
        kind = self.kinds.get(fact)
        if kind is None:
            return problems.refused(inside, f"there is no fact {fact!r}", "Mind the spelling, or define it first.")
        data = inside.data
        operator, operand = ("is", inside)
        if isinstance(data, dict):
            if len(data) != 1:
                return problems.refused(inside, f"{fact} has more than one operator", "Combine them with `all`.")
            operator, operand = next(iter(data)), inside.at(next(iter(data)))
        if kind.type not in _FITS.get(operator, set()):
            fitting = ", ".join(name for name, types in _FITS.items() if kind.type in types)
            return problems.refused(
                inside, f"{fact} is a {kind.type} and has no operator {operator!r}", f"It has: {fitting}."
            )
        return self._tested(fact, kind, operator, operand, problems)

    def _tested(self, fact: str, kind: Kind, operator: str, operand: Placed, problems: Problems) -> Condition:
        value = self._operand(operand)
        wrong = _unfit(kind, operator, value)
        if wrong:
            return problems.refused(operand, f"{fact}: {wrong}", "See the vocabulary for what it can be.")
        return Compared(fact, operator, value, _TESTS[operator](value))

    def _operand(self, operand: Placed) -> Any:
        if isinstance(operand.data, dict) and set(operand.data) == {"parameter"}:
            return self.parameters.get(str(operand.data["parameter"]))
        if isinstance(operand.data, dt.date):
            return operand.data
        return tuple(operand.data) if isinstance(operand.data, list) else operand.data


def _unfit(kind: Kind, operator: str, value: Any) -> str:
    """Say what is wrong with an operand; empty when it fits."""
    chosen = value if isinstance(value, tuple) else (value,)
    if operator in {"in", "has_any"} and (not isinstance(value, tuple) or len(set(value)) != len(value) or not value):
        return f"`{operator}` needs a list, each option once"
    if operator in {"before", "from"}:
        return "" if isinstance(value, dt.date) else f"{value!r} is no day and no parameter that is one"
    if kind.type is FactType.NUMBER:
        fits = isinstance(value, int) and not isinstance(value, bool)
        return "" if fits else f"{value!r} is no whole number and no parameter that is one"
    if kind.type is FactType.YES_NO:
        return "" if isinstance(value, bool) else f"{value!r} is not yes or no"
    if operator == "spells" or kind.type is FactType.LINE:
        return "" if all(isinstance(text, str) and text for text in chosen) else f"{value!r} is no text"
    unknown = [str(option) for option in chosen if option not in kind.options]
    return f"it has no option {', '.join(unknown)}" if unknown else ""


def _contradicted(parts: tuple[Condition, ...]) -> Iterator[str]:
    """Give the facts of which `all` asks for two different values."""
    left: dict[str, set[Any]] = {}
    for part in parts:
        if isinstance(part, Compared) and part.operator in {"is", "in"}:
            values = set(part.operand) if part.operator == "in" else {part.operand}
            left[part.fact] = left.get(part.fact, values) & values
    return (fact for fact, values in left.items() if not values)


def _spelled(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


def _not_before(partial: str, day: dt.date) -> Truth:
    before = is_before(partial, day)
    return None if before is None else not before


_TESTS: Mapping[str, Callable[[Any], Callable[[Any], Truth]]] = {
    "is": lambda operand: lambda value: value == operand,
    "in": lambda operand: lambda value: value in operand,
    "has": lambda operand: lambda value: operand in value,
    "has_any": lambda operand: lambda value: any(option in value for option in operand),
    "at_least": lambda operand: lambda value: value >= operand,
    "at_most": lambda operand: lambda value: value <= operand,
    "more_than": lambda operand: lambda value: value > operand,
    "less_than": lambda operand: lambda value: value < operand,
    "before": lambda operand: lambda value: is_before(value, operand),
    "from": lambda operand: lambda value: _not_before(value, operand),
    "spells": lambda operand: lambda value: operand in _spelled(value),
}


def reserved(fact: str) -> bool:
    """Say whether a fact cannot have this id, because a condition would read it as a word of its own."""
    return fact in _WORDS


def kinds_of(facts: Any) -> dict[str, Kind]:
    """Return what comparisons must know of `facts`, by id."""
    return {fact.id: Kind(fact.type, frozenset(option.id for option in fact.options)) for fact in facts}
