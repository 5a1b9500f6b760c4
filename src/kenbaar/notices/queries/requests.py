"""Reading what people asked: for the body that answers, and for the person who asked."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone

from kenbaar.decisions.profile import Profile
from kenbaar.decisions.terms import Due, due
from kenbaar.envelopes.codes import read_code
from kenbaar.envelopes.naming import keys_of_code
from kenbaar.law.reading import law_book
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.errors import ReceiptNotKnown, RequestNotFound
from kenbaar.notices.last_days import facts_behind
from kenbaar.notices.lifecycle import RequestState
from kenbaar.notices.models import Request
from kenbaar.notices.policies import ANSWERING, may_answer
from kenbaar.people.actors import Actor
from kenbaar.people.models import COMPANY, Body
from kenbaar.rules.answers import Sheet
from kenbaar.values import Language, text_in

_WITH = ("body", "notice__batch__version")
_LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A request as the person who asked sees it; `answer` is empty while it is open."""

    kind: Requested
    body: Body
    received_at: dt.datetime
    due_on: dt.date | None
    words: str
    answer: str
    answered_at: dt.datetime | None


def by_receipt(typed: str) -> AskedBefore:
    """Return the request that a receipt leads to, as somebody typed it. Raises CodeNotGood or ReceiptNotKnown."""
    key = keys_of_code(read_code(typed)).lookup
    row = Request.objects.select_related("body").filter(receipt_key=key).first()
    if row is None:
        raise ReceiptNotKnown
    return _told(row)


def of_notice(number: int) -> list[AskedBefore]:
    """Return what was asked about a notice, for who opened it with its code; the newest first."""
    return [_told(row) for row in Request.objects.select_related("body").filter(notice=number).order_by("-id")]


def answered_by(actor: Actor) -> list[str]:
    """Return the slugs of the bodies for which the actor, who is no operator, answers what people ask."""
    return sorted(slug for slug in {*actor.roles, *actor.scopes} if may_answer(actor, slug))


def bodies_asked() -> QuerySet[Request, int]:
    """Return the numbers of the bodies that have something to answer."""
    return Request.objects.filter(state=RequestState.OPEN).values_list("body", flat=True).distinct()


def requests_for(
    actor: Actor,
    *,
    state: RequestState | None = RequestState.OPEN,
    body: str = "",
    kind: Requested | None = None,
) -> QuerySet[Request]:
    """Return what people asked the bodies for which the actor answers, without what they wrote.

    Open ones are in the order of the day to answer by, answered ones the newest first.
    """
    rows = Request.objects.select_related("body").defer("words", "contact", "answer")
    if not actor.operator:
        rows = rows.filter(body__slug__in=answered_by(actor))
    asked = {"state": state, "body__slug": body, "kind": kind}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if state is RequestState.ANSWERED:
        return rows.order_by("-answered_at", "-id")
    return rows.order_by(F("answer_by").asc(nulls_last=True), "id")


def bodies_that_answer() -> list[Body]:
    """Return the bodies at which somebody can read what people ask, by name."""
    rows = Body.objects.exclude(type=COMPANY).filter(memberships__role__in=ANSWERING).distinct()
    return sorted(rows, key=lambda body: text_in(body.name, Language.NL)[0].casefold())


def request_row(number: int, *, seen_by: Actor) -> Request:
    """Return a request. Raises RequestNotFound when it is not there or not for this actor."""
    known = 0 < number <= _LARGEST_NUMBER
    row = Request.objects.select_related(*_WITH).filter(pk=number).first() if known else None
    if row is None or not may_answer(seen_by, row.body.slug):
        raise RequestNotFound(number)
    return row


def terms_of(row: Request) -> tuple[Due, ...]:
    """Return until when each law wants an answer, also where it is not sure that it applies."""
    received_on = timezone.localdate(row.received_at)
    facts = facts_behind(Profile.model_validate(row.notice.batch.version.content)) if row.notice else Sheet()
    return due(law_book().at(received_on), facts, Requested(row.kind), received_on)


def _told(row: Request) -> AskedBefore:
    return AskedBefore(
        Requested(row.kind), row.body, row.received_at, row.due_on, row.words, row.answer, row.answered_at
    )
