"""Making a page of a template, with what every page needs: its language and its address in the other one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kenbaar.journal import queries as journal
from kenbaar.register import following
from kenbaar.values import Language


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Return the page that `portal/<template>.html` makes of the context."""
    language = get_language() or Language.NL
    other = Language.NL if language == Language.EN else Language.EN
    query = request.META.get("QUERY_STRING", "")
    has_twin = request.path.startswith(f"/{language}/") and status == 200
    twin = f"/{other}{request.path[3:]}{'?' if query else ''}{query}" if has_twin else f"/{other}/"
    more = {"language": language, "other_language": other, "twin": twin, "public_url": settings.PUBLIC_URL}
    return render(request, f"portal/{template}.html", {**more, **context}, status=status, using=language)


def index_is_true(request: HttpRequest) -> bool:
    """Say whether the search index is exactly as far as the journal was for this request. Ask before searching.

    An index that is ahead belongs to a database that was put back since.
    """
    head = request.META[journal.HEAD_NOTE] if journal.HEAD_NOTE in request.META else journal.head()
    return following.indexed_head() == head


def kept_if(true: bool, response: HttpResponse) -> HttpResponse:
    """Let a page that shows what the index found be kept only if the index was up to date when it was asked.

    Ready pages are kept until the journal moves; a page made from an index that lags would stay wrong until then.
    """
    if not true:
        response["Cache-Control"] = "no-cache"
    return response
