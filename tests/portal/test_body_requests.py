"""Anybody sees how a body tells people of decisions and answers them, in figures that point at nobody."""

import pytest
from django.test import Client

from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.requests import answer_request
from kenbaar.notices.models import Reconciliation
from kenbaar.people.actors import OPERATOR
from tests.make import NOON
from tests.notices.requests_world import SURE, AskedWorld

pytestmark = pytest.mark.django_db


def test_figures_of_few_people_are_not_told_and_the_page_is_never_old(client: Client) -> None:
    asked = AskedWorld(facts=SURE)
    address = f"/nl/organisatie/{asked.body.slug}/vragen/"
    assert f'href="{address}"' in client.get(f"/nl/organisatie/{asked.body.slug}/").content.decode()
    for _ in range(4):
        asked.ask()
    assert "minder dan 5" in client.get(address).content.decode()
    for _ in range(2):
        asked.ask()
    said = client.get(address).content.decode()
    assert "minder dan 5" not in said.split("<table")[1].split("</table>")[0]
    answer_request(asked.ask(Requested.EXPLANATION).number, "Ja.", by=asked.editor, now=NOON)
    assert "niet genoemd" in client.get(address).content.decode()
    assert "fewer than 5" in client.get(address.replace("/nl/", "/en/")).content.decode()


def test_a_month_with_few_decisions_is_told_as_few(client: Client) -> None:
    asked = AskedWorld(facts=SURE)
    Reconciliation.objects.create(
        profile=asked.body.notice_profiles.get(),
        month=NOON.date().replace(day=1),
        decisions=4,
        noticed=4,
        loose=0,
        at=NOON,
        by=OPERATOR.name,
    )
    said = " ".join(client.get(f"/nl/organisatie/{asked.body.slug}/vragen/").content.decode().split())
    assert "Zoveel besluiten waren dat: <strong>minder dan 5</strong>" in said
    told = client.get(f"/api/v1/bodies/{asked.body.slug}/requests").json()
    assert (told["issued"], told["noticed"]["decisions"], told["noticed"]["noticed"]) == (None, None, None)


def test_an_unknown_body_has_no_figures(client: Client) -> None:
    assert client.get("/nl/organisatie/nergens/vragen/").status_code == 404
    assert client.get("/api/v1/bodies/nergens/requests").status_code == 404
