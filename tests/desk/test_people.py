"""An administrator manages the people of their own body, and no number in a form reaches anybody else."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kenbaar.people.actions.invitations import invite
from kenbaar.people.actions.persons import give_role
from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR, actor_of
from kenbaar.people.addresses import invitation_address
from kenbaar.people.codes import new_code
from kenbaar.people.errors import RoleOutOfPlace
from kenbaar.people.models import COMPANY, Body, Invitation, Person, Role, Token
from tests import make
from tests.desk.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]


@pytest.fixture
def here() -> Body:
    return make.body()


@pytest.fixture
def administrator(here: Body) -> Client:
    return signed_in(make.somebody(Role.ADMINISTRATOR, at=here))


def _of(body: Body, *rest: object) -> str:
    return "/".join(["/desk/organisatie", body.slug, *map(str, rest), ""])


def test_roles_are_given_and_taken_back_and_an_account_is_closed(here: Body, administrator: Client) -> None:
    person = make.somebody(Role.READER, at=here)
    assert administrator.post(_of(here, "mensen", person.pk, "rol/geven"), {"role": "editor"}).status_code == 302
    assert actor_of(person).has(Role.EDITOR, here.slug)
    administrator.post(_of(here, "mensen", person.pk, "rol/terugnemen"), {"role": "editor"})
    assert not actor_of(person).has(Role.EDITOR, here.slug)
    administrator.post(_of(here, "mensen", person.pk, "sluiten"))
    assert not Person.objects.get(pk=person.pk).is_active


def test_the_last_administrator_is_told_why_they_stay(here: Body, administrator: Client) -> None:
    me = Person.objects.get(memberships__role=Role.ADMINISTRATOR)
    for address, form in (("rol/terugnemen", {"role": "administrator"}), ("sluiten", {})):
        answer = administrator.post(_of(here, "mensen", me.pk, address), form)
        assert answer.status_code == 400 and "laatste beheerder" in answer.content.decode()
    assert actor_of(me).has(Role.ADMINISTRATOR, here.slug)


def test_a_number_from_another_body_is_nobody(here: Body, administrator: Client) -> None:
    elsewhere = make.body("gemeente-elders")
    stranger = make.somebody(Role.READER, at=elsewhere)
    now = timezone.now()
    theirs = invite("a@b.example", Role.READER, elsewhere, code="abc", by=OPERATOR, now=now)
    until = now + dt.timedelta(days=1)
    token = make_token("zaak", elsewhere, [], code="code", until=until, by=OPERATOR, now=now)
    for deed in ("rol/geven", "rol/terugnemen", "sluiten"):
        assert administrator.post(_of(here, "mensen", stranger.pk, deed), {"role": "reader"}).status_code == 404
    administrator.post(_of(here, "uitnodiging", theirs.pk, "intrekken"))
    administrator.post(_of(here, "koppelingen", token.pk, "intrekken"))
    assert Invitation.objects.get().ended_at is None and Token.objects.get().revoked_at is None
    assert actor_of(stranger).roles == {elsewhere.slug: {Role.READER}}


def test_a_company_has_administrators_and_suppliers_and_nobody_who_works_with_entries() -> None:
    company = make.body("babbelbrug", type=COMPANY)
    client = signed_in(make.somebody(Role.ADMINISTRATOR, at=company))
    colleague = make.somebody(Role.SUPPLIER, at=company)
    page = client.get(_of(company, "mensen")).content.decode()
    assert 'value="supplier"' in page and 'value="editor"' not in page
    for role in ("editor", "reader", "approver"):
        assert client.post(_of(company, "mensen", colleague.pk, "rol/geven"), {"role": role}).status_code == 404
        assert (
            client.post(_of(company, "mensen", "uitnodigen"), {"role": role, "email": "a@b.example"}).status_code == 404
        )
    with pytest.raises(RoleOutOfPlace):
        give_role(colleague, Role.EDITOR, company, by=OPERATOR, now=timezone.now())


@pytest.mark.parametrize("role", ["supervisor", "central_reviewer", "king", ""])
def test_no_role_over_all_bodies_is_given_here(here: Body, administrator: Client, role: str) -> None:
    person = make.somebody(Role.READER, at=here)
    assert administrator.post(_of(here, "mensen", person.pk, "rol/geven"), {"role": role}).status_code == 404
    invitation = {"role": role, "email": "a@b.example"}
    assert administrator.post(_of(here, "mensen/uitnodigen"), invitation).status_code == 404


def test_somebody_who_works_elsewhere_too_is_not_closed(here: Body, administrator: Client) -> None:
    person = make.somebody(Role.READER, at=here)
    give_role(person, Role.READER, make.body("gemeente-elders"), by=OPERATOR, now=make.NOON)
    answer = administrator.post(_of(here, "mensen", person.pk, "sluiten"))
    assert answer.status_code == 400 and "andere organisatie" in answer.content.decode()


def test_a_token_is_shown_once_and_revoked(here: Body, administrator: Client) -> None:
    read = "entries:read"
    wrong = (
        ("", "90", read),
        ("zaak", "0", read),
        ("zaak", "367", read),
        ("zaak", "9" * 9, read),
        ("zaak", "veel", read),
    )
    for name, days, scope in (*wrong, ("zaak", "90", "all")):
        sent = {"name": name, "days": days, "scope": scope}
        assert administrator.post(_of(here, "koppelingen/maken"), sent).status_code == 400
    sent = {"name": "zaak", "days": "90", "scope": [read, "entries:approve"]}
    answer = administrator.post(_of(here, "koppelingen/maken"), sent)
    assert "kbt_" in answer.content.decode()
    assert "kbt_" not in administrator.get(_of(here, "koppelingen")).content.decode()
    assert Token.objects.get().scopes == ["entries:approve", read]
    administrator.post(_of(here, "koppelingen", Token.objects.get().pk, "intrekken"))
    assert Token.objects.get().revoked_at is not None


def test_a_name_with_markup_stays_a_name(here: Body, administrator: Client) -> None:
    person = make.somebody(Role.READER, at=here)
    Person.objects.filter(pk=person.pk).update(name="<script>alert(1)</script>")
    page = administrator.get(_of(here, "mensen")).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_an_invitation_leads_to_the_address_where_it_is_taken_up(settings: LazySettings) -> None:
    code = new_code()
    assert invitation_address(code) == settings.PUBLIC_URL + reverse("desk:invitation", kwargs={"code": code})
