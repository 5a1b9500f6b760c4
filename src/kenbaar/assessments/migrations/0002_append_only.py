"""From here on the database refuses to change or delete what only grows."""

from django.db import migrations

from kenbaar.journal.append_only import append_only


class Migration(migrations.Migration):
    """Guards the tables."""

    dependencies = [("assessments", "0001_initial")]
    operations = [
        append_only("assessments_storedconclusion"),
        append_only("assessments_classification"),
        append_only("assessments_kaderrelease"),
    ]
