"""The rounds: what is looked after by itself, once an hour and as often as somebody asks.

Each step stands by itself: one that fails does not stop the others, and doing it again changes nothing.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from kenbaar.casework.actions.publication import publish_planned
from kenbaar.casework.following import follow_law
from kenbaar.casework.links.rounds import look_after_links
from kenbaar.casework.models import Round
from kenbaar.casework.rechecking import open_rechecks
from kenbaar.casework.reminding import remind
from kenbaar.casework.turns import turn
from kenbaar.people.actors import Actor

_log = logging.getLogger(__name__)
THE_ROUNDS = Actor("rounds", operator=True)
_LOCK = "rounds"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is looked after; it gets the moment and returns how much it did."""

    name: str
    work: Callable[[dt.datetime], int]


@dataclass(frozen=True, slots=True)
class StepMade:
    """What came of a step; `count` is None when it failed, and then the log says why."""

    name: str
    count: int | None


# In this order: what is opened here is told of in the same rounds.
STEPS = (
    Step("publications", lambda now: publish_planned(now).published),
    Step("duties", lambda now: follow_law(now, by=THE_ROUNDS)),
    Step("rechecks", open_rechecks),
    Step("reminders", remind),
    # Last, because it waits for others.
    Step("links", look_after_links),
)


def make_rounds(
    now: dt.datetime,
    *,
    unless_since: dt.datetime | None = None,
    after_step: Callable[[StepMade], object] = lambda _made: None,
) -> list[StepMade]:
    """Take every step; nothing when the rounds were made after `unless_since`. Raises RoundsBusy."""
    made: list[StepMade] = []
    with turn(_LOCK, now):
        last = Round.objects.get(pk=_LOCK).made_at
        if unless_since is not None and last is not None and last > unless_since:
            return made
        for step in STEPS:
            made.append(_taken_step(step, now))
            after_step(made[-1])
        Round.objects.filter(pk=_LOCK).update(made_at=now)
    return made


def _taken_step(step: Step, now: dt.datetime) -> StepMade:
    try:
        return StepMade(step.name, step.work(now))
    except Exception:  # whatever it is, the next step and the next rounds go on
        _log.exception("The step %s of the rounds did not come to its end; the next rounds go on with it.", step.name)
        return StepMade(step.name, None)
