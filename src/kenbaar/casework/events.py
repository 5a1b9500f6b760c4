"""The events of this room."""

from kenbaar.journal.events import Audience, Event

DUTIES_OPENED = Event("casework.duties.opened", Audience.STAFF)
TASK_ADDED = Event("casework.task.added", Audience.STAFF)
TASK_ASSIGNED = Event("casework.task.assigned", Audience.STAFF)
TASK_PLANNED = Event("casework.task.planned", Audience.STAFF)
TASK_STARTED = Event("casework.task.started", Audience.STAFF)
TASK_DONE = Event("casework.task.done", Audience.STAFF)
TASK_SET_ASIDE = Event("casework.task.setaside", Audience.STAFF)
TASK_REOPENED = Event("casework.task.reopened", Audience.STAFF)
EVIDENCE_ADDED = Event("casework.evidence.added", Audience.STAFF)
EVIDENCE_REMOVED = Event("casework.evidence.removed", Audience.STAFF)
TERMS_CHOSEN = Event("casework.terms.chosen", Audience.STAFF)
REMINDERS_CHOSEN = Event("casework.reminders.chosen", Audience.STAFF)
REMINDERS_SENT = Event("casework.reminders.sent", Audience.STAFF)
CALENDAR_MADE = Event("casework.calendar.made", Audience.STAFF)
CALENDAR_ENDED = Event("casework.calendar.ended", Audience.STAFF)
RECHECKS_OPENED = Event("casework.rechecks.opened", Audience.STAFF)
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
LINKS_CHECKED = Event("casework.links.checked", Audience.STAFF)

EVENTS = (
    DUTIES_OPENED,
    TASK_ADDED,
    TASK_ASSIGNED,
    TASK_PLANNED,
    TASK_STARTED,
    TASK_DONE,
    TASK_SET_ASIDE,
    TASK_REOPENED,
    EVIDENCE_ADDED,
    EVIDENCE_REMOVED,
    TERMS_CHOSEN,
    REMINDERS_CHOSEN,
    REMINDERS_SENT,
    CALENDAR_MADE,
    CALENDAR_ENDED,
    RECHECKS_OPENED,
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
    LINKS_CHECKED,
)
