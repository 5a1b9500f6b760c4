"""Who sees what of a review. A body sees all of its own; a central reviewer what waits for them, and no more of it."""

from enum import StrEnum

from django.db.models import F, Q, QuerySet

from kenbaar.casework.models import Comment, Review
from kenbaar.casework.review_policies import is_central
from kenbaar.casework.stages import NOT_OVER, UNDER_REVIEW, Stage
from kenbaar.people.actors import Actor
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.models import Entry
from kenbaar.register.queries.working import need_sight

# A version that was handed in and that somebody published or imported past is not under review any more.
STILL_HANDED_IN = Q(entry__submitted=F("version")) | Q(stage=Stage.CHANGES_ASKED)
WAITS_CENTRALLY = Q(stage=Stage.APPROVED, needs_central=True, checked_at=None)


class Eyes(StrEnum):
    """With whose eyes somebody looks."""

    BODY = "body"
    CENTRAL = "central"


def review_in_hand(entry: Entry) -> Review | None:
    """Return the review of an entry that is not over, or None."""
    rows = Review.objects.filter(STILL_HANDED_IN, entry=entry, stage__in=NOT_OVER)
    return rows.select_related("version").first()


def eyes_on(actor: Actor, entry: Entry, review: Review | None) -> Eyes:
    """Return with whose eyes the actor sees the review of an entry. Raises EntryNotFound for who sees none of it."""
    try:
        need_sight(actor, entry)
    except EntryNotFound:
        if review is not None and is_central(actor) and waits_centrally(review):
            return Eyes.CENTRAL
        raise
    return Eyes.BODY


def waits_centrally(review: Review) -> bool:
    """Say whether it is a central reviewer's turn."""
    return review.stage == Stage.APPROVED and review.needs_central and review.checked_at is None


def is_under_review(review: Review | None) -> bool:
    """Say whether a version lies with who reviews."""
    return review is not None and review.stage in UNDER_REVIEW


def comments_seen(entry: Entry, eyes: Eyes) -> QuerySet[Comment]:
    """Return the comments on an entry that these eyes see, the oldest first."""
    rows = Comment.objects.filter(entry=entry)
    return rows if eyes is Eyes.BODY else rows.filter(shared=True)
