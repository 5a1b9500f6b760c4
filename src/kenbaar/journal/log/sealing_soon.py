"""Sealing by itself: after each deed, at the start of the site, and again after a failure until it succeeds."""

import logging

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from kenbaar.journal.background import Background
from kenbaar.journal.errors import LogError, StorageUnreachable
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal

_log = logging.getLogger(__name__)
# Long enough for a store that is down not to be troubled, short enough for nobody to have to seal by hand.
_RETRY_SECONDS = 30.0
# Each sealing writes files, signs, and makes public pages anew: a hundred notices a second share one.
_GATHERING_SECONDS = 5.0


def seal_soon() -> None:
    """Seal what waits, in the background. Never raises and never waits."""
    if settings.LOG_SEALS_ITSELF:
        _background.ask()


def seal_in_a_moment() -> None:
    """Seal what waits with all that comes in the next seconds: for deeds of which there are many."""
    if settings.LOG_SEALS_ITSELF:
        _background.ask_after(_GATHERING_SECONDS)


def _seal_all() -> None:
    for log in Log:
        try:
            seal(log, now=timezone.now())
        except StorageUnreachable as error:
            _log.warning("%s", error)
            _background.ask_after(_RETRY_SECONDS)
        except OperationalError:
            _log.warning("The log %s waits for the database.", log, exc_info=True)
            _background.ask_after(_RETRY_SECONDS)
        except LogError as error:
            _log.error("%s", error)
        except Exception:
            _log.exception("The log %s is not sealed; its leaves wait in the database.", log)


_background = Background("log-sealer", _seal_all)
