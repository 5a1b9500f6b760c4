"""The events of this room. Those of a profile are told under the reference of its entry."""

from kenbaar.journal.events import Audience, Event

PROFILE_BEGUN = Event("notices.profile.begun", Audience.STAFF)
PROFILE_SAVED = Event("notices.profile.saved", Audience.STAFF)
PROFILE_FOLLOWED = Event("notices.profile.followed", Audience.STAFF)
PROFILE_SUBMITTED = Event("notices.profile.submitted", Audience.STAFF)
PROFILE_TAKEN_BACK = Event("notices.profile.takenback", Audience.STAFF)
PROFILE_RETURNED = Event("notices.profile.returned", Audience.STAFF)
PROFILE_APPROVED = Event("notices.profile.approved", Audience.STAFF)
PROFILE_DISCARDED = Event("notices.profile.discarded", Audience.STAFF)

EVENTS = (
    PROFILE_BEGUN,
    PROFILE_SAVED,
    PROFILE_FOLLOWED,
    PROFILE_SUBMITTED,
    PROFILE_TAKEN_BACK,
    PROFILE_RETURNED,
    PROFILE_APPROVED,
    PROFILE_DISCARDED,
)
