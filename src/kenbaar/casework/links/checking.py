"""Calling the addresses that are due, in parts: each is written down, and told in the journal, as a whole."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass
from time import monotonic

from django.db import transaction

from kenbaar.casework.events import LINKS_CHECKED
from kenbaar.casework.links.asking import Asker, by_turns
from kenbaar.casework.links.lifecycle import OFFLINE, Heard, after_hearing
from kenbaar.casework.models import LinkState
from kenbaar.casework.turns import turn
from kenbaar.journal.actions import Deed, write_line

MOST_IN_ROUNDS = 200
_PART = 50
# Well within a turn, whatever the others do: an address takes at most some eight calls.
_SECONDS = 300.0
_WRITTEN = ("status", "http_status", "failures", "failing_since", "checked_at", "next_check_at")


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """How the addresses that were called stand now; `unchecked` are those of which nothing was learned."""

    alive: int = 0
    dead: int = 0
    refused: int = 0
    unsure: int = 0
    unchecked: int = 0

    @property
    def total(self) -> int:
        """How many were called."""
        return sum(astuple(self))

    def __add__(self, other: "LinkCounts") -> "LinkCounts":
        """Return both together."""
        return LinkCounts(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def check_due(
    now: dt.datetime,
    *,
    by: str,
    body: str = "",
    most: int = MOST_IN_ROUNDS,
    asker: Asker | None = None,
    after: Callable[[], object] = lambda: None,
    clock: Callable[[], float] = monotonic,
) -> LinkCounts:
    """Call addresses that are due, of one body or of all, for some minutes at most. Raises RoundsBusy.

    Again at once, it goes on with what is still due; no address is called twice.
    """
    counts, ends = LinkCounts(), clock() + _SECONDS
    asks = asker or Asker()
    somebody_answered = False
    with turn("links", now):
        due = by_turns(_due(now, body, most))
        for begin in range(0, len(due), _PART):
            heard: list[tuple[LinkState, Heard]] = []
            for link in due[begin : begin + _PART]:
                if clock() >= ends:
                    break
                heard.append((link, asks.ask(link.address)))
                somebody_answered = somebody_answered or heard[-1][1].is_answer
                after()
            counts += _written_down(heard, somebody_answered=somebody_answered, by=by, now=now)
    return counts


def count_due(now: dt.datetime, body: str = "") -> int:
    """Return how many addresses are to be called now."""
    rows = LinkState.objects.filter(next_check_at__lte=now)
    return (rows.filter(uses__entry__body__slug=body).distinct() if body else rows).count()


def _due(now: dt.datetime, body: str, most: int) -> list[LinkState]:
    rows = LinkState.objects.filter(next_check_at__lte=now)
    if body:
        rows = rows.filter(uses__entry__body__slug=body).distinct()
    return list(rows.order_by("next_check_at", "id")[:most])


@transaction.atomic
def _written_down(
    heard: list[tuple[LinkState, Heard]], *, somebody_answered: bool, by: str, now: dt.datetime
) -> LinkCounts:
    """Write down what was heard, and return how the addresses stand now."""
    if not heard:
        return LinkCounts()
    for link, said in heard:
        counted = said if somebody_answered or not said.is_silent else OFFLINE
        health, link.next_check_at = after_hearing(link.health(), counted, now=now)
        link.take(health)
        link.checked_at = link.checked_at if counted == OFFLINE else now
    LinkState.objects.bulk_update([link for link, _said in heard], _WRITTEN)
    counts = LinkCounts(**Counter(link.status for link, _said in heard))
    write_line(Deed(LINKS_CHECKED, "links", asdict(counts)), by=by, now=now)
    return counts
