"""What happened to a notice, and what a comparison found, is never changed."""

from django.db import migrations

from kenbaar.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("journal", "0002_append_only")]

    operations = [append_only("notices_noticestep"), append_only("notices_reconciliation")]
