"""Pages for what cannot be shown. They ask the database nothing: it may be the very thing that fails."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse

from kenbaar.portal.rendering import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it
    """Say that there is no such page, with a search field."""
    return page(request, "refusals/not_found", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it
    """Say that this page is not open to the reader."""
    return page(request, "refusals/not_allowed", status=403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address or form could not be read, or that it was too large to be read at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return page(request, "refusals/too_large", status=413)
    return page(request, "refusals/not_understood", status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong on our side."""
    return page(request, "refusals/failed", status=500)
