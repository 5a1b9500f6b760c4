"""Results, bodies and figures: an address says what was asked, and no list costs more when it grows."""

import re

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kenbaar.portal.asking import address_of, asked, on_page, without
from kenbaar.portal.paging import paging
from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from kenbaar.register.search.searching import Sort
from kenbaar.rules.answers import known
from tests import make


def test_an_address_says_what_is_asked_and_comes_back_the_same() -> None:
    address = "q=scan+auto&body=gemeente-a&body=gemeente-b&theme=traffic&sort=oldest&page=3"
    request = asked(QueryDict(address), "nl")
    assert (request.text, request.sort, request.page) == ("scan auto", Sort.OLDEST, 3)
    assert request.chosen == {"body": {"gemeente-a", "gemeente-b"}, "theme": {"traffic"}}
    assert address_of(request) == f"?{address}"
    assert (
        address_of(without(request, "theme", "traffic")) == "?q=scan+auto&body=gemeente-a&body=gemeente-b&sort=oldest"
    )


@pytest.mark.parametrize(
    "address", ["page=0", "page=-1", "page=x", "page=", "sort=", "sort=best", "theme=", "nonsense=1", "body=%00"]
)
def test_what_cannot_be_understood_is_left_out(address: str) -> None:
    assert address_of(asked(QueryDict(address), "nl")) == ""


def test_a_page_far_beyond_the_end_is_still_an_address() -> None:
    assert asked(QueryDict(f"page={'9' * 400}"), "nl").page == 10_000
    assert len(asked(QueryDict(f"q={'x' * 10_000}"), "nl").text) == 500
    assert address_of(on_page(asked(QueryDict("q=a"), "nl"), 2)) == "?q=a&page=2"


def test_pages_near_the_reader_and_both_ends_are_offered() -> None:
    assert paging(1, total=0, size=20).offered == (1,)
    assert paging(5, total=200, size=20).offered == (1, 0, 4, 5, 6, 0, 10)
    assert (paging(1, total=40, size=20).previous, paging(2, total=40, size=20).following) == (None, None)
    assert paging(99, total=40, size=20).previous is None


@pytest.mark.django_db
def test_a_reader_narrows_a_search_and_takes_the_choice_back(client: Client) -> None:
    make.entry(State.PUBLISHED)
    make.entry(State.PUBLISHED, at=make.body("gemeente-zandermeer"), says=make.sheet("Parkeervergunning"))
    follow()
    page = client.get("/nl/algoritme/", {"q": "parkeren", "body": "gemeente-zandermeer"}).content.decode()
    assert "<mark>Parkeervergunning</mark>" in page
    assert 'value="gemeente-zandermeer" checked' in page
    assert 'class="chip" href="/nl/algoritme/?q=parkeren"' in page
    assert "1 algoritme" in page
    assert 'href="/nl/algoritme/feed.atom?q=parkeren&amp;body=gemeente-zandermeer"' in page


@pytest.mark.django_db
def test_nothing_found_comes_with_ways_out(client: Client) -> None:
    make.entry(State.PUBLISHED)
    follow()
    page = client.get("/nl/algoritme/", {"q": "xyzzyplugh", "theme": "traffic"}).content.decode()
    assert "We vonden geen algoritme dat past." in page
    assert 'href="/nl/algoritme/?q=xyzzyplugh">Haal de filters weg' in page
    beyond = client.get("/nl/algoritme/", {"page": "40"}).content.decode()
    assert "Naar de eerste pagina" in beyond


@pytest.mark.django_db
def test_a_search_that_the_index_lags_behind_is_not_kept(client: Client) -> None:
    make.entry(State.PUBLISHED)
    assert client.get("/nl/algoritme/").headers["Cache-Control"] == "no-cache"
    follow()
    assert "ETag" in client.get("/nl/algoritme/").headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/nl/?x", 4),  # the end of the journal, two counts, what changed last
        ("/nl/algoritme/?q=parkeren", 2),  # the end of the journal, names of bodies
        ("/nl/organisatie/?x", 1),
        ("/nl/organisatie/gemeente-0/?x", 2),  # the body and a page of its entries
        ("/nl/cijfers/?x", 9),  # the end of the journal, and the counts
        ("/nl/feed.atom?x", 1),
        ("/nl/downloads/?x", 2),
    ],
)
def test_a_list_of_more_costs_no_more_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    for number in range(12):
        make.entry(State.PUBLISHED, at=make.body(f"gemeente-{number % 5}"), says=make.sheet(f"Parkeren {number}"))
    follow()
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_body_without_entries_is_shown_without_blame(client: Client) -> None:
    make.body("gemeente-stil")
    make.entry(State.PUBLISHED)
    bodies = client.get("/nl/organisatie/").content.decode()
    taking_part, not_yet = bodies.split('id="not-yet"')
    assert "gemeente-lindewaarde" in taking_part
    assert "gemeente-stil" in not_yet
    assert "Dat er niets staat, zegt niet dat een organisatie geen algoritmes gebruikt." in not_yet
    assert "nog geen algoritme beschreven" in client.get("/nl/organisatie/gemeente-stil/").content.decode()
    assert client.get("/nl/organisatie/bestaat-niet/").status_code == 404


@pytest.mark.django_db
def test_bodies_are_found_by_any_of_their_names_and_by_type(client: Client) -> None:
    make.body("waterschap-rietvelden", type="waterschap", name_nl="Waterschap Rietvelden", abbreviation="WRV")
    make.body("gemeente-stil")
    for query in ({"name": "wrv"}, {"name": "RIETVELDEN waterschap"}, {"type": "waterschap"}):
        page = client.get("/nl/organisatie/", query).content.decode()
        assert "waterschap-rietvelden" in page
        assert "gemeente-stil/" not in page


@pytest.mark.django_db
def test_every_chart_has_the_same_numbers_in_a_table_and_in_words(client: Client) -> None:
    make.entry(State.PUBLISHED, says=make.sheet(theme=known(["traffic"])))
    follow()
    page = client.get("/nl/cijfers/").content.decode()
    assert page.count("<figure") == page.count("<table") == 6
    assert not re.search(r'alt=""', page)
    drawing = client.get("/nl/cijfers/thema/breed.svg")
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert "Verkeer" in drawing.content.decode()
    assert client.get("/nl/cijfers/thema/dik.svg").status_code == 404


@pytest.mark.django_db
def test_an_empty_register_has_pages_too(client: Client) -> None:
    for address in ("", "algoritme/", "organisatie/", "cijfers/", "downloads/", "feed.atom", "api/"):
        for language in ("nl", "en"):
            assert client.get(f"/{language}/{address}").status_code == 200
