"""Searching, and suggestions while somebody types."""

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api.links import body_links, entry_links
from kenbaar.api.schemas import BodyRef, HitOut, SearchIn, SearchOut, SuggestionOut
from kenbaar.people.access import Callers, open_to
from kenbaar.register.search.searching import FACETS, Hit, SearchRequest, search
from kenbaar.register.search.suggesting import Suggestion, suggest
from kenbaar.values import Language

router = Router(tags=["search"])


@router.get("/search", response=SearchOut, summary="Search published entries")
@open_to(Callers.EVERYONE)
def search_entries(request: HttpRequest, asked: SearchIn = Query(...)) -> SearchOut:
    """Return a page of hits with counts per facet; a facet's own choice does not narrow its own counts."""
    chosen = {facet: frozenset(getattr(asked, facet)) for facet in FACETS}
    found = search(SearchRequest(asked.q, asked.language, chosen, asked.sort, asked.page, asked.size))
    return SearchOut(
        total=found.total,
        page=asked.page,
        relaxed=found.relaxed,
        did_you_mean=found.did_you_mean,
        unknown=list(found.unknown),
        items=[_hit_out(hit) for hit in found.hits],
        facets={facet: dict(counts) for facet, counts in found.facets.items()},
    )


@router.get("/suggestions", response=list[SuggestionOut], summary="Suggestions while typing")
@open_to(Callers.EVERYONE)
def suggestions(
    request: HttpRequest,
    q: str = Query(..., min_length=1, max_length=100),
    language: Language = Language.NL,
    limit: int = Query(8, ge=1, le=20),
) -> list[SuggestionOut]:
    """Return entries and bodies to go to, and words to search for."""
    return [_suggestion_out(found, language) for found in suggest(q, language=language, limit=limit)]


def _hit_out(hit: Hit) -> HitOut:
    return HitOut(
        reference=hit.reference,
        name=dict(hit.name),
        summary=dict(hit.summary),
        body=BodyRef(slug=hit.body, name=dict(hit.body_name)),
        status=hit.status,
        publication_category=hit.publication_category,
        changed_at=hit.changed_at,
        links=entry_links(hit.reference),
    )


def _suggestion_out(found: Suggestion, language: Language) -> SuggestionOut:
    page = f"html_{language.value}"
    links = {"entry": entry_links, "body": body_links}
    url = links[found.kind](found.key)[page] if found.kind in links else ""
    return SuggestionOut(kind=found.kind, label=found.label, key=found.key, url=url)
