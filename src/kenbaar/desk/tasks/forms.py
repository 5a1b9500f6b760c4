"""What forms about tasks bring in, read with suspicion."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse

from kenbaar.casework.errors import DayNotPossible
from kenbaar.desk.numbers import whole_number
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Person
from kenbaar.people.queries import colleague


def numbers_in(request: HttpRequest) -> list[int]:
    """Return the tasks that were ticked; what is no number is nothing that was ticked."""
    ticked = request.POST.getlist("t")
    return sorted({number for each in ticked if (number := whole_number(each)) is not None})


def person_in(request: HttpRequest, by: Actor, body: Body) -> Person | None:
    """Return who was chosen among the people of a body; nobody for "none". Raises Http404 for another number."""
    said = request.POST.get("person", "")
    if said == "none":
        return None
    person = colleague(body, whole_number(said) or 0, seen_by=by)
    if person is None:
        raise Http404("nobody of this body has that number")
    return person


def day_in(request: HttpRequest, name: str = "target") -> dt.date:
    """Return the day of a form. Raises DayNotPossible when it is none."""
    try:
        return dt.date.fromisoformat(request.POST.get(name, ""))
    except ValueError as error:
        raise DayNotPossible from error


def back_to(name: str, done: str, query: Mapping[str, str] | None = None, **values: str | int) -> HttpResponseRedirect:
    """Lead back to a page of the desk, which says what was done."""
    return HttpResponseRedirect(f"{reverse(name, kwargs=values)}?{urlencode({'gedaan': done, **(query or {})})}")
