"""From here on the database refuses to change or delete what only grows."""

from django.db import migrations

from kenbaar.journal.append_only import append_only


class Migration(migrations.Migration):
    """Guards the tables."""

    dependencies = [("suppliers", "0001_initial")]
    operations = [
        append_only("suppliers_templateversion"),
        append_only("suppliers_proposalanswer"),
    ]
