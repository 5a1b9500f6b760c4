"""What comes next for an entry, for one person: the one thing to do, or whom they wait for. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kenbaar.people.actors import Actor
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.policies import may_publish, may_write


class NextStep(StrEnum):
    """What is next. `WAIT` and `LOOK` ask nothing of this person."""

    SETTLE = "settle"
    FILL_IN = "fill_in"
    HAND_IN = "hand_in"
    REVIEW = "review"
    WAIT = "wait"
    KEEP = "keep"
    CHANGE = "change"
    LOOK = "look"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands. `authors` are those of the version that waits, if one does.

    `is_new` says that the working copy says something that nobody handed in yet.
    """

    body: str
    state: State
    access: Access
    authors: Collection[str] | None
    conflicts: int
    lacking: int
    is_new: bool


def next_step(actor: Actor, standing: Standing) -> NextStep:
    """Return what comes next for this person."""
    if standing.state is State.ARCHIVED:
        return NextStep.REST
    writes = may_write(actor, standing.body)
    if writes and standing.conflicts:
        return NextStep.SETTLE
    if standing.authors is not None:
        may_review = may_publish(actor, standing.body, authors=standing.authors)
        return NextStep.REVIEW if may_review else NextStep.WAIT
    if not writes:
        return NextStep.LOOK
    if standing.lacking:
        return NextStep.FILL_IN
    if standing.access is not Access.PUBLIC:
        return NextStep.KEEP
    return NextStep.HAND_IN if standing.is_new else NextStep.CHANGE
