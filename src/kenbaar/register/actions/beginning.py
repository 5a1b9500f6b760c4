"""Beginning an entry at the desk: empty, or like another one."""

import datetime as dt
from typing import Any

from django.db import transaction

from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.actions.drafting import origin
from kenbaar.register.actions.writing import create_entry
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.models import Entry
from kenbaar.register.policies import may_write
from kenbaar.register.public import public_sheet
from kenbaar.register.queries.entries import entry_for
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import Sheet, known

# What is true of one entry only, and would be wrong of another.
_ITS_OWN = frozenset(
    (
        *("name", "status", "start_date", "end_date", "experiment", "stop_reason", "public_page", "project_page"),
        *("application_page", "source_registration", "processing_register", "used_in", "decisions_per_year"),
        *("people_affected", "performance_measure", "impact_assessments", "impact_assessments_note", "iama"),
        *("iama_note", "dpia", "dpia_note", "next_review_date", "revision_date", "record_language", "source_id"),
        "record_uuid",
    )
)
# What is true of one body only.
_OF_ITS_BODY = frozenset(("organisation_name", "department", "contact", "responsible_role", "area"))


@transaction.atomic
def begin_entry(key: str, name: dict[str, str], *, body: Body, by: Actor, now: dt.datetime, like: str = "") -> Entry:
    """Begin an entry with a name, and with what can be taken over from the entry `like`.

    `key` is unique for the entry. Raises NotAllowed, SheetRefused, or EntryNotFound for `like`.
    """
    if not may_write(by, body.slug):
        raise NotAllowed(body.slug, "begin an entry of")
    taken = _taken_from(like, body, by) if like else Sheet()
    told: dict[str, Any] = dict.fromkeys(taken, origin(f"entry {like}", by.name, now))
    told["name"] = origin("", by.name, now)
    sheet = taken.with_answers({"name": known(dict(name))})
    return create_entry(key, body=body, sheet=sheet, by=by, now=now, origins=told)


def _taken_from(reference: str, body: Body, by: Actor) -> Sheet:
    try:
        copy = working_copy(by, reference)
    except EntryNotFound:
        # Of another body, what everybody may read.
        entry = entry_for(by, reference)
        shown = public_sheet(entry.published.answers()) if entry.published else Sheet()
        owner = entry.body_id
    else:
        shown, owner = copy.sheet, copy.entry.body_id
    left = _ITS_OWN if owner == body.pk else _ITS_OWN | _OF_ITS_BODY
    return Sheet({fact: answer for fact, answer in shown.items() if fact not in left})
