"""Pages for what cannot be done now."""

from django.http import HttpRequest, HttpResponse

from kenbaar.desk.rendering import page


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names it
    """Say that the form was open for too long, or came from another site."""
    return page(request, "refused", status=403, kind="form")


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that there were too many tries."""
    return page(request, "refused", status=429, kind="tries")
