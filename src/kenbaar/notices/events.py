"""The events of this room. Their lines name notices by number and say nothing of what is in them."""

from kenbaar.journal.events import Audience, Event

NOTICES_ISSUED = Event("notices.batch.issued", Audience.STAFF)
NOTICE_WITHDRAWN = Event("notices.notice.withdrawn", Audience.STAFF)
NOTICE_CORRECTED = Event("notices.notice.corrected", Audience.STAFF)
NOTICE_ERASED = Event("notices.notice.erased", Audience.STAFF)
NOTICE_OPENED = Event("notices.notice.opened", Audience.STAFF)
READING_KEY_ADDED = Event("notices.reading_key.added", Audience.STAFF)

EVENTS = (
    NOTICES_ISSUED,
    NOTICE_WITHDRAWN,
    NOTICE_CORRECTED,
    NOTICE_ERASED,
    NOTICE_OPENED,
    READING_KEY_ADDED,
)
