"""Searching: the results, and the same as a feed."""

from django.http import HttpRequest, HttpResponse

from kenbaar.portal import asking
from kenbaar.portal.entrance import public
from kenbaar.portal.facets import facets_of
from kenbaar.portal.paging import paging
from kenbaar.portal.rendering import index_is_true, kept_if, page
from kenbaar.register.search.searching import Sort, search


@public
def results(request: HttpRequest, language: str) -> HttpResponse:
    """Show what a search finds, with the choices that narrow it."""
    true = index_is_true(request)
    asked = asking.asked(request.GET, language)
    found = search(asked)
    facets = facets_of(asked, found)
    shown = page(
        request,
        "results",
        asked=asked,
        found=found,
        facets=facets,
        chips=[choice for facet in facets for choice in facet.ticked],
        sorts=tuple(Sort),
        paging=paging(asked.page, total=found.total, size=asked.size),
        query=asking.address_of(asking.on_page(asked, 1)),
        page_address=lambda number: asking.address_of(asking.on_page(asked, number)),
        words_only=asking.address_of(asking.without_choices(asked)),
        meant=asking.address_of(asking.with_text(asked, found.did_you_mean or "")),
    )
    return kept_if(true, shown)
