"""The list of bodies, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from kenbaar.notices.naming import REQUEST_NAMES
from kenbaar.notices.queries.request_figures import figures_of
from kenbaar.people.matching import folded_name
from kenbaar.people.models import Body
from kenbaar.people.organisations import organisation_types
from kenbaar.portal.entrance import public
from kenbaar.portal.paging import page_asked, paging
from kenbaar.portal.rendering import kept_if, page
from kenbaar.register.queries.bodies import BodyLine, bodies_with_counts, body_line
from kenbaar.register.queries.lists import lines_of_body
from kenbaar.values import text_in

_PAGE_SIZE = 20


@public
def bodies_page(request: HttpRequest, language: str) -> HttpResponse:
    """Show every body by name, those that published and those that did not yet; `type` and `name` narrow the list."""
    kind, wanted = request.GET.get("type", ""), request.GET.get("name", "").strip()[:100]
    lines = bodies_with_counts()
    shown = sorted(
        (line for line in lines if kind in {"", line.type} and _is_called(line, wanted)),
        key=lambda line: folded_name(text_in(line.name, language)[0]),
    )
    there = {line.type for line in lines}
    return page(
        request,
        "bodies",
        taking_part=[line for line in shown if line.entries],
        not_yet=[line for line in shown if not line.entries],
        types=[(each, label) for each, label in organisation_types().items() if each in there],
        type_labels=organisation_types(),
        kind=kind,
        wanted=wanted,
    )


@public
def body_page(request: HttpRequest, language: str, slug: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Show a body: its entries, how complete they are, and its feed and downloads."""
    body = body_line(slug)
    if body is None:
        raise Http404(f"there is no body {slug}")
    number = page_asked(request.GET.get("page", ""))
    return page(
        request,
        "body",
        body=body,
        type_label=organisation_types().get(body.type),
        lines=lines_of_body(slug, page=number, size=_PAGE_SIZE),
        paging=paging(number, total=body.entries, size=_PAGE_SIZE),
        page_address=lambda chosen: f"?page={chosen}" if chosen > 1 else "?",
    )


@public
def requests_page(request: HttpRequest, language: str, slug: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Show how many notices a body issued, and what people asked it and were answered in time."""
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise Http404(f"there is no body {slug}")
    figures = figures_of(body, today=timezone.localdate())
    # It changes with what the staff do and with the day, of which the public part of the journal says nothing.
    return kept_if(False, page(request, "body_requests", body=body, figures=figures, kinds=REQUEST_NAMES))


def _is_called(line: BodyLine, wanted: str) -> bool:
    words = folded_name(wanted).split()
    names = " ".join(folded_name(name) for name in (*line.name.values(), line.abbreviation))
    return all(word in names for word in words)
