"""Atom feeds: of the register, of a body and of a search."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kenbaar.portal import asking
from kenbaar.portal.entrance import public
from kenbaar.portal.feed import FeedHead, atom
from kenbaar.portal.rendering import index_is_true, kept_if
from kenbaar.register.queries.bodies import body_line
from kenbaar.register.queries.lists import EntryLine, latest_lines
from kenbaar.register.search.searching import Sort, search
from kenbaar.values import text_in

_LENGTH = 50


@public
def register_feed(request: HttpRequest, language: str) -> HttpResponse:
    """Give what was published or changed last in the whole register."""
    return _feed(
        request,
        language,
        _("Algoritmeregister"),
        reverse("portal:results", kwargs={"language": language}),
        latest_lines(limit=_LENGTH),
    )


@public
def body_feed(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Give what a body published or changed last."""
    body = body_line(slug)
    if body is None:
        raise Http404(f"there is no body {slug}")
    name = text_in(body.name, language)[0]
    address = reverse("portal:body", kwargs={"language": language, "slug": slug})
    return _feed(request, language, name, address, latest_lines(limit=_LENGTH, body=slug))


@public
def search_feed(request: HttpRequest, language: str) -> HttpResponse:
    """Give what a search finds, newest first."""
    true = index_is_true(request)
    asked = replace(asking.asked(request.GET, language), sort=Sort.NEWEST, page=1, size=_LENGTH)
    title = _("Zoekopdracht: %(words)s") % {"words": asked.text} if asked.text else _("Zoekopdracht")
    address = reverse("portal:results", kwargs={"language": language}) + asking.address_of(asked)
    return kept_if(true, _feed(request, language, title, address, search(asked).hits))


def _feed(request: HttpRequest, language: str, title: str, address: str, lines: Iterable[EntryLine]) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    own = f"{settings.PUBLIC_URL}{request.path}{'?' if query else ''}{query}"
    head = FeedHead(title=f"{title} · Kenbaar", own=own, page=settings.PUBLIC_URL + address, language=language)
    return HttpResponse(atom(head, lines), content_type="application/atom+xml; charset=utf-8")
