"""Keeping what came of comparing decisions with notices: figures only."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.notices.errors import NotAllowed
from kenbaar.notices.events import DECISIONS_RECONCILED
from kenbaar.notices.models import NoticeProfile, Reconciliation
from kenbaar.notices.policies import may_issue
from kenbaar.people.actors import Actor


@dataclass(slots=True)
class MonthFigures:
    """Of one month: decisions, how many of them have a valid notice, and valid notices that belong to none of them."""

    decisions: int = 0
    noticed: int = 0
    loose: int = 0


@transaction.atomic
def keep_reconciliation(
    profile: NoticeProfile, months: Mapping[dt.date, MonthFigures], *, by: Actor, now: dt.datetime
) -> None:
    """Keep the figures of each month, by its first day. Raises NotAllowed."""
    body = profile.body.slug
    if not may_issue(by, body):
        raise NotAllowed("compare decisions with notices", body)
    Reconciliation.objects.bulk_create(
        Reconciliation(profile=profile, month=month, **asdict(figures), at=now, by=by.name)
        for month, figures in sorted(months.items())
    )
    details = {"months": {month.isoformat(): asdict(figures) for month, figures in sorted(months.items())}}
    write_line(Deed(DECISIONS_RECONCILED, f"{body}/{profile.slug}", details), by=by.name, now=now)
