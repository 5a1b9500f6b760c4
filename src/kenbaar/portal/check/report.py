"""The whole result in words, in one language: what the page, the print and the PDF show."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kenbaar.assessments.words.days import days_told
from kenbaar.assessments.words.outcomes import (
    DATABASE_SENTENCES,
    FRIA_SENTENCES,
    CategoryTold,
    FineTold,
    NeededTold,
    OutcomeTold,
    category_told,
    fines_told,
    needed_told,
    outcome_told,
)
from kenbaar.assessments.words.telling import AnswerTold, Ask, Teller
from kenbaar.law import results
from kenbaar.law.answering import AI_ACT, compared_with_text_before
from kenbaar.law.comparing import Change
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import Days, DutyFound, OutcomeFound
from kenbaar.portal.check.notices import RegimeTold, notices_told
from kenbaar.portal.check.steps import Standing
from kenbaar.portal.check.timeline import Moment, TopicTold, possible_duties, timeline
from kenbaar.rules.facts import vocabulary
from kenbaar.values import both

_SETTLES_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """Something that the amendment changed: what it is, how it was, how it is."""

    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the text before the last one would have said of the same answers."""

    text: str
    class_then: str
    class_now: str
    same_class: bool
    outcomes: tuple[ChangeTold, ...]
    duties: tuple[ChangeTold, ...]


