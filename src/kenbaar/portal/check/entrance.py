"""The entrance of the guided check: open to everyone, for asking only, and for so much and no more."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from kenbaar.people.access import Callers, open_to
from kenbaar.portal.check.carried import Unreadable
from kenbaar.portal.rendering import page

View = Callable[..., HttpResponseBase]

LARGEST_FILE_BYTES = 100_000
# A file travels with the borders of its form, and a form with the names of its fields.
_LARGEST_REQUEST_BYTES = LARGEST_FILE_BYTES + 20_000


def answering(view: View) -> View:
    """Open a view to everyone, to ask with GET or to send answers with POST.

    Nothing is written and there is no cookie, so a form from elsewhere can do no harm: it needs no token (CSRF).
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _length(request) > _LARGEST_REQUEST_BYTES:
            return refused(request, "too_large", status=413)
        try:
            response = view(request, *args, **kwargs)
        except Unreadable:
            return refused(request, "unreadable", status=400)
        if request.method == "POST":
            # One reader's own, and the browser may show it again when that reader goes back.
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return open_to(Callers.EVERYONE)(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(gzip_page(answer))))


def refused(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    """Return the page that says why answers could not be used, and what to do."""
    return page(request, "check/refused", status=status, why=why)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() and len(length) < 15 else _LARGEST_REQUEST_BYTES + 1
