"""The events of this room: of profiles under the reference of their entry, of notices by number and without content."""

from kenbaar.journal.events import Audience, Event

PROFILE_BEGUN = Event("notices.profile.begun", Audience.STAFF)
PROFILE_SAVED = Event("notices.profile.saved", Audience.STAFF)
PROFILE_FOLLOWED = Event("notices.profile.followed", Audience.STAFF)
PROFILE_SUBMITTED = Event("notices.profile.submitted", Audience.STAFF)
PROFILE_TAKEN_BACK = Event("notices.profile.takenback", Audience.STAFF)
PROFILE_RETURNED = Event("notices.profile.returned", Audience.STAFF)
PROFILE_APPROVED = Event("notices.profile.approved", Audience.STAFF)
PROFILE_DISCARDED = Event("notices.profile.discarded", Audience.STAFF)
NOTICES_ISSUED = Event("notices.batch.issued", Audience.STAFF)
NOTICE_WITHDRAWN = Event("notices.notice.withdrawn", Audience.STAFF)
NOTICE_CORRECTED = Event("notices.notice.corrected", Audience.STAFF)
NOTICE_ERASED = Event("notices.notice.erased", Audience.STAFF)
NOTICE_OPENED = Event("notices.notice.opened", Audience.STAFF)
READING_KEY_ADDED = Event("notices.readingkey.added", Audience.STAFF)
REQUEST_RECEIVED = Event("notices.request.received", Audience.STAFF)
REQUEST_ANSWERED = Event("notices.request.answered", Audience.STAFF)
DECISIONS_RECONCILED = Event("notices.decisions.reconciled", Audience.STAFF)

PROFILE_EVENTS = (
    PROFILE_BEGUN,
    PROFILE_SAVED,
    PROFILE_FOLLOWED,
    PROFILE_SUBMITTED,
    PROFILE_TAKEN_BACK,
    PROFILE_RETURNED,
    PROFILE_APPROVED,
    PROFILE_DISCARDED,
)

EVENTS = (
    *PROFILE_EVENTS,
    NOTICES_ISSUED,
    NOTICE_WITHDRAWN,
    NOTICE_CORRECTED,
    NOTICE_ERASED,
    NOTICE_OPENED,
    READING_KEY_ADDED,
    REQUEST_RECEIVED,
    REQUEST_ANSWERED,
    DECISIONS_RECONCILED,
)
