"""Tasks follow the law: the duties of entries that a run over many classified otherwise are brought up to that."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from kenbaar.assessments.errors import AssessmentError
from kenbaar.assessments.models import Classification
from kenbaar.casework.actions.duties import open_duties
from kenbaar.casework.lifecycle import Kind
from kenbaar.casework.models import Round, Task
from kenbaar.people.actors import Actor

_log = logging.getLogger(__name__)
_STEP, _BATCH = "duties", 200


def follow_law(now: dt.datetime, *, by: Actor) -> int:
    """Bring the duties of reclassified entries up to date, where somebody works with them; return how many entries.

    Each entry is a transaction of its own, and the place where it got to is kept: the next run goes on from there.
    """
    done = 0
    while batch := _after(_cursor()):
        for _number, reference in batch:
            try:
                open_duties(reference, by=by, now=now, on=timezone.localdate(now))
                done += 1
            except AssessmentError as error:
                # Its facts cannot be read; whoever mends them classifies it again, and so opens its duties.
                _log.warning("%s", error)
        _keep(batch[-1][0])
    return done


def _cursor() -> int:
    return Round.objects.filter(pk=_STEP).values_list("cursor", flat=True).first() or 0


@transaction.atomic
def _keep(cursor: int) -> None:
    Round.objects.update_or_create(pk=_STEP, defaults={"cursor": cursor})


def _after(cursor: int) -> list[tuple[int, str]]:
    """Return changed classifications of entries that have duties as tasks, each once, after a place in the list."""
    kept = Task.objects.filter(entry=OuterRef("version__entry"), kind=Kind.DUTY)
    rows = Classification.objects.filter(id__gt=cursor, previous__isnull=False, version=F("version__entry__latest"))
    rows = rows.exclude(conclusion=F("previous__conclusion")).filter(Exists(kept)).order_by("id")
    return list(rows.values_list("id", "version__entry__reference")[:_BATCH])
