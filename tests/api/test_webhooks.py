"""A system of a body keeps the messages to systems over the API, with a token that was made for that and no other."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.models import Delivery, Subscription
from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.codes import new_token
from kenbaar.people.models import Body, Scope
from tests import make

pytestmark = pytest.mark.django_db
WEBHOOKS = "/api/v1/webhooks"
ASKED = {"name": "Zaaksysteem", "address": "https://zaak.example/kenbaar", "events": ["register.entry.published"]}


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _service(body: Body, *scopes: Scope) -> Client:
    code, now = new_token(), timezone.now()
    until = now + dt.timedelta(days=1)
    make_token("zaak", body, scopes or (Scope.MANAGE_WEBHOOKS,), code=code, until=until, by=OPERATOR, now=now)
    return Client(headers={"Authorization": f"Bearer {code}"})


def _send(client: Client, method: str, path: str, content: Any = None) -> Any:
    body = b"" if content is None else orjson.dumps(content)
    return client.generic(method, WEBHOOKS + path, body, content_type="application/json")


def test_a_system_is_added_switched_tested_and_removed() -> None:
    body = make.body()
    service = _service(body)
    made = _send(service, "POST", "", ASKED)
    assert made.status_code == 201 and made.headers["Cache-Control"] == "no-store"
    number = made.json()["number"]
    assert made.json()["secret"] == Subscription.objects.get().secret
    (listed,) = service.get(WEBHOOKS).json()
    assert (listed["name"], listed["events"], listed["active"], listed["waiting"]) == (
        "Zaaksysteem",
        ASKED["events"],
        True,
        0,
    )
    assert "secret" not in listed
    assert _send(service, "POST", f"/{number}/test").status_code == 204
    assert Delivery.objects.get().is_test
    assert _send(service, "PATCH", f"/{number}", {"active": False}).status_code == 204
    assert _send(service, "POST", f"/{number}/test").status_code == 409
    assert not service.get(WEBHOOKS).json()[0]["active"]
    assert _send(service, "PATCH", f"/{number}", {"active": True}).status_code == 204
    assert _send(service, "POST", f"/{number}/secret").json()["secret"] == Subscription.objects.get().secret
    assert _send(service, "DELETE", f"/{number}").status_code == 204
    assert service.get(WEBHOOKS).json() == []
    lines = JournalLine.objects.filter(event__startswith="outbox.")
    assert len(lines) == 6 and all(line.actor.startswith("token ") for line in lines)


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "http://zaak.example/"},
        {"address": "https://a:b@zaak.example/"},
        {"events": ["people.password.set"]},
        {"name": ""},
        {"name": "x" * 121},
        {"address": None},
        {"event": ["register.entry.published"]},
        {"events": ["x"] * 101},
    ],
)
def test_what_cannot_be_used_is_refused_with_a_way_out(wrong: dict[str, Any]) -> None:
    answer = _send(_service(make.body()), "POST", "", {**ASKED, **wrong})
    assert answer.status_code in {400, 422} and answer.json()["detail"]
    assert not Subscription.objects.exists()


def test_a_token_for_something_else_may_not_come_here_nor_this_token_elsewhere() -> None:
    body = make.body()
    assert _service(body, Scope.READ_ENTRIES).get(WEBHOOKS).status_code == 403
    assert Client().get(WEBHOOKS).status_code == 401
    assert _service(body).get("/api/v1/inventory").status_code == 403


def test_a_number_of_another_body_is_none() -> None:
    number = _send(_service(make.body()), "POST", "", ASKED).json()["number"]
    other = _service(make.body("gemeente-elders"))
    for method, path, content in (
        ("PATCH", "", {"active": False}),
        ("DELETE", "", None),
        ("POST", "/test", None),
        ("POST", "/secret", None),
    ):
        assert _send(other, method, f"/{number}{path}", content).status_code == 404
    assert other.get(WEBHOOKS).json() == []
    assert Subscription.objects.get().active
