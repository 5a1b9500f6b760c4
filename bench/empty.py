"""The least that Django can answer: the floor under every page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kenbaar.people.access import Callers, open_to


@open_to(Callers.EVERYONE)
def nothing(_request: HttpRequest) -> HttpResponse:
    """Answer with two bytes."""
    return HttpResponse("ok", headers={"Cache-Control": "no-store"})


urlpatterns = [path("nothing", nothing)]
