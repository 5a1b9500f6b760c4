"""Searching and suggestions through the API, as another program asks."""

from pathlib import Path

import orjson
import pytest
from django.test import Client
from pytest_django import Settings

from kenbaar.api.schemas import SearchOut
from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    for name in ("Berekenen huurtoeslag", "Parkeercontrole"):
        make.entry(State.PUBLISHED, says=make.sheet(name))
    follow()


def test_a_program_gets_hits_with_marks_counts_and_links(client: Client) -> None:
    answer = client.get("/api/v1/search", {"q": "toeslag"}).json()
    (hit,) = answer["items"]
    assert (answer["total"], answer["relaxed"], answer["did_you_mean"]) == (1, False, None)
    assert hit["marked_name"] == [{"text": "Berekenen ", "hit": False}, {"text": "huurtoeslag", "hit": True}]
    assert answer["facets"]["status"] == {"in_use": 1}
    assert hit["links"]["self"].endswith(hit["reference"])


def test_an_answer_has_the_shape_that_the_description_promises(client: Client) -> None:
    answer = client.get("/api/v1/search", {"q": "toeslag"}).content
    promised = SearchOut.model_validate_json(answer)
    assert orjson.loads(promised.model_dump_json()) == orjson.loads(answer)


def test_choices_can_be_repeated(client: Client) -> None:
    path = "/api/v1/search?publication_category=impactful&publication_category=other"
    assert client.get(path).json()["total"] == 2
    assert client.get("/api/v1/search?publication_category=other").json()["total"] == 0


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 1001, "page=0", "size=101", "sort=colour", "theme=" + "a" * 121, "language=fr"]
)
def test_a_parameter_out_of_bounds_is_explained(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_suggestions_name_what_they_lead_to(client: Client) -> None:
    found = client.get("/api/v1/suggestions", {"q": "huur"}).json()
    entry = next(one for one in found if one["kind"] == "entry")
    assert entry["url"].endswith(f"/nl/algoritme/{entry['key']}/")
    assert client.get("/api/v1/suggestions", {"q": ""}).status_code == 400
