"""What a version tells is made once; what may differ beside it is always of now."""

import pytest
from django.test import Client

from kenbaar.people.models import Body
from kenbaar.register.actions import steps, writing
from kenbaar.register.lifecycle import State
from tests import make

pytestmark = pytest.mark.django_db


def _page(client: Client, reference: str) -> str:
    # With a query it is no ready page: those are kept until the journal moves.
    return client.get(f"/nl/algoritme/{reference}/?x").content.decode()


def test_a_next_version_is_seen_at_once_and_the_old_one_stays_as_it_was(client: Client) -> None:
    entry = make.entry(State.PUBLISHED, says=make.sheet("Eerste naam"))
    assert "Eerste naam" in _page(client, entry.reference)
    writing.add_version(entry.reference, sheet=make.sheet("Tweede naam"), by=make.OPERATOR, now=make.NOON)
    steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    assert "Tweede naam" in _page(client, entry.reference)
    assert "Eerste naam" in client.get(f"/nl/algoritme/{entry.reference}/geschiedenis/1/").content.decode()


def test_the_new_name_of_a_body_is_on_the_page_of_an_old_version(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    assert entry.body.name_nl in _page(client, entry.reference)
    Body.objects.filter(pk=entry.body_id).update(name_nl="Gemeente Nieuwe Naam")
    assert "Gemeente Nieuwe Naam" in _page(client, entry.reference)
