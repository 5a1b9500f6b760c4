"""Inviting somebody to a role, and taking the invitation up: once, and in time."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.codes import digest_of
from kenbaar.people.errors import InvitationNotValid, NotAllowed, PersonInactive, RoleOutOfPlace
from kenbaar.people.events import INVITATION_ACCEPTED, INVITATION_SENT, INVITATION_WITHDRAWN
from kenbaar.people.models import Body, Invitation, Person, Role, roles_at
from kenbaar.people.policies import may_give
from kenbaar.people.recording import added_person, given_role, place_of
from kenbaar.people.sealed import key_of

# A week with a weekend and a day off in it.
VALID_DAYS = 7


@transaction.atomic
def invite(email: str, role: Role, body: Body | None, *, code: str, by: Actor, now: dt.datetime) -> Invitation:
    """Invite somebody to a role. Whoever calls this brings `code` to them; afterwards nobody can find it again.

    An earlier open invitation of the same address to the same role ends. Raises NotAllowed and RoleOutOfPlace.
    """
    if not may_give(by, role, body.slug if body else None):
        raise NotAllowed(f"invite a {role}", body.slug if body else "all bodies")
    if role not in roles_at(body):
        raise RoleOutOfPlace(role, body.slug if body else None)
    address = email.strip().lower()
    for earlier in Invitation.objects.filter(email_key=key_of(address), role=role, body=body, ended_at=None):
        _end(earlier, now)
        write_line(Deed(INVITATION_WITHDRAWN, str(earlier)), by=by.name, now=now)
    invitation = Invitation.objects.create(
        email=address,
        email_key=key_of(address),
        role=role,
        body=body,
        code_digest=digest_of(code),
        invited_by=by.name,
        invited_at=now,
        expires_at=now + dt.timedelta(days=VALID_DAYS),
    )
    write_line(Deed(INVITATION_SENT, str(invitation), place_of(role, body)), by=by.name, now=now)
    return invitation


@transaction.atomic
def accept_invitation(code: str, *, name: str, now: dt.datetime) -> Person:
    """Take up the role of an invitation; whoever is new here is added under `name`. Works once.

    Raises InvitationNotValid, and PersonInactive where the account was closed.
    """
    row = Invitation.objects.select_for_update().filter(code_digest=digest_of(code), ended_at=None)
    invitation = row.filter(expires_at__gt=now).first()
    if invitation is None:
        raise InvitationNotValid
    person = Person.objects.with_address(invitation.email)
    if person is not None and not person.is_active:
        raise PersonInactive
    # The invitation is what allows it, so it is the journal's actor for somebody who was not here before.
    by = Actor(str(person or invitation))
    person = person or added_person(invitation.email, name, by=by, now=now)
    given_role(person, Role(invitation.role), invitation.body, by=by, now=now)
    _end(invitation, now)
    write_line(Deed(INVITATION_ACCEPTED, str(invitation), {"person": str(person)}), by=by.name, now=now)
    return person


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, now: dt.datetime) -> None:
    """Make an invitation useless; one that ended already stays as it is. Raises NotAllowed."""
    body = invitation.body.slug if invitation.body else None
    if not may_give(by, Role(invitation.role), body):
        raise NotAllowed("withdraw an invitation", body or "all bodies")
    current = Invitation.objects.select_for_update().filter(pk=invitation.pk, ended_at=None).first()
    if current is not None:
        _end(current, now)
        write_line(Deed(INVITATION_WITHDRAWN, str(invitation)), by=by.name, now=now)


def _end(invitation: Invitation, now: dt.datetime) -> None:
    invitation.ended_at, invitation.email, invitation.email_key = now, "", ""
    invitation.save(update_fields=["ended_at", "email", "email_key"])
