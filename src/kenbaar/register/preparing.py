"""What a prepared change is, and the end of one. Making one is a deed, see `actions/preparing.py`."""

import datetime as dt
from enum import StrEnum
from typing import Any

from kenbaar.register.models import PreparedChange

KEPT_FOR = dt.timedelta(days=1)
# As many as one actor has waiting: a file may have 16 MB, and a system can bring hundreds in a minute.
MOST_KEPT = 20


class Kind(StrEnum):
    """What was prepared: one change of many entries, or a file with entries."""

    CHANGE = "change"
    FILE = "file"


def finish(prepared: PreparedChange, outcome: dict[str, Any]) -> None:
    """Note what came of a prepared change, inside the deed that did it; what it was is kept no longer."""
    prepared.content, prepared.outcome = b"", outcome
    prepared.save(update_fields=["content", "outcome"])
