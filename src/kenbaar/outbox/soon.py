"""Sending by itself: after each deed, at the start of the site, and every minute while the site runs."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from kenbaar.journal.background import Background

_log = logging.getLogger(__name__)
_EVERY_SECONDS = 60.0
# Deeds come in bursts; the journal is read once for all of them.
_MOMENT_SECONDS = 1.0


def send_soon() -> None:
    """Send the mail that waits, in the background. Never raises and never waits."""
    if settings.OUTBOX_SENDS_ITSELF:
        _mail.ask()


def deliver_soon() -> None:
    """Tell other systems what happened, in the background. Never raises and never waits."""
    if settings.OUTBOX_SENDS_ITSELF:
        _messages.ask()


def deliver_in_a_moment() -> None:
    """Tell other systems what happened, once the deeds of this moment are done. Never raises and never waits."""
    if settings.OUTBOX_SENDS_ITSELF:
        _messages.ask_after(_MOMENT_SECONDS)


def keep_sending() -> None:
    """Send what waits now, and look again every minute: what another process left, and what must be tried again."""
    _Site.runs = True
    send_soon()
    deliver_soon()


class _Site:
    """Whether this process is the site; a command sends what it queued itself, and ends."""

    runs = False


def _send_all() -> None:
    from kenbaar.outbox.sending import send_waiting_mail  # noqa: PLC0415  # it needs the models

    _guarded("Mail", lambda: send_waiting_mail(clock=timezone.now))
    if _Site.runs:
        _mail.ask_after(_EVERY_SECONDS)


def _deliver_all() -> None:
    from kenbaar.outbox.delivering import deliver_waiting  # noqa: PLC0415  # as above
    from kenbaar.outbox.following import follow_journal  # noqa: PLC0415  # as above

    def work() -> None:
        follow_journal(now=timezone.now())
        deliver_waiting(clock=timezone.now)

    _guarded("Messages to other systems", work)
    if _Site.runs:
        _messages.ask_after(_EVERY_SECONDS)


def _guarded(what: str, work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        # Only the database can fail here; what waits is in it and waits on.
        _log.exception("%s: the outbox stopped halfway; what waits is sent at the next try.", what)


_mail = Background("mail-sender", _send_all)
_messages = Background("message-sender", _deliver_all)
