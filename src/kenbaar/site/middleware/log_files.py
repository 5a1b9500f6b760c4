"""The files of the logs are answered before the machinery for pages, and so as fast as static files."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from kenbaar.journal.log.logs import LOGS_ADDRESS
from kenbaar.people.access import Callers, callers_of


class LogFiles:
    """Django middleware; an address below that of the logs which is not open to everyone goes the long way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give a file of a log at once; pass on all other requests."""
        if not request.path_info.startswith(LOGS_ADDRESS):
            return self._answer(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self._answer(request)
        if callers_of(match.func) is not Callers.EVERYONE:
            return self._answer(request)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response
