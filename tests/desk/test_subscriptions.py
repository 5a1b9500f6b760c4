"""An administrator decides at the desk what the systems of their body hear, and sees how that goes."""

import re
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from kenbaar.outbox.actions.subscriptions import subscribe
from kenbaar.outbox.delivering import deliver_waiting
from kenbaar.outbox.models import Subscription
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Body, Role
from tests import make
from tests.desk.signing_in import signed_in
from tests.outbox.listening import System, answer, listening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]


@pytest.fixture
def system(settings: LazySettings) -> Iterator[System]:
    settings.WEBHOOK_PRIVATE = True
    with listening() as listens:
        yield listens


@pytest.fixture
def here() -> Body:
    return make.body()


@pytest.fixture
def administrator(here: Body) -> Client:
    return signed_in(make.somebody(Role.ADMINISTRATOR, at=here))


def _at(body: Body, *rest: object) -> str:
    return "/".join(["/desk/organisatie", body.slug, "berichten-aan-systemen", *map(str, rest), ""])


def test_a_system_is_added_tested_turned_off_and_on_and_removed(
    here: Body, administrator: Client, system: System
) -> None:
    form = {"name": "Zaaksysteem", "address": system.address, "events": ["register.entry.published"]}
    added = administrator.post(_at(here, "toevoegen"), form).content.decode()
    secret = re.search(r'id="secret">(kbw_[^<]+)<', added)
    assert secret and Subscription.objects.get().secret == secret[1]
    assert secret[1] not in administrator.get(_at(here)).content.decode(), "the secret is shown once"
    number = Subscription.objects.get().pk

    assert "op weg" in administrator.post(_at(here, number, "testen"), follow=True).content.decode()
    system.answers = lambda handler: answer(handler, 503)
    deliver_waiting(clock=timezone.now)
    page = administrator.get(_at(here)).content.decode()
    assert "Testbericht" in page and "niet aangenomen, 503" in page

    administrator.post(_at(here, number, "uitzetten"))
    assert "Staat uit." in administrator.get(_at(here)).content.decode()
    assert "staat uit" in administrator.post(_at(here, number, "testen")).content.decode()
    administrator.post(_at(here, number, "aanzetten"))
    assert "Staat aan." in administrator.get(_at(here)).content.decode()
    assert "kbw_" in administrator.post(_at(here, number, "geheim")).content.decode()
    assert Subscription.objects.get().secret != secret[1]
    administrator.post(_at(here, number, "verwijderen"))
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": " ", "address": "https://a.example/"}, "Geef het systeem een naam"),
        ({"name": "x" * 121, "address": "https://a.example/"}, "Geef het systeem een naam"),
        ({"name": "Zaak", "address": "http://a.example/"}, "moet beginnen met https://"),
        ({"name": "Zaak", "address": "https://a:b@a.example/"}, "geen webadres"),
    ],
)
def test_what_cannot_be_added_is_said_and_kept_in_the_form(
    here: Body, administrator: Client, form: dict[str, str], said: str
) -> None:
    answered = administrator.post(_at(here, "toevoegen"), {**form, "events": "register.entry.published"})
    page = answered.content.decode()
    assert answered.status_code == 400 and said in page and "kbw_" not in page
    assert f'value="{form["address"]}"' in page and 'value="register.entry.published" checked' in page
    assert not Subscription.objects.exists()


def test_an_event_that_is_not_offered_is_refused(here: Body, administrator: Client) -> None:
    form = {"name": "Zaak", "address": "https://a.example/", "events": "people.password.set"}
    assert administrator.post(_at(here, "toevoegen"), form).status_code == 404


def test_a_number_from_another_body_is_none(here: Body, administrator: Client) -> None:
    theirs = subscribe(
        "Zaak", make.body("gemeente-elders"), "https://a.example/", [], secret="kbw_a", by=OPERATOR, now=make.NOON
    )
    for deed in ("testen", "aanzetten", "uitzetten", "geheim", "verwijderen"):
        assert administrator.post(_at(here, theirs.pk, deed)).status_code == 404
    kept = Subscription.objects.get()
    assert kept.active and kept.secret == "kbw_a"


def test_a_name_with_markup_stays_a_name(here: Body, administrator: Client) -> None:
    subscribe("<b>Zaak", here, "https://a.example/", [], secret="kbw_a", by=OPERATOR, now=make.NOON)
    page = administrator.get(_at(here)).content.decode()
    assert "&lt;b&gt;Zaak" in page and "<b>Zaak" not in page
