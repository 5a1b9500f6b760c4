"""Reading persons, invitations and tokens. What is about others takes the actor who asks."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from kenbaar.journal.often import row_with
from kenbaar.people.actors import Actor
from kenbaar.people.codes import digest_of
from kenbaar.people.errors import InvitationNotValid, NotAllowed, TokenNotValid
from kenbaar.people.models import Body, Invitation, Membership, Person, Role, Token
from kenbaar.people.named import name_of_person, names_of_tokens, person_number
from kenbaar.people.policies import may_manage, may_see_people

_USE_COUNTS_PER = dt.timedelta(minutes=1)


def people_of(body: Body, *, seen_by: Actor) -> list[Person]:
    """Return who has a role at a body, by name, with `roles_here` from the table of roles. Raises NotAllowed."""
    return by_name(_people_of(body, seen_by))


def person_of(body: Body, number: int, *, seen_by: Actor) -> Person | None:
    """Return one of the people of a body, or None. Raises NotAllowed."""
    return _people_of(body, seen_by).filter(pk=number).first()


def colleague_with_address(body: str, email: str, *, seen_by: Actor) -> Person | None:
    """Return who has this e-mail address and a role at a body where the actor has one, or None.

    Whoever asks learns nothing about addresses of people elsewhere.
    """
    if not (seen_by.operator or seen_by.roles.get(body)):
        return None
    try:
        person = Person.objects.get_by_natural_key(email.strip().lower())
    except Person.DoesNotExist:
        return None
    works_here = Membership.objects.filter(person=person, body__slug=body, person__is_active=True)
    return person if works_here.exists() else None


def body_with(slug: str) -> Body:
    """Return the body with this slug, of somebody whose roles named it."""
    return Body.objects.get(slug=slug)


def open_invitations(body: Body, *, seen_by: Actor, now: dt.datetime) -> QuerySet[Invitation]:
    """Return the invitations of a body that can still be taken up, the newest first. Raises NotAllowed."""
    _need_to_see_people(seen_by, body)
    still_open = Invitation.objects.filter(body=body, ended_at=None, expires_at__gt=now)
    return still_open.select_related("body").order_by("-invited_at", "-id")


def knows_official_bodies() -> bool:
    """Say whether a body with an official code is recorded: invented ones have none."""
    return Body.objects.exclude(code=None).exists()


def tokens_of(body: Body, *, seen_by: Actor) -> QuerySet[Token]:
    """Return the tokens of a body, the newest first. Raises NotAllowed."""
    if not may_manage(seen_by, body.slug):
        raise NotAllowed("see the tokens", body.slug)
    return Token.objects.filter(body=body).select_related("body")


def colleagues(body: Body, *, seen_by: Actor) -> list[Person]:
    """Return who works at a body, by name, for who works there too and for supervisors. Raises NotAllowed."""
    return by_name(_at_work(body, seen_by))


def colleague(body: Body, number: int, *, seen_by: Actor) -> Person | None:
    """Return one of those who work at a body, or None: a number from elsewhere is nobody. Raises NotAllowed."""
    return _at_work(body, seen_by).filter(pk=number).first()


def by_name(people: Iterable[Person]) -> list[Person]:
    """Return people by name. Names lie sealed in the database, so it cannot put them in order."""
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


def bodies_managed_by(actor: Actor) -> QuerySet[Body]:
    """Return the bodies whose people the actor manages."""
    return Body.objects.filter(slug__in=[slug for slug, held in actor.roles.items() if Role.ADMINISTRATOR in held])


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Return the roles of a person, those over all bodies last."""
    return Membership.objects.filter(person=person).select_related("body").order_by("body__name_nl", "id")


def invitation_of(code: str, *, now: dt.datetime) -> Invitation:
    """Return the open invitation that has this code. Raises InvitationNotValid."""
    found = Invitation.objects.filter(code_digest=digest_of(code), ended_at=None, expires_at__gt=now)
    invitation = found.select_related("body").first()
    if invitation is None:
        raise InvitationNotValid
    return invitation


def token_of(code: str, *, now: dt.datetime) -> Token:
    """Return the token that has this code, and note that it was used. Raises TokenNotValid.

    That it was used is no deed: it changes nothing that anybody may do, and is noted once a minute.
    """
    token = row_with(Token, code_digest=digest_of(code))
    body = row_with(Body, id=token.body_id) if token else None
    if token is None or body is None or token.revoked_at is not None or token.expires_at <= now:
        raise TokenNotValid
    token.body = body
    if token.last_used_at is None or token.last_used_at < now - _USE_COUNTS_PER:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _people_of(body: Body, actor: Actor) -> QuerySet[Person]:
    _need_to_see_people(actor, body)
    here = Prefetch("memberships", Membership.objects.filter(body=body).order_by("id"), to_attr="roles_here")
    return Person.objects.filter(memberships__body=body).distinct().prefetch_related(here)


def _at_work(body: Body, actor: Actor) -> QuerySet[Person]:
    # Who keeps templates for customers does not work with their colleagues' entries.
    works_here = bool(actor.roles.get(body.slug, frozenset()) - {Role.SUPPLIER})
    if not (works_here or actor.operator or Role.SUPERVISOR in actor.wide):
        raise NotAllowed("see who works at", body.slug)
    here = Membership.objects.filter(body=body).values("person")
    return Person.objects.filter(pk__in=here, is_active=True)


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return how these actors are called, persons and tokens, by the name under which the journal knows them.

    Whoever asks shows it to people who may see what the actors did.
    """
    there = set(actors)
    numbers = {number for number in map(person_number, there) if number is not None}
    persons = Person.objects.filter(pk__in=numbers).values_list("pk", "name") if numbers else ()
    return {name_of_person(number): name for number, name in persons} | names_of_tokens(there)


def _need_to_see_people(actor: Actor, body: Body) -> None:
    if not may_see_people(actor, body.slug):
        raise NotAllowed("see the people", body.slug)
