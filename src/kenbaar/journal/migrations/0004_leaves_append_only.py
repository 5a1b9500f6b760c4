"""From here on the database refuses to change or delete a leaf.

What leaves vouch for is not guarded: their digests tell of every change, and a text that was published by mistake
must be erasable (docs/decisions/0012).
"""

from django.db import migrations

from kenbaar.journal.append_only import append_only


class Migration(migrations.Migration):
    """Guards the table."""

    dependencies = [("journal", "0003_logs")]
    operations = [append_only("journal_logleaf")]
