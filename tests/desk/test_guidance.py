"""Somebody new finds their way: a tour that fits their roles, and help on every page of the desk."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kenbaar.desk.help.manual import GUIDES, guide_in
from kenbaar.desk.tour.steps import steps_for, told
from kenbaar.desk.urls import own_addresses
from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Role
from kenbaar.values import Language
from tests import make
from tests.desk.signing_in import let_in

pytestmark = pytest.mark.django_db
TOUR = "/desk/rondleiding/"


def _pages(*roles: Role) -> list[str]:
    return [page for page, _address in steps_for(make.person(*roles, at=make.body()))]


def _words(client: Client, address: str) -> str:
    return client.get(address.partition("#")[0], follow=True).content.decode()


def test_somebody_sees_only_pages_that_their_roles_open() -> None:
    make.entry()
    assert {"fill", "review"} <= set(_pages(Role.EDITOR)) and "overview" not in _pages(Role.EDITOR)
    assert "review_queue" in _pages(Role.APPROVER) and "fill" not in _pages(Role.APPROVER)
    assert "overview" in _pages(Role.ADMINISTRATOR)
    assert "templates" in _pages(Role.SUPPLIER) and "inventory" not in _pages(Role.SUPPLIER)


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR, Role.SUPPLIER])
def test_the_tour_leads_from_page_to_page_and_ends(role: Role) -> None:
    make.entry()
    person = make.somebody(role, at=make.body())
    client, steps = let_in(person), steps_for(actor_of(person))
    where = client.post(TOUR, {"go": "begin"}).headers["Location"]
    for number, (page, _address) in enumerate(steps, 1):
        shown = _words(client, where)
        assert f"stap {number} van {len(steps)}" in shown
        assert told()[page].text.nl[:40] in shown, page
        where = client.post(TOUR, {"go": "next"}).headers["Location"]
    assert client.post(TOUR, {"go": "back"}).headers["Location"] == f"{steps[-2][1]}#rondleiding"
    assert client.post(TOUR, {"go": "stop"}).headers["Location"] == "/desk/"
    assert 'id="rondleiding"' not in _words(client, "/desk/")


def test_a_body_without_algorithms_has_a_tour_without_pages_of_one() -> None:
    assert not {"entry", "fill", "complete", "review"} & set(_pages(Role.EDITOR))


def test_who_wanders_off_is_shown_the_way_back_to_the_tour() -> None:
    client = let_in(make.somebody(Role.EDITOR, at=make.body()))
    client.post(TOUR, {"go": "begin"})
    shown = _words(client, "/desk/account/")
    assert 'href="/desk/#rondleiding"' in shown and "Volgende stap" not in shown


def test_a_tour_that_is_not_there_leads_to_the_first_page_and_writes_nothing() -> None:
    client = let_in(make.somebody(Role.EDITOR, at=make.body()))
    lines = JournalLine.objects.count()
    for go in ("next", "back", "stop", "", "elsewhere"):
        assert client.post(TOUR, {"go": go}).headers["Location"] == "/desk/"
    assert client.get(TOUR).status_code == 405
    assert JournalLine.objects.count() == lines


def test_the_tour_costs_a_page_no_query() -> None:
    client = let_in(make.somebody(Role.EDITOR, at=make.body()))
    client.get("/desk/hulp/")
    with CaptureQueriesContext(connection) as before:
        client.get("/desk/hulp/")
    client.post(TOUR, {"go": "begin"})
    with CaptureQueriesContext(connection) as during:
        client.get("/desk/hulp/")
    assert len(during) == len(before)


def test_every_page_of_the_desk_has_a_link_to_help() -> None:
    """Each page that needs nothing but its address, a body or an entry: whatever answers with a page has the link."""
    entry = make.entry()
    roles = (Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR)
    client = let_in(make.somebody(*roles, at=entry.body))
    given = {"slug": entry.body.slug, "reference": entry.reference, "part": "wat", "guide": "redacteur"}
    seen = 0
    for pattern in own_addresses:
        wanted = set(pattern.pattern.converters)
        if not wanted <= set(given) or pattern.name == "presence":
            continue
        address = reverse(f"desk:{pattern.name}", kwargs={name: given[name] for name in wanted})
        answer = client.get(address, follow=True)
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            assert 'href="/desk/hulp/"' in answer.content.decode(), address
            seen += 1
    assert seen >= 25


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_is_there_in_both_languages_with_its_screens_told_in_words(guide: str, language: Language) -> None:
    client = let_in(make.somebody(Role.READER, at=make.body()))
    shown = client.get(f"/desk/hulp/{guide}/", headers={"Accept-Language": language}).content.decode()
    text = str(guide_in(guide, language))
    assert text in shown
    screens = re.findall(r'<img src="([^"]+)" alt="([^"]*)"', text)
    assert screens and all(f"manual/{language}/" in source and len(alt) > 30 for source, alt in screens)
    links = re.findall(r'<a href="([^"]+)"', text)
    assert links and all(link.startswith("/desk/hulp/") for link in links)


def test_a_guide_that_does_not_exist_is_not_found() -> None:
    client = let_in(make.somebody(Role.READER, at=make.body()))
    assert client.get("/desk/hulp/minister/").status_code == 404


def test_a_guide_asks_who_reads_it_to_sign_in() -> None:
    assert Client().get("/desk/hulp/").status_code == 302
    assert Client().post(TOUR, {"go": "begin"}).status_code == 302
    assert not Session.objects.exists()
