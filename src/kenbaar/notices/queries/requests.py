"""Reading what people asked: for the body that answers, and for the person who asked."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet

from kenbaar.envelopes.codes import read_code
from kenbaar.envelopes.naming import keys_of_code
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.errors import ReceiptNotKnown, RequestNotFound
from kenbaar.notices.models import Request
from kenbaar.notices.policies import may_answer
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body


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


def queue_of(body: Body, *, seen_by: Actor) -> QuerySet[Request]:
    """Return the requests of a body, those to answer first in the order of their last day; none for who may not."""
    rows = Request.objects.filter(body=body) if may_answer(seen_by, body.slug) else Request.objects.none()
    # "open" comes after "answered".
    return rows.order_by("-state", F("due_on").asc(nulls_last=True), "id")


def request_row(number: int, *, seen_by: Actor) -> Request:
    """Return a request. Raises RequestNotFound when it is not there or not for this actor."""
    row = Request.objects.select_related("body").filter(pk=number).first()
    if row is None or not may_answer(seen_by, row.body.slug):
        raise RequestNotFound(number)
    return row


def _told(row: Request) -> AskedBefore:
    return AskedBefore(
        Requested(row.kind), row.body, row.received_at, row.due_on, row.words, row.answer, row.answered_at
    )
