"""A system of a body reads the body's own inventory with a token, and nothing of another body."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kenbaar.people.actions.tokens import revoke_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Body, Scope, Token
from kenbaar.register.lifecycle import State
from kenbaar.rules.answers import known
from tests import make
from tests.api.tokens import Service, token_for

pytestmark = pytest.mark.django_db
INVENTORY = "/api/v1/inventory"


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _service(body: Body) -> Client:
    return Service(body, Scope.READ_ENTRIES)


def test_a_service_reads_all_of_its_own_body_and_nothing_of_another() -> None:
    own = {state: make.entry(state) for state in State}
    other = make.entry(State.DRAFT, at=make.body("gemeente-elders"))
    public = make.entry(State.PUBLISHED, at=other.body)
    service = _service(own[State.DRAFT].body)
    answer = service.get(INVENTORY)
    assert {item["reference"]: item["state"] for item in answer.json()["items"]} == {
        entry.reference: state for state, entry in own.items()
    }
    assert [item["state"] for item in service.get(f"{INVENTORY}?state=draft").json()["items"]] == ["draft"]
    for entry in (other, public):
        assert service.get(f"{INVENTORY}/{entry.reference}").status_code == 404
    one = service.get(f"{INVENTORY}/{own[State.PUBLISHED].reference}").json()
    assert (one["version"], one["published_version"]) == (1, 1)


def test_facts_that_are_not_public_are_in_the_inventory_and_nowhere_else(client: Client) -> None:
    entry = make.entry(State.PUBLISHED, says=make.sheet(in_union=known(True)))
    assert "in_union" in _service(entry.body).get(f"{INVENTORY}/{entry.reference}").json()["facts"]
    assert "in_union" not in client.get(f"/api/v1/entries/{entry.reference}").json()["facts"]


def test_pages_go_by_cursor() -> None:
    entries = [make.entry() for _ in range(3)]
    service = _service(entries[0].body)
    first = service.get(f"{INVENTORY}?limit=2").json()
    second = service.get(f"{INVENTORY}?limit=2&cursor={first['next']}").json()
    assert [item["reference"] for item in first["items"] + second["items"]] == [each.reference for each in entries]
    assert second["next"] is None


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer kbt_none"}, {"Authorization": "Basic YTpi"}])
def test_without_a_valid_token_the_answer_says_how_to_get_one(client: Client, header: dict[str, str]) -> None:
    answer = client.get(INVENTORY, headers=header)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json" and "administrator" in answer.json()["detail"]


def test_a_token_that_ended_was_revoked_or_is_for_something_else_is_refused(client: Client) -> None:
    body = make.body()
    revoked, token = token_for(body, Scope.READ_ENTRIES)
    revoke_token(token, by=OPERATOR, now=timezone.now())
    ended, token = token_for(body, Scope.READ_ENTRIES)
    Token.objects.filter(pk=token.pk).update(expires_at=timezone.now())
    other, _ = token_for(body)
    for code, status in ((revoked, 401), (ended, 401), (other, 403)):
        answer = client.get(INVENTORY, headers={"Authorization": f"Bearer {code}"})
        assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_the_inventory_is_kept_by_nobody() -> None:
    entry = make.entry()
    service = _service(entry.body)
    for address in (INVENTORY, f"{INVENTORY}/{entry.reference}"):
        answer = service.get(address)
        assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers
        assert Client().get(address).status_code == 401


def test_a_service_that_asks_without_end_is_told_to_wait_and_another_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    body = make.body()
    service, other = _service(body), _service(body)
    monkeypatch.setattr("kenbaar.api.services.THROTTLE.num_requests", 2)
    assert [service.get(INVENTORY).status_code for _ in range(3)] == [200, 200, 429]
    assert int(service.get(INVENTORY).headers["Retry-After"]) > 0
    assert other.get(INVENTORY).status_code == 200


def test_that_a_token_was_used_is_noted() -> None:
    body = make.body()
    _service(body).get(INVENTORY)
    assert Token.objects.get().last_used_at is not None
