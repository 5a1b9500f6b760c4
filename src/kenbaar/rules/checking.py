"""Whether a condition can hold at all: a question that nobody ever reaches is a mistake in its questionnaire.

The answers that matter are tried out one fact at a time, and a branch is left as soon as its truth is certain. Where
that takes too long the condition gets the benefit of the doubt: the check reports mistakes, it does not prove.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from kenbaar.rules.compiling import Kind
from kenbaar.rules.conditions import HIDDEN, Compared, Condition, Given, Named, Not
from kenbaar.rules.facts import FactType

_MOST_TRIES = 20_000
_MOST_TOGETHER = 2
_OTHER = "(another)"


def can_hold(condition: Condition, kinds: Mapping[str, Kind], *, hidden: frozenset[str] = frozenset()) -> bool:
    """Say whether some answers make a condition true. Questions in `hidden` are never asked."""
    compared: dict[str, list[Compared]] = {}
    for leaf in leaves(condition):
        compared.setdefault(leaf.fact, []).append(leaf)
    candidates = {
        fact: [HIDDEN] if fact in hidden else list(_candidates(kinds[fact], found)) for fact, found in compared.items()
    }
    return _search(condition, candidates, {}, [_MOST_TRIES])


def leaves(condition: Condition) -> Iterator[Compared]:
    """Give every comparison in a condition, each once however many names lead to it."""
    waiting, seen = [condition], set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, Compared):
            yield part
        elif isinstance(part, Named):
            waiting.append(part.condition)
        elif isinstance(part, Not):
            waiting.append(part.part)
        else:
            waiting.extend(reversed(part.parts))  # type: ignore[attr-defined]  # all and any: there is no other kind


def _search(condition: Condition, candidates: Mapping[str, list[Any]], values: dict[str, Any], left: list[int]) -> bool:
    left[0] -= 1
    if left[0] <= 0:
        return True
    given = Given(values)
    truth = condition.truth(given)
    if truth is not None:
        return truth
    # What is still open decides which fact to try next: the others may not matter at all.
    fact = next(fact for fact in condition.missing(given) if fact not in values)
    for value in candidates[fact]:
        values[fact] = value
        if _search(condition, candidates, values, left):
            del values[fact]
            return True
    del values[fact]
    return False


def _candidates(kind: Kind, compared: list[Compared]) -> Iterator[Any]:
    """Give values that tell the comparisons with a fact apart."""
    operands = list(dict.fromkeys(value for leaf in compared for value in _each(leaf.operand)))
    if kind.type is FactType.YES_NO:
        yield from (True, False)
    elif kind.type is FactType.NUMBER:
        yield from (number + step for number in operands for step in (-1, 0, 1))
    elif kind.type is FactType.DATE:
        yield from (
            (day + dt.timedelta(days=step)).isoformat() for day in operands for step in (-1, 0) if day.toordinal() > 1
        )
    elif kind.type is FactType.CHOICES:
        chosen = [option for option in operands if option in kind.options] or sorted(kind.options)[:1]
        for size in range(1, _MOST_TOGETHER + 1):
            yield from (list(several) for several in combinations(chosen, size))
        yield chosen
        yield sorted(kind.options - set(chosen))[:1] or chosen
    elif kind.type is FactType.CHOICE:
        yield from sorted(kind.options)
    else:
        # A text that was not named makes every comparison with the named ones false.
        yield from (*operands, _OTHER)


def _each(operand: Any) -> tuple[Any, ...]:
    return operand if isinstance(operand, tuple) else (operand,)
