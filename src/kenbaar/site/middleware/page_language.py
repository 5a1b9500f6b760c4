"""The language of a page is in its address; elsewhere the browser's wish decides. No cookie is needed."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from kenbaar.values import Language


class PageLanguage:
    """Django middleware that activates the language of the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address."""
        first = request.path.split("/", 2)[1]
        language = first if first in set(Language) else translation.get_language_from_request(request)
        with translation.override(language):
            response = self._answer(request)
            response.headers.setdefault("Content-Language", language)
            return response
