"""Addresses for machines, and old addresses: feeds, sitemaps, and what leads on to the entry."""

from xml.etree import ElementTree as Xml

import pytest
from django.conf import settings
from django.test import Client

from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from kenbaar.register.models import EntryKey
from kenbaar.rules.answers import known
from tests import make

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LARS = "12345670"


@pytest.mark.parametrize(
    "address", ["feed.atom", "organisatie/gemeente-lindewaarde/feed.atom", "algoritme/feed.atom?q=auto"]
)
def test_a_feed_is_well_formed_and_names_its_entries_for_good(client: Client, address: str) -> None:
    hostile = make.sheet("Titel <b>&\x0b]]>", summary=known({"nl": "Een auto \x0b & <script>"}))
    entry = make.entry(State.PUBLISHED, says=hostile)
    follow()
    response = client.get(f"/en/{address}")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = Xml.fromstring(response.content)
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-11-24T12:00:00+00:00"
    (item,) = feed.findall("a:entry", ATOM)
    assert item.findtext("a:id", namespaces=ATOM) == f"{settings.PUBLIC_URL}/nl/algoritme/{entry.reference}/"
    link = item.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"{settings.PUBLIC_URL}/en/algoritme/{entry.reference}/"
    assert item.findtext("a:title", namespaces=ATOM) == "Titel <b>&]]>"


def test_an_empty_feed_is_a_feed_and_an_unknown_body_has_none(client: Client) -> None:
    Xml.fromstring(client.get("/nl/feed.atom").content)
    assert client.get("/nl/organisatie/niemand/feed.atom").status_code == 404


def test_the_sitemap_leads_to_every_public_page(client: Client) -> None:
    shown, withdrawn = make.entry(State.PUBLISHED), make.entry(State.WITHDRAWN)
    index = Xml.fromstring(client.get("/sitemap.xml").content)
    addresses: list[str] = []
    for place in index.findall("m:sitemap/m:loc", MAP):
        assert place.text is not None
        response = client.get(place.text.removeprefix(settings.PUBLIC_URL))
        page = Xml.fromstring(b"".join(response.streaming_content))
        addresses += [found.text or "" for found in page.findall("m:url/m:loc", MAP)]
    for address in ("/nl/", f"/en/algoritme/{shown.reference}/", f"/nl/algoritme/{withdrawn.reference}/"):
        assert settings.PUBLIC_URL + address in addresses
    for address in addresses:
        assert client.get(address.removeprefix(settings.PUBLIC_URL)).status_code == 200
    assert client.get("/sitemap-2.xml").status_code == 404


def test_robots_and_researchers_find_what_they_need(client: Client) -> None:
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert "Contact: " in client.get("/.well-known/security.txt").content.decode()
    description = Xml.fromstring(client.get("/en/opensearch.xml").content)
    assert "en/algoritme/?q={searchTerms}" in Xml.tostring(description, encoding="unicode")


def test_old_addresses_lead_to_the_entry(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    EntryKey.objects.create(entry=entry, scheme="lars", value=LARS)
    own = f"/nl/algoritme/{entry.reference}/"
    for address in (LARS, f"gemeente/gemeente-lindewaarde/gm0000/{LARS}/parkeercontrole", entry.reference):
        response = client.get(f"/nl/algoritme/{address}")
        assert (response.status_code, response.headers["Location"]) == (301, own), address
    assert client.get(f"/en/algoritme/{LARS}").headers["Location"] == own.replace("/nl/", "/en/")


def test_an_old_address_of_nothing_public_is_not_found(client: Client) -> None:
    draft = make.entry()
    EntryKey.objects.create(entry=draft, scheme="lars", value=LARS)
    for address in (LARS, f"x/y/{LARS}/z", "99999999", draft.reference, "a/" * 500, "%00"):
        response = client.get(f"/nl/algoritme/{address}")
        assert response.status_code == 404
        assert 'role="search"' in response.content.decode()


def test_the_front_door_opens_in_the_language_of_the_reader(client: Client) -> None:
    for wish, language in (("en-GB,en;q=0.9", "en"), ("nl", "nl"), ("fr", "nl"), ("", "nl")):
        response = client.get("/", headers={"Accept-Language": wish})
        assert response.headers["Location"] == f"/{language}/"
        assert "Accept-Language" in response.headers["Vary"]


def test_the_other_language_is_one_step_away_on_the_same_page(client: Client) -> None:
    page = client.get("/nl/algoritme/?q=auto&theme=traffic").content.decode()
    assert 'href="/en/algoritme/?q=auto&amp;theme=traffic"' in page


def test_refusals_are_pages_with_a_way_out(client: Client) -> None:
    for language, words in (("nl", "Deze pagina is er niet"), ("en", "This page does not exist")):
        response = client.get(f"/{language}/bestaat-niet")
        assert response.status_code == 404
        assert words in response.content.decode()
    client.raise_request_exception = False
    assert client.post("/nl/").status_code == 405
