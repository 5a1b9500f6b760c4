"""Whoever sets up the sample gets a way in to try the desk; whoever sets up a real register does not."""

import re

import pytest
from django.test import Client

from kenbaar.cli import trying
from kenbaar.people.actions.invitations import accept_invitation
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Body, Invitation, Person, Role
from kenbaar.values import Language
from tests import make
from tests.desk.signing_in import with_app

pytestmark = pytest.mark.django_db
_LINK = re.compile(r"http://\S+/desk/uitnodiging/(\S+)/")


def _links(capsys: pytest.CaptureFixture[str]) -> list[str]:
    trying.show_ways_to_try(Language.NL)
    return _LINK.findall(capsys.readouterr().out)


def test_a_newcomer_gets_a_link_for_each_role_and_comes_in_with_it(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    make.body()
    codes = _links(capsys)
    assert list(Invitation.objects.order_by("id").values_list("role", flat=True)) == [
        Role.EDITOR,
        Role.APPROVER,
        Role.ADMINISTRATOR,
    ]
    for code in codes:
        assert "Lindewaarde" in client.get(f"/desk/uitnodiging/{code}/").content.decode()
    person = accept_invitation(codes[0], name="Nieuw", now=Invitation.objects.earliest("id").invited_at)
    assert actor_of(person).has(Role.EDITOR, "gemeente-lindewaarde")


def test_setting_up_again_gives_new_links_until_somebody_can_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    make.body()
    first, second = _links(capsys), _links(capsys)
    assert len(second) == 3 and not set(first) & set(second)
    assert Invitation.objects.filter(ended_at=None).count() == 3

    with_app(make.somebody(Role.READER, at=Body.objects.get()))
    assert _links(capsys) == []
    assert Invitation.objects.filter(ended_at=None).count() == 3


def test_nobody_is_let_in_to_a_register_of_real_bodies(capsys: pytest.CaptureFixture[str]) -> None:
    make.body()
    Body.objects.create(slug="gemeente-echt", code="gm0001", type="gemeente", name_nl="Echt", name_en="Echt")
    assert _links(capsys) == []
    assert not Invitation.objects.exists() and not Person.objects.exists()
