"""Making a page about one entry."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kenbaar.desk.entry.tabs import tabs
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import access_names, state_names
from kenbaar.people.actors import Actor
from kenbaar.register.models import Entry


def entry_page(
    request: HttpRequest, template: str, entry: Entry, *, by: Actor, tab: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Return the page that `desk/<template>.html` makes, below the name of the entry; `tab` is where we are.

    The entry comes from a query that took the actor.
    """
    shared = {"entry": entry, "tabs": tabs(), "tab": tab, "states": state_names(), "accesses": access_names()}
    return page(request, template, by=by, status=status, **shared, **context)