@dataclass(frozen=True, slots=True)
class ContradictionTold:
    """Answers that cannot all be right, and the questions to look at again."""

    text: str
    look_at: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the result says."""

    language: str
    on: str
    on_day: str
    headline: OutcomeTold | None
    settled: bool
    could_be: tuple[OutcomeTold, ...]
    also: tuple[OutcomeTold, ...]
    practices: tuple[OutcomeTold, ...]
    statuses: tuple[OutcomeTold, ...]
    roles: tuple[OutcomeTold, ...]
    transparency: tuple[OutcomeTold, ...]
    transparency_open: tuple[OutcomeTold, ...]
    fria: NeededTold
    database: NeededTold
    category: CategoryTold
    fines: tuple[FineTold, ...]
    moments: tuple[Moment, ...]
    possible: tuple[TopicTold, ...]
    regimes: tuple[RegimeTold, ...]
    amendment: Amendment | None
    ask: tuple[Ask, ...]
    contradictions: tuple[ContradictionTold, ...]
    assumed: tuple[AnswerTold, ...]
    given: tuple[AnswerTold, ...]
    duties_count: int
    other_laws_count: int
    not_ai: bool
    law_text: str
    law_known: str
    law_digest: str


def report(now: Standing, *, language: str, on: dt.date) -> Report:
    """Return the result in words."""
    found = now.found
    page_of = {question.fact: page.page.id for page in now.walk.pages for question in page.questions if question.fact}
    teller = Teller(found, now.carried.sheet, language=language, on=on, page_of=page_of)
    headline = found.headline
    holding = [duty for duty in found.duties if duty.certainty.holds]
    return Report(
        language=language,
        on=on.isoformat(),
        on_day=teller.day(on),
        headline=outcome_told(headline, teller) if headline else None,
        settled=found.settled,
        could_be=_told(_heavier(found.could_still_be, headline), teller),
        also=_told((each for each in found.holding(results.CLASS) if each is not headline), teller),
        practices=_told(found.holding("practice"), teller),
        statuses=_told((*found.holding("status"), *found.holding("role_change")), teller),
        roles=_told(found.holding(results.ROLE), teller),
        transparency=_told(found.holding(results.TRANSPARENCY), teller),
        transparency_open=_told(found.undecided(results.TRANSPARENCY), teller),
        fria=needed_told(teller, results.FRIA, FRIA_SENTENCES),
        database=needed_told(teller, results.DATABASE, DATABASE_SENTENCES, beside=results.NATIONAL),
        category=category_told(teller),
        fines=fines_told(teller),
        moments=timeline(teller),
        possible=possible_duties(teller),
        regimes=notices_told(teller),
        amendment=_amendment(teller),
        ask=_ask(teller),
        contradictions=tuple(
            ContradictionTold(teller.say(each.text), teller.asks(each.facts)) for each in found.contradictions
        ),
        assumed=tuple(filter(None, map(teller.answered, found.assumed))),
        given=tuple(_given(teller)),
        duties_count=len(holding),
        other_laws_count=sum(duty.shape.law != AI_ACT for duty in holding),
        not_ai=bool(headline and headline.shape.id in {"not_ai", "out_of_scope"}),
        law_text=teller.say(found.text.title) if found.text else "",
        law_known=teller.day(found.known),
        law_digest=found.law_digest[:12],
    )


def _told(found: Iterator[OutcomeFound] | tuple[OutcomeFound, ...], teller: Teller) -> tuple[OutcomeTold, ...]:
    return tuple(outcome_told(each, teller) for each in found)


def _heavier(possible: tuple[OutcomeFound, ...], headline: OutcomeFound | None) -> tuple[OutcomeFound, ...]:
    """Return the classes that missing answers can still bring and that would be shown before the present one."""
    return tuple(each for each in possible if headline is None or each.shape.rank < headline.shape.rank)


def _ask(teller: Teller) -> tuple[Ask, ...]:
    """Return the questions that would settle something, each with what it would settle."""
    settles: dict[str, list[str]] = {}
    for outcome in teller.found.outcomes:
        if outcome.certainty is not Certainty.RULED_OUT and outcome.certainty is not Certainty.CERTAIN:
            for fact in outcome.missing:
                settles.setdefault(fact, []).append(teller.say(outcome.shape.label))
    found = (
        teller.ask(fact, tuple(dict.fromkeys(settles.get(fact, ())))[:_SETTLES_AT_MOST])
        for fact in teller.found.ask_next
    )
    return tuple(ask for ask in found if ask.page)


def _given(teller: Teller) -> Iterator[AnswerTold]:
    for fact_id, answer in teller.sheet.items():
        told = teller.answered(fact_id)
        if told and not told.assumed:
            yield told
        else:
            fact = vocabulary()[fact_id]
            yield AnswerTold(teller.say(fact.label), teller.answer(fact, answer), page=teller.ask(fact_id).page)


def _amendment(teller: Teller) -> Amendment | None:
    """Ask the text before the last one of the same answers, and keep what differs."""
    found = teller.found
    differing = compared_with_text_before(teller.sheet, found)
    if differing is None:
        return None
    then = differing.then
    return Amendment(
        text=teller.say(then.text.title) if then.text else "",
        class_then=_label(then.headline, teller),
        class_now=_label(found.headline, teller),
        same_class=differing.same_class,
        outcomes=_changes(differing.outcomes, teller),
        duties=_changes(differing.duties, teller),
    )


def _label(found: OutcomeFound | None, teller: Teller) -> str:
    return teller.say(found.shape.label if found else both("nog niet te zeggen", "not known yet"))


def _changes(
    changes: Iterable[Change[OutcomeFound]] | Iterable[Change[DutyFound]], teller: Teller
) -> tuple[ChangeTold, ...]:
    """Return the changes that make a difference in words."""
    told = (_change(each, teller) for each in changes)
    return tuple(each for each in told if each.then != each.now)


def _change(change: Change[OutcomeFound] | Change[DutyFound], teller: Teller) -> ChangeTold:
    shown = change.now or change.then
    assert shown is not None
    return ChangeTold(teller.say(shown.shape.label), _state(change.then, teller), _state(change.now, teller))


def _state(found: OutcomeFound | DutyFound | None, teller: Teller) -> str:
    if found is None:
        return teller.say(both("Geldt niet.", "Does not apply."))
    days: Days | None = found.days
    if days is None:
        return teller.say(both("Geldt.", "Applies."))
    told = days_told(days, teller)
    return f"{told.binds} {told.letter}".strip()
