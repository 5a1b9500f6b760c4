"""Gives a review to every version that was handed in before there were reviews, so that it is in a queue."""

import datetime as dt

from django.db import migrations

_BATCH = 500
_TARGET = dt.timedelta(days=10)


def fill(apps, _editor):
    """Make the reviews, in batches."""
    Entry, Review = apps.get_model("register", "Entry"), apps.get_model("casework", "Review")
    last = 0
    waiting = Entry.objects.filter(submitted__isnull=False).select_related("submitted").order_by("pk")
    while rows := list(waiting.filter(pk__gt=last)[:_BATCH]):
        Review.objects.bulk_create(
            Review(
                entry=entry,
                version=entry.submitted,
                stage="asked",
                asked_by=entry.submitted.written_by,
                asked_at=entry.submitted.written_at,
                target_on=entry.submitted.written_at.date() + _TARGET,
            )
            for entry in rows
        )
        last = rows[-1].pk


class Migration(migrations.Migration):
    """Fills what 0002 made."""

    dependencies = [("casework", "0002_review"), ("register", "0004_plates")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
