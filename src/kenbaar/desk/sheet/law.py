"""The law on the sheet: what it still needs to know, in its own order, and what it says so far."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kenbaar.assessments.words.outcomes import (
    DATABASE_SENTENCES,
    FRIA_SENTENCES,
    CategoryTold,
    NeededTold,
    OutcomeTold,
    category_told,
    needed_told,
    outcome_told,
)
from kenbaar.assessments.words.telling import Ask, Teller
from kenbaar.law import results
from kenbaar.law.answering import classified
from kenbaar.law.asking import walk
from kenbaar.law.results import Classification
from kenbaar.rules.answers import Sheet
from kenbaar.rules.filling import Filling
from kenbaar.rules.questionnaire_files import questionnaires
from kenbaar.values import LocalText, both

_PAGES_AT_ONCE = 3
_ASKS_SHOWN = 6
_MORE = both("Nog een paar vragen", "A few more questions")


@dataclass(frozen=True, slots=True)
class LawPage:
    """Questions that belong together and are still open."""

    title: LocalText
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawQuestions:
    """What the law still asks: first `pages`, of the rest the number; `elsewhere` are facts of other sections.

    `stale` are answers to questions that other answers took away.
    """

    found: Classification
    pages: tuple[LawPage, ...]
    later: int
    elsewhere: tuple[str, ...]
    answered: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def open_count(self) -> int:
        """How many questions of this section are still open."""
        return self.later + sum(len(page.facts) for page in self.pages)


def law_questions(sheet: Sheet, filling: Filling, *, on: dt.date) -> LawQuestions:
    """Return what the law says and still asks of a sheet; what the sheet knows is not asked again."""
    own = next(section for section in filling.sections if section.law)
    mine = frozenset(own.all_facts)
    questionnaire = questionnaires()[filling.questionnaire]
    found = classified(sheet, on=on, known=on)
    way = walk(questionnaire, sheet, found)
    pages = []
    elsewhere: list[str] = []
    for page in way.pages:
        open_facts = [question.fact for question in page.questions if question.fact not in sheet]
        if here := tuple(fact for fact in open_facts if fact in mine):
            pages.append(LawPage(LocalText(nl=page.page.texts["nl"], en=page.page.texts["en"]), here))
        elsewhere.extend(fact for fact in open_facts if fact not in mine)
    asked = {question.fact for question in questionnaire.questions.values()}
    more = (mine - asked) & found.matters & filling.shown(sheet) - sheet.keys()
    if more:
        pages.append(LawPage(_MORE, tuple(fact for fact in own.all_facts if fact in more)))
    return LawQuestions(
        found=found,
        pages=tuple(pages[:_PAGES_AT_ONCE]),
        later=sum(len(page.facts) for page in pages[_PAGES_AT_ONCE:]),
        elsewhere=tuple(dict.fromkeys(elsewhere)),
        answered=tuple(fact for fact in own.all_facts if fact in sheet),
        stale=tuple(fact for fact in way.cleared if fact in mine),
    )


@dataclass(frozen=True, slots=True)
class LawSays:
    """What the law says so far, in words; `ask` are the questions that would settle something, the first few."""

    headline: OutcomeTold | None
    settled: bool
    could_be: tuple[OutcomeTold, ...]
    roles: tuple[OutcomeTold, ...]
    transparency: tuple[OutcomeTold, ...]
    fria: NeededTold
    database: NeededTold
    category: CategoryTold
    duties: int
    duties_now: int
    ask: tuple[Ask, ...]
    ask_more: int
    contradictions: tuple[str, ...]


def law_says(questions: LawQuestions, sheet: Sheet, filling: Filling, *, language: str) -> LawSays:
    """Return the outcome so far, in a language."""
    found = questions.found
    page_of = {fact: section.id for fact, section in filling.section_of.items()}
    teller = Teller(found, sheet, language=language, on=found.on, page_of=page_of)
    headline = found.headline
    heavier = [each for each in found.could_still_be if headline is None or each.shape.rank < headline.shape.rank]
    holding = [duty for duty in found.duties if duty.certainty.holds]
    ask = [fact for fact in found.ask_next if fact not in sheet]
    return LawSays(
        headline=outcome_told(headline, teller) if headline else None,
        settled=found.settled,
        could_be=_told(iter(heavier), teller),
        roles=_told(found.holding(results.ROLE), teller),
        transparency=_told(found.holding(results.TRANSPARENCY), teller),
        fria=needed_told(teller, results.FRIA, FRIA_SENTENCES),
        database=needed_told(teller, results.DATABASE, DATABASE_SENTENCES, beside=results.NATIONAL),
        category=category_told(teller),
        duties=len(holding),
        duties_now=sum(duty.binds_from is None or duty.binds_from <= found.on for duty in holding),
        ask=teller.asks(ask[:_ASKS_SHOWN]),
        ask_more=max(len(ask) - _ASKS_SHOWN, 0),
        contradictions=tuple(teller.say(each.text) for each in found.contradictions),
    )


def _told(found: Iterator[results.OutcomeFound], teller: Teller) -> tuple[OutcomeTold, ...]:
    return tuple(outcome_told(each, teller) for each in found)
