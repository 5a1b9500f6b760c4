"""The address of a search and what it asks, both ways. Parameters carry the names that the API uses too. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from kenbaar.portal.paging import page_asked
from kenbaar.register.search.searching import FACETS, SearchRequest, Sort
from kenbaar.values import Language

PAGE_SIZE = 20
_LONGEST_TEXT = 500
# Every value of a facet is an id; what is no id is not even looked for.
_ID = re.compile(r"[\w-]{1,120}")


def asked(query: QueryDict, language: str) -> SearchRequest:
    """Return what an address asks. What cannot be understood is left out; it never raises."""
    chosen = {facet: frozenset(filter(_ID.fullmatch, query.getlist(facet))) for facet in FACETS}
    sort = query.get("sort", "")
    return SearchRequest(
        text=query.get("q", "").strip()[:_LONGEST_TEXT],
        language=Language(language),
        chosen={facet: values for facet, values in chosen.items() if values},
        sort=Sort(sort) if sort in set(Sort) else None,
        page=page_asked(query.get("page", "")),
        size=PAGE_SIZE,
    )


def address_of(request: SearchRequest) -> str:
    """Return the query string that asks this; empty when it asks nothing in particular."""
    asks: list[tuple[str, str]] = [("q", request.text)] if request.text else []
    for facet in FACETS:
        asks += [(facet, value) for value in sorted(request.chosen.get(facet, ()))]
    if request.sort is not None:
        asks.append(("sort", request.sort))
    if request.page > 1:
        asks.append(("page", str(request.page)))
    return f"?{urlencode(asks)}" if asks else ""


def without(request: SearchRequest, facet: str, value: str) -> SearchRequest:
    """Return the same search without one choice, from its first page."""
    left = {**request.chosen, facet: request.chosen.get(facet, frozenset()) - {value}}
    return replace(request, chosen=_filled(left), page=1)


def without_choices(request: SearchRequest) -> SearchRequest:
    """Return the same words without any choice."""
    return replace(request, chosen={}, page=1)


def with_text(request: SearchRequest, text: str) -> SearchRequest:
    """Return a search for other words with the same choices."""
    return replace(request, text=text, page=1)


def on_page(request: SearchRequest, page: int) -> SearchRequest:
    """Return another page of the same search."""
    return replace(request, page=page)


def _filled(chosen: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {facet: values for facet, values in chosen.items() if values}
