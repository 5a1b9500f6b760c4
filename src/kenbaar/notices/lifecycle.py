"""Where a version of a profile, a notice and a request can stand, and which steps are allowed. Pure."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a version of a profile stands. With an approved one notices are issued; there is one at a time."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REPLACED = "replaced"


# A profile has one version that somebody still has something to do with.
OPEN = (Stage.DRAFT, Stage.SUBMITTED)


class Step(StrEnum):
    """What moves a version of a profile on."""

    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ASK_CHANGES = "ask_changes"
    APPROVE = "approve"
    REPLACE = "replace"


_STEPS: dict[tuple[Stage, Step], Stage] = {
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.TAKE_BACK): Stage.DRAFT,
    (Stage.SUBMITTED, Step.ASK_CHANGES): Stage.DRAFT,
    (Stage.SUBMITTED, Step.APPROVE): Stage.APPROVED,
    (Stage.APPROVED, Step.REPLACE): Stage.REPLACED,
}


def after_step(stage: Stage, step: Step) -> Stage | None:
    """Return the stage that `step` leads to, or None when it cannot be taken from `stage`."""
    return _STEPS.get((stage, step))


class ProfileStanding(StrEnum):
    """How the profiles of an entry stand: an approved one is `behind` when the law looks at other facts by now."""

    NONE = "none"
    MAKING = "making"
    APPROVED = "approved"
    BEHIND = "behind"


class Standing(StrEnum):
    """Where a notice stands. `corrected` has a newer one in its place; of an erased one only the proof is left."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    ERASED = "erased"


# From where a notice can come to stand there. A decision that was withdrawn by mistake is issued anew as corrected.
_BEFORE = {
    Standing.WITHDRAWN: frozenset({Standing.VALID}),
    Standing.CORRECTED: frozenset({Standing.VALID, Standing.WITHDRAWN}),
    Standing.ERASED: frozenset({Standing.VALID, Standing.WITHDRAWN, Standing.CORRECTED}),
}


def may_become(step: Standing, standing: Standing) -> bool:
    """Say whether a notice that stands here can come to stand there."""
    return standing in _BEFORE.get(step, frozenset())


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
