"""Which ways of a decision tree can be taken at all, found by going through every state of it.

A state is a question with the labels so far that a condition asks about. There are far fewer of them than ways through
the tree, and what can be taken decides in which order the questions come: a redirect back that no labels allow is
no loop.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kenbaar.rules.conditions import ALWAYS, NEVER, Compared, Condition, Given
from kenbaar.rules.foreign.guarding import Finding
from kenbaar.rules.foreign.label_expressions import Expression, ExpressionUnknown, parsed
from kenbaar.rules.foreign.tree_shape import Answer, Tree, TreeQuestion, Way, place_of

# A hundred times what the tree for the AI Act has.
MOST_STATES = 30_000
MOST_TRIES = 500_000

# Of each redirect what its condition says; None when that is not known.
Expressions = Mapping[Way, Expression | None]


class Walk(NamedTuple):
    """The ways that some answers take, and the answers (question, choice) from which some labels allow no way."""

    taken: frozenset[Way]
    stuck: frozenset[tuple[str, str]]


def expressions_of(tree: Tree, findings: list[Finding]) -> Expressions:
    """Return the conditions of all redirects; add those that are not known to `findings`."""
    found: dict[Way, Expression | None] = {}
    for way in _ways(tree):
        if way.is_redirect:
            try:
                found[way] = parsed(way.said)
            except ExpressionUnknown as error:
                found[way] = None
                findings.append(Finding(place_of(way.place), f"{error}; this redirect is never taken"))
    return found


def own_condition(way: Way, expressions: Expressions, given: Callable[[str], Condition]) -> Condition:
    """Return the condition of a way by itself. What is not known never holds; what is no redirect always does."""
    if not way.is_redirect:
        return ALWAYS
    expression = expressions[way]
    return NEVER if expression is None else expression(given)


def walk(tree: Tree, expressions: Expressions) -> Walk | None:
    """Go through every state; None when there are too many to do so."""
    states = _States(tree, expressions)
    taken: set[Way] = set()
    stuck: set[tuple[str, str]] = set()
    first = (tree.questions[0].id, 0)
    seen, todo, tries = {first}, [first], 0
    while todo:
        id, labels = todo.pop()
        question = states.questions[id]
        tries += sum(1 + len(answer.ways) for answer in question.answers)
        if tries > MOST_TRIES or len(seen) > MOST_STATES:
            return None
        for answer in question.answers:
            now = labels | states.labels_of(answer)
            way = states.way_from(answer, now)
            if way is None:
                stuck.add((id, answer.choice.id))
                continue
            taken.add(way)
            state = (way.target, now)
            if way.target in states.questions and state not in seen:
                seen.add(state)
                todo.append(state)
    return Walk(frozenset(taken), frozenset(stuck))


class _States:
    """Labels as bits of a number, one for each label that a condition asks about."""

    def __init__(self, tree: Tree, expressions: Expressions) -> None:
        self.questions: Mapping[str, TreeQuestion] = {question.id: question for question in tree.questions}
        self._bits: dict[str, int] = {}
        self._conditions = {way: own_condition(way, expressions, self._label_given) for way in _ways(tree)}

    def labels_of(self, answer: Answer) -> int:
        """Return the labels that an answer gives."""
        return sum(self._bits.get(label, 0) for label in answer.choice.labels)

    def way_from(self, answer: Answer, labels: int) -> Way | None:
        """Return the first way that the labels allow."""
        given = Given({"labels": labels})
        return next((way for way in answer.ways if self._conditions[way].truth(given)), None)

    def _label_given(self, label: str) -> Condition:
        bit = self._bits.setdefault(label, 1 << len(self._bits))
        return Compared("labels", "has", label, lambda labels: bool(labels & bit))


def _ways(tree: Tree) -> tuple[Way, ...]:
    return tuple(way for question in tree.questions for answer in question.answers for way in answer.ways)
