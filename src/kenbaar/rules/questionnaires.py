"""Questionnaires as frozen data, and what happens when somebody fills one in.

Our own files and the foreign formats are read into this one model. A question is shown when its condition holds.
The answer to a question that is not shown counts as not given: it is cleared before anything is scored, and the run
says which answers that were. Whoever changes an earlier answer therefore never carries a later one along in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kenbaar.rules.conditions import ALWAYS, HIDDEN, Condition, Given, Named
from kenbaar.rules.facts import FactType

# Text per language of a foreign questionnaire, which may exist in one language only.
Texts = Mapping[str, str]


class AnswersRefused(ValueError):
    """Answers do not fit the questionnaire; the message names the question and what it can be."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a question: its points for a score, and the labels that choosing it gives."""

    id: str
    texts: Texts
    points: int = 0
    labels: tuple[str, ...] = ()
    help: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question or an outcome comes from."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked. `fact` is the id of the fact that it fills; empty for a question of its own.

    `scale` names the score to which its points count; empty for none.
    """

    id: str
    type: FactType
    texts: Texts
    show: Condition = ALWAYS
    choices: tuple[Choice, ...] = ()
    help: Texts = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    required: bool = False
    fact: str = ""
    scale: str = ""

    def choice(self, choice_id: Any) -> Choice | None:
        """Return the option with this id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Note:
    """A text on a page that is read and not answered. It stands above the question `before`; at the end when empty."""

    id: str
    texts: Texts
    show: Condition = ALWAYS
    before: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that stand together, and what is to be read between them."""

    id: str
    texts: Texts
    questions: tuple[Question, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome of a questionnaire: what it says, when it does, and what follows from it (`help`)."""

    id: str
    texts: Texts
    when: Condition
    sources: tuple[Source, ...] = ()
    help: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Branch:
    """A way from one question to the next, or to an ending, as a decision tree has it. `line` is where it stands."""

    question: str
    target: str
    when: Condition
    line: int


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire. `digest` is the SHA-256 of the file that it was read from."""

    id: str
    version: str
    texts: Texts
    pages: tuple[Page, ...]
    digest: str
    endings: tuple[Ending, ...] = ()
    branches: tuple[Branch, ...] = ()
    labels: tuple[Named, ...] = ()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions by id, in the order in which they are asked."""
        return {question.id: question for page in self.pages for question in page.questions}


@dataclass(frozen=True, slots=True)
class Run:
    """What a set of answers comes to.

    `shown` are the questions to see, `open` those among them without an answer, `answers` what counts, `cleared` the
    answers that were given to questions that are not shown, `endings` the ids of the outcomes that hold, `labels` the
    labels of the chosen options, each once.
    """

    answers: Mapping[str, Any]
    shown: tuple[str, ...]
    open: tuple[str, ...]
    cleared: Mapping[str, Any]
    endings: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def next(self) -> str | None:
        """The first question that is still open, or None."""
        return self.open[0] if self.open else None


def run(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Run:
    """Find out what is shown, what is still open and what the outcome is.

    `answers` holds, by id of the question, an option, a list of options, a text, a number or a truth value. Raises
    AnswersRefused for a question or an option that does not exist.
    """
    for question_id, value in answers.items():
        _check(questionnaire, question_id, value)
    values: dict[str, Any] = {}
    given = Given(values)
    shown, unanswered = [], []
    for question in questionnaire.questions.values():
        if not question.show.truth(given):
            values[question.id] = HIDDEN
            continue
        shown.append(question.id)
        if (value := answers.get(question.id)) is None:
            unanswered.append(question.id)
        else:
            values[question.id] = value
        # What is known of a name may rest on a question that only now has its answer.
        given.memo.clear()
    counted = {question_id: value for question_id, value in values.items() if value is not HIDDEN}
    return Run(
        answers=counted,
        shown=tuple(shown),
        open=tuple(unanswered),
        cleared={key: value for key, value in answers.items() if value is not None and key not in counted},
        endings=tuple(ending.id for ending in questionnaire.endings if ending.when.truth(given)),
        labels=tuple(dict.fromkeys(_labels(questionnaire, counted))),
    )


def notes_shown(page: Page, found: Run) -> tuple[Note, ...]:
    """Return the texts of a page that are to be read with these answers."""
    given = Given(found.answers)
    return tuple(note for note in page.notes if note.show.truth(given))


def most_points(question: Question) -> int:
    """Return the most that a question can give: its best option, or all good ones where several can be chosen."""
    gains = [choice.points for choice in question.choices]
    if question.type is FactType.CHOICES:
        return sum(gain for gain in gains if gain > 0)
    return max(gains, default=0)


def chosen(question: Question, value: Any) -> Iterator[Choice]:
    """Give the chosen options of an answer; nothing for a question without options."""
    for choice_id in value if isinstance(value, list) else [value]:
        if (choice := question.choice(choice_id)) is not None:
            yield choice


def _labels(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Iterator[str]:
    for question_id, value in answers.items():
        for choice in chosen(questionnaire.questions[question_id], value):
            yield from choice.labels


def _check(questionnaire: Questionnaire, question_id: str, value: Any) -> None:
    question = questionnaire.questions.get(question_id)
    if question is None:
        raise AnswersRefused(f"there is no question {question_id!r} in {questionnaire.id} {questionnaire.version}")
    if value is None or not question.choices:
        return
    several = question.type is FactType.CHOICES
    if several != isinstance(value, list):
        raise AnswersRefused(f"{question_id}: give {'a list of options' if several else 'one option'}")
    if several and len(value) != len(set(map(str, value))):
        raise AnswersRefused(f"{question_id}: give each option once")
    for option in value if several else [value]:
        if question.choice(option) is None:
            known = ", ".join(choice.id for choice in question.choices)
            raise AnswersRefused(f"{question_id}: {option!r} is not one of: {known}")
