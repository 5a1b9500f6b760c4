"""Addresses for machines: robots.txt, the sitemap, security.txt and the description of the search for browsers."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kenbaar.people.models import COMPANY, Body
from kenbaar.portal.entrance import public
from kenbaar.register.queries.entries import public_count, sitemap_lines
from kenbaar.values import Language

# A sitemap holds 50,000 addresses at most (sitemaps.org); an entry has one in each language.
_ENTRIES_IN_A_MAP = 50_000 // len(Language)
_PAGES = (
    *("home", "results", "bodies", "figures", "check", "notice", "no_notice", "downloads", "log", "verify"),
    *("about", "accessibility", "privacy", "api"),
)
_SECURITY_CONTACT_DAYS = 180
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@public
def robots(_request: HttpRequest) -> HttpResponse:
    """Let robots in, but not into the endless combinations of a search, nor of what can be verified."""
    closed = (f"Disallow: /{language}/{page}/?" for language in Language for page in ("algoritme", "controleren"))
    lines = ["User-agent: *", *closed, "Allow: /"]
    return _text("\n".join([*lines, f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml", ""]))


@public
def security(_request: HttpRequest) -> HttpResponse:
    """Say where a weakness can be reported (RFC 9116)."""
    expires = (timezone.now() + dt.timedelta(days=_SECURITY_CONTACT_DAYS)).date()
    lines = [
        f"Contact: {settings.PUBLIC_URL}/nl/over/#contact",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
        "",
    ]
    response = _text("\n".join(lines))
    # The day moves on while the register stands still, so this is no ready page.
    response["Cache-Control"] = "max-age=86400"
    return response


@public
def search_description(request: HttpRequest, language: str) -> HttpResponse:
    """Describe the search, so that a browser can offer it in its address bar (OpenSearch 1.1)."""
    context = {"public_url": settings.PUBLIC_URL, "language": language}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "portal/opensearch.xml", context, content_type=kind, using=language)


@public
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """List the sitemaps: one with the pages and bodies, and as many with entries as are needed."""
    numbers = range(_maps_of_entries() + 1)
    maps = "".join(f"<sitemap><loc>{settings.PUBLIC_URL}/sitemap-{number}.xml</loc></sitemap>" for number in numbers)
    body = f'{_PROLOGUE}<sitemapindex xmlns="{_SCHEMA}">{maps}</sitemapindex>'
    return HttpResponse(body, content_type="application/xml")


@public
def sitemap(_request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Stream one sitemap: number 0 has the pages and bodies, the others have entries."""
    if number > _maps_of_entries():
        raise Http404(f"there is no sitemap {number}")
    addresses = _entries(number) if number else _pages()
    return StreamingHttpResponse(_urlset(addresses), content_type="application/xml")


def _maps_of_entries() -> int:
    return -(-public_count() // _ENTRIES_IN_A_MAP)


def _urlset(addresses: Iterator[tuple[str, str]]) -> Iterator[str]:
    yield f'{_PROLOGUE}<urlset xmlns="{_SCHEMA}">'
    for address, changed in addresses:
        day = f"<lastmod>{changed}</lastmod>" if changed else ""
        yield f"<url><loc>{settings.PUBLIC_URL}{address}</loc>{day}</url>"
    yield "</urlset>"


def _pages() -> Iterator[tuple[str, str]]:
    slugs = list(Body.objects.exclude(type=COMPANY).order_by("id").values_list("slug", flat=True))
    for language in Language:
        yield from ((reverse(f"portal:{name}", kwargs={"language": language}), "") for name in _PAGES)
        yield from ((reverse("portal:body", kwargs={"language": language, "slug": slug}), "") for slug in slugs)


def _entries(number: int) -> Iterator[tuple[str, str]]:
    for reference, changed in sitemap_lines(after=(number - 1) * _ENTRIES_IN_A_MAP, limit=_ENTRIES_IN_A_MAP):
        for language in Language:
            yield f"/{language}/algoritme/{reference}/", changed.date().isoformat() if changed else ""


def _text(body: str) -> HttpResponse:
    return HttpResponse(body, content_type="text/plain; charset=utf-8")
