"""What people ask about decisions, in the shapes of the API."""

import datetime as dt
from collections.abc import Iterable

from ninja import Field, Schema

from kenbaar.api.reading_bodies import Sent
from kenbaar.decisions.terms import Due
from kenbaar.law.knowing import Certainty
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import MOST_ANSWER
from kenbaar.notices.lifecycle import RequestState
from kenbaar.notices.models import Request
from kenbaar.notices.queries.request_figures import BodyFigures
from kenbaar.values import LocalText

_FEW = "null where it could be about fewer than five people"


class AnswerIn(Sent):
    """What the body says to the person, in the language of the request."""

    words: str = Field(max_length=MOST_ANSWER)


class RequestLineOut(Schema):
    """Something that somebody asks, without their words."""

    number: int
    kind: Requested
    state: RequestState
    notice: int | None = Field(description="number of the notice; null for a decision without one")
    language: str
    received_at: dt.datetime
    due_on: dt.date | None = Field(description="the first last day of a law that surely applies; null where none does")
    term: str = Field(description="which of `terms` set that day")
    answer_by: dt.date | None = Field(description="by then one is in time by every law that may apply, in any reading")
    answered_at: dt.datetime | None


class RequestPageOut(Schema):
    """A page of requests; `next` is the cursor of the page after it."""

    items: list[RequestLineOut]
    next: str | None


class TermOut(Schema):
    """Until when a law wants an answer, and how sure it is that this law applies."""

    id: str
    label: LocalText
    article: str
    certainty: Certainty
    last_day: dt.date | None
    extended: dt.date | None = Field(description="the last day when the body extends, as the law allows")
    contested: bool = Field(description="lawyers disagree about it")
    counts: bool = Field(description="whether `due_on` looks at it")


class RequestOut(RequestLineOut):
    """Something that somebody asks, with their words. What is in here is theirs: keep it out of logs."""

    words: str
    contact: str = Field(description="how they can be reached, if they want that")
    answer: str
    terms: list[TermOut]


class KindFiguresOut(Schema):
    """What people asked of one kind."""

    kind: Requested
    received: int | None = Field(description=_FEW)
    answered: int | None = Field(description=_FEW)
    late: int | None = Field(description=f"answered after the last day, or still open past it; {_FEW}")


class NoticedOut(Schema):
    """Of how many decisions that the body compared with its notices, how many have one."""

    first_month: dt.date
    last_month: dt.date
    decisions: int | None = Field(description=_FEW)
    noticed: int | None = Field(description="null where all but fewer than five have one, or fewer than five")


class BodyFiguresOut(Schema):
    """What a body issued and answered."""

    issued: int | None = Field(description=f"valid notices of public algorithms; {_FEW}")
    noticed: NoticedOut | None
    requests: list[KindFiguresOut]


def line_out(row: Request) -> RequestLineOut:
    """Return a request without its words."""
    return RequestLineOut(
        number=row.pk,
        kind=Requested(row.kind),
        state=RequestState(row.state),
        notice=row.notice_id,
        language=row.language,
        received_at=row.received_at,
        due_on=row.due_on,
        term=row.term,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
    )


def request_out(row: Request, terms: Iterable[Due]) -> RequestOut:
    """Return a request with its words."""
    told = [
        TermOut(
            id=each.term.id,
            label=each.term.label,
            article=each.term.article,
            certainty=each.certainty,
            last_day=each.last_day,
            extended=each.extended,
            contested=each.term.contested is not None,
            counts=each.counts,
        )
        for each in terms
    ]
    line = line_out(row).model_dump()
    return RequestOut(**line, words=row.words, contact=row.contact, answer=row.answer, terms=told)


def figures_out(figures: BodyFigures) -> BodyFiguresOut:
    """Return the figures of a body."""
    noticed = figures.noticed
    return BodyFiguresOut(
        issued=figures.issued.told,
        noticed=NoticedOut(
            first_month=noticed.first,
            last_month=noticed.last,
            decisions=noticed.decisions.told,
            noticed=noticed.noticed.told,
        )
        if noticed
        else None,
        requests=[
            KindFiguresOut(
                kind=each.kind, received=each.received.told, answered=each.answered.told, late=each.late.told
            )
            for each in figures.kinds
        ],
    )
