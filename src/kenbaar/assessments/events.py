"""The events of this room."""

from kenbaar.journal.events import Audience, Event

ENTRY_CLASSIFIED = Event("assessments.entry.classified", Audience.STAFF)
BATCH_CLASSIFIED = Event("assessments.batch.classified", Audience.STAFF)
REGISTER_CLASSIFIED = Event("assessments.register.classified", Audience.STAFF)
KADER_RECORDED = Event("assessments.kader.recorded", Audience.STAFF)

EVENTS = (ENTRY_CLASSIFIED, BATCH_CLASSIFIED, REGISTER_CLASSIFIED, KADER_RECORDED)
