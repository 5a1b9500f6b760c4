"""Every way through a questionnaire whose questions show themselves by conditions, counted without trying each.

Two beginnings from which the same conditions are left, over the same questions to come, go on alike. They are counted
together from there. So a form with a billion ways is looked through in half a second, and exactly.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kenbaar.rules.conditions import HIDDEN, All, AnyOf, Compared, Condition, Given, Named, Not
from kenbaar.rules.facts import FactType
from kenbaar.rules.foreign.guarding import Finding
from kenbaar.rules.questionnaires import Question, Questionnaire

# Some six times what the form for the AI Act takes, which is half a second.
MOST_WORK = 3_000_000
_MOST_SETS = 1_024
_ANY = "…"


class TooManyWays(ValueError):
    """There are more ways through a questionnaire than are looked at; the message says what helps."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Endings that hold together: over how many ways, and the answers of one of these."""

    endings: tuple[str, ...]
    ways: int
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trace:
    """What all ways through a questionnaire come to.

    A way is an answer to every question that is shown; several options chosen together are one answer, and any text
    is one. `ways` is how many there are, `never_shown` the questions on none of them, `never_told` the endings.
    """

    ways: int
    outcomes: tuple[Outcome, ...]
    never_shown: tuple[str, ...]
    never_told: tuple[str, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Return what the maker of the questionnaire will not have meant."""
        return tuple(self._findings())

    def _findings(self) -> Iterator[Finding]:
        for question in self.never_shown:
            yield Finding(question, "no answers lead to this question")
        for ending in self.never_told:
            yield Finding(ending, "no answers lead to this outcome")
        by_pair: dict[tuple[str, str], list[Outcome]] = {}
        for outcome in self.outcomes:
            if not outcome.endings:
                yield Finding("no outcome", self._told([outcome], "lead nowhere"))
            for pair in combinations(outcome.endings, 2):
                by_pair.setdefault(pair, []).append(outcome)
        for (one, other), outcomes in by_pair.items():
            yield Finding(f"{one}, {other}", self._told(outcomes, "lead to both at once"))

    def _told(self, outcomes: list[Outcome], what: str) -> str:
        shortest = min(outcomes, key=lambda outcome: len(outcome.answers)).answers
        such = ", ".join(f"{question}: {_listed(value)}" for question, value in shortest.items())
        return f"{sum(outcome.ways for outcome in outcomes):,} of {self.ways:,} ways {what}, such as {such}"


@dataclass(slots=True)
class _Beginning:
    """Answers so far: those of one way, and how many ways are alike from here."""

    values: dict[str, Any]
    ways: int


def trace(questionnaire: Questionnaire, *, most_work: int = MOST_WORK) -> Trace:
    """Return what all ways through a questionnaire come to.

    Its conditions may rest on the options of questions, and of other questions only on whether they have an answer.
    Raises TooManyWays.
    """
    questions = list(questionnaire.questions.values())
    endings = [ending.when for ending in questionnaire.endings]
    compared = _compared([*(question.show for question in questions), *endings])
    beginnings, rest = [_Beginning({}, 1)], _Rest()
    shown: set[str] = set()
    for at, question in enumerate(questions):
        left = [*(later.show for later in questions[at + 1 :]), *endings]
        alike: dict[tuple[Any, ...], _Beginning] = {}
        answers = _answers(question, compared.get(question.id, []))
        for beginning in beginnings:
            is_shown = question.show.truth(Given(beginning.values)) is True
            shown |= {question.id} if is_shown else set()
            for value, times in answers if is_shown else [(HIDDEN, 1)]:
                values = {**beginning.values, question.id: value}
                alike.setdefault(rest.of(left, values), _Beginning(values, 0)).ways += beginning.ways * times
            if rest.work > most_work:
                raise TooManyWays("There are too many ways through this questionnaire to follow. Divide it in several.")
        beginnings = list(alike.values())
    return _told(questionnaire, beginnings, shown)


def _told(questionnaire: Questionnaire, ends: list[_Beginning], shown: set[str]) -> Trace:
    outcomes: dict[tuple[str, ...], _Beginning] = {}
    for end in ends:
        given = Given(end.values)
        held = tuple(ending.id for ending in questionnaire.endings if ending.when.truth(given))
        outcomes.setdefault(held, _Beginning(end.values, 0)).ways += end.ways
    told = {ending for held in outcomes for ending in held}
    return Trace(
        ways=sum(end.ways for end in ends),
        outcomes=tuple(
            Outcome(held, end.ways, {id: value for id, value in end.values.items() if value is not HIDDEN})
            for held, end in outcomes.items()
        ),
        never_shown=tuple(id for id in questionnaire.questions if id not in shown),
        never_told=tuple(ending.id for ending in questionnaire.endings if ending.id not in told),
    )


class _Rest:
    """What is left of conditions under the answers so far. Equal remains get the same number, whatever led to them.

    `work` counts the conditions that were looked at, so that a bound on it does not depend on the speed of a machine.
    """

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self._named: dict[str, bool | int] = {}
        self._given = Given({})
        self.work = 0

    def of(self, conditions: Iterable[Condition], values: Mapping[str, Any]) -> tuple[bool | str, ...]:
        """Return for each condition its truth, or else the number of what still waits for an answer."""
        self._given, self._named = Given(values), {}
        found = [self._left(condition) for condition in conditions]
        # As text, for 1 and True are equal.
        return tuple(left if isinstance(left, bool) else str(left) for left in found)

    def _left(self, condition: Condition) -> bool | int:
        self.work += 1
        match condition:
            case Named():
                if condition.id not in self._named:
                    self._named[condition.id] = self._left(condition.condition)
                return self._named[condition.id]
            case Not():
                left = self._left(condition.part)
                return not left if isinstance(left, bool) else self._number(("not", left))
            case All() | AnyOf():
                return self._several(condition.parts, decisive=isinstance(condition, AnyOf))
        truth = condition.truth(self._given)
        return self._number(condition) if truth is None else truth

    def _several(self, parts: Iterable[Condition], *, decisive: bool) -> bool | int:
        waiting = set()
        for part in parts:
            left = self._left(part)
            if left is decisive:
                return decisive
            if not isinstance(left, bool):
                waiting.add(left)
        if len(waiting) < 2:
            return next(iter(waiting), not decisive)
        return self._number((decisive, frozenset(waiting)))

    def _number(self, left: Any) -> int:
        return self._numbers.setdefault(left, len(self._numbers))


def _compared(conditions: Iterable[Condition]) -> Mapping[str, list[Compared]]:
    """Return all comparisons in the conditions, by the question that they are about."""
    found: dict[str, list[Compared]] = {}
    waiting, named = list(conditions), set()
    while waiting:
        match waiting.pop():
            case Compared() as comparison:
                found.setdefault(comparison.fact, []).append(comparison)
            case Named() as condition if condition.id not in named:
                named.add(condition.id)
                waiting.append(condition.condition)
            case Not() as condition:
                waiting.append(condition.part)
            case All() | AnyOf() as condition:
                waiting += condition.parts
    return found


def _answers(question: Question, comparisons: list[Compared]) -> list[tuple[Any, int]]:
    """Return the answers that make a difference, each with how many others are like it."""
    times: Counter[tuple[Any, ...]] = Counter()
    first: dict[tuple[Any, ...], Any] = {}
    for value, count in _possible(question, comparisons):
        effect = tuple(comparison.test(value) for comparison in comparisons)
        first.setdefault(effect, value)
        times[effect] += count
    return [(first[effect], count) for effect, count in times.items()]


def _possible(question: Question, comparisons: list[Compared]) -> Iterator[tuple[Any, int]]:
    if question.type is FactType.YES_NO:
        yield from ((True, 1), (False, 1))
    elif question.type is FactType.CHOICES:
        yield from _sets(question, comparisons)
    elif question.choices:
        yield from ((choice.id, 1) for choice in question.choices)
    else:
        yield _ANY, 1


def _sets(question: Question, comparisons: list[Compared]) -> Iterator[tuple[list[str], int]]:
    """Give every choice of several options, where all options that no condition names are alike."""
    named = {id for each in comparisons for id in (each.operand if isinstance(each.operand, tuple) else [each.operand])}
    ids = [choice.id for choice in question.choices]
    known, others = [id for id in ids if id in named], [id for id in ids if id not in named]
    if 2 ** len(known) > _MOST_SETS:
        raise TooManyWays(f"{question.id}: too many options have a meaning of their own to try them together.")
    for size in range(len(known) + 1):
        for some in combinations(known, size):
            if some:
                yield list(some), 1
            if others:
                yield [*some, others[0]], 2 ** len(others) - 1


def _listed(value: Any) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)
