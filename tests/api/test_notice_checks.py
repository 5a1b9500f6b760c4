"""Checking a notice as a service: anybody may ask, nothing is stored, and what cannot be read is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenbaar.api.law_schemas import NoticeCheckOut
from kenbaar.decisions.describing import MOST_BYTES
from kenbaar.rules.content_files import load_yaml

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "notices"
PROBLEM = "application/problem+json"


def _post(client: Client, body: Any) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body, default=str)
    return client.post("/api/v1/notices/check", content, content_type="application/json")


def _example(name: str) -> dict[str, Any]:
    # YAML makes a truth value of the key `on`.
    raw = load_yaml((EXAMPLES / f"{name}.yaml").read_bytes(), loose_days=True)
    return {"on" if key is True else key: value for key, value in raw.items()}


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES.glob("*.yaml")])
def test_an_example_is_complete_and_its_answer_is_as_described(client: Client, name: str) -> None:
    answer = _post(client, _example(name))
    assert answer.status_code == 200
    assert answer.json()["verdict"] == "complete"
    described = NoticeCheckOut.model_validate(answer.json()).model_dump(mode="json", exclude_unset=True)
    assert described == answer.json()


@pytest.mark.django_db
def test_asking_needs_no_account_and_no_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert _post(client, _example("fr-automated") | {"id": 7}).json()["id"] == 7
    assert len(captured) == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b'{"told": {}}', b'{"told": ' + b"[" * 100_000, b"\xff", b"told: {}"],
    ids=lambda body: repr(body[:12]),
)
def test_whatever_is_sent_the_answer_is_a_sentence(client: Client, body: bytes) -> None:
    answer = _post(client, body)
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert answer.json()["errors"]
    assert len(answer.content) < 3000


def test_each_place_that_is_wrong_is_named(client: Client) -> None:
    answer = _post(client, {"facts": {"countries": "atlantis"}, "told": {}, "on": "soon"})
    assert {each["in"] for each in answer.json()["errors"]} == {"facts.countries", "on"}


def test_more_than_a_description_can_be_is_refused_at_the_door(client: Client) -> None:
    for size in (MOST_BYTES + 1, 3 * 1024 * 1024):
        answer = _post(client, b" " * size)
        assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)
