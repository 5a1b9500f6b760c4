"""From the journal to messages that wait: each line about a body or its entries, once for each system that wants it."""

import datetime as dt

from django.db import transaction

from kenbaar.journal.models import JournalLine
from kenbaar.outbox.models import Delivery, Subscription
from kenbaar.outbox.queries import told_events
from kenbaar.register.models import Entry

_BATCH = 500


def follow_journal(*, now: dt.datetime) -> int:
    """Make the messages for what the journal says since each subscription last looked; return how many."""
    return sum(_follow(each, now) for each in Subscription.objects.filter(active=True).values_list("pk", flat=True))


def _follow(number: int, now: dt.datetime) -> int:
    made = 0
    while (added := _batch(number, now)) is not None:
        made += added
    return made


@transaction.atomic
def _batch(number: int, now: dt.datetime) -> int | None:
    """Make the messages for the next lines; return how many, or None when there is nothing further to look at.

    They and the cursor move together: killed at any line, nothing is told twice and nothing is left out.
    """
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("body")
    subscription = rows.filter(pk=number, active=True).first()
    if subscription is None:
        return None
    wanted = subscription.events or told_events()
    after = JournalLine.objects.filter(sequence__gt=subscription.cursor, event__in=wanted).order_by("sequence")
    lines = list(after.values_list("sequence", "subject", "details__body")[:_BATCH])
    if not lines:
        return None
    ours = set(
        Entry.objects.filter(
            body=subscription.body_id, reference__in={subject for _sequence, subject, _slug in lines}
        ).values_list("reference", flat=True)
    )
    slug = subscription.body.slug
    told = [sequence for sequence, subject, named in lines if subject in ours or named == slug]
    Delivery.objects.bulk_create(
        Delivery(subscription=subscription, sequence=sequence, made_at=now) for sequence in told
    )
    subscription.cursor = lines[-1][0]
    subscription.save(update_fields=["cursor"])
    return len(told)
