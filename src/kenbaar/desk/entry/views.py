"""An entry at a glance."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.people.actors import Actor
from kenbaar.register.queries.working import working_copy


@staff
@require_safe
def overview(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Show where an entry stands."""
    copy = working_copy(by, reference)
    return entry_page(request, "entry/overview", copy.entry, by=by, tab="desk:entry", copy=copy)
