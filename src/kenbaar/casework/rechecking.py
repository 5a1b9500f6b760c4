"""Re-checks: an entry whose time has come gets one task to look at it again."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.utils import timezone

from kenbaar.casework.events import RECHECKS_OPENED
from kenbaar.casework.lifecycle import WAITING, Kind, TaskState
from kenbaar.casework.models import BodyTerms, Task
from kenbaar.casework.terms import Terms, months_before, usual_terms
from kenbaar.journal.actions import Deed, write_lines
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.rules.conditions import days_covered

_BATCH = 500


def open_rechecks(now: dt.datetime) -> int:
    """Give a task to every public entry whose re-check is due; return how many. Doing it again changes nothing.

    It is due when the day that the entry itself says has passed, and else a while after it was last published or
    checked, by the terms of its body.
    """
    today = timezone.localdate(now)
    own = {chosen.body_id: chosen.as_value() for chosen in BodyTerms.objects.all()}
    others = Entry.objects.exclude(body__in=own) if own else Entry.objects.all()
    opened = _opened(_due(others, usual_terms(), today), usual_terms(), today, now)
    for body, terms in own.items():
        opened += _opened(_due(Entry.objects.filter(body=body), terms, today), terms, today, now)
    return opened


def _due(entries: QuerySet[Entry], terms: Terms, today: dt.date) -> Iterator[Entry]:
    since = timezone.make_aware(dt.datetime.combine(months_before(today, terms.recheck_months), dt.time()))
    tasks = Task.objects.filter(entry=OuterRef("pk"), kind=Kind.RECHECK)
    last = tasks.filter(state=TaskState.DONE).order_by("-closed_at").values("closed_at")[:1]
    said = Cast(KeyTextTransform("value", KeyTransform("next_review_date", "published__sheet")), TextField())
    rows = entries.filter(state=State.PUBLISHED).annotate(review=said, checked_at=Subquery(last))
    rows = rows.filter(Q(changed_at__lt=since) | Q(review__lte=today.isoformat()))
    # In one go: what is opened meanwhile must not change the list that is being read.
    for entry in list(rows.filter(~Exists(tasks.filter(state__in=WAITING))).order_by("pk")):
        if _is_due(entry, since=since, today=today):
            yield entry


def _is_due(entry: Any, *, since: dt.datetime, today: dt.date) -> bool:
    """Say whether an entry, with the columns that the query added, is to be looked at again."""
    last: dt.datetime = max(filter(None, (entry.changed_at, entry.checked_at)))
    if last < since:
        return True
    if not entry.review:
        return False
    first, end = days_covered(entry.review)
    return end < today and (entry.checked_at is None or timezone.localdate(entry.checked_at) < first)


def _opened(entries: Iterable[Entry], terms: Terms, today: dt.date, now: dt.datetime) -> int:
    due = list(entries)
    for begin in range(0, len(due), _BATCH):
        _open(due[begin : begin + _BATCH], today + dt.timedelta(weeks=terms.recheck_weeks), now)
    return len(due)


@transaction.atomic
def _open(entries: list[Entry], target: dt.date, now: dt.datetime) -> None:
    made = [
        Task(
            entry=entry,
            body_id=entry.body_id,
            kind=Kind.RECHECK,
            state=TaskState.OPEN,
            responsible_id=entry.owner_id,
            target=target,
            day=target,
            opened_by="rounds",
            opened_at=now,
        )
        for entry in entries
    ]
    Task.objects.bulk_create(made, ignore_conflicts=True)
    write_lines([Deed(RECHECKS_OPENED, entry.reference, {}) for entry in entries], by="rounds", now=now)
