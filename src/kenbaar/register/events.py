"""The events of this room."""

from kenbaar.journal.events import Audience, Event

ENTRY_CREATED = Event("register.entry.created", Audience.STAFF)
VERSION_ADDED = Event("register.version.added", Audience.STAFF)
DRAFT_SAVED = Event("register.draft.saved", Audience.STAFF)
DRAFT_DISCARDED = Event("register.draft.discarded", Audience.STAFF)
CONFLICT_SETTLED = Event("register.conflict.settled", Audience.STAFF)
OWNER_SET = Event("register.owner.set", Audience.STAFF)
ACCESS_SET = Event("register.access.set", Audience.STAFF)
READER_NAMED = Event("register.reader.named", Audience.STAFF)
READER_UNNAMED = Event("register.reader.unnamed", Audience.STAFF)
LIST_SAVED = Event("register.list.saved", Audience.STAFF)
LIST_RENAMED = Event("register.list.renamed", Audience.STAFF)
LIST_DELETED = Event("register.list.deleted", Audience.STAFF)
CHANGE_PREPARED = Event("register.change.prepared", Audience.STAFF)
CHANGE_DROPPED = Event("register.change.dropped", Audience.STAFF)
ENTRY_SUBMITTED = Event("register.entry.submitted", Audience.STAFF)
ENTRY_RETURNED = Event("register.entry.returned", Audience.STAFF)
ENTRY_PUBLISHED = Event("register.entry.published", Audience.PUBLIC)
ENTRY_WITHDRAWN = Event("register.entry.withdrawn", Audience.PUBLIC)
ENTRY_ARCHIVED = Event("register.entry.archived", Audience.PUBLIC)
IMPORT_FINISHED = Event("register.import.finished", Audience.STAFF)
STEPS_RECORDED = Event("register.steps.recorded", Audience.PUBLIC)

# What changes the public face of an entry, and so what the search index follows.
PUBLIC_STEPS = (ENTRY_PUBLISHED, ENTRY_WITHDRAWN, ENTRY_ARCHIVED)

EVENTS = (
    ENTRY_CREATED,
    VERSION_ADDED,
    DRAFT_SAVED,
    DRAFT_DISCARDED,
    CONFLICT_SETTLED,
    OWNER_SET,
    ACCESS_SET,
    READER_NAMED,
    READER_UNNAMED,
    LIST_SAVED,
    LIST_RENAMED,
    LIST_DELETED,
    CHANGE_PREPARED,
    CHANGE_DROPPED,
    ENTRY_SUBMITTED,
    ENTRY_RETURNED,
    *PUBLIC_STEPS,
    IMPORT_FINISHED,
    STEPS_RECORDED,
)
