"""A company keeps templates and has no entries: nothing that the public sees names it."""

import pytest
from django.test import Client

from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import COMPANY, Body
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.queries.bodies import body_line
from kenbaar.register.queries.figures import figures
from kenbaar.standards.files.rows import Place, SourceRow, Unit
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Body:
    make.entry(State.PUBLISHED)
    return make.body("babbelbrug", type=COMPANY)


@pytest.mark.parametrize("address", ["/nl/organisatie/", "/en/organisatie/", "/api/v1/bodies"])
def test_no_public_list_names_a_company(company: Body, client: Client, address: str) -> None:
    answer = client.get(address)
    content = answer.getvalue() if answer.streaming else answer.content
    assert (answer.status_code == 200 and b"gemeente-lindewaarde" in content) or address == "/sitemap.xml"
    assert company.slug.encode() not in content.lower()


def test_the_pages_of_the_sitemap_leave_companies_out(company: Body, client: Client) -> None:
    maps = client.get("/sitemap.xml").content.decode()
    found = [line.split("</loc>")[0] for line in maps.split("<loc>")[1:]]
    pages = b"".join(client.get("/" + each.split("/", 3)[3]).getvalue() for each in found)
    assert b"gemeente-lindewaarde" in pages and company.slug.encode() not in pages


def test_a_company_has_no_page_and_counts_in_no_figure(company: Body, client: Client) -> None:
    assert client.get(f"/nl/organisatie/{company.slug}/").status_code == 404
    assert client.get(f"/api/v1/bodies/{company.slug}").status_code == 404
    assert body_line(company.slug) is None
    assert figures().totals.bodies == 1


def test_an_import_gives_a_company_no_entries(company: Body) -> None:
    record = {"name": "Chat", "organization": company.name_nl, "standard_version": "1.0", "goal": "Antwoorden."}
    row = SourceRow(1, Place(Unit.RECORD, 1), record)
    import_rows([row], ImportOrder("x.json", by=OPERATOR, now=make.NOON), repairs=lambda _repair: None)
    assert not Entry.objects.filter(body=company).exists()
    assert Entry.objects.filter(body__slug=f"unrecognised-{company.slug}").exists()
