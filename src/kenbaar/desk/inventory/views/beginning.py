"""A new entry."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kenbaar.desk.entrance import staff
from kenbaar.desk.rendering import page
from kenbaar.people.actors import Actor
from kenbaar.register.actions.beginning import begin_entry
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.policies import may_write
from kenbaar.register.queries.inventory import inventory_body

_LONGEST = 200


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Ask for a name and, if wanted, for an entry to take over from; then begin."""
    body = inventory_body(by, slug)
    if not may_write(by, slug):
        raise NotAllowed(slug, "begin an entry of")
    given = request.POST if request.method == "POST" else request.GET
    name, like = " ".join(given.get("name", "").split()), given.get("like", "").strip()
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if not name or len(name) > _LONGEST or not name.isprintable():
            wrong["name"] = _("Geef het algoritme een naam van hooguit 200 tekens.")
        else:
            try:
                key = f"desk:{uuid4()}"
                entry = begin_entry(key, {"nl": name}, body=body, like=like, by=by, now=timezone.now())
            except EntryNotFound:
                wrong["like"] = _("Dit kenmerk kennen we niet. Kijk het na, of laat het veld leeg.")
            else:
                return redirect("desk:entry", reference=entry.reference)
    status = 400 if wrong else 200
    return page(request, "inventory/new", by=by, status=status, body=body, name=name[:_LONGEST], like=like, wrong=wrong)
