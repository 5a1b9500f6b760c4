"""The events of this room."""

from kenbaar.journal.events import Audience, Event

TEMPLATE_ADDED = Event("suppliers.template.added", Audience.STAFF)
TEMPLATE_CHANGED = Event("suppliers.template.changed", Audience.STAFF)
TEMPLATE_RETIRED = Event("suppliers.template.retired", Audience.STAFF)
TEMPLATES_IMPORTED = Event("suppliers.import.finished", Audience.STAFF)
TEMPLATE_ADOPTED = Event("suppliers.template.adopted", Audience.STAFF)
PROPOSALS_ANSWERED = Event("suppliers.proposals.answered", Audience.STAFF)
ADOPTION_ENDED = Event("suppliers.adoption.ended", Audience.STAFF)

EVENTS = (
    TEMPLATE_ADDED,
    TEMPLATE_CHANGED,
    TEMPLATE_RETIRED,
    TEMPLATES_IMPORTED,
    TEMPLATE_ADOPTED,
    PROPOSALS_ANSWERED,
    ADOPTION_ENDED,
)
