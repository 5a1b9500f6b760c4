"""The people of a body, their roles and their invitations, for a system that was made for that.

No token makes or unmakes an administrator: who does makes tokens, and then nothing would hold a token back.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from kenbaar.api.law import PROBLEMS
from kenbaar.api.problems import Problem
from kenbaar.api.reading_bodies import Sent
from kenbaar.api.services import THROTTLE, Needs, actor_of, body_of
from kenbaar.api.working_schemas import Number
from kenbaar.outbox.actions.inviting import invite_by_mail
from kenbaar.outbox.queries import mail_that_failed
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actions.invitations import withdraw_invitation
from kenbaar.people.actions.persons import give_role, take_role
from kenbaar.people.actors import Actor
from kenbaar.people.codes import new_code
from kenbaar.people.models import Body, Invitation, Person, Role, Scope
from kenbaar.people.queries import body_with, open_invitations, people_of, person_of

router = Router(tags=["people"], auth=Needs(Scope.MANAGE_PEOPLE), throttle=THROTTLE)

_ROLE: dict[str, Any] = {
    "responses": {422: {"description": "Nobody can have this role at your body", **PROBLEMS}},
}


class PersonOut(Schema):
    """Somebody with a role at your body."""

    number: int
    name: str
    email: str
    roles: list[str] = Field(description="roles at your body")


class InvitationIn(Sent):
    """Whom to invite, and to which role. An earlier invitation of the same address to the same role ends."""

    email: str = Field(min_length=3, max_length=254)
    role: Role


class InvitationOut(Schema):
    """An invitation that can still be taken up. Its code is in the mail alone."""

    number: int
    email: str
    role: str
    invited_at: dt.datetime
    expires_at: dt.datetime
    failed: bool = Field(description="the mail could not be delivered")


@router.get("/people", response=list[PersonOut], summary="The people of your body")
@open_to(Callers.SERVICE)
def list_people(request: HttpRequest) -> list[PersonOut]:
    """Return who has a role at your body, by name."""
    by = actor_of(request)
    return [_person(each) for each in people_of(_body(by), seen_by=by)]


@router.get("/people/{number}", response=PersonOut, summary="One of the people of your body")
@open_to(Callers.SERVICE)
def read_person(request: HttpRequest, number: Number) -> PersonOut:
    """Return somebody with the roles that they have at your body."""
    return _person(_one(actor_of(request), number))


@router.put("/people/{number}/roles/{role}", response=PersonOut, openapi_extra=_ROLE, summary="Give somebody a role")
@open_to(Callers.SERVICE)
def give_role_to_person(request: HttpRequest, number: Number, role: Role) -> PersonOut:
    """Give one of the people of your body another role there; done already, it changes nothing."""
    by = actor_of(request)
    give_role(_one(by, number), role, _body(by), by=by, now=timezone.now())
    return _person(_one(by, number))


@router.delete("/people/{number}/roles/{role}", response={204: None}, summary="Take a role back")
@open_to(Callers.SERVICE)
def take_role_from_person(request: HttpRequest, number: Number, role: Role) -> Status[None]:
    """Take a role at your body from somebody; what they do not have changes nothing. Without a role they are gone."""
    by = actor_of(request)
    take_role(_one(by, number), role, _body(by), by=by, now=timezone.now())
    return Status(204, None)


@router.get("/invitations", response=list[InvitationOut], summary="Open invitations")
@open_to(Callers.SERVICE)
def list_invitations(request: HttpRequest) -> list[InvitationOut]:
    """Return the invitations of your body that can still be taken up, the newest first."""
    by = actor_of(request)
    found = list(open_invitations(_body(by), seen_by=by, now=timezone.now()))
    failed = mail_that_failed(found)
    return [_invitation(each, failed=str(each) in failed) for each in found]


@router.post("/invitations", response={201: InvitationOut}, summary="Invite somebody by mail")
@open_to(Callers.SERVICE)
def send_invitation(request: HttpRequest, sent: InvitationIn) -> Status[InvitationOut]:
    """Invite somebody to a role at your body. The mail brings a link that works once, for a week."""
    by, email = actor_of(request), sent.email.strip()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Problem(422, "Not an address", "This is no e-mail address. Check it and try again.") from wrong
    made = invite_by_mail(email, sent.role, _body(by), code=new_code(), by=by, now=timezone.now())
    return Status(201, _invitation(made, failed=False))


@router.delete("/invitations/{number}", response={204: None}, summary="Withdraw an invitation")
@open_to(Callers.SERVICE)
def end_invitation(request: HttpRequest, number: Number) -> Status[None]:
    """Make an invitation useless from now on."""
    by, now = actor_of(request), timezone.now()
    found = open_invitations(_body(by), seen_by=by, now=now).filter(pk=number).first()
    if found is None:
        raise Problem(404, "Not found", f"Your body has no open invitation {number}. See the list of them.")
    withdraw_invitation(found, by=by, now=now)
    return Status(204, None)


def _body(by: Actor) -> Body:
    return body_with(body_of(by))


def _one(by: Actor, number: int) -> Person:
    """Return somebody of the body of the token: a number from elsewhere is nobody. Raises Problem."""
    found = person_of(_body(by), number, seen_by=by)
    if found is None:
        raise Problem(404, "Not found", f"Nobody at your body has number {number}. See the list of its people.")
    return found


def _person(person: Person) -> PersonOut:
    roles = [held.role for held in person.roles_here]  # type: ignore[attr-defined]  # fetched by the query
    return PersonOut(number=person.pk, name=person.name, email=person.email, roles=roles)


def _invitation(invitation: Invitation, *, failed: bool) -> InvitationOut:
    return InvitationOut(
        number=invitation.pk,
        email=invitation.email,
        role=invitation.role,
        invited_at=invitation.invited_at,
        expires_at=invitation.expires_at,
        failed=failed,
    )
