"""The step of the rounds that looks after links, where the operator wants it."""

import datetime as dt

from django.conf import settings

from kenbaar.casework.errors import RoundsBusy
from kenbaar.casework.links.checking import check_due
from kenbaar.casework.links.noting import note_addresses


def look_after_links(now: dt.datetime) -> int:
    """Note what changed entries name and call what is due; return how many addresses were called."""
    if not settings.CHECK_LINKS:
        return 0
    note_addresses(now)
    try:
        return check_due(now, by="rounds").total
    except RoundsBusy:
        # Somebody checks them by hand.
        return 0
