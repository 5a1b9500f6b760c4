"""What people ask about a decision comes in, and is answered. What they write, and the answer, is kept sealed."""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kenbaar.decisions.profile import Tongue
from kenbaar.decisions.terms import Due, due, first_due, first_possible
from kenbaar.envelopes.codes import SEED_BYTES, code_of
from kenbaar.envelopes.naming import keys_of_code
from kenbaar.journal.actions import Deed, write_line
from kenbaar.law.reading import law_book
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.errors import AlreadyAnswered, NothingSaid, TooLong
from kenbaar.notices.events import REQUEST_ANSWERED, REQUEST_RECEIVED
from kenbaar.notices.last_days import facts_behind
from kenbaar.notices.lifecycle import RequestState
from kenbaar.notices.models import Request
from kenbaar.notices.queries.opening import OpenedNotice
from kenbaar.notices.queries.requests import request_row
from kenbaar.people.actors import ANYONE, Actor
from kenbaar.people.models import Body
from kenbaar.rules.answers import Sheet

MOST_WORDS = 4000
MOST_CONTACT = 250
# An answer can hold the whole explanation of a decision.
MOST_ANSWER = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks, in their own words; `contact` is how the body can reach them, if they want that."""

    kind: Requested
    words: str
    contact: str = ""
    language: Tongue = Tongue.NL


@dataclass(frozen=True, slots=True)
class Received:
    """A request that came in: the receipt (24 characters, as a code) to come back with, and until when laws want it."""

    number: int
    receipt: str
    terms: tuple[Due, ...]


@transaction.atomic
def receive(
    body: Body,
    asked: Asked,
    *,
    about: OpenedNotice | None = None,
    now: dt.datetime,
    randomness: Callable[[int], bytes] = os.urandom,
) -> Received:
    """Keep what somebody asks a body about a notice, or about a decision that has none. Raises NothingSaid or TooLong.

    The request for the explanation says all by itself; every other one needs words.
    """
    words, contact = asked.words.strip(), asked.contact.strip()
    if not words and asked.kind is not Requested.EXPLANATION:
        raise NothingSaid
    for what, text, most in (("words", words, MOST_WORDS), ("contact", contact, MOST_CONTACT)):
        if len(text) > most:
            raise TooLong(what, most)
    today = timezone.localdate(now)
    terms = due(law_book().at(today), facts_behind(about.profile) if about else Sheet(), asked.kind, today)
    first, possible = first_due(terms), first_possible(terms)
    receipt = code_of(randomness(SEED_BYTES))
    request = Request.objects.create(
        body=body,
        notice_id=about.state.number if about else None,
        kind=asked.kind,
        state=RequestState.OPEN,
        language=asked.language,
        words=words,
        contact=contact,
        receipt_key=keys_of_code(receipt).lookup,
        received_at=now,
        due_on=first.last_day if first else None,
        term=first.term.id if first else "",
        answer_by=possible.last_day if possible else None,
    )
    details = {"body": body.slug, "kind": asked.kind.value}
    write_line(Deed(REQUEST_RECEIVED, f"request {request.pk}", details), by=ANYONE.name, now=now)
    return Received(request.pk, receipt, terms)


@transaction.atomic
def answer_request(number: int, words: str, *, by: Actor, now: dt.datetime) -> None:
    """Answer a request, once; who sees it may. Raises RequestNotFound, NothingSaid, TooLong or AlreadyAnswered."""
    row = request_row(number, seen_by=by)
    words = words.strip()
    if not words:
        raise NothingSaid
    if len(words) > MOST_ANSWER:
        raise TooLong("words", MOST_ANSWER)
    # Of two officials who answer at once, the second is told: nobody's answer is overwritten.
    open_still = Request.objects.filter(pk=number, state=RequestState.OPEN)
    if not open_still.update(state=RequestState.ANSWERED, answer=words, answered_at=now, answered_by=by.name):
        raise AlreadyAnswered(number)
    details = {"body": row.body.slug, "kind": row.kind}
    write_line(Deed(REQUEST_ANSWERED, f"request {number}", details), by=by.name, now=now)
