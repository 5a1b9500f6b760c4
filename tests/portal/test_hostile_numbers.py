"""Whatever number stands in an address, the answer is a page or a clear refusal, never a failure."""

import pytest
from django.test import Client

from kenbaar.register.lifecycle import State
from tests import make

pytestmark = pytest.mark.django_db
HUGE = ["9" * 22, "9" * 5000, "000000001" + "0" * 5000, "²", "-1", "1e3"]


@pytest.mark.parametrize("number", HUGE)
def test_a_strange_number_behind_the_question_mark_shows_the_list(client: Client, number: str) -> None:
    entry = make.entry(State.PUBLISHED)
    for address in (
        f"/nl/algoritme/?page={number}",
        f"/nl/organisatie/{entry.body.slug}/?page={number}",
        f"/nl/algoritme/{entry.reference}/geschiedenis/?from={number}&to={number}",
    ):
        assert client.get(address).status_code in {200, 302}, address


@pytest.mark.parametrize("number", HUGE)
def test_a_version_that_no_entry_can_have_is_not_there_or_leads_to_the_entry(client: Client, number: str) -> None:
    entry = make.entry(State.PUBLISHED)
    for address in (
        f"/nl/algoritme/{entry.reference}/geschiedenis/{number}/",
        f"/nl/algoritme/{entry.reference}/geschiedenis/1-{number}/",
    ):
        assert client.get(address).status_code in {301, 404}, address
    assert client.get(f"/sitemap-{number}.xml").status_code == 404
    assert client.get(f"/api/v1/entries/{entry.reference}/versions/{number}").status_code in {400, 404}
