"""What a body answers in time, in figures for everybody. A figure that could be about a few people is not told."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum

from kenbaar.law.term_shapes import Requested
from kenbaar.notices.lifecycle import RequestState, Standing
from kenbaar.notices.models import Reconciliation, Request, Tally
from kenbaar.people.models import Body
from kenbaar.register.lifecycle import State

# Fewer than these could be known by who stands near them.
FEWEST_TOLD = 5
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a whole. It is told to nobody how many when either they or the rest are few."""

    count: int
    whole: int

    @property
    def few(self) -> bool:
        """Say whether there are some, and too few to tell how many."""
        return 0 < self.count < FEWEST_TOLD

    @property
    def few_left(self) -> bool:
        """Say whether the others are some, and too few: they follow from a count that is told."""
        return not self.few and 0 < self.whole - self.count < FEWEST_TOLD

    @property
    def told(self) -> int | None:
        """The count, or None where it is not told."""
        return None if self.few or self.few_left else self.count


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What people asked of one kind. `late` were answered after the last day, or wait past it."""

    kind: Requested
    received: Share
    answered: Share
    late: Share


@dataclass(frozen=True, slots=True)
class Noticed:
    """Of how many decisions a body compared with its notices, over which months, how many have a notice."""

    first: dt.date
    last: dt.date
    decisions: Share
    noticed: Share


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """What a body issued and answered; `noticed` is None where it compared nothing yet."""

    issued: Share
    noticed: Noticed | None
    kinds: tuple[KindFigures, ...]


def figures_of(body: Body, *, today: dt.date) -> BodyFigures:
    """Count, for everybody. Of algorithms that are not public nothing is told. The number of queries is fixed."""
    public = Tally.objects.filter(
        version__profile__body=body, version__profile__entry__state=State.PUBLISHED, standing=Standing.VALID
    )
    issued = public.aggregate(all=Sum("count"))["all"] or 0
    return BodyFigures(Share(issued, issued), _noticed(body), _kinds(body, today))


def _kinds(body: Body, today: dt.date) -> tuple[KindFigures, ...]:
    is_open = Q(state=RequestState.OPEN)
    waits_too_long = is_open & Q(due_on__lt=today)
    rows = (
        Request.objects.filter(body=body)
        .values("kind")
        .annotate(
            received=Count("id"),
            answered=Count("id", filter=~is_open),
            late=Count("id", filter=waits_too_long | (~is_open & Q(answered_at__date__gt=F("due_on")))),
        )
    )
    by_kind = {row["kind"]: row for row in rows}
    return tuple(_figures(kind, by_kind.get(kind, {"received": 0, "answered": 0, "late": 0})) for kind in Requested)


def _figures(kind: Requested, row: Mapping[str, Any]) -> KindFigures:
    received = row["received"]
    # Of a few people nothing more is told than that there are few.
    parts = (Share(row[name], received) for name in ("answered", "late"))
    return KindFigures(kind, Share(received, received), *parts)


def _noticed(body: Body) -> Noticed | None:
    rows = Reconciliation.objects.filter(profile__body=body, profile__entry__state=State.PUBLISHED)
    # The newest of a month counts.
    newest = {
        (profile, month): (decisions, noticed)
        for profile, month, decisions, noticed in rows.order_by("id").values_list(
            "profile", "month", "decisions", "noticed"
        )
    }
    months = sorted({month for _profile, month in newest})[-_MONTHS:]
    counted = [pair for (_profile, month), pair in newest.items() if month in months]
    if not counted:
        return None
    decisions = sum(pair[0] for pair in counted)
    noticed = Share(sum(pair[1] for pair in counted), decisions)
    return Noticed(months[0], months[-1], Share(decisions, decisions), noticed)
