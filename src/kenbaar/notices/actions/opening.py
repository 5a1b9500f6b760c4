"""Reading what a notice says on behalf of the body, without the citizen's code. The journal says who did."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from kenbaar.envelopes.sealing import ReadingKey
from kenbaar.journal.actions import Deed, write_line
from kenbaar.notices.errors import CodeOfAnother
from kenbaar.notices.events import NOTICE_OPENED
from kenbaar.notices.queries.opening import OpenedNotice, open_with_code, open_with_key
from kenbaar.notices.queries.requests import request_row
from kenbaar.people.actors import Actor


@transaction.atomic
def read_notice(number: int, keys: Iterable[ReadingKey], *, by: Actor, now: dt.datetime) -> OpenedNotice:
    """Return what a notice says, for an official who answers what people ask. Raises what `open_with_key` raises."""
    return _read(open_with_key(number, keys, seen_by=by), by=by, now=now)


@transaction.atomic
def read_notice_asked_about(number: int, code: str, *, by: Actor, now: dt.datetime) -> OpenedNotice:
    """Return what the notice says that a request is about, with the code that the person gave to the official.

    Raises RequestNotFound, CodeOfAnother, and what `open_with_code` raises.
    """
    row, opened = request_row(number, seen_by=by), open_with_code(code)
    if opened.state.number != row.notice_id:
        raise CodeOfAnother(number)
    return _read(opened, by=by, now=now)


def _read(opened: OpenedNotice, *, by: Actor, now: dt.datetime) -> OpenedNotice:
    write_line(
        Deed(NOTICE_OPENED, f"notice {opened.state.number}", {"body": opened.state.body.slug}), by=by.name, now=now
    )
    return opened
