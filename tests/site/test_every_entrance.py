"""Whole-site tests: every address says who may call it, and one that does not is closed."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from kenbaar.api.main import operations
from kenbaar.people.access import Callers, callers_of
from kenbaar.site.middleware.content_policy import ContentPolicy
from kenbaar.site.middleware.declared_access import DeclaredAccess


def every_address(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern, address)
        else:
            yield address, pattern


def test_every_address_says_who_may_call_it() -> None:
    addresses = list(every_address())
    assert len(addresses) > 20
    silent = [address for address, pattern in addresses if callers_of(pattern.callback) is None]
    assert not silent, f"mark these with @open_to: {silent}"


def test_every_operation_of_the_api_says_who_may_call_it() -> None:
    silent = [f"{method} {path}" for method, path, function in operations() if callers_of(function) is None]
    assert not silent, f"mark these with @open_to: {silent}"


def test_an_entrance_that_does_not_say_so_is_closed() -> None:
    def forgotten(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    with pytest.raises(PermissionDenied):
        DeclaredAccess(forgotten).process_view(HttpRequest(), forgotten, (), {})


@pytest.mark.django_db
def test_nothing_on_the_public_side_can_be_written_to(client: Client) -> None:
    for address in ("/nl/", "/nl/algoritme/", "/api/v1/entries", "/api/v1/figures"):
        for send in (client.post, client.put, client.patch, client.delete):
            assert send(address).status_code == 405, address


@pytest.mark.django_db
def test_the_check_takes_answers_and_writes_nothing(client: Client) -> None:
    for address in ("/nl/check/", "/nl/check/vraag/", "/nl/check/uitkomst/"):
        for send in (client.put, client.patch, client.delete):
            assert send(address).status_code == 405, address
    # No token is needed: nothing is written, and there is no cookie that could be abused (decision 9).
    strict = Client(enforce_csrf_checks=True)
    with CaptureQueriesContext(connection) as queries:
        assert strict.post("/nl/check/vraag/").status_code == 200
    assert not queries.captured_queries
    assert not strict.cookies


@pytest.mark.django_db
def test_every_answer_carries_the_strict_headers(client: Client) -> None:
    for address in ("/nl/", "/en/algoritme/", "/nl/check/vraag/", "/api/v1/entries", "/no/such/page"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in headers


def test_the_page_with_error_details_for_developers_keeps_its_styles(settings: LazySettings) -> None:
    answer = ContentPolicy(lambda _request: HttpResponse(status=500))
    assert "Content-Security-Policy" in answer(HttpRequest()).headers
    settings.DEBUG = True
    assert "Content-Security-Policy" not in answer(HttpRequest()).headers


# What a system of a body comes to the API for, by the first word of the address.
_OF_A_BODY = (
    *("inventory", "reviews", "templates", "proposals", "webhooks", "tasks", "changes", "workbook", "files", "lists"),
    *("rules", "terms", "people", "invitations", "notices", "notice-profiles", "requests"),
)


def test_the_public_side_is_for_everyone_and_the_desk_is_not() -> None:
    for address, pattern in every_address():
        of_a_body = address.startswith(tuple(f"/api/v1/{each}" for each in _OF_A_BODY))
        # Anybody can have a notice checked: nothing of it is kept.
        closed = address.startswith("/desk/") or (of_a_body and address != "/api/v1/notices/check")
        assert (callers_of(pattern.callback) is Callers.EVERYONE) == (not closed), address
