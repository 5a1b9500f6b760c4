"""Where a version of a profile, a notice and a request can stand, and which steps are allowed. Pure."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a version of a profile stands. With an approved one notices are issued; there is one at a time."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REPLACED = "replaced"


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


class RequestKind(StrEnum):
    """What somebody asks about a decision."""

    EXPLANATION = "explanation"
    HUMAN_REVIEW = "human_review"
    CORRECTION = "correction"
    NO_NOTICE = "no_notice"


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
