"""The steps that an entry can take, as a table. Pure: it says what is possible, `policies.py` says who may."""

from enum import StrEnum


class State(StrEnum):
    """Where an entry stands. A published entry can have a newer version that is still being worked on."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


class Access(StrEnum):
    """Who may see an entry: everyone once it is published, the body and its supervisors, or persons by name."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


# What has been public stays visible: a withdrawn entry keeps its page, with the reason on it.
ONCE_PUBLIC = frozenset({State.PUBLISHED, State.WITHDRAWN, State.ARCHIVED})


def public_state(state: State) -> State:
    """Return where an entry stands for the public: a withdrawn one stays so while its next version is under review."""
    return state if state in ONCE_PUBLIC else State.WITHDRAWN


class Step(StrEnum):
    """A step from one state to another."""

    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"


_STEPS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.SUBMIT): State.REVIEW,
    (State.REVIEW, Step.RETURN): State.DRAFT,
    (State.REVIEW, Step.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Step.SUBMIT): State.PUBLISHED,
    (State.PUBLISHED, Step.RETURN): State.PUBLISHED,
    (State.PUBLISHED, Step.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Step.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Step.ARCHIVE): State.ARCHIVED,
    (State.WITHDRAWN, Step.SUBMIT): State.REVIEW,
    (State.WITHDRAWN, Step.ARCHIVE): State.ARCHIVED,
}


def after(state: State, step: Step) -> State | None:
    """Return the state that `step` leads to, or None when it cannot be taken from `state`."""
    return _STEPS.get((state, step))


def possible_steps(state: State) -> tuple[Step, ...]:
    """Return the steps that can be taken from `state`."""
    return tuple(step for (start, step) in _STEPS if start is state)
