"""What all ways through a decision tree together show to be wrong with it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kenbaar.rules.content_files import load_yaml
from kenbaar.rules.foreign.guarding import Finding
from kenbaar.rules.foreign.paths import MOST_WORK, STUCK, Path, Redirect, partial_paths
from kenbaar.rules.questionnaires import Branch, Questionnaire
from kenbaar.values import Frozen


class Check(Frozen):
    """Labels that do not go together: a path fails with all of `labels`, none of `without` and one of `endings`.

    No endings are any ending. `says` is what is wrong with such a path.
    """

    id: str
    says: str
    labels: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()

    def fails(self, path: Path) -> bool:
        """Say whether a complete path is one that should not be there."""
        labels = frozenset(path.labels)
        return self.labels <= labels and not self.without & labels and (not self.endings or path.ending in self.endings)


class _Checks(Frozen):
    checks: tuple[Check, ...]


@cache
def checks_of_beslishulp() -> tuple[Check, ...]:
    """Return the checks for the labels and conclusions of the beslishulp."""
    content = files("kenbaar.content").joinpath("readers", "beslishulp.yaml").read_bytes()
    return _Checks.model_validate(load_yaml(content)).checks


def findings_of_paths(
    questionnaire: Questionnaire,
    *,
    file: str = "decision-tree.yaml",
    checks: tuple[Check, ...] = (),
    most_work: int = MOST_WORK,
) -> tuple[Finding, ...]:
    """Return what is wrong with a tree that was read. Raises TooManyPaths.

    That are redirects that are never taken or that rest on their order only, answers that lead nowhere, questions
    and conclusions that are never reached, and paths that fail a check.
    """
    seen = _Seen(checks)
    for path in partial_paths(questionnaire, most_work=most_work):
        seen.note(path)
    return (
        *seen.never_taken(questionnaire, file),
        *seen.resting_on_order(file),
        *seen.dead_ends(file),
        *seen.unreached(questionnaire, file),
        *seen.failed(file),
    )


class _Seen:
    """What was met on all paths."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        self._checks = checks
        self._taken: set[Branch | None] = set()
        self._held: set[Redirect] = set()
        self._asked: set[str] = set()
        self._ended: set[str] = set()
        self._stuck: Counter[tuple[str, str]] = Counter()
        self._contested: dict[Redirect, int] = Counter()
        self._rivals: dict[Redirect, set[str]] = defaultdict(set)
        self._failing: Counter[str] = Counter()
        self._example: dict[str, Path] = {}

    def note(self, path: Path) -> None:
        """Take in a path or the beginning of one."""
        *_, (question, choice) = path.answers.items()
        self._asked.add(question)
        self._taken.add(path.taken)
        self._held.update(path.held)
        self._ended.add(path.ending)
        if path.ending.startswith(STUCK):
            self._stuck[question, choice] += 1
        for first in path.held[:1]:
            rivals = {other.target for other in path.held} - {first.target}
            self._contested[first] += bool(rivals)
            self._rivals[first] |= rivals
        for check in self._checks:
            if path.ending and check.fails(path):
                self._failing[check.id] += 1
                self._example.setdefault(check.id, path)

    def never_taken(self, questionnaire: Questionnaire, file: str) -> Iterator[Finding]:
        """Give each redirect that no answers lead along."""
        for branch in questionnaire.branches:
            if isinstance(branch, Redirect) and branch not in self._taken:
                why = "one before it always is" if branch in self._held else "its condition never holds"
                yield Finding(_place(branch, file), f"the redirect to {branch.target} is never taken; {why}")

    def resting_on_order(self, file: str) -> Iterator[Finding]:
        """Give each redirect that was taken while a later one, to something else, held as well."""
        for redirect, count in sorted(self._contested.items(), key=lambda contested: contested[0].line):
            if count:
                others = ", ".join(sorted(self._rivals[redirect]))
                what = f"the redirect to {redirect.target} is taken {_many(count, 'time')} while one to {others} holds"
                yield Finding(_place(redirect, file), f"{what} as well; only their order decides")

    def dead_ends(self, file: str) -> Iterator[Finding]:
        """Give each answer from which no way led on."""
        for (question, choice), count in self._stuck.items():
            yield Finding(
                f"{file}, question {question}, answer {choice}", f"on {_many(count, 'path')} no way leads on from here"
            )

    def unreached(self, questionnaire: Questionnaire, file: str) -> Iterator[Finding]:
        """Give each question and each conclusion that no answers lead to."""
        for question in questionnaire.questions:
            if question not in self._asked:
                yield Finding(f"{file}, question {question}", "no answers lead to this question")
        for ending in questionnaire.endings:
            if ending.id not in self._ended and not ending.id.startswith(STUCK):
                yield Finding(f"{file}, conclusion {ending.id}", "no answers lead to this conclusion")

    def failed(self, file: str) -> Iterator[Finding]:
        """Give each check that paths fail, with how many and the answers of the first."""
        for check in self._checks:
            if count := self._failing[check.id]:
                answers = ", ".join(
                    f"{question}={choice}" for question, choice in self._example[check.id].answers.items()
                )
                yield Finding(f"{file}, {check.id}", f"on {_many(count, 'path')} {check.says}; the first is {answers}")


def _place(redirect: Redirect, file: str) -> str:
    return f"{file}, line {redirect.line} (question {redirect.question}, answer {redirect.choice})"


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'s' * (count != 1)}"
