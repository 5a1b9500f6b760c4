"""Where the public steps of an entry stand in the register log: one cheap query, as every entry page asks it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Subquery
from orjson import JSONDecodeError, loads

from kenbaar.journal.log.logs import LOGS_ADDRESS, Log
from kenbaar.journal.models import LogHead, LogLeaf
from kenbaar.ledger.leaves import content_path
from kenbaar.register.queries.prepared import Prepared

_STAND_IN = "a subject"


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A public step as the log has it: as the `number`-th of its entry (from 1), on a line of the log (from 0).

    `sealed` is false while it waits for a signed checkpoint; `content` is the digest of the record, in hex, and
    `record` its address on this site.
    """

    number: int
    line: int
    step: str
    on: dt.datetime
    recorded: dt.datetime
    content: str
    record: str
    sealed: bool


def recorded_steps(reference: str) -> Mapping[int, RecordedStep]:
    """Return the steps of an entry that the log has, by number: the first public step is number 1.

    A leaf that somebody damaged in the database is left out: a page is not the place to judge it, an audit is.
    """
    found = {}
    for number, (line, data, content, size) in enumerate(_query().ask(reference), 1):
        try:
            leaf = loads(bytes(data))
            step, on, recorded = leaf["step"], _moment(leaf["on"]), _moment(leaf["recorded"])
            record = f"{LOGS_ADDRESS}{Log.REGISTER}/{content_path(content)}"
        except (JSONDecodeError, KeyError, TypeError, ValueError):
            continue
        found[number] = RecordedStep(number, line, step, on, recorded, content, record, line < (size or 0))
    return found


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@cache
def _query() -> Prepared:
    size = Subquery(LogHead.objects.filter(log=Log.REGISTER).values("size"))
    rows: Any = LogLeaf.objects.filter(log=Log.REGISTER, subject=_STAND_IN).order_by("number").annotate(size=size)
    return Prepared(rows.values_list("number", "data", "content", "size"), stand_in=_STAND_IN)
