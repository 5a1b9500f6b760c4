"""My work: what waits for whoever signed in."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kenbaar.casework.queries.queue import waiting_for
from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.desk.review.wording import held_names
from kenbaar.people.actors import Actor


@staff
@require_safe
def start(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Show what waits for who is signed in."""
    return page(
        request,
        "start/start",
        by=by,
        waiting=waiting_for(by),
        today=timezone.localdate(),
        held_names=held_names(),
    )
