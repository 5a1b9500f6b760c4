"""Reading what a notice says on behalf of the body, without the citizen's code. The journal says who did."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from kenbaar.envelopes.sealing import ReadingKey
from kenbaar.journal.actions import Deed, write_line
from kenbaar.notices.events import NOTICE_OPENED
from kenbaar.notices.queries.opening import OpenedNotice, open_with_key
from kenbaar.people.actors import Actor


@transaction.atomic
def read_notice(number: int, keys: Iterable[ReadingKey], *, by: Actor, now: dt.datetime) -> OpenedNotice:
    """Return what a notice says, for an official who answers what people ask. Raises what `open_with_key` raises."""
    opened = open_with_key(number, keys, seen_by=by)
    write_line(Deed(NOTICE_OPENED, f"notice {number}", {"body": opened.state.body.slug}), by=by.name, now=now)
    return opened
