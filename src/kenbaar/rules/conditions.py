"""Conditions over facts with three truth values: true, false, and unknown as long as an answer that matters is missing.

A condition is made from data by `compiling.py`. It evaluates as Kleene did: `all` is false as soon as one part is
false, true when every part is, and unknown otherwise. What is not known can therefore never make a condition true or
false, and one fact more never turns a certain answer into another.
"""

import datetime as dt
from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from itertools import islice
from typing import Any, Final, NamedTuple

Truth = bool | None


class _Empty(Enum):
    """What stands for the answer to a question that was not asked: every comparison with it is false."""

    HIDDEN = "hidden"


HIDDEN: Final = _Empty.HIDDEN


class Given:
    """The values that are known, by fact id, and what was found out about named conditions in this evaluation."""

    __slots__ = ("memo", "open", "values")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.memo: dict[str, Truth] = {}
        self.open: dict[str, tuple[str, ...]] = {}


class Reason(NamedTuple):
    """A comparison that decided: the fact, the operator, what it was compared with, and how it came out."""

    fact: str
    operator: str
    operand: Any
    held: bool


class Condition(ABC):
    """Something that is true, false or unknown of the facts. `facts` are the ids that it can ever look at."""

    __slots__ = ("facts",)
    facts: frozenset[str]

    @abstractmethod
    def truth(self, given: Given) -> Truth:
        """Return whether it holds; None when that is not known yet."""

    @abstractmethod
    def missing(self, given: Given) -> Iterator[str]:
        """Give the facts that can still change an unknown outcome, in the order in which they stand."""

    @abstractmethod
    def reasons(self, given: Given) -> Iterator[Reason]:
        """Give the comparisons that made it true or false, in the order in which they stand."""


class Compared(Condition):
    """One fact compared with one value."""

    __slots__ = ("fact", "operand", "operator", "test")

    def __init__(self, fact: str, operator: str, operand: Any, test: Callable[[Any], Truth]) -> None:
        self.fact, self.operator, self.operand, self.test = fact, operator, operand, test
        self.facts = frozenset({fact})

    def truth(self, given: Given) -> Truth:
        """See `Condition`."""
        value = given.values.get(self.fact)
        if value is None:
            return None
        return False if value is HIDDEN else self.test(value)

    def missing(self, given: Given) -> Iterator[str]:
        """See `Condition`."""
        if self.truth(given) is None:
            yield self.fact

    def reasons(self, given: Given) -> Iterator[Reason]:
        """See `Condition`."""
        held = self.truth(given)
        if held is not None:
            yield Reason(self.fact, self.operator, self.operand, held)


class _Several(Condition):
    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Condition, ...]) -> None:
        self.parts = parts
        self.facts = frozenset().union(*(part.facts for part in parts))

    def missing(self, given: Given) -> Iterator[str]:
        """See `Condition`. Of a condition that is decided, nothing can still matter."""
        if self.truth(given) is None:
            for part in self.parts:
                yield from part.missing(given)

    def reasons(self, given: Given) -> Iterator[Reason]:
        """See `Condition`. Everything that makes it so is a reason: a system can be high-risk on two grounds."""
        for part in self._deciding(given):
            yield from part.reasons(given)

    def _deciding(self, given: Given) -> Iterator[Condition]:
        truth = self.truth(given)
        return (part for part in self.parts if truth is not None and part.truth(given) is truth)


class All(_Several):
    """Holds when every part holds; of no parts, always."""

    __slots__ = ()

    def truth(self, given: Given) -> Truth:
        """See `Condition`."""
        result: Truth = True
        for part in self.parts:
            truth = part.truth(given)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    def _deciding(self, given: Given) -> Iterator[Condition]:
        """Give all parts when it holds; one that does not is enough when it does not."""
        deciding = super()._deciding(given)
        return deciding if self.truth(given) else islice(deciding, 1)


class AnyOf(_Several):
    """Holds when a part holds; of no parts, never."""

    __slots__ = ()

    def truth(self, given: Given) -> Truth:
        """See `Condition`."""
        result: Truth = False
        for part in self.parts:
            truth = part.truth(given)
            if truth:
                return True
            if truth is None:
                result = None
        return result


class Not(Condition):
    """Holds when its part does not."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part
        self.facts = part.facts

    def truth(self, given: Given) -> Truth:
        """See `Condition`."""
        truth = self.part.truth(given)
        return None if truth is None else not truth

    def missing(self, given: Given) -> Iterator[str]:
        """See `Condition`."""
        return self.part.missing(given)

    def reasons(self, given: Given) -> Iterator[Reason]:
        """See `Condition`. The comparison itself did not hold, and that is the reason."""
        return self.part.reasons(given)


class Named(Condition):
    """A condition with a name, found out once an evaluation however many others refer to it."""

    __slots__ = ("condition", "id")

    def __init__(self, id: str, condition: Condition) -> None:
        self.id, self.condition = id, condition
        self.facts = condition.facts

    def truth(self, given: Given) -> Truth:
        """See `Condition`."""
        memo = given.memo
        if self.id not in memo:
            memo[self.id] = self.condition.truth(given)
        return memo[self.id]

    def missing(self, given: Given) -> Iterator[str]:
        """See `Condition`. Many others ask for it, so it is found out once too, and each fact named once."""
        if self.truth(given) is not None:
            return iter(())
        if self.id not in given.open:
            given.open[self.id] = distinct(self.condition.missing(given))
        return iter(given.open[self.id])

    def reasons(self, given: Given) -> Iterator[Reason]:
        """See `Condition`."""
        return self.condition.reasons(given)


ALWAYS: Final = All(())
NEVER: Final = AnyOf(())


def days_covered(partial: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a date without a day or a month can mean."""
    numbers = [int(part) for part in partial.split("-")]
    if len(numbers) == 3:
        day = dt.date(*numbers)
        return day, day
    if len(numbers) == 2:
        year, month = numbers
        return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
    return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)


def is_before(partial: str, day: dt.date) -> Truth:
    """Say whether a date lies before `day`; None when it is too vague to say ("2026" and 2 August 2026)."""
    first, last = days_covered(partial)
    if last < day:
        return True
    return None if first < day else False


def distinct(items: Iterator[str]) -> tuple[str, ...]:
    """Return each item once, in the order of its first appearance."""
    return tuple(dict.fromkeys(items))
