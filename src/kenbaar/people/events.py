"""The events of this room."""

from kenbaar.journal.events import Audience, Event

BODY_ADDED = Event("people.body.added", Audience.PUBLIC)
BODY_CHANGED = Event("people.body.changed", Audience.PUBLIC)
PERSON_ADDED = Event("people.person.added", Audience.STAFF)
PERSON_DEACTIVATED = Event("people.person.deactivated", Audience.STAFF)
PERSON_SIGNED_OUT = Event("people.person.signedout", Audience.STAFF)
PERSON_SIGNED_IN = Event("people.person.signedin", Audience.STAFF)
SESSION_ENDED = Event("people.session.ended", Audience.STAFF)
LANGUAGE_CHOSEN = Event("people.language.chosen", Audience.STAFF)
FACTOR_ADDED = Event("people.factor.added", Audience.STAFF)
FACTOR_REMOVED = Event("people.factor.removed", Audience.STAFF)
FACTORS_RESET = Event("people.factors.reset", Audience.STAFF)
CODES_MADE = Event("people.recoverycodes.made", Audience.STAFF)
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
    PERSON_SIGNED_IN,
    SESSION_ENDED,
    LANGUAGE_CHOSEN,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_RESET,
    CODES_MADE,
    PASSWORD_SET,
    ROLE_GIVEN,
    ROLE_TAKEN,
    INVITATION_SENT,
    INVITATION_ACCEPTED,
    INVITATION_WITHDRAWN,
    TOKEN_MADE,
    TOKEN_REVOKED,
)
