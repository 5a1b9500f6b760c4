"""Searching, and suggestions while somebody types."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api.links import body_links, entry_links
from kenbaar.api.schemas import SearchIn, SearchOut, SuggestionOut
from kenbaar.people.access import Callers, open_to
from kenbaar.register.search.searching import FACETS, Hit, SearchRequest, search
from kenbaar.register.search.suggesting import Suggestion, suggest
from kenbaar.values import Language

router = Router(tags=["search"])


@router.get("/search", response=SearchOut, summary="Search published entries")
@open_to(Callers.EVERYONE)
def search_entries(request: HttpRequest, asked: SearchIn = Query(...)) -> HttpResponse:
    """Return a page of hits with counts per facet; a facet's own choice does not narrow its own counts."""
    chosen = {facet: frozenset(getattr(asked, facet)) for facet in FACETS}
    found = search(SearchRequest(asked.q, asked.language, chosen, asked.sort, asked.page, asked.size))
    answer = {
        "total": found.total,
        "page": asked.page,
        "relaxed": found.relaxed,
        "did_you_mean": found.did_you_mean,
        "unknown": found.unknown,
        "items": [_hit_out(hit) for hit in found.hits],
        "facets": {facet: dict(counts) for facet, counts in found.facets.items()},
    }
    # Written here: to check every piece of every hit against the schema once more takes longer than the search itself.
    return HttpResponse(orjson.dumps(answer, option=orjson.OPT_UTC_Z), content_type="application/json; charset=utf-8")


@router.get("/suggestions", response=list[SuggestionOut], summary="Suggestions while typing")
@open_to(Callers.EVERYONE)
def suggestions(
    request: HttpRequest,
    q: str = Query(..., min_length=1, max_length=100, description="what was typed so far"),
    language: Language = Query(Language.NL, description="language that is searched"),
    limit: int = Query(8, ge=1, le=20, description="most that are offered"),
) -> list[SuggestionOut]:
    """Return entries and bodies to go to, and words to search for."""
    return [_suggestion_out(found, language) for found in suggest(q, language=language, limit=limit)]


def _hit_out(hit: Hit) -> dict[str, Any]:
    return {
        "reference": hit.reference,
        "name": hit.name,
        "summary": hit.summary,
        "body": {"slug": hit.body, "name": hit.body_name},
        "body_type": hit.body_type,
        "status": hit.status,
        "publication_category": hit.publication_category,
        "themes": hit.themes,
        "completeness": hit.completeness,
        "changed_at": hit.changed_at,
        "marked_name": hit.marked_name,
        "excerpt": hit.excerpt,
        "excerpt_language": hit.excerpt_language,
        "links": entry_links(hit.reference),
    }


def _suggestion_out(found: Suggestion, language: Language) -> SuggestionOut:
    page = f"html_{language.value}"
    links = {"entry": entry_links, "body": body_links}
    url = links[found.kind](found.key)[page] if found.kind in links else ""
    return SuggestionOut(kind=found.kind, label=found.label, key=found.key, url=url)
