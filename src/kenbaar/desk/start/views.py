"""My work: what waits for whoever signed in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.people.actors import Actor


@staff
@require_safe
def start(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Show what waits for who is signed in."""
    return page(request, "start/start", by=by)
