"""Saying that an algorithm is used no longer: since when, and why."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from kenbaar.people.actors import Actor
from kenbaar.register.actions.drafting import Change, Saved, save_answers
from kenbaar.rules.answers import known


@transaction.atomic
def stop_use(
    reference: str, *, end: str, reason: Mapping[str, str], seen: Mapping[str, str], by: Actor, now: dt.datetime
) -> Saved:
    """Write in the draft that an entry is out of use since `end`, a date that may lack its day, with the reason.

    `seen` has the digest of the answer that its writer had before them, by fact. Raises as `save_answers` does.
    """
    said = {
        "status": known("out_of_use"),
        "end_date": known(end),
        "stop_reason": known(dict(reason)),
    }
    changes = [Change(fact, answer, seen.get(fact, "")) for fact, answer in said.items()]
    return save_answers(reference, changes, by=by, now=now)
