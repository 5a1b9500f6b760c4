"""What the processes of the kill tests do, each on a site of its own (`tests/support/processes.py`)."""

# ruff: noqa: I001  # Django is set up before its models are imported: children begin here
from tests.support import processes  # noqa: F401

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from random import Random
from threading import Barrier
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from kenbaar.journal.log import sealing_soon
from kenbaar.journal.errors import StorageUnreachable
from kenbaar.journal.events import LOG_SEALED
from kenbaar.journal.log.leaves import Draft, Place, append_leaves
from kenbaar.journal.log.queries import Leaf, every_leaf, head_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.models import JournalLine
from kenbaar.journal.log.sealing import Moment, Sealed, seal
from kenbaar.register.actions import steps
from kenbaar.register.lifecycle import State
from kenbaar.register.models import PublicStep
from tests import make
from tests.journal.endings import Ending, die

# A real deed takes four transactions; for the log it is one leaf like any other.
_SHARE_OF_DEEDS = 0.3
_MOST_AT_ONCE = 60


def make_tables() -> None:
    """Make the tables, and a body whose register it is."""
    call_command("migrate", verbosity=0)
    make.body()


def add_leaves(subject: str, number: int, *, then: Callable[[], object] = int) -> None:
    """Add leaves about a subject, in one deed that does something more before it is committed."""

    def written(place: Place, digest: str) -> bytes:
        return json.dumps({"entry": subject, "number": place.number, "previous": place.previous}).encode()

    with transaction.atomic():
        append_leaves(Draft(subject, f"{subject} {text}".encode(), written) for text in range(number))
        then()


def kill_deed(subject: str, number: int) -> None:
    """Add leaves and be killed right before they are committed."""
    add_leaves(subject, number, then=die)


@dataclass(frozen=True, slots=True)
class Found:
    """What the database says: all leaves in order, how far the log is sealed, and its lines in the journal.

    `sealings` gives the size and the number of new leaves of each; `steps` how many public steps each entry took.
    """

    leaves: tuple[Leaf, ...]
    size: int
    sealings: tuple[tuple[int, int], ...]
    steps: Counter[str]


def look_around() -> Found:
    """Return what the database says."""
    head = head_of(Log.REGISTER)
    lines = JournalLine.objects.filter(event=LOG_SEALED.name).order_by("sequence")
    return Found(
        leaves=tuple(every_leaf(Log.REGISTER)),
        size=head.size if head else 0,
        sealings=tuple((line.details["size"], line.details["added"]) for line in lines),
        steps=Counter(PublicStep.objects.values_list("entry__reference", flat=True)),
    )


def prepare(sealed: int, waiting: int) -> None:
    """Have a log of which some leaves are sealed and some wait."""
    if sealed:
        add_leaves("before", sealed)
        seal(Log.REGISTER, now=make.NOON)
    add_leaves("after", waiting)


def recover() -> Found:
    """Seal what waits as if nothing had happened; return what the database says then."""
    seal(Log.REGISTER, now=make.NOON)
    return look_around()


def seal_until(ending: Ending) -> None:
    """Seal what waits and be killed on the way."""
    with ending.deadly() as hears:
        seal(Log.REGISTER, now=make.NOON, at=hears)


def publish_while_the_storage_is_away() -> str:
    """Publish an entry, see the sealing fail again and again, and wait until it heals; return the entry's state."""
    outcomes: SimpleQueue[int] = SimpleQueue()

    def heard(log: Log, **named: Any) -> Sealed:
        try:
            sealed = seal(log, **named)
        except StorageUnreachable:
            outcomes.put(0)
            raise
        outcomes.put(sealed.size)
        return sealed

    settings.LOG_SEALS_ITSELF = True
    # In the place of the folder.
    Path(settings.LOG_STORE).write_text("away")
    with patch.object(sealing_soon, "seal", heard), patch.object(sealing_soon, "_RETRY_SECONDS", 0):
        entry = make.entry(State.PUBLISHED)
        assert [outcomes.get() for _ in range(3)] == [0, 0, 0]
        Path(settings.LOG_STORE).unlink()
        while not outcomes.get():
            pass
    return entry.state


def seal_together(start: Barrier, said: Connection) -> None:
    """Seal what waits, and swap the head at the same time as somebody else; say the size and what this one added."""
    meetings = iter([start.wait])

    def meet(moment: Moment) -> None:
        # Who loses comes here again, alone.
        if moment is Moment.CHECKPOINT_SIGNED:
            next(meetings, int)()

    sealed = seal(Log.REGISTER, now=make.NOON, at=meet)
    said.send((sealed.size, sealed.added))


def seal_for_ever(said: Connection, _seed: int) -> None:
    """Seal again and again, and say so when there was something to seal."""
    while True:
        if seal(Log.REGISTER, now=make.NOON).added:
            said.send(None)


def write_for_ever(said: Connection, seed: int) -> None:
    """Publish, withdraw and add leaves, and say after each commit about which subject there is how much more."""
    chance = Random(seed)
    for number in count():
        subject = f"{seed}-{number}"
        if chance.random() < _SHARE_OF_DEEDS:
            entry = make.entry(State.PUBLISHED, key=subject)
            said.send((entry.reference, 1))
            if chance.random() < 0.5:
                steps.withdraw(entry.reference, reason={"nl": "Gestopt."}, by=make.OPERATOR, now=make.NOON)
                said.send((entry.reference, 1))
        else:
            many = chance.randint(1, _MOST_AT_ONCE)
            add_leaves(subject, many)
            said.send((subject, many))
