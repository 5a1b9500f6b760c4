"""The events of this room."""

from kenbaar.journal.events import Audience, Event

BODY_ADDED = Event("people.body.added", Audience.PUBLIC)
BODY_CHANGED = Event("people.body.changed", Audience.PUBLIC)
PERSON_ADDED = Event("people.person.added", Audience.STAFF)
PERSON_DEACTIVATED = Event("people.person.deactivated", Audience.STAFF)
PERSON_SIGNED_OUT = Event("people.person.signedout", Audience.STAFF)
PASSWORD_SET = Event("people.password.set", Audience.STAFF)
ROLE_GIVEN = Event("people.role.given", Audience.STAFF)
ROLE_TAKEN = Event("people.role.taken", Audience.STAFF)
INVITATION_SENT = Event("people.invitation.sent", Audience.STAFF)
INVITATION_ACCEPTED = Event("people.invitation.accepted", Audience.STAFF)
INVITATION_WITHDRAWN = Event("people.invitation.withdrawn", Audience.STAFF)
TOKEN_MADE = Event("people.token.made", Audience.STAFF)
TOKEN_REVOKED = Event("people.token.revoked", Audience.STAFF)

EVENTS = (
    BODY_ADDED,
    BODY_CHANGED,
    PERSON_ADDED,
    PERSON_DEACTIVATED,
    PERSON_SIGNED_OUT,
    PASSWORD_SET,
    ROLE_GIVEN,
    ROLE_TAKEN,
    INVITATION_SENT,
    INVITATION_ACCEPTED,
    INVITATION_WITHDRAWN,
    TOKEN_MADE,
    TOKEN_REVOKED,
)
