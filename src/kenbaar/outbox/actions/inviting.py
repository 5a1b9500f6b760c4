"""Inviting somebody by mail: the invitation and its letter, or neither."""

import datetime as dt

from django.db import transaction

from kenbaar.outbox.queueing import queue_mail
from kenbaar.people.actions.invitations import VALID_DAYS, invite
from kenbaar.people.actors import Actor
from kenbaar.people.addresses import invitation_address
from kenbaar.people.models import Body, Invitation, Person, Role
from kenbaar.values import both

REASON = "invitation"
_SUBJECT = both("Uitnodiging voor Kenbaar", "Invitation to Kenbaar")
_TEXT = both(
    "U bent uitgenodigd om in Kenbaar te werken voor: {nl}.\n"
    "Open deze link binnen {days} dagen. De link werkt één keer.\n\n{link}\n",
    "You have been invited to work in Kenbaar for: {en}.\n"
    "Open this link within {days} days. It works once.\n\n{link}\n",
)
_EVERYWHERE = both("alle organisaties", "all bodies")


@transaction.atomic
def invite_by_mail(email: str, role: Role, body: Body | None, *, code: str, by: Actor, now: dt.datetime) -> Invitation:
    """Invite somebody to a role and queue the mail that brings them the link in which `code` stands.

    Raises what `invite` raises: NotAllowed and RoleOutOfPlace.
    """
    invitation = invite(email, role, body, code=code, by=by, now=now)
    named = {"nl": body.name_nl, "en": body.name_en} if body else _EVERYWHERE.model_dump()
    link = invitation_address(code)
    text = both(*(each.format(**named, days=VALID_DAYS, link=link) for each in (_TEXT.nl, _TEXT.en)))
    to = Person.objects.with_address(email) or email.strip().lower()
    queue_mail(to, _SUBJECT, text, reason=REASON, about=str(invitation), now=now)
    return invitation
