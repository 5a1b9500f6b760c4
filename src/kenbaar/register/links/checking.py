"""A round along the links of entries: a few entries at a time, those that waited longest first."""

import datetime as dt
from collections.abc import Callable

from django.db.models import F, Q, QuerySet

from kenbaar.register.links.finding import links_in
from kenbaar.register.models import Draft, Entry, LinkCheck
from kenbaar.rules.answers import Sheet

# Asking more often only bothers who keeps the page. What led nowhere is asked again sooner: it may have been our line.
EVERY, AGAIN = dt.timedelta(days=14), dt.timedelta(days=1)
_MOST_PER_ENTRY = 50


def check_links(ask: Callable[[str], str], *, clock: Callable[[], dt.datetime], most: int) -> int:
    """Ask whether the links of at most so many entries lead somewhere; return of how many it was asked.

    `ask` returns in one word what is wrong with an address, or nothing. What is found is no deed: it changes nothing
    that anybody said.
    """
    due = list(_due(clock()).values_list("pk", flat=True)[:most])
    for entry in due:
        addresses = list(dict.fromkeys(address for _fact, address in links_in(_sheet(entry))))[:_MOST_PER_ENTRY]
        broken = {address: problem for address in addresses if (problem := ask(address))}
        LinkCheck.objects.update_or_create(entry_id=entry, defaults={"at": clock(), "broken": broken})
    return len(due)


def broken_links(entry: Entry) -> LinkCheck | None:
    """Return what the last round found of an entry. The entry comes from a query that asked who it is for."""
    return LinkCheck.objects.filter(entry=entry).first()


def _due(now: dt.datetime) -> QuerySet[Entry]:
    waiting = Q(link_check__isnull=True) | Q(link_check__at__lt=now - EVERY)
    waiting |= Q(link_check__at__lt=now - AGAIN) & ~Q(link_check__broken={})
    return Entry.objects.filter(waiting).order_by(F("link_check__at").asc(nulls_first=True), "pk")


def _sheet(entry: int) -> Sheet:
    draft = Draft.objects.filter(entry=entry).values_list("sheet", flat=True).first()
    if draft is not None:
        return Sheet(draft)
    latest = Entry.objects.filter(pk=entry).values_list("latest__sheet", flat=True).first()
    return Sheet(latest or {})
