"""Changing many entries in one go: what is asked, before it is looked over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kenbaar.desk.entrance import staff
from kenbaar.desk.inventory.answers import NoAnswer, answer_in
from kenbaar.desk.inventory.wording import what_names
from kenbaar.desk.numbers import whole_number
from kenbaar.desk.rendering import page
from kenbaar.desk.wording import access_names
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.people.queries import colleagues
from kenbaar.register.actions.preparing import prepare_change
from kenbaar.register.bulk import FACTS, BulkOrder, What
from kenbaar.register.errors import NotAllowed, NotOfTheBody, SheetRefused, TooManyAtOnce
from kenbaar.register.filtering import Filter, filter_of, query_of
from kenbaar.register.lifecycle import Access
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.bulk import may_order, need_fit, plan_of
from kenbaar.register.queries.inventory import entries_chosen, inventory_body
from kenbaar.rules.facts import vocabulary

_MOST_ROWS = 200


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, *, by: Actor, slug: str) -> HttpResponse:
    """Ask what to change the chosen entries to; then put the change ready to be looked over."""
    body = inventory_body(by, slug)
    given = request.POST if request.method == "POST" else request.GET
    if not any(may_order(by, slug, each) for each in What):
        raise NotAllowed(slug, "change many entries of")
    what, fact = _what(given)
    if not may_order(by, slug, what):
        raise NotAllowed(slug, f"{what} many entries of")
    wanted, references = filter_of(given.dict()), _references(given)
    count = entries_chosen(by, body, references=references, wanted=wanted, now=timezone.now()).count()
    wrong = "" if count else _("Kies eerst een of meer algoritmes in de lijst.")
    if request.method == "POST" and not wrong:
        prepared = _prepared(given, by, body, _Asked(what, fact, references, wanted))
        if isinstance(prepared, HttpResponse):
            return prepared
        wrong = prepared
    return page(
        request,
        "inventory/change",
        by=by,
        status=400 if wrong else 200,
        body=body,
        what=what,
        fact=vocabulary()[fact] if fact else None,
        title=vocabulary()[fact].label.to(get_language() or "nl") if fact else what_names()[what],
        asked=given.get("what", ""),
        references=references or [],
        everything=references is None,
        wanted=wanted,
        query=query_of(wanted),
        count=count,
        people=colleagues(body, seen_by=by) if what is What.OWNER else [],
        accesses=access_names(),
        given=given,
        wrong=wrong,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to change, of which entries: those of `references`, or without them all that the filter finds."""

    what: What
    fact: str
    references: list[str] | None
    wanted: Filter


def _prepared(given: QueryDict, by: Actor, body: Body, asked: _Asked) -> HttpResponse | str:
    """Put the change ready and lead to it; or say what is wrong with what was filled in."""
    now = timezone.now()
    try:
        order = _order(given, asked.what, asked.fact)
        need_fit(order, body)
        chosen = entries_chosen(by, body, references=asked.references, wanted=asked.wanted, now=now)
        plan = plan_of(by, body, chosen, order)
    except NoAnswer:
        return _("Vul eerst een antwoord in.")
    except SheetRefused:
        return _("Dit antwoord past niet. Een datum schrijft u als 2026, 2026-11 of 2026-11-24.")
    except NotOfTheBody:
        return _("Deze persoon werkt niet meer voor uw organisatie. Kies iemand anders.")
    except TooManyAtOnce as refused:
        return ngettext(
            "Bied hooguit %(most)s algoritme tegelijk ter controle aan. Maak de keuze kleiner.",
            "Bied hooguit %(most)s algoritmes tegelijk ter controle aan. Maak de keuze kleiner.",
            refused.most,
        ) % {"most": refused.most}
    prepared = prepare_change(body, Kind.CHANGE, plan.to_json(), by=by, now=now)
    return redirect("desk:prepared_change", slug=body.slug, number=prepared.pk)


def _what(given: Mapping[str, str]) -> tuple[What, str]:
    what, _dot, fact = given.get("what", "").partition(".")
    if what not in set(What) or (what == What.FACT) != (fact in FACTS):
        raise Http404("nothing of that kind can be changed of many entries")
    return What(what), fact


def _order(given: QueryDict, what: What, fact: str) -> BulkOrder:
    value = given.get("value", "")
    match what:
        case What.FACT:
            return BulkOrder(what, fact=fact, answer=answer_in(given, vocabulary()[fact]))
        case What.OWNER:
            owner = whole_number(value)
            if value and owner is None:
                raise NoAnswer
            return BulkOrder(what, owner=owner)
        case What.ACCESS:
            if value not in set(Access):
                raise NoAnswer
            return BulkOrder(what, access=Access(value))
        case What.HAND_IN:
            return BulkOrder(what)


def _references(given: QueryDict) -> list[str] | None:
    """Return the rows that were chosen, or None for everything that the filter finds."""
    if given.get("scope") == "all":
        return None
    chosen: Any = given.getlist("row")
    return [reference for reference in chosen[:_MOST_ROWS] if len(reference) <= 40]
