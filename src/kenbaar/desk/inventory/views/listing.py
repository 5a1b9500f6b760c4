"""The list itself."""

from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kenbaar.assessments.queries.classifications import risk_classes_of
from kenbaar.desk.entrance import staff
from kenbaar.desk.inventory.choices import filter_choices, filter_labels
from kenbaar.desk.inventory.wording import what_names
from kenbaar.desk.paging import page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import access_names, state_names
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.people.policies import may_manage
from kenbaar.people.queries import colleagues, names_of
from kenbaar.register.bulk import FACTS, What
from kenbaar.register.filtering import Filter, filter_of, query_of
from kenbaar.register.policies import may_write
from kenbaar.register.queries.bulk import may_order
from kenbaar.register.queries.inventory import InventoryPage, inventory_body, inventory_page, saved_lists
from kenbaar.rules.facts import vocabulary


@staff
@require_safe
def inventory(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Show what the filter finds, a page at a time."""
    body = inventory_body(by, slug)
    return inventory_of(request, by, body, filter_of(request.GET.dict()))


def inventory_of(request: HttpRequest, by: Actor, body: Body, wanted: Filter, *, wrong: str = "") -> HttpResponse:
    """Return the page of the list, with what went wrong if anything did."""
    number = page_asked(request.GET.get("page", ""))
    found = inventory_page(by, body, wanted, page=number, now=timezone.now())
    language, people = get_language() or "nl", colleagues(body, seen_by=by)
    lists = saved_lists(by, body)
    return page(
        request,
        "inventory/list",
        by=by,
        status=400 if wrong else 200,
        body=body,
        wanted=wanted,
        query=query_of(wanted),
        found=found,
        pages=_pages(found, wanted),
        classes=risk_classes_of([line.latest for line in found.lines if line.latest]),
        lists=lists,
        names=names_of(each.by for each in lists if each.by != by.name),
        choices=filter_choices(people, language),
        labels=filter_labels(),
        unsorted=query_of(replace(wanted, sort="")),
        orders=_orders(by, body, language),
        states=state_names(),
        accesses=access_names(),
        may_write=may_write(by, body.slug),
        me=by.name,
        may_clear=may_manage(by, body.slug),
        wrong=wrong,
    )


def _pages(found: InventoryPage, wanted: Filter) -> list[tuple[str, str]]:
    """Return `(query, label)` of the pages before and after, and of the first and last where those are others."""
    here, last = found.number, found.last
    offered = {
        1: _("Eerste"),
        last: _("Laatste"),
        here - 1: _("Vorige"),
        here + 1: _("Volgende"),
    }
    query = query_of(wanted)
    address = partial("{}{}page={}".format, query, "&" if query else "")
    return [
        (address(number), label) for number, label in sorted(offered.items()) if 1 <= number <= last and number != here
    ]


def _orders(by: Actor, body: Body, language: str) -> dict[str, str]:
    """Return what the reader may change of many entries at once."""
    orders = {what: name for what, name in what_names().items() if may_order(by, body.slug, What(what))}
    if may_order(by, body.slug, What.FACT):
        orders |= {f"fact.{fact}": vocabulary()[fact].label.to(language) for fact in FACTS}
    return orders
