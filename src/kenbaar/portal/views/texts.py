"""Pages that explain: about the register, accessibility, privacy, downloads and the API."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from kenbaar.portal.api_pages import api_groups
from kenbaar.portal.entrance import View, public
from kenbaar.portal.rendering import page
from kenbaar.register.queries.figures import totals
from kenbaar.register.queries.lists import latest_lines
from kenbaar.standards.fields import standards


@public
def about_page(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Explain what the register is, also to someone who comes with a letter in hand."""
    return page(request, "about")


@public
def accessibility_page(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Say how accessible the site is and what to do when it is not."""
    return page(request, "accessibility")


@public
def privacy_page(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Say what is kept of visitors: nothing that leads to a person."""
    return page(request, "privacy")


@public
def downloads_page(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Offer the whole register as files."""
    return page(request, "downloads", standards=standards(), totals=totals())


def api_page(describe: Callable[[], Mapping[str, Any]]) -> View:
    """Return the view that explains the API. `describe` gives its OpenAPI document; the site knows where that is."""

    @public
    def view(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
        lines = latest_lines(limit=1)
        example = {"reference": lines[0].reference, "slug": lines[0].body} if lines else {}
        return page(request, "api", groups=api_groups(describe(), example))

    return view
