"""Which links of a sheet do not work. Whoever asks has the sheet before them, by a query that asked who they are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from kenbaar.casework.links.addresses import addresses_in, digest_of
from kenbaar.casework.links.lifecycle import LinkStatus
from kenbaar.casework.models import LinkState
from kenbaar.rules.answers import Sheet


@dataclass(frozen=True, slots=True)
class LinkTold:
    """A link that is dead, or of which nobody can be sure. `since` is the first call of the row that failed."""

    address: str
    is_dead: bool
    http_status: int | None
    since: dt.datetime | None


def links_are_checked() -> bool:
    """Say whether the operator wants links to be called."""
    return bool(settings.CHECK_LINKS)


def troubled_links(sheet: Sheet) -> Mapping[str, tuple[LinkTold, ...]]:
    """Return the links of each fact that do not surely work: one query, and none where links are not checked."""
    named = addresses_in(sheet) if links_are_checked() else {}
    if not named:
        return {}
    digests = {digest_of(address) for there in named.values() for address in there}
    rows = LinkState.objects.filter(digest__in=digests, status__in=(LinkStatus.DEAD, LinkStatus.UNSURE))
    told = {
        row.address: LinkTold(row.address, row.status == LinkStatus.DEAD, row.http_status, row.failing_since)
        for row in rows
    }
    found = {fact: tuple(told[address] for address in there if address in told) for fact, there in named.items()}
    return {fact: links for fact, links in found.items() if links}


def dead_links(sheet: Sheet) -> tuple[str, ...]:
    """Return the facts of a sheet in which a link is dead."""
    return tuple(fact for fact, links in troubled_links(sheet).items() if any(link.is_dead for link in links))
