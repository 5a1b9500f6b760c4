"""No entrance without a word on who may call it: a view that does not say so is closed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kenbaar.people.access import callers_of


class DeclaredAccess:
    """Django middleware that closes undeclared views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the question is asked when the view is known."""
        return self._answer(request)

    def process_view(self, _request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any) -> None:
        """Refuse a view that does not declare its callers."""
        if callers_of(view) is None:
            raise PermissionDenied("this address does not say who may call it")
