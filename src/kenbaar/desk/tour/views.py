"""Beginning the tour, going through it and leaving it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kenbaar.desk.entrance import staff
from kenbaar.desk.tour.keeping import begin, end, move
from kenbaar.desk.tour.steps import steps_for
from kenbaar.people.actors import Actor

# The box at the top of the page, so that reading goes on where the tour is.
_BOX = "#rondleiding"
_MOVES = {"next": 1, "back": -1}


@staff
@require_POST
def tour(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """Begin the tour, go to its next or earlier step, or stop it; `go` says which."""
    go = request.POST.get("go", "")
    if go in _MOVES:
        address = move(request.session, _MOVES[go])
        return redirect(address + _BOX if address else reverse("desk:start"))
    if go == "begin":
        steps = steps_for(by)
        begin(request.session, steps)
        return redirect(steps[0][1] + _BOX)
    end(request.session)
    return redirect("desk:start")
