"""The page of an entry tells what is known, what is not, and never more than the public may know."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kenbaar.people.actors import OPERATOR
from kenbaar.register.actions import steps, writing
from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.rules.answers import known, not_applicable, not_yet, unknown
from tests import make

pytestmark = pytest.mark.django_db


def _page(client: Client, entry: Entry, language: str = "nl") -> str:
    response = client.get(f"/{language}/algoritme/{entry.reference}/")
    assert response.status_code == 200
    return response.content.decode()


def _fact(page: str, label: str) -> str:
    """Return what the page for experts says about a fact."""
    found = re.search(rf'<div class="fact"><dt>{re.escape(label)}</dt><dd>(.*?)</dd></div>', page, re.DOTALL)
    assert found, f"{label} is not shown"
    return found[1]


def test_a_citizen_reads_who_decides_and_where_to_object(client: Client) -> None:
    route = {"body": {"nl": "Gemeente Lindewaarde"}, "term": {"nl": "6 weken"}, "cost": {"nl": "Gratis"}}
    entry = make.entry(
        State.PUBLISHED,
        says=make.sheet(automation=known("sole"), objection_route=known([route]), personal_data=known(True)),
    )
    page = _page(client, entry)
    assert "Het algoritme beslist zelf. Er kijkt geen mens mee." in page
    assert "Ja, gegevens over personen." in page
    assert "<dd>6 weken</dd>" in page


def test_what_nobody_filled_in_is_shown_as_not_filled_in(client: Client) -> None:
    page = _page(client, make.entry(State.PUBLISHED))
    assert "Niet ingevuld" in _fact(page, "Doel en impact")
    assert re.search(r'class="facts__open">.*Gebied', page)
    english = _page(client, make.entry(State.PUBLISHED), "en")
    assert "Not filled in" in _fact(english, "Purpose and impact")


def test_every_heading_for_experts_has_something_under_it(client: Client) -> None:
    page = _page(client, make.entry(State.PUBLISHED))
    sections = re.findall(r'<section class="facts".*?</section>', page, re.DOTALL)
    assert sections
    for section in sections:
        assert "<dl" in section or "facts__open" in section, section


def test_honest_blanks_are_told_apart_and_give_their_reason_or_date(client: Client) -> None:
    says = make.sheet(
        purpose=unknown(),
        data=not_applicable({"nl": "Er gaan geen gegevens in."}),
        risk_management=not_yet("2027-03"),
        considerations=not_yet(),
    )
    page = _page(client, make.entry(State.PUBLISHED, says=says))
    assert "Onbekend" in _fact(page, "Doel en impact")
    assert "Niet van toepassing</span>: <span>Er gaan geen gegevens in." in _fact(page, "Gegevens")
    assert "Verwacht in maart 2027." in _fact(page, "Risicobeheer")
    assert "Verwacht" not in _fact(page, "Afwegingen")


def test_a_text_in_another_language_says_so(client: Client) -> None:
    page = _page(client, make.entry(State.PUBLISHED), "en")
    assert '<html lang="en">' in page
    assert '<h1 class="utrecht-heading-1" lang="nl">Parkeercontrole</h1>' in page
    assert "The organisation wrote this description in Dutch only." in page
    assert '<span lang="nl">' in _page(
        client, make.entry(State.PUBLISHED, says=make.sheet(data=not_applicable({"nl": "Geen."}))), "en"
    )


def test_hostile_texts_stay_text(client: Client) -> None:
    attack = '<script>alert("x")</script>'
    says = make.sheet(
        attack,
        summary=known({"nl": f'{attack} "><img src=x onerror=alert(1)>'}),
        purpose=known({"nl": f'Zie https://example.example/"onmouseover=alert(1) en {attack}\n\n- {attack}'}),
        public_page=known("javascript:alert(1)"),
        contact=known('mailto:x@y.example?subject="><script>alert(1)</script>'),
        legal_basis_links=known([{"title": {"nl": attack}, "link": "data:text/html,x"}]),
    )
    entry = make.entry(State.PUBLISHED, says=says, at=make.body("gemeente-x", name_nl=attack))
    follow()
    for address in ("algoritme/{}/", "algoritme/{}/geschiedenis/", "algoritme/{}/geschiedenis/1/", "algoritme/", ""):
        page = client.get(f"/nl/{address.format(entry.reference)}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert not re.search(r'href="(javascript|data):', page)
        assert not re.search(r"<[^>]*\sonmouseover=", page)


def test_drafts_are_nowhere(client: Client) -> None:
    draft, review = make.entry(), make.entry(State.REVIEW, says=make.sheet("Nog geheim"))
    follow()
    for entry in (draft, review):
        for end in ("", "entry.jsonld", "entry.csv", "geschiedenis/", "geschiedenis/1/", "geschiedenis/1-1/"):
            assert client.get(f"/nl/algoritme/{entry.reference}/{end}").status_code == 404
        assert client.get(f"/nl/algoritme/{entry.reference}").status_code == 404
    for address in (
        "/nl/",
        "/nl/algoritme/",
        "/nl/feed.atom",
        "/nl/organisatie/gemeente-lindewaarde/",
        "/sitemap-0.xml",
    ):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert draft.reference.encode() not in body
        assert b"Nog geheim" not in body


def test_an_unpublished_version_of_a_published_entry_is_nowhere(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    writing.add_version(entry.reference, sheet=make.sheet("Nog geheim"), by=OPERATOR, now=make.NOON)
    assert "Nog geheim" not in _page(client, entry)
    assert client.get(f"/nl/algoritme/{entry.reference}/geschiedenis/2/").status_code == 404
    assert client.get(f"/nl/algoritme/{entry.reference}/geschiedenis/1-2/").status_code == 404


def test_a_withdrawn_entry_keeps_its_page_with_the_reason(client: Client) -> None:
    page = _page(client, make.entry(State.WITHDRAWN))
    assert "Ingetrokken op 24 november 2026" in page
    assert "Gestopt na klachten." in page
    assert "Stopped after complaints." in _page(client, make.entry(State.WITHDRAWN), "en")
    assert "In het archief sinds 24 november 2026" in _page(client, make.entry(State.ARCHIVED))


def test_versions_can_be_read_and_compared(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    changed = make.sheet(summary=known({"nl": "Een auto met camera's controleert of er voor het laden betaald is."}))
    writing.add_version(entry.reference, sheet=changed, by=OPERATOR, now=make.NOON)
    steps.publish(entry.reference, by=OPERATOR, now=make.NOON)
    start = f"/nl/algoritme/{entry.reference}/geschiedenis/"
    assert client.get(start, {"from": "1", "to": "2"}).headers["Location"] == f"{start}1-2/"
    assert client.get(start, {"from": "1", "to": "99999999999"}).status_code == 200
    difference = client.get(f"{start}1-2/").content.decode()
    assert re.search(r"<del>.*weggehaald:.*parkeren.*</del><ins>.*toegevoegd:.*laden.*</ins>", difference)
    assert "U leest een oude versie." in client.get(f"{start}1/").content.decode()
    assert "U leest een oude versie." not in client.get(f"{start}2/").content.decode()
    assert client.get(f"{start}3/").status_code == 404


def test_an_entry_is_linked_data(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    response = client.get(f"/nl/algoritme/{entry.reference}/entry.jsonld")
    assert response.headers["Content-Type"].startswith("application/ld+json")
    said: dict[str, Any] = json.loads(response.content)
    assert said["@type"] == ["dcat:Resource", "schema:SoftwareApplication"]
    assert said["dct:title"] == [{"@value": "Parkeercontrole", "@language": "nl"}]
    assert said["@id"].endswith(f"/nl/algoritme/{entry.reference}/")
    assert all(prefix in said["@context"] for key in said if ":" in key for prefix in [key.split(":")[0]])


def test_an_entry_is_a_file_with_one_line(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    response = client.get(f"/nl/algoritme/{entry.reference}/entry.csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Parkeercontrole" in lines[1]


def test_the_number_of_queries_is_fixed(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    entry = make.entry(State.PUBLISHED)
    for number in range(6):
        make.entry(State.PUBLISHED, says=make.sheet(f"Parkeercontrole {number}"))
        writing.add_version(entry.reference, sheet=make.sheet(f"Naam {number}"), by=OPERATOR, now=make.NOON)
        steps.publish(entry.reference, by=OPERATOR, now=make.NOON)
    follow()
    client.get(f"/nl/algoritme/{entry.reference}/")
    # The end of the journal, the entry, its history, and where that stands in the log.
    with django_assert_num_queries(4):
        client.get(f"/nl/algoritme/{entry.reference}/?again")
