"""What people ask about a decision: it is received here, with the last day on which the body answers."""

import datetime as dt
import os
from dataclasses import dataclass

from django.db import transaction

from kenbaar.decisions.terms import due, first_due
from kenbaar.envelopes.codes import SEED_BYTES, code_of
from kenbaar.envelopes.naming import keys_of_code
from kenbaar.journal.actions import Deed, write_line
from kenbaar.law.reading import law_book
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.errors import RequestTooLong
from kenbaar.notices.events import REQUEST_RECEIVED
from kenbaar.notices.lifecycle import RequestKind, RequestState
from kenbaar.notices.models import Request
from kenbaar.notices.queries.explaining import facts_behind
from kenbaar.notices.queries.opening import OpenedNotice
from kenbaar.people.actors import ANYONE
from kenbaar.people.models import Body
from kenbaar.rules.answers import Sheet

MOST_WORDS = 4000
MOST_CONTACT = 200


@dataclass(frozen=True, slots=True)
class Received:
    """What the person gets: the code that leads to the answer, and the last day for it where a law sets one."""

    code: str
    due_on: dt.date | None


@transaction.atomic
def receive(
    body: Body,
    kind: RequestKind,
    *,
    notice: OpenedNotice | None,
    words: str,
    contact: str,
    language: str,
    now: dt.datetime,
) -> Received:
    """Receive what somebody asks; `notice` is the one it is about, None for a decision without one.

    `now` has the zone of the body: its day is the one from which the law counts. Raises RequestTooLong.
    """
    if len(words) > MOST_WORDS or len(contact) > MOST_CONTACT:
        raise RequestTooLong(MOST_WORDS, MOST_CONTACT)
    # The code leads to the answer and to nothing else; nobody can ask for it again, so it need not be derived.
    code = code_of(os.urandom(SEED_BYTES))
    facts = facts_behind(notice) if notice else Sheet({})
    first = first_due(due(law_book().at(now.date()), facts, Requested(kind.value), now.date()))
    asked = Request.objects.create(
        body=body,
        notice_id=notice.state.number if notice else None,
        kind=kind,
        state=RequestState.OPEN,
        language=language,
        words=words,
        contact=contact,
        receipt_key=keys_of_code(code).lookup,
        received_at=now,
        due_on=first.last_day if first else None,
        term=first.term.id if first else "",
    )
    deed = Deed(REQUEST_RECEIVED, f"request {asked.pk}", {"body": body.slug, "kind": kind.value})
    write_line(deed, by=ANYONE.name, now=now)
    return Received(code, asked.due_on)
