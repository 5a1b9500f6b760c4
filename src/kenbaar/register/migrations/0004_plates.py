"""Repeats on each name plate what the latest version says, and which version waits for a second person."""

from django.db import migrations
from django.db.models import F

from kenbaar.register.plate import Plate, plate_of
from kenbaar.rules.answers import Sheet

_BATCH = 500


def fill(apps, _editor):
    """Fill the plates, in batches."""
    Entry = apps.get_model("register", "Entry")
    Entry.objects.filter(state="review").update(submitted=F("latest"))
    last = 0
    while rows := list(Entry.objects.filter(pk__gt=last).select_related("latest").order_by("pk")[:_BATCH]):
        for entry in rows:
            if entry.latest is None:
                continue
            for column, said in plate_of(Sheet(entry.latest.sheet))._asdict().items():
                setattr(entry, column, said)
            entry.touched_at = entry.latest.written_at
        Entry.objects.bulk_update(rows, ["touched_at", *Plate._fields])
        last = rows[-1].pk


class Migration(migrations.Migration):
    """Fills what 0003 added."""

    dependencies = [("register", "0003_drafts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
