"""Which inventory: the way in for who works for several bodies, and for supervisors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.people.actors import Actor
from kenbaar.register.queries.inventory import bodies_to_see

_SHOWN = 100


@staff
@require_safe
def choose_body(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Lead to the one inventory of who works here, or let them choose."""
    words = request.GET.get("words", "")[:100]
    bodies = list(bodies_to_see(by, words)[: _SHOWN + 1])
    if len(bodies) == 1 and not words:
        return redirect("desk:body_inventory", slug=bodies[0].slug)
    more = len(bodies) > _SHOWN
    return page(request, "inventory/choose", by=by, bodies=bodies[:_SHOWN], words=words, more=more)
