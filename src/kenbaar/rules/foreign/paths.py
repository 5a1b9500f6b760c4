"""All ways through a questionnaire that is a decision tree, one by one, with a bound on the work that this may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kenbaar.rules.conditions import HIDDEN, Condition, Given
from kenbaar.rules.questionnaires import Branch, Choice, Question, Questionnaire, run

# What an ending is called that says that no way led on from a question; ids of trees have no colon.
STUCK = "stuck:"

# Nine times what the tree for the AI Act takes, a fifth of a second.
MOST_WORK = 10_000_000
_WORK_PER_STEP = 50


class TooManyPaths(ValueError):
    """A questionnaire has more ways through it than are looked at; the message says what helps."""


@dataclass(frozen=True, slots=True)
class Redirect(Branch):
    """A branch that is tried in its turn: `when` includes that none before it holds, `alone` does not.

    `choice` is the answer that it belongs to.
    """

    choice: str
    alone: Condition


@dataclass(frozen=True, slots=True)
class Path:
    """Answers in the order of the questions, as far as they go.

    `labels` are those of the chosen options, each once; `taken` the branch that leads on from the last answer, None
    when there is none; `held` the redirects of that answer whose own condition holds, the taken one first; `ending`
    the outcome, or empty for a path that goes on.
    """

    answers: Mapping[str, str]
    labels: tuple[str, ...]
    taken: Branch | None
    held: tuple[Redirect, ...]
    ending: str


def paths(questionnaire: Questionnaire, *, most_work: int = MOST_WORK) -> Iterator[Path]:
    """Give every complete path, in the order of the options. Raises TooManyPaths on the way."""
    return (path for path in partial_paths(questionnaire, most_work=most_work) if path.ending)


def partial_paths(questionnaire: Questionnaire, *, most_work: int = MOST_WORK) -> Iterator[Path]:
    """Give every path and every beginning of one, each once. Raises TooManyPaths on the way.

    Work is counted in facts that a step can look at, so that it does not depend on the speed of a machine.
    """
    first = run(questionnaire, {}).next
    if first is None:
        return
    tree = _Tree(questionnaire)
    todo = tree.following(first, {}, ())
    work = tree.work[first]
    while todo:
        path = todo.pop()
        yield path
        if path.taken is None or path.ending:
            continue
        work += tree.work[path.taken.target]
        if work > most_work:
            raise TooManyPaths("There are too many ways through this questionnaire to follow. Divide it in several.")
        todo += tree.following(path.taken.target, path.answers, path.labels)


class _Tree:
    """A questionnaire with the branches of each question at hand, and the work that it takes to try them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questions = questionnaire.questions
        self._hidden = dict.fromkeys(self._questions, HIDDEN)
        self._branches: dict[str, list[Branch]] = {question: [] for question in self._questions}
        for branch in questionnaire.branches:
            self._branches[branch.question].append(branch)
        self.work = {
            id: len(question.choices) * (_WORK_PER_STEP + sum(len(branch.when.facts) for branch in self._branches[id]))
            for id, question in self._questions.items()
        }

    def following(self, id: str, answers: Mapping[str, str], labels: tuple[str, ...]) -> list[Path]:
        """Return the beginnings of paths that answering a question gives, the first option last."""
        question = self._questions[id]
        return [self._answered(question, choice, answers, labels) for choice in reversed(question.choices)]

    def _answered(
        self, question: Question, choice: Choice, answers: Mapping[str, str], labels: tuple[str, ...]
    ) -> Path:
        answers = {**answers, question.id: choice.id}
        given = Given({**self._hidden, **answers})
        taken, held = None, []
        for branch in self._branches[question.id]:
            if taken is None and branch.when.truth(given):
                taken = branch
            if isinstance(branch, Redirect) and branch.alone.truth(given):
                held.append(branch)
        ending = STUCK + question.id
        if taken is not None:
            ending = "" if taken.target in self._questions else taken.target
        return Path(answers, tuple(dict.fromkeys((*labels, *choice.labels))), taken, tuple(held), ending)
