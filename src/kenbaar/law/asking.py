"""What to ask next: a questionnaire over facts, shortened to what can still change something in what the law says.

Nothing is stored. The answers so far say where somebody is; a question that they answered with "I do not know" has its
blank, and is not asked again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kenbaar.law.results import Classification
from kenbaar.rules.answers import Sheet
from kenbaar.rules.conditions import HIDDEN, Given
from kenbaar.rules.questionnaires import Page, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class PageToAsk:
    """A page with the questions on it that matter now. It is done when each of them has an answer or a blank."""

    page: Page
    questions: tuple[Question, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody is. `pages` are all that matter so far, `cleared` the answers to questions that matter no more."""

    pages: tuple[PageToAsk, ...]
    cleared: tuple[str, ...]

    @property
    def next(self) -> PageToAsk | None:
        """The first page that is not done; None at the end."""
        return next((page for page in self.pages if not page.done), None)

    @property
    def progress(self) -> tuple[int, int]:
        """How many pages are done, of how many that matter as far as is known."""
        return sum(page.done for page in self.pages), len(self.pages)

    def page(self, page_id: str) -> PageToAsk | None:
        """Return a page by its id, or None when it does not matter."""
        return next((page for page in self.pages if page.page.id == page_id), None)


def walk(questionnaire: Questionnaire, sheet: Sheet, found: Classification) -> Walk:
    """Return what matters of a questionnaire, given the sheet so far and what the law says of it.

    A question matters when its condition holds and its fact can still change an outcome, a duty or a day; one that was
    answered keeps its place, so that people can go back. Answers to questions that are not shown any more are named in
    `cleared`; whoever shows the next page takes them from the sheet.
    """
    matters = found.matters
    shown = {question.id for question in _shown(questionnaire, sheet)}
    pages = []
    for page in questionnaire.pages:
        questions = tuple(
            question
            for question in page.questions
            if question.id in shown and (question.fact in sheet or question.fact in matters)
        )
        if questions:
            pages.append(PageToAsk(page, questions, all(question.fact in sheet for question in questions)))
    cleared = tuple(
        each.fact for each in questionnaire.questions.values() if each.fact in sheet and each.id not in shown
    )
    return Walk(tuple(pages), cleared)


def _shown(questionnaire: Questionnaire, sheet: Sheet) -> Iterator[Question]:
    values: dict[str, object] = {}
    given = Given(values)
    for question in questionnaire.questions.values():
        if question.show.truth(given):
            yield question
            if (value := sheet.value(question.fact)) is not None:
                values[question.id] = value
        else:
            values[question.id] = HIDDEN
