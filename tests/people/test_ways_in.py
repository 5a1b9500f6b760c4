"""How somebody signs in can be taken away by who may, and by nobody else; then they come in anew, with their roles."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from kenbaar.journal.models import JournalLine
from kenbaar.people.actions.persons import give_role
from kenbaar.people.actions.sign_in import choose_language, end_session, leave_to_provider, reset_factors
from kenbaar.people.actors import OPERATOR, Actor, actor_of
from kenbaar.people.errors import LastAdministrator, NotAllowed
from kenbaar.people.models import Person, Role
from kenbaar.people.signing_in import has_second_factor
from tests import make
from tests.desk.signing_in import with_app

pytestmark = pytest.mark.django_db
NOON = make.NOON


def _reset(person: Person, by: Actor) -> None:
    reset_factors(person, by=by, now=NOON)


def test_who_lost_their_phone_has_no_way_in_any_more_and_keeps_their_roles() -> None:
    body = make.body()
    person = with_app(make.somebody(Role.EDITOR, at=body))
    before = person.get_session_auth_hash()
    _reset(person, make.person(Role.ADMINISTRATOR, at=body))
    person.refresh_from_db()
    assert not Authenticator.objects.filter(user=person).exists() and not person.has_usable_password()
    assert person.get_session_auth_hash() != before
    assert actor_of(person).has(Role.EDITOR, body.slug)
    line = JournalLine.objects.get(event="people.factors.reset")
    assert (line.subject, line.details) == (str(person), {"kinds": ["totp"], "why": "asked"})


def test_nobody_else_takes_away_how_somebody_signs_in() -> None:
    body, elsewhere = make.body(), make.body("gemeente-elders")
    person = with_app(make.somebody(Role.EDITOR, at=body))
    for other in (make.person(Role.EDITOR, at=body), make.person(Role.ADMINISTRATOR, at=elsewhere), actor_of(person)):
        with pytest.raises(NotAllowed):
            _reset(person, other)
    administrator = make.person(Role.ADMINISTRATOR, at=body)
    give_role(person, Role.READER, elsewhere, by=OPERATOR, now=NOON)
    with pytest.raises(NotAllowed):
        _reset(person, administrator)
    assert has_second_factor(person)
    _reset(person, OPERATOR)
    assert not has_second_factor(person)


def test_the_last_administrator_is_helped_by_an_operator_only() -> None:
    person = with_app(make.somebody(Role.ADMINISTRATOR, at=make.body()))
    with pytest.raises(LastAdministrator):
        _reset(person, actor_of(person))
    assert has_second_factor(person)
    _reset(person, OPERATOR)
    assert not has_second_factor(person)


def test_for_whom_the_provider_vouches_there_is_no_other_way_in() -> None:
    person, other = with_app(make.somebody()), make.somebody()
    for each in (person, other, person):
        leave_to_provider(each, now=NOON)
        each.refresh_from_db()
    assert not has_second_factor(person) and not person.has_usable_password()
    line = JournalLine.objects.get(event="people.factors.reset")
    assert (line.subject, line.actor) == (str(person), "identity provider")
    assert line.details == {"kinds": ["totp"], "why": "provider"}


def test_language_and_sessions_are_one_s_own() -> None:
    person, other = make.somebody(), make.somebody()
    session = UserSession.objects.create(user=person, ip="192.0.2.1", session_key="a", user_agent="A")
    with pytest.raises(NotAllowed):
        choose_language(person, "en", by=actor_of(other), now=NOON)
    with pytest.raises(NotAllowed):
        end_session(person, session.pk, by=actor_of(other), now=NOON)
    end_session(other, session.pk, by=actor_of(other), now=NOON)
    assert UserSession.objects.filter(pk=session.pk).exists()
    assert not JournalLine.objects.filter(event="people.session.ended").exists()
