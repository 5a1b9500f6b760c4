"""The leaves of the log of notices stand many in a row, one after the other."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kenbaar.journal.append_only import append_only, in_a_row


def refuse_leaves(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Raise RuntimeError when there are notices: their codes would open nothing from the next migrations on."""
    if apps.get_model("journal", "LogLeaf").objects.filter(log="notices").exists():
        raise RuntimeError(
            "This database has notices of a version that was never released, and their codes would open nothing. "
            "Keep it with that version, or begin with an empty database: kenbaar setup."
        )


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_leaves_append_only")]

    operations = [
        migrations.RunPython(refuse_leaves, migrations.RunPython.noop),
        migrations.CreateModel(
            name="LogCommitments",
            fields=[
                ("first", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("digests", models.BinaryField()),
            ],
        ),
        append_only("journal_logcommitments"),
        in_a_row("journal_logcommitments", "first", "digests", width=32),
    ]
