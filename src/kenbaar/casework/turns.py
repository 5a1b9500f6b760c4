"""Turns: what only one process of a site does at a time."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q

from kenbaar.casework.errors import RoundsBusy
from kenbaar.casework.models import Round

# Longer than any turn takes: after it, that of a process that was killed no longer counts.
_LONGEST = dt.timedelta(minutes=30)


@contextmanager
def turn(name: str, now: dt.datetime) -> Iterator[None]:
    """Hold a turn: a row, so that it counts for all processes and machines of a site. Raises RoundsBusy."""
    Round.objects.bulk_create([Round(name=name)], ignore_conflicts=True)
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    with transaction.atomic():
        if not Round.objects.filter(free, pk=name).update(taken_until=now + _LONGEST):
            raise RoundsBusy
    try:
        yield
    finally:
        Round.objects.filter(pk=name, taken_until=now + _LONGEST).update(taken_until=None)
