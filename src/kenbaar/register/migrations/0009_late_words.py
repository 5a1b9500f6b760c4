"""Who typed on after coming too late keeps their place, and the name of the body is counted as given."""

from typing import Any

from django.db import migrations, models

from kenbaar.register.plate import Plate, plate_of
from kenbaar.register.quality import completeness_share
from kenbaar.rules.answers import Sheet

_BATCH = 500


def count_anew(apps: Any, _schema: Any) -> None:
    """Count anew, in batches, what entries lack in the making and how complete their public version is."""
    entries = apps.get_model("register", "Entry").objects.filter(latest__isnull=False)
    beside = ("latest", "published", "draft")
    last = 0
    while rows := list(entries.filter(pk__gt=last).select_related(*beside).order_by("pk")[:_BATCH]):
        for entry in rows:
            said = entry.draft.sheet if hasattr(entry, "draft") else entry.latest.sheet
            for column, value in plate_of(Sheet(said))._asdict().items():
                setattr(entry, column, value)
            if entry.completeness is not None:
                entry.completeness = completeness_share(Sheet(entry.published.sheet))
        entries.bulk_update(rows, ["completeness", *Plate._fields])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("register", "0008_owned_by_actors")]

    operations = [
        migrations.AddField(
            "draftconflict", "seen", models.CharField(blank=True, db_default="", default="", max_length=64)
        ),
        migrations.RemoveConstraint("draftconflict", "draft_conflict_once"),
        migrations.AddConstraint(
            "draftconflict",
            models.UniqueConstraint(fields=("draft", "fact", "by", "seen"), name="draft_conflict_once"),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
