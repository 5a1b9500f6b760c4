"""A mail belongs to its deed, waits for a server that is away, is never lost, and is forgotten once it has left."""

import datetime as dt
import logging
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection, transaction

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.actions.inviting import invite_by_mail
from kenbaar.outbox.lifecycle import MAIL_DELAYS, TAKEN_FOR
from kenbaar.outbox.models import Mail
from kenbaar.outbox.queries import mail_that_failed, waiting_mail
from kenbaar.outbox.queueing import queue_mail
from kenbaar.outbox.sending import Counts, send_waiting_mail
from kenbaar.people.errors import NotAllowed
from kenbaar.people.models import Invitation, Role
from kenbaar.values import both
from tests import make
from tests.outbox.mail_servers import Killed

pytestmark = pytest.mark.django_db
NOON, MINUTE = make.NOON, dt.timedelta(minutes=1)
SERVERS = "tests.outbox.mail_servers."


def _queue(to: Any = "anna@lindewaarde.example", subject: Any = "Een taak", **more: Any) -> Mail:
    with transaction.atomic():
        return queue_mail(to, subject, "Er wacht een taak op u.", reason="task", now=NOON, **more)


def _send(at: dt.datetime = NOON) -> Counts:
    return send_waiting_mail(clock=lambda: at)


def test_a_mail_leaves_once_and_nothing_of_it_is_kept() -> None:
    _queue()
    assert _send() == Counts(sent=1)
    assert _send(NOON + dt.timedelta(days=1)) == Counts()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["anna@lindewaarde.example"], "Een taak", "Er wacht een taak op u.")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    kept = Mail.objects.get()
    assert kept.sent and kept.ended_at == NOON and not (kept.address or kept.subject or kept.text)


def test_what_waits_cannot_be_read_in_the_database() -> None:
    _queue(subject="Over Anna")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_mail")
        kept = str(cursor.fetchall())
    assert "task" in kept
    assert not any(word in kept for word in ("anna", "Anna", "taak"))


def test_a_deed_that_does_not_happen_sends_nothing() -> None:
    def fails() -> None:
        with transaction.atomic():
            queue_mail("a@b.example", "x", "y", reason="task", now=NOON)
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert not Mail.objects.exists()
    stranger = make.person(Role.EDITOR, at=make.body())
    with pytest.raises(NotAllowed):
        invite_by_mail("a@b.example", Role.EDITOR, make.body(), code="c", by=stranger, now=NOON)
    assert not Invitation.objects.exists() and not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_without_a_deed_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        queue_mail("a@b.example", "x", "y", reason="task", now=NOON)


def test_a_person_gets_mail_in_their_language_and_a_stranger_in_both() -> None:
    subject = both("Een taak", "A task")
    person = make.somebody()
    for language in ("nl", "en", ""):
        person.language = language
        _queue(person, subject)
    _queue("a@b.example", subject)
    _send()
    both_of_them = "Een taak / A task"
    assert [sent.subject for sent in mail.outbox] == ["Een taak", "A task", both_of_them, both_of_them]


def test_a_subject_cannot_begin_another_header() -> None:
    _queue(subject="Een taak\nBcc: iedereen@lindewaarde.example")
    _send()
    assert mail.outbox[0].subject == "Een taak Bcc: iedereen@lindewaarde.example"
    assert mail.outbox[0].bcc == []


def test_a_server_that_is_away_is_asked_again_later_and_the_mail_given_up_after_some_days(
    settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = SERVERS + "Dead"
    first, _second = _queue(about="invitation 7"), _queue()
    assert _send() == Counts(later=1), "what holds for one mail holds for the next, so it is not tried"
    assert Mail.objects.get(pk=first.pk).next_try_at == NOON + MAIL_DELAYS[0]
    Mail.objects.exclude(pk=first.pk).delete()
    now, tries = NOON, 1
    while (due := Mail.objects.get().next_try_at) is not None:
        assert due > now
        now, tries = due, tries + 1
        _send(now)
    assert tries == len(MAIL_DELAYS) + 1 and dt.timedelta(days=2) < now - NOON < dt.timedelta(days=5)
    kept = Mail.objects.get()
    assert not kept.sent and not kept.address and kept.trouble == "ConnectionRefusedError"
    line = JournalLine.objects.get(event="outbox.mail.failed")
    assert line.details == {"reason": "task", "about": "invitation 7", "attempts": 10, "trouble": kept.trouble}
    assert mail_that_failed(["invitation 7", "invitation 8"]) == {"invitation 7"}
    assert (waiting_mail().waiting, waiting_mail().failed) == (0, 1)
    assert "anna" not in caplog.text and any(record.levelno == logging.ERROR for record in caplog.records)


def test_one_address_that_is_refused_holds_up_nobody_else(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = SERVERS + "Fussy"
    for to in ("xavier@b.example", "yvonne@b.example", "anna@b.example"):
        _queue(to)
    assert _send() == Counts(sent=1, later=1, failed=1)
    assert [sent.to for sent in mail.outbox] == [["anna@b.example"]]


def test_a_sender_that_is_killed_loses_nothing_and_repeats_one_mail_at_most(settings: LazySettings) -> None:
    for _ in range(3):
        _queue()
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = SERVERS + "Treacherous"
    with pytest.raises(Killed):
        _send()
    settings.EMAIL_BACKEND = usual
    assert _send() == Counts(sent=2), "the mail that was taken is left alone"
    assert _send(NOON + TAKEN_FOR) == Counts(sent=1)
    names = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert len(names) == 4 and len(set(names)) == 3, "and whoever gets it twice can tell by its name"
