"""From here on the database refuses to change or delete what only grows."""

from django.db import migrations

from kenbaar.journal.append_only import append_only


class Migration(migrations.Migration):
    """Guards the tables."""

    dependencies = [("register", "0001_initial")]
    operations = [
        append_only("register_entryversion"),
        append_only("register_publicstep"),
    ]
