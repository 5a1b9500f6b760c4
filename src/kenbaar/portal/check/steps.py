"""Where somebody is in the check: the pages that still matter, the one to show, and the answers that fell away."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kenbaar.law.answering import classified
from kenbaar.law.asking import PageToAsk, Walk, walk
from kenbaar.law.compiled import Law
from kenbaar.law.reading import law_book
from kenbaar.law.results import Classification
from kenbaar.portal.check.carried import Carried
from kenbaar.portal.check.fields import without
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.rules.questionnaire_files import questionnaires
from kenbaar.rules.questionnaires import Questionnaire

QUESTIONNAIRE = ("ai-act-check", "2")


@dataclass(frozen=True, slots=True)
class Dropped:
    """An answer that counts no more, because another one took its question away."""

    fact: Fact
    answer: Answer


@dataclass(frozen=True, slots=True)
class Standing:
    """The answers that count, what the law says of them, and the pages that matter."""

    carried: Carried
    found: Classification
    walk: Walk
    dropped: tuple[Dropped, ...]

    def before(self, page_id: str) -> PageToAsk | None:
        """Return the page before one; the last one when the page matters no more; None before the first."""
        earlier: PageToAsk | None = None
        for page in self.walk.pages:
            if page.page.id == page_id:
                return earlier
            earlier = page
        return earlier

    def after(self, page_id: str) -> PageToAsk | None:
        """Return the open page to go to from one: itself when a question came up, a later one, or an earlier one."""
        ids = [page.page.id for page in self.walk.pages]
        here = ids.index(page_id) if page_id in ids else 0
        around = (*self.walk.pages[here:], *self.walk.pages[:here])
        return next((page for page in around if not page.done), None)


def questionnaire() -> Questionnaire:
    """Return the questionnaire of the check."""
    return questionnaires()[QUESTIONNAIRE]


def law_on(day: dt.date) -> Law:
    """Return the law as it is known on a day."""
    return law_book().at(day)


def standing(carried: Carried, *, on: dt.date) -> Standing:
    """Work out where somebody is. Answers to questions that are no more are taken away, and named."""
    asked = questionnaire()
    found = classified(carried.sheet, on=on, known=on)
    way = walk(asked, carried.sheet, found)
    dropped = tuple(_dropped(carried, way.cleared))
    if dropped:
        carried = without(carried, way.cleared)
        found = classified(carried.sheet, on=on, known=on)
        way = walk(asked, carried.sheet, found)
    return Standing(carried, found, way, dropped)


def _dropped(carried: Carried, cleared: tuple[str, ...]) -> Iterator[Dropped]:
    facts = vocabulary()
    for fact_id in cleared:
        yield Dropped(facts[fact_id], carried.sheet[fact_id])


def asked_facts(names: list[str]) -> list[Fact]:
    """Return the facts that a form says it asked, as far as the check asks them."""
    known = {question.fact for question in questionnaire().questions.values() if question.fact}
    return [vocabulary()[name] for name in dict.fromkeys(names) if name in known]
