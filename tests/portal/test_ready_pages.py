"""Public pages are made once for each line of the journal, and never served when they are no longer true."""

import gzip
from collections.abc import Mapping
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role
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


def test_what_the_staff_do_makes_no_public_page_anew(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry = make.entry(State.PUBLISHED)
    follow()
    addresses = (f"/nl/algoritme/{entry.reference}/", "/nl/")
    first = [client.get(address).content for address in addresses]
    make.person(Role.EDITOR, at=entry.body)
    writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=OPERATOR, now=make.NOON)
    with django_assert_num_queries(len(addresses)):
        assert [client.get(address).content for address in addresses] == first


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
        weakened = client.get(address, headers={"Accept-Encoding": encoding, "If-None-Match": f"W/{first['ETag']}"})
        assert weakened.status_code == 304


def test_a_compressed_page_is_the_same_page_under_another_name(client: Client) -> None:
    plain = client.get("/nl/over/")
    compressed = client.get("/nl/over/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(compressed.content) == plain.content
    assert plain.headers["ETag"] != compressed.headers["ETag"]
    assert "Accept-Encoding" in compressed.headers["Vary"]


class Site:
    """A site of one view, which knows what it was asked."""

    def __init__(self, *, is_open: bool = True, headers: Mapping[str, str] | None = None) -> None:
        self.asked: list[str] = []

        def view(request: HttpRequest) -> HttpResponse:
            self.asked.append(request.path)
            return HttpResponse(request.path.encode() * 40, headers=headers)

        if is_open:
            open_to(Callers.EVERYONE)(view)

        def handler(request: HttpRequest) -> HttpResponse:
            request.resolver_match = SimpleNamespace(func=view)  # type: ignore[assignment]  # all that is asked of it
            return view(request)

        self._pages = ReadyPages(handler)

    def get(self, path: str) -> HttpResponseBase:
        return self._pages(RequestFactory().get(path))


def test_memory_for_pages_has_a_limit(settings: LazySettings) -> None:
    settings.PAGE_CACHE_BYTES = 2_000
    site = Site()
    for number in range(100):
        site.get(f"/page/{number}")
    site.get("/page/99")
    site.get("/page/0")
    assert site.asked[-2:] == ["/page/99", "/page/0"]


@pytest.mark.parametrize(
    "site", [Site(is_open=False), Site(headers={"Cache-Control": "no-cache"})], ids=["closed", "own"]
)
def test_what_is_not_for_everyone_or_not_to_be_kept_is_never_kept(site: Site) -> None:
    assert not site.get("/page").has_header("ETag")
    site.get("/page")
    assert site.asked == ["/page", "/page"]
