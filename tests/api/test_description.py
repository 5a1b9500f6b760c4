"""Who makes a client from the description of the API gets one that is whole and that they can read."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _said in pairs]
    assert len(names) == len(set(names)), f"one of these stands there twice: {names}"
    return dict(pairs)


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    """The description as it is served, read as strictly as a machine may."""
    answer = client.get("/api/v1/openapi.json")
    read: dict[str, Any] = json.loads(answer.content, object_pairs_hook=_each_once)
    return read


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for methods in document["paths"].values():
        yield from methods.items()


def test_each_operation_has_a_name_of_its_own_that_says_nothing_of_the_code(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _method, operation in _operations(document)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", name) and "kenbaar" not in name for name in names)


def test_each_operation_and_parameter_is_explained(document: dict[str, Any]) -> None:
    explained = {tag["name"] for tag in document["tags"] if tag["description"]}
    for _method, operation in _operations(document):
        name = operation["operationId"]
        assert operation["summary"] and operation["description"] and set(operation["tags"]) <= explained, name
        asked = [each for each in operation.get("parameters", ()) if each["in"] == "query"]
        for each in asked:
            assert each.get("description") or each["schema"].get("description"), f"{name}: {each['name']}"


def test_reading_is_never_refused_for_where_things_stand(document: dict[str, Any]) -> None:
    for method, operation in _operations(document):
        with_token = bool(operation.get("security"))
        assert ("409" in operation["responses"]) == (with_token and method != "get"), operation["operationId"]


def test_what_an_operation_says_of_its_own_refusals_is_kept(document: dict[str, Any]) -> None:
    refused = document["paths"]["/api/v1/tasks/{number}/files"]["post"]["responses"]
    assert "file" in refused["413"]["description"] and "file" in refused["422"]["description"]
