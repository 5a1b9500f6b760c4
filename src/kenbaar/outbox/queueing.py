"""Putting a mail in the outbox: a row in the transaction of the deed that it tells of, so that both happen or neither.

This decides nothing about access. The mail leaves after the commit, and no deed ever waits for a mail server.
"""

import datetime as dt

from django.db import connection, transaction

from kenbaar.outbox.models import Mail
from kenbaar.outbox.soon import send_soon
from kenbaar.people.models import Person
from kenbaar.values import LocalText

Words = LocalText | str


def queue_mail(
    to: Person | str, subject: Words, text: Words, *, reason: str, now: dt.datetime, about: str = ""
) -> Mail:
    """Queue a mail to a person or an address, in the language of the person; in both where that is not known.

    `reason` is one word for the operator, and `about` what it is about, such as `invitation 12`: neither holds personal
    data. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a mail and the deed that it tells of share one transaction")
    address, language = (to.email, to.language) if isinstance(to, Person) else (to, "")
    mail = Mail.objects.create(
        address=address,
        # A line break in a subject would begin another header.
        subject=" ".join(_in(subject, language, between=" / ").split()),
        text=_in(text, language, between="\n\n"),
        reason=reason,
        about=about,
        queued_at=now,
        next_try_at=now,
    )
    transaction.on_commit(send_soon)
    return mail


def _in(words: Words, language: str, *, between: str) -> str:
    if isinstance(words, str):
        return words
    return words.to(language) if language else f"{words.nl}{between}{words.en}"
