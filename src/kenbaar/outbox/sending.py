"""Sending the mail that waits. Killed at any line, nothing is lost, and at most one mail leaves twice."""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.outbox.events import MAIL_FAILED
from kenbaar.outbox.lifecycle import KEPT_FOR, MAIL_DELAYS, TAKEN_FOR, next_try
from kenbaar.outbox.models import Mail

_log = logging.getLogger(__name__)
# The first digit of what a mail server says when asking again will not help.
_FOR_GOOD = 5
# What a mail server has against one mail; anything else is about the server, and holds for the next mail too.
_ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


@dataclass(slots=True)
class Counts:
    """What became of the mail that was tried."""

    sent: int = 0
    later: int = 0
    failed: int = 0


def send_waiting_mail(*, clock: Callable[[], dt.datetime], after: Callable[[], object] = lambda: None) -> Counts:
    """Send what is due, the oldest first; `after` is called for each mail that was tried.

    A mail server that does not answer is not asked again this time: what waits goes on waiting.
    """
    counts = Counts()
    server = get_connection()
    try:
        while (mail := _taken(clock())) is not None:
            trouble = _send(mail, server)
            if trouble is None:
                _end(mail, sent=True, now=clock())
                counts.sent += 1
            elif _put_off(mail, trouble, now=clock()):
                counts.later += 1
            else:
                counts.failed += 1
            after()
            if isinstance(trouble, OSError) and not isinstance(trouble, _ABOUT_ONE_MAIL):
                break
    finally:
        _close(server)
    if counts.sent:
        Mail.objects.filter(ended_at__lt=clock() - KEPT_FOR).delete()
    return counts


def _taken(now: dt.datetime) -> Mail | None:
    """Take the mail that is due first, for so long that nobody else takes it while it is being sent."""
    due = Mail.objects.filter(next_try_at__lte=now).order_by("next_try_at", "id")
    # Mostly there is nothing, and then nobody else has to wait for a turn to write.
    if not due.exists():
        return None
    with transaction.atomic():
        mail = due.select_for_update(skip_locked=True).first()
        if mail is not None:
            mail.attempts += 1
            mail.next_try_at = now + TAKEN_FOR
            mail.save(update_fields=["attempts", "next_try_at"])
    return mail


def _send(mail: Mail, server: BaseEmailBackend) -> Exception | None:
    """Send one mail; return what was wrong, or None. What a mail server says may hold the address: it is not logged."""
    name = f"{mail.pk}.{int(mail.queued_at.timestamp())}@{urlsplit(settings.PUBLIC_URL).hostname}"
    headers = {
        # Whoever gets it twice after all can tell: it has one name.
        "Message-ID": f"<{name}>",
        "Auto-Submitted": "auto-generated",
    }
    try:
        server.open()
        server.send_messages([EmailMessage(mail.subject, mail.text, None, [mail.address], headers=headers)])
    except Exception as trouble:
        return trouble
    return None


def _put_off(mail: Mail, trouble: Exception, *, now: dt.datetime) -> bool:
    """Say when to try again; give up after the last time, or where the server will never take it."""
    kind = type(trouble).__name__
    again = None if _is_for_good(trouble) else next_try(mail.attempts, MAIL_DELAYS, now)
    if again is not None:
        Mail.objects.filter(pk=mail.pk).update(next_try_at=again, trouble=kind)
        _log.warning("%s is not sent yet (%s, tried %d times).", mail, kind, mail.attempts)
        return True
    mail.trouble = kind
    _end(mail, sent=False, now=now)
    _log.error("%s is given up (%s, tried %d times); see `kenbaar outbox status`.", mail, kind, mail.attempts)
    return False


@transaction.atomic
def _end(mail: Mail, *, sent: bool, now: dt.datetime) -> None:
    mail.address = mail.subject = mail.text = ""
    mail.next_try_at, mail.ended_at, mail.sent = None, now, sent
    mail.save()
    if not sent:
        details = {"reason": mail.reason, "about": mail.about, "attempts": mail.attempts, "trouble": mail.trouble}
        write_line(Deed(MAIL_FAILED, str(mail), details), by="outbox", now=now)


def _is_for_good(trouble: Exception) -> bool:
    if not isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return False
    return all(code // 100 == _FOR_GOOD for code, _said in trouble.recipients.values())


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException):
        # Everything that left has left; there is nothing to save of a connection that is gone.
        _log.debug("The mail server did not say goodbye.", exc_info=True)
