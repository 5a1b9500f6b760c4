"""The leaves of the log of notices stand many in a row."""

from django.db import migrations, models

from kenbaar.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_leaves_append_only")]

    operations = [
        migrations.CreateModel(
            name="LogCommitments",
            fields=[
                ("first", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("digests", models.BinaryField()),
            ],
        ),
        append_only("journal_logcommitments"),
    ]
