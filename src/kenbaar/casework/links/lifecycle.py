"""What the answer of an address means, and when it is asked again. Pure.

Nobody is told that a link is dead after one bad day: it takes two times "not here" (404 or 410), or three failures over
at least three days. What says nothing about the page itself (a door, a full server, a slow one) is `unsure`.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum


class LinkStatus(StrEnum):
    """How an address stands; `refused` is one that Kenbaar does not call, such as one in a private network."""

    UNCHECKED = "unchecked"
    ALIVE = "alive"
    DEAD = "dead"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a call brought: a status, or one word for why there is none (see `outbox/errors.py`)."""

    http_status: int | None = None
    why: str = ""

    @property
    def is_silent(self) -> bool:
        """Say whether nobody was there: no such name, or nothing that listens. So it is without a network, too."""
        return self.why in _SILENT

    @property
    def is_answer(self) -> bool:
        """Say whether somebody answered."""
        return self.http_status is not None


@dataclass(frozen=True, slots=True)
class Health:
    """How an address stands, with the unbroken row of failures."""

    status: LinkStatus = LinkStatus.UNCHECKED
    http_status: int | None = None
    failures: int = 0
    failing_since: dt.datetime | None = None


_SILENT = frozenset({"unknown", "unreachable"})
_NOT_CALLED = frozenset({"scheme", "form", "place"})
# Silence, while nobody at all answered: it says more of our own network than of the address.
OFFLINE = Heard(why="offline")
_GONE = frozenset({404, 410})
_GONE_TIMES, _FAILED_TIMES, _FAILED_FOR = 2, 3, dt.timedelta(days=3)
_MONTH, _WEEK, _DAY = dt.timedelta(days=30), dt.timedelta(days=7), dt.timedelta(days=1)
# So that the third time is three days after the first.
_HALFWAY = dt.timedelta(hours=36)


def after_hearing(before: Health, heard: Heard, *, now: dt.datetime) -> tuple[Health, dt.datetime]:
    """Return how an address stands after a call, and when it is to be called again."""
    status = heard.http_status
    if heard == OFFLINE:
        return before, now + _DAY
    if heard.why in _NOT_CALLED:
        return Health(LinkStatus.REFUSED), now + _MONTH
    if status in _GONE or heard.is_silent:
        return _failed(before, heard, now)
    if status is not None and status < 400:
        return Health(LinkStatus.ALIVE, status), now + _MONTH
    if before.status is LinkStatus.DEAD:
        # A full server says nothing about the page: what was known before stands.
        return before, now + _WEEK
    again = _WEEK if before.status is LinkStatus.UNSURE else _DAY
    return replace(before, status=LinkStatus.UNSURE, http_status=status), now + again


def _failed(before: Health, heard: Heard, now: dt.datetime) -> tuple[Health, dt.datetime]:
    failures, since = min(before.failures + 1, 1000), before.failing_since or now
    gone = heard.http_status in _GONE
    twice_gone = gone and before.http_status in _GONE and failures >= _GONE_TIMES
    is_dead = before.status is LinkStatus.DEAD or twice_gone
    is_dead = is_dead or (failures >= _FAILED_TIMES and now - since >= _FAILED_FOR)
    status, again = (LinkStatus.DEAD, _WEEK) if is_dead else (LinkStatus.UNSURE, _DAY if gone else _HALFWAY)
    return Health(status, heard.http_status, failures, since), now + again
