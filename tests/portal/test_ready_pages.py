"""Public pages are made once for each line of the journal, and never served when they are no longer true."""

import gzip

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from kenbaar.people.actors import OPERATOR
from kenbaar.register.actions import steps, writing
from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from kenbaar.site.middleware.ready_pages import ReadyPages
from tests import make

pytestmark = pytest.mark.django_db


def test_a_page_is_made_once_and_again_when_the_register_changes(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry = make.entry(State.PUBLISHED)
    follow()
    address = f"/nl/algoritme/{entry.reference}/"
    first = client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content
    writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=OPERATOR, now=make.NOON)
    steps.publish(entry.reference, by=OPERATOR, now=make.NOON)
    assert "Anders" in client.get(address).content.decode()


def test_a_reader_who_has_the_page_gets_it_no_second_time(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    follow()
    address = f"/nl/algoritme/{entry.reference}/"
    for encoding in ("", "gzip"):
        first = client.get(address, headers={"Accept-Encoding": encoding})
        again = client.get(address, headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert not first.headers["ETag"].startswith("W/")


def test_a_compressed_page_is_the_same_page_under_another_name(client: Client) -> None:
    plain = client.get("/nl/over/")
    compressed = client.get("/nl/over/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(compressed.content) == plain.content
    assert plain.headers["ETag"] != compressed.headers["ETag"]
    assert "Accept-Encoding" in compressed.headers["Vary"]


def test_memory_for_pages_has_a_limit(settings: LazySettings) -> None:
    settings.PAGE_CACHE_BYTES = 2_000
    asked: list[str] = []

    def answer(request: HttpRequest) -> HttpResponse:
        asked.append(request.path)
        return HttpResponse(request.path.encode() * 40)

    pages = ReadyPages(answer)
    for number in range(100):
        pages(RequestFactory().get(f"/page/{number}"))
    pages(RequestFactory().get("/page/99"))
    pages(RequestFactory().get("/page/0"))
    assert asked[-2:] == ["/page/99", "/page/0"]
