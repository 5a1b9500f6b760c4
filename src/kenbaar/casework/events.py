"""The events of this room."""

from kenbaar.journal.events import Audience, Event

REVIEW_ASKED = Event("casework.review.asked", Audience.STAFF)
REVIEW_TAKEN_BACK = Event("casework.review.takenback", Audience.STAFF)
CHANGES_ASKED = Event("casework.review.returned", Audience.STAFF)
REVIEW_APPROVED = Event("casework.review.approved", Audience.STAFF)
REVIEW_CHECKED = Event("casework.review.checked", Audience.STAFF)
REVIEW_HELD = Event("casework.review.held", Audience.STAFF)
COMMENT_ADDED = Event("casework.comment.added", Audience.STAFF)
COMMENT_RESOLVED = Event("casework.comment.resolved", Audience.STAFF)
MENTION_SEEN = Event("casework.mention.seen", Audience.STAFF)
RULES_SET = Event("casework.rules.set", Audience.STAFF)

EVENTS = (
    REVIEW_ASKED,
    REVIEW_TAKEN_BACK,
    CHANGES_ASKED,
    REVIEW_APPROVED,
    REVIEW_CHECKED,
    REVIEW_HELD,
    COMMENT_ADDED,
    COMMENT_RESOLVED,
    MENTION_SEEN,
    RULES_SET,
)
