"""The events of this room."""

from kenbaar.journal.events import Audience, Event

MAIL_FAILED = Event("outbox.mail.failed", Audience.STAFF)
SUBSCRIPTION_MADE = Event("outbox.subscription.made", Audience.STAFF)
SUBSCRIPTION_TESTED = Event("outbox.subscription.tested", Audience.STAFF)
SUBSCRIPTION_STOPPED = Event("outbox.subscription.stopped", Audience.STAFF)
SUBSCRIPTION_STARTED = Event("outbox.subscription.started", Audience.STAFF)
SUBSCRIPTION_REMOVED = Event("outbox.subscription.removed", Audience.STAFF)
SECRET_RENEWED = Event("outbox.secret.renewed", Audience.STAFF)

EVENTS = (
    MAIL_FAILED,
    SUBSCRIPTION_MADE,
    SUBSCRIPTION_TESTED,
    SUBSCRIPTION_STOPPED,
    SUBSCRIPTION_STARTED,
    SUBSCRIPTION_REMOVED,
    SECRET_RENEWED,
)
