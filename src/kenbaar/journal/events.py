"""What an event is. Each record room lists its own in its `events.py`; `docs/reference/events.md` explains them all."""

import importlib
import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.apps import apps


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


@cache
def public_events() -> tuple[str, ...]:
    """Return the names of all events of all rooms that anybody may learn of: those that a public page may follow."""
    rooms = [f"{room.name}.events" for room in apps.get_app_configs() if room.name.startswith("kenbaar.")]
    listed = [importlib.import_module(room).EVENTS for room in rooms if importlib.util.find_spec(room)]
    return tuple(event.name for events in listed for event in events if event.audience is Audience.PUBLIC)
