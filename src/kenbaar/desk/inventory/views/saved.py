"""Lists under a name: kept, renamed and taken away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenbaar.desk.entrance import staff
from kenbaar.desk.inventory.views.listing import inventory_of
from kenbaar.people.actors import Actor
from kenbaar.register.actions.listing import delete_list, rename_list, save_list
from kenbaar.register.errors import SavedListRefused
from kenbaar.register.filtering import Filter, filter_of
from kenbaar.register.queries.inventory import inventory_body, own_list


@staff
@require_POST
def keep(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Keep what the filter finds under a name."""
    body = inventory_body(by, slug)
    wanted = filter_of(request.POST.dict())
    try:
        name, shared = request.POST.get("list_name", ""), "shared" in request.POST
        saved = save_list(body, name, wanted, shared=shared, by=by, now=timezone.now())
    except SavedListRefused:
        return inventory_of(request, by, body, wanted, wrong=_refused())
    return redirect(_list_address(slug, saved.query))


@staff
@require_POST
def rename(request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Give a list of one's own another name."""
    body = inventory_body(by, slug)
    saved = own_list(by, body, number)
    try:
        rename_list(body, number, request.POST.get("list_name", ""), by=by, now=timezone.now())
    except SavedListRefused:
        return inventory_of(request, by, body, Filter(), wrong=_refused())
    return redirect(_list_address(slug, saved.query))


@staff
@require_POST
def delete(_request: HttpRequest, *, by: Actor, slug: str, number: int) -> HttpResponse:
    """Take a list of one's own away."""
    delete_list(inventory_body(by, slug), number, by=by, now=timezone.now())
    return redirect("desk:body_inventory", slug=slug)


def _refused() -> str:
    return _("Geef de lijst een naam van hooguit 80 tekens die u nog niet gebruikt.")


def _list_address(slug: str, query: str) -> str:
    address = reverse("desk:body_inventory", kwargs={"slug": slug})
    return f"{address}?{query}" if query else address
