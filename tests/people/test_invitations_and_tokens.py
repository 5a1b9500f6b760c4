"""An invitation works once and in time; a token works until it ends; no secret is kept."""

import datetime as dt

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people import queries
from kenbaar.people.actions.invitations import VALID_DAYS, accept_invitation, invite, withdraw_invitation
from kenbaar.people.actions.persons import deactivate
from kenbaar.people.actions.tokens import LONGEST_DAYS, make_token, revoke_token
from kenbaar.people.actors import OPERATOR, actor_of, actor_of_token
from kenbaar.people.codes import TOKEN_BEGINNING, new_code, new_token
from kenbaar.people.errors import InvitationNotValid, NotAllowed, PersonInactive, TokenNotValid, TokenTooLong
from kenbaar.people.models import Invitation, Person, Role, Scope, Token
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOON
TOMORROW = NOW + dt.timedelta(days=1)


def test_whoever_is_invited_takes_up_the_role_once() -> None:
    body, code = make.body(), new_code()
    administrator = make.person(Role.ADMINISTRATOR, at=body)
    invite(" Nieuw@Lindewaarde.example", Role.EDITOR, body, code=code, by=administrator, now=NOW)
    assert [each.email for each in queries.open_invitations(body, seen_by=administrator, now=NOW)] == [
        "nieuw@lindewaarde.example"
    ]
    person = accept_invitation(code, name="Nieuw", now=TOMORROW)
    assert (person.email, person.name) == ("nieuw@lindewaarde.example", "Nieuw")
    assert actor_of(person).has(Role.EDITOR, body.slug)
    for read in (
        lambda: accept_invitation(code, name="Ander", now=TOMORROW),
        lambda: queries.invitation_of(code, now=NOW),
    ):
        with pytest.raises(InvitationNotValid):
            read()
    assert "Ander" not in {each.name for each in Person.objects.all()}
    assert Invitation.objects.get().email == ""


def test_an_invitation_ends_with_its_week_when_withdrawn_and_when_a_newer_one_is_sent() -> None:
    body = make.body()
    late = NOW + dt.timedelta(days=VALID_DAYS)
    invite("a@b.example", Role.EDITOR, body, code="first", by=OPERATOR, now=NOW)
    invite("a@b.example", Role.EDITOR, body, code="second", by=OPERATOR, now=NOW)
    third = invite("a@b.example", Role.READER, body, code="third", by=OPERATOR, now=NOW)
    withdraw_invitation(third, by=OPERATOR, now=NOW)
    withdraw_invitation(third, by=OPERATOR, now=NOW)
    for code, when in (("first", NOW), ("second", late), ("third", NOW), ("never", NOW)):
        with pytest.raises(InvitationNotValid):
            accept_invitation(code, name="A", now=when)
    assert accept_invitation("second", name="A", now=late - dt.timedelta(seconds=1)).email == "a@b.example"
    assert JournalLine.objects.filter(event="people.invitation.withdrawn").count() == 2


def test_somebody_who_is_here_keeps_their_name_and_gets_the_role_and_a_closed_account_stays_closed() -> None:
    body, person = make.body(), make.somebody()
    invite(person.email, Role.APPROVER, body, code="code", by=OPERATOR, now=NOW)
    assert accept_invitation("code", name="Iemand anders", now=NOW) == person
    assert actor_of(person).has(Role.APPROVER, body.slug)
    assert Person.objects.get(pk=person.pk).name == "Iemand"
    deactivate(person, by=OPERATOR, now=NOW)
    invite(person.email, Role.READER, body, code="again", by=OPERATOR, now=NOW)
    with pytest.raises(PersonInactive):
        accept_invitation("again", name="", now=NOW)
    assert not Person.objects.get(pk=person.pk).is_active


def test_nobody_invites_to_another_body_or_over_all_bodies() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    administrator = make.person(Role.ADMINISTRATOR, at=here)
    for role, body in ((Role.READER, elsewhere), (Role.SUPERVISOR, None)):
        with pytest.raises(NotAllowed):
            invite("a@b.example", role, body, code="code", by=administrator, now=NOW)
    theirs = invite("a@b.example", Role.READER, elsewhere, code="code", by=OPERATOR, now=NOW)
    with pytest.raises(NotAllowed):
        withdraw_invitation(theirs, by=administrator, now=NOW)
    with pytest.raises(NotAllowed):
        queries.open_invitations(elsewhere, seen_by=administrator, now=NOW)


def test_neither_the_journal_nor_the_tables_know_a_secret_or_the_journal_a_name() -> None:
    body, code, token = make.body(), new_code(), new_token()
    invite("geheim@lindewaarde.example", Role.EDITOR, body, code=code, by=OPERATOR, now=NOW)
    make_token("zaaksysteem", body, [Scope.READ_ENTRIES], code=token, until=TOMORROW, by=OPERATOR, now=NOW)
    accept_invitation(code, name="Geheim", now=NOW)
    written = " ".join(f"{line.subject} {line.actor} {line.details}" for line in JournalLine.objects.all()).lower()
    assert "geheim" not in written and "zaaksysteem" not in written
    kept = f"{list(Invitation.objects.values())} {list(Token.objects.values())} {written}"
    assert code not in kept and token not in kept
    assert token.startswith(TOKEN_BEGINNING)


def test_a_token_reads_for_its_body_until_it_ends_or_is_revoked() -> None:
    body = make.body()
    administrator = make.person(Role.ADMINISTRATOR, at=body)
    token = make_token("zaak", body, [Scope.READ_ENTRIES], code="code", until=TOMORROW, by=administrator, now=NOW)
    found = queries.token_of("code", now=NOW)
    assert actor_of_token(found).roles == {body.slug: {Role.READER}}
    token.refresh_from_db()
    assert token.last_used_at == NOW
    queries.token_of("code", now=NOW + dt.timedelta(seconds=30))
    token.refresh_from_db()
    assert token.last_used_at == NOW
    for code, when in (("code", TOMORROW), ("other", NOW)):
        with pytest.raises(TokenNotValid):
            queries.token_of(code, now=when)
    revoke_token(token, by=administrator, now=NOW)
    revoke_token(token, by=administrator, now=NOW)
    with pytest.raises(TokenNotValid):
        queries.token_of("code", now=NOW)
    assert JournalLine.objects.filter(event="people.token.revoked").count() == 1


def test_a_token_has_an_end_within_a_year_and_belongs_to_the_administrator_s_body() -> None:
    here, elsewhere = make.body(), make.body("gemeente-elders")
    administrator = make.person(Role.ADMINISTRATOR, at=here)
    for until in (NOW, NOW + dt.timedelta(days=LONGEST_DAYS, seconds=1)):
        with pytest.raises(TokenTooLong):
            make_token("zaak", here, [], code="code", until=until, by=administrator, now=NOW)
    with pytest.raises(NotAllowed):
        make_token("zaak", elsewhere, [], code="code", until=TOMORROW, by=administrator, now=NOW)
    theirs = make_token("zaak", elsewhere, [], code="code", until=TOMORROW, by=OPERATOR, now=NOW)
    assert actor_of_token(theirs).roles == {}
    with pytest.raises(NotAllowed):
        revoke_token(theirs, by=administrator, now=NOW)
    assert list(queries.tokens_of(here, seen_by=administrator)) == []
