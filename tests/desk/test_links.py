"""Links at the desk: at the field, at what still lacks, at the review, and for who looks after a body."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenbaar.casework.links.lifecycle import LinkStatus
from kenbaar.people.models import Role
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from tests import make
from tests.casework.links_world import link, naming
from tests.desk.signing_in import let_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]
GONE, DOOR, FINE = "https://wet.example/oud", "https://dicht.example/x", "https://wel.example/"
SINCE = make.NOON.replace(day=3)


@pytest.fixture(autouse=True)
def _on(settings: Any) -> None:
    settings.CHECK_LINKS = True


@pytest.fixture
def entry() -> Entry:
    made = naming(GONE, DOOR, FINE)
    link(GONE, made, since=SINCE)
    link(DOOR, made, status=LinkStatus.UNSURE)
    return made


def _somebody(entry: Entry, role: Role) -> Client:
    return let_in(make.somebody(role, at=entry.body))


def _words(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def _field(client: Client, entry: Entry) -> str:
    """Return the address of the section with the links."""
    to_field = client.get(f"/desk/algoritme/{entry.reference}/invullen/?veld=data_links")
    return to_field["Location"].partition("#")[0]


def test_an_editor_reads_at_the_field_which_link_is_dead_since_when_and_what_to_do(entry: Entry) -> None:
    client = _somebody(entry, Role.EDITOR)
    said = _words(client, _field(client, entry))
    assert f"Deze link werkt niet sinds 3 november 2026 (404): {GONE} . Zoek waar de pagina nu staat" in said
    assert f"Van deze link is niet zeker of hij werkt (503): {DOOR} . De andere site gaf geen duidelijk" in said
    assert said.count("link werkt niet") == 1


def test_what_still_lacks_names_dead_links_and_an_entry_without_them_does_not(entry: Entry) -> None:
    client = _somebody(entry, Role.EDITOR)
    at = f"/desk/algoritme/{entry.reference}/volledig/"
    assert f"Deze link werkt niet sinds 3 november 2026 (404): {GONE}" in _words(client, at)
    mended = naming(FINE)
    assert "Links om na te kijken" not in _words(client, f"/desk/algoritme/{mended.reference}/volledig/")


def test_the_review_warns_and_links_to_the_field(entry: Entry) -> None:
    page = _somebody(entry, Role.APPROVER).get(f"/desk/algoritme/{entry.reference}/controle/").content.decode()
    assert "Een link leidt nergens meer heen." in page and "data_links" in page


def test_an_administrator_sees_which_entries_have_dead_links_and_nobody_elses(entry: Entry) -> None:
    theirs = make.entry(at=make.body("elders"))
    link("https://elders.example/", theirs)
    client = _somebody(entry, Role.ADMINISTRATOR)
    overview = f"/desk/organisatie/{entry.body.slug}/overzicht/"
    assert "1 Met een link die niet meer werkt" in _words(client, overview)
    page = client.get(f"{overview}dead-links/").content.decode()
    assert f"{entry.reference}/volledig/" in page and theirs.reference not in page
    assert _somebody(entry, Role.EDITOR).get(f"{overview}dead-links/").status_code in {403, 404}
    assert client.get("/desk/organisatie/elders/overzicht/dead-links/").status_code in {403, 404}


def test_where_links_are_not_checked_only_the_administrator_reads_that(entry: Entry, settings: Any) -> None:
    settings.CHECK_LINKS = False
    client = _somebody(entry, Role.ADMINISTRATOR)
    overview = f"/desk/organisatie/{entry.body.slug}/overzicht/"
    said = _words(client, overview)
    assert "Links worden hier niet nagekeken." in said and "link die niet meer werkt" not in said
    assert client.get(f"{overview}dead-links/").status_code == 404
    editor = _somebody(entry, Role.EDITOR)
    for page in (f"{_field(editor, entry)}", f"/desk/algoritme/{entry.reference}/volledig/"):
        said = _words(editor, page)
        assert "link werkt niet" not in said and "worden hier niet nagekeken" not in said


def test_the_public_page_does_not_speak_of_it(client: Client) -> None:
    made = naming(GONE, state=State.PUBLISHED)
    link(GONE, made)
    page = client.get(f"/nl/algoritme/{made.reference}/").content.decode()
    assert GONE in page and "werkt niet" not in page


def test_more_dead_links_do_not_take_more_queries(entry: Entry) -> None:
    editor, administrator = _somebody(entry, Role.EDITOR), _somebody(entry, Role.ADMINISTRATOR)
    other = naming(*(f"https://oud.example/{number}" for number in range(30)))
    pages = [
        (editor, "/desk/algoritme/{}/volledig/"),
        (administrator, f"/desk/organisatie/{entry.body.slug}/overzicht/"),
    ]
    for client, page in pages:
        client.get(page.format(entry.reference))
        with CaptureQueriesContext(connection) as few:
            client.get(page.format(entry.reference))
        for number in range(30):
            address = f"https://oud.example/{number}"
            if not other.links.filter(link__address=address).exists():
                link(address, other)
        with CaptureQueriesContext(connection) as many:
            client.get(page.format(other.reference))
        assert len(many) == len(few)
