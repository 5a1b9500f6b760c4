"""The stages of a review and the turns it can take, as a table. Pure: `review_policies.py` says who may."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a review stands.

    An approved one still waits: for a central reviewer, or for the day that was planned.
    """

    ASKED = "asked"
    CHANGES_ASKED = "changes_asked"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    TAKEN_BACK = "taken_back"


# An entry has one review that is not over. In the first two the version lies with who reviews.
UNDER_REVIEW = (Stage.ASKED, Stage.APPROVED)
NOT_OVER = (*UNDER_REVIEW, Stage.CHANGES_ASKED)


class Turn(StrEnum):
    """What moves a review on."""

    REQUEST_CHANGES = "request_changes"
    APPROVE = "approve"
    # The publication that was decided on cannot go through any more: somebody has to decide anew.
    HOLD = "hold"
    PUBLISH = "publish"
    SUPERSEDE = "supersede"
    TAKE_BACK = "take_back"


_TURNS: dict[tuple[Stage, Turn], Stage] = {
    (Stage.ASKED, Turn.REQUEST_CHANGES): Stage.CHANGES_ASKED,
    (Stage.ASKED, Turn.APPROVE): Stage.APPROVED,
    (Stage.ASKED, Turn.SUPERSEDE): Stage.SUPERSEDED,
    (Stage.ASKED, Turn.TAKE_BACK): Stage.TAKEN_BACK,
    (Stage.CHANGES_ASKED, Turn.SUPERSEDE): Stage.SUPERSEDED,
    (Stage.APPROVED, Turn.REQUEST_CHANGES): Stage.CHANGES_ASKED,
    (Stage.APPROVED, Turn.HOLD): Stage.ASKED,
    (Stage.APPROVED, Turn.PUBLISH): Stage.PUBLISHED,
    (Stage.APPROVED, Turn.SUPERSEDE): Stage.SUPERSEDED,
    (Stage.APPROVED, Turn.TAKE_BACK): Stage.TAKEN_BACK,
}


def after_turn(stage: Stage, turn: Turn) -> Stage | None:
    """Return the stage that `turn` leads to, or None when the review cannot take it."""
    return _TURNS.get((stage, turn))


class Held(StrEnum):
    """Why a publication that was decided on did not go through."""

    ROLE = "role"
    GATE = "gate"
