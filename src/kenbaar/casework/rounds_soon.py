"""The rounds by themselves: once an hour, in the background of each process of the site, one process at a time."""

import datetime as dt
import logging

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from kenbaar.casework.errors import RoundsBusy
from kenbaar.journal.background import Background

_log = logging.getLogger(__name__)
_FIRST_SECONDS, _HOUR_SECONDS = 60.0, 3600.0
# A little under an hour, or two processes would take turns in skipping it.
_RECENTLY = dt.timedelta(minutes=50)


def rounds_by_themselves() -> None:
    """Begin: the first rounds are made when the start of the site is well over. Never raises and never waits."""
    if settings.ROUNDS_BY_THEMSELVES:
        _background.ask_after(_FIRST_SECONDS)


def _make() -> None:
    # Imported when the first rounds begin: an idle site does without the law that they read.
    from kenbaar.casework.rounds import make_rounds  # noqa: PLC0415

    now = timezone.now()
    try:
        make_rounds(now, unless_since=now - _RECENTLY)
    except RoundsBusy:
        _log.debug("Another process makes the rounds.")
    except DatabaseError:
        _log.warning("The rounds wait for the database.", exc_info=True)
    finally:
        _background.ask_after(_HOUR_SECONDS)


_background = Background("rounds", _make)
