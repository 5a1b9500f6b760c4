"""The front page, and the way to it in the language of the reader."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from kenbaar.portal.entrance import public
from kenbaar.portal.facets import counted
from kenbaar.portal.rendering import index_is_true, kept_if, page
from kenbaar.register.queries.figures import totals
from kenbaar.register.queries.lists import latest_lines
from kenbaar.register.search.searching import SearchRequest, search
from kenbaar.values import Language

_LATEST = 5


@public
def choose_language(_request: HttpRequest) -> HttpResponse:
    """Lead to the front page in the language that the browser asks for; Dutch for any other."""
    language = get_language() if get_language() in set(Language) else Language.NL
    response = HttpResponseRedirect(reverse("portal:home", kwargs={"language": language}))
    patch_vary_headers(response, ("Accept-Language",))
    return response


@public
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Show where to begin: searching, themes, bodies, figures, and what changed last."""
    true = index_is_true(request)
    facets = search(SearchRequest(language=Language(language), size=1)).facets
    shown = page(
        request,
        "home",
        totals=totals(),
        latest=latest_lines(limit=_LATEST),
        themes=counted("theme", facets.get("theme", {})),
        categories=counted("publication_category", facets.get("publication_category", {})),
    )
    return kept_if(true, shown)
