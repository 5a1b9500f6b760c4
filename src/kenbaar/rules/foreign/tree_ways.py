"""The conditions of the ways of a decision tree: the answer, the labels so far, and what was tried before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kenbaar.rules.conditions import All, AnyOf, Compared, Condition, Named, Not
from kenbaar.rules.foreign.guarding import Finding
from kenbaar.rules.foreign.paths import STUCK, Redirect
from kenbaar.rules.foreign.tree_shape import Answer, TreeQuestion, Way, place_of
from kenbaar.rules.foreign.tree_walk import Expressions, Walk, own_condition
from kenbaar.rules.questionnaires import Branch, Ending


class Ways:
    """The ways of a tree as branches. `leading` are the conditions of those that can be taken, by their target."""

    def __init__(
        self, order: tuple[TreeQuestion, ...], expressions: Expressions, found: Walk | None, findings: list[Finding]
    ) -> None:
        self.leading: dict[str, list[Condition]] = defaultdict(list)
        self._expressions, self._found, self._findings = expressions, found, findings
        self._before = _questions_before(order, found)
        self._givers = _givers(order)
        self._given: dict[tuple[str, str], Named] = {}
        self._stuck: dict[str, list[Condition]] = defaultdict(list)

    def branches_of(self, question: TreeQuestion) -> Iterator[Branch]:
        """Give the ways from a question."""
        for answer in question.answers:
            passed: list[Condition] = [_chosen(question.id, frozenset({answer.choice.id}))]
            for way in answer.ways:
                branch = self._branch(question, answer, way, passed)
                if self._found is None or way in self._found.taken:
                    self.leading[way.target].append(branch.when)
                yield branch
            if self._can_be_stuck(question, answer):
                self._stuck[question.id].append(All(tuple(passed)))

    def stuck_endings(self) -> Iterator[Ending]:
        """Give an ending for each question from which answers can lead nowhere."""
        for question, conditions in self._stuck.items():
            texts = {
                "nl": f"De beslisboom houdt hier op: vraag {question} leidt bij deze antwoorden nergens heen.",
                "en": f"The decision tree stops here: with these answers, question {question} leads nowhere.",
            }
            yield Ending(STUCK + question, texts, AnyOf(tuple(conditions)))

    def labels(self) -> Iterator[Named]:
        """Give a condition for each label, by its name: some answer gave it."""
        for label, givers in self._givers.items():
            yield Named(label, AnyOf(tuple(_chosen(question, choices) for question, choices in givers.items())))

    def _branch(self, question: TreeQuestion, answer: Answer, way: Way, passed: list[Condition]) -> Branch:
        """Return the branch for a way; add to what must have been `passed` that this one was not taken."""
        chosen = passed[0]
        if not way.is_redirect:
            return Branch(question.id, way.target, chosen, way.place.line)
        name = f"redirect:{question.id}:{answer.choice.id}:{len(passed)}"
        condition = own_condition(way, self._expressions, lambda label: self._label_given(label, way, question.id))
        own = Named(name, condition)
        redirect = Redirect(
            question=question.id,
            target=way.target,
            when=All((*passed, own)),
            line=way.place.line,
            choice=answer.choice.id,
            alone=All((chosen, own)),
        )
        passed.append(Not(own))
        return redirect

    def _label_given(self, label: str, way: Way, question: str) -> Condition:
        # Only what can come before the question: a later one is still unknown, and with it the condition would be.
        givers = self._givers.get(label, {})
        if not givers:
            self._findings.append(Finding(place_of(way.place), f"no answer gives the label {label[:80]!r}"))
        key = (question, label)
        if key not in self._given:
            before = self._before[question]
            parts = tuple(_chosen(giver, choices) for giver, choices in givers.items() if giver in before)
            self._given[key] = Named(f"label:{question}:{label}", AnyOf(parts))
        return self._given[key]

    def _can_be_stuck(self, question: TreeQuestion, answer: Answer) -> bool:
        if self._found is None:
            return all(way.is_redirect for way in answer.ways)
        return (question.id, answer.choice.id) in self._found.stuck


def targets_of(question: TreeQuestion, found: Walk | None) -> set[str]:
    """Return where the ways from a question that can be taken lead; all its ways when that is not known."""
    ways = (way for answer in question.answers for way in answer.ways)
    return {way.target for way in ways if found is None or way in found.taken}


def _questions_before(order: tuple[TreeQuestion, ...], found: Walk | None) -> Mapping[str, set[str]]:
    """Return which questions can come before each; a question is among its own, for its answer has labels too."""
    before = {question.id: {question.id} for question in order}
    for question in order:
        for target in targets_of(question, found) & before.keys():
            before[target] |= before[question.id]
    return before


def _givers(order: tuple[TreeQuestion, ...]) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return for each label which choices of which questions give it."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for question in order:
        for choice in (answer.choice for answer in question.answers):
            for label in choice.labels:
                found[label][question.id] = found[label].get(question.id, frozenset()) | {choice.id}
    return found


def _chosen(question: str, choices: frozenset[str]) -> Compared:
    return Compared(question, "in", tuple(sorted(choices)), lambda value: value in choices)
