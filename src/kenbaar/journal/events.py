"""What an event is. Each record room lists its own in its `events.py`; `docs/reference/events.md` explains them all."""

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who may learn that the event happened."""

    PUBLIC = "public"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of deed. `name` is room.thing.past-participle and never changes once it was released."""

    name: str
    audience: Audience


LOG_SEALED = Event("journal.log.sealed", Audience.PUBLIC)
LOG_COSIGNED = Event("journal.log.cosigned", Audience.PUBLIC)

EVENTS = (LOG_SEALED, LOG_COSIGNED)
