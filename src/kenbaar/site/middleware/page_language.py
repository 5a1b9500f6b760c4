"""The language of a page is in its address; at the desk a person may choose one; else the browser's wish decides."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


class PageLanguage:
    """Django middleware that activates the language of the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address."""
        first = request.path.split("/", 2)[1]
        wish = _chosen(request) or translation.get_language_from_request(request)
        language = first if first in dict(settings.NOTICE_LANGUAGES) else wish
        with translation.override(language):
            response = self._answer(request)
            response.headers.setdefault("Content-Language", language)
            return response


def _chosen(request: HttpRequest) -> str:
    """Return what the person at the desk chose. Only the desk knows persons; nobody asks on a public page."""
    person = getattr(request, "user", None)
    return str(getattr(person, "language", ""))
