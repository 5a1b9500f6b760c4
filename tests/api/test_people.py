"""A system that was made for it gives and takes roles at its body and invites; it never makes an administrator."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.models import Mail
from kenbaar.people.actions.invitations import accept_invitation, invite
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Invitation, Membership, Person, Role, Scope
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
PEOPLE = Scope.MANAGE_PEOPLE


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _world() -> list[Any]:
    rows = [list(table.objects.order_by("pk").values()) for table in (Membership, Invitation)]
    return [*rows, Mail.objects.count(), JournalLine.objects.exclude(event__startswith="people.token").count()]


def test_a_system_sees_who_works_at_its_body_and_gives_and_takes_roles() -> None:
    body = make.body()
    ann, elsewhere = make.somebody(Role.READER, at=body), make.somebody(Role.EDITOR, at=make.body("gemeente-elders"))
    service = Service(body, PEOPLE)
    assert service.ask("get", "/people").json() == [
        {"number": ann.pk, "name": "Iemand", "email": ann.email, "roles": ["reader"]}
    ]
    for _again in range(2):
        given = service.ask("put", f"/people/{ann.pk}/roles/approver")
        assert (given.status_code, given.json()["roles"]) == (200, ["reader", "approver"])
    for _again in range(2):
        assert service.ask("delete", f"/people/{ann.pk}/roles/reader").status_code == 204
    assert service.ask("get", f"/people/{ann.pk}").json()["roles"] == ["approver"]
    before = _world()
    for method, path in (("get", ""), ("put", "/roles/editor"), ("delete", "/roles/editor")):
        assert service.ask(method, f"/people/{elsewhere.pk}{path}").status_code == 404
    assert _world() == before
    said = JournalLine.objects.filter(event="people.role.given", actor=str(service.token))
    assert [line.details for line in said] == [{"role": "approver", "body": body.slug}]


def test_no_token_makes_or_unmakes_an_administrator_or_gives_a_role_over_all_bodies() -> None:
    body = make.body()
    ann, boss = make.somebody(Role.EDITOR, at=body), make.somebody(Role.ADMINISTRATOR, at=body)
    make.somebody(Role.ADMINISTRATOR, at=body)
    code = "a code"
    theirs = invite("c@lindewaarde.example", Role.ADMINISTRATOR, body, code=code, by=OPERATOR, now=make.NOON)
    Invitation.objects.update(expires_at=make.NOON.replace(year=2099))
    service = Service(body, *Scope)
    before = _world()
    for role in (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CENTRAL_REVIEWER):
        assert service.ask("put", f"/people/{ann.pk}/roles/{role}").status_code == 403
        assert service.ask("post", "/invitations", {"email": "d@a.example", "role": role}).status_code == 403
    assert service.ask("delete", f"/people/{boss.pk}/roles/administrator").status_code == 403
    assert service.ask("delete", f"/invitations/{theirs.pk}").status_code == 403
    assert _world() == before


def test_a_system_invites_by_mail_and_never_sees_the_code() -> None:
    body = make.body()
    service = Service(body, PEOPLE)
    sent = {"email": " Nieuw@lindewaarde.example ", "role": "editor"}
    made = service.ask("post", "/invitations", sent)
    assert made.status_code == 201, made.content
    assert (made.json()["email"], made.json()["role"]) == ("nieuw@lindewaarde.example", "editor")
    assert service.ask("get", "/invitations").json() == [made.json()]
    found = re.search(r"/desk/uitnodiging/([\w-]+)/", Mail.objects.get().text)
    assert found is not None and found[1] not in made.content.decode()
    assert accept_invitation(found[1], name="Nieuw", now=Invitation.objects.get().invited_at).pk
    assert service.ask("get", "/people").json()[0]["roles"] == ["editor"]
    assert service.ask("get", "/invitations").json() == []
    assert not JournalLine.objects.filter(details__icontains="nieuw@").exists()


def test_a_system_withdraws_invitations_of_its_body_and_of_no_other() -> None:
    service = Service(make.body(), PEOPLE)
    number = service.ask("post", "/invitations", {"email": "a@b.example", "role": "reader"}).json()["number"]
    elsewhere = Service(make.body("gemeente-elders"), PEOPLE)
    before = _world()
    assert elsewhere.ask("get", "/invitations").json() == []
    assert elsewhere.ask("delete", f"/invitations/{number}").status_code == 404
    assert _world() == before
    assert service.ask("delete", f"/invitations/{number}").status_code == 204
    assert service.ask("delete", f"/invitations/{number}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"email": "no address", "role": "editor"}, 422),
        ({"email": "a@b.example", "role": "boss"}, 400),
        ({"email": "a@b.example"}, 400),
        ({"email": "a@b.example", "role": "editor", "body": "gemeente-elders"}, 400),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(sent: dict[str, Any], status: int) -> None:
    service = Service(make.body(), PEOPLE)
    before = _world()
    answer = service.ask("post", "/invitations", sent)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert _world() == before


def test_at_a_company_a_system_gives_the_roles_that_there_are() -> None:
    company = make.body("babbel-bv", type="supplier")
    ann = make.somebody(Role.SUPPLIER, at=company)
    service = Service(company, PEOPLE)
    before = _world()
    assert service.ask("put", f"/people/{ann.pk}/roles/editor").status_code == 422
    assert service.ask("post", "/invitations", {"email": "a@b.example", "role": "editor"}).status_code == 422
    assert _world() == before
    assert service.ask("post", "/invitations", {"email": "a@b.example", "role": "supplier"}).status_code == 201


def test_no_other_token_sees_people_or_tokens() -> None:
    body = make.body()
    ann = make.somebody(Role.READER, at=body)
    service = Service(body, *(scope for scope in Scope if scope is not PEOPLE))
    before = _world()
    for method, path in (
        ("get", "/people"),
        ("get", f"/people/{ann.pk}"),
        ("put", f"/people/{ann.pk}/roles/editor"),
        ("delete", f"/people/{ann.pk}/roles/reader"),
        ("get", "/invitations"),
    ):
        answer = service.ask(method, path)
        assert answer.status_code == 403 and ann.email not in answer.content.decode()
    assert _world() == before
    assert Person.objects.filter(pk=ann.pk, memberships__role="reader").exists()
