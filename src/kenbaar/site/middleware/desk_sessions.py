"""Sessions exist at the desk only: a public answer never asks for a cookie, sets one, or waits for the machinery."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


class DeskSessions:
    """Django middleware that gives requests to the desk their session and their person."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response
        self._answer_at_desk = cast("Answer", SessionMiddleware(cast("Answer", AuthenticationMiddleware(get_response))))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, at the desk within a session."""
        at_desk = request.path_info.startswith(settings.DESK_ADDRESS)
        return self._answer_at_desk(request) if at_desk else self._answer(request)
