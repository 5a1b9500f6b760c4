"""The events of this room."""

from kenbaar.journal.events import Audience, Event

BODY_ADDED = Event("people.body.added", Audience.PUBLIC)
BODY_CHANGED = Event("people.body.changed", Audience.PUBLIC)
PERSON_ADDED = Event("people.person.added", Audience.STAFF)
ROLE_GIVEN = Event("people.role.given", Audience.STAFF)

EVENTS = (BODY_ADDED, BODY_CHANGED, PERSON_ADDED, ROLE_GIVEN)
