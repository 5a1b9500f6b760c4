"""PostgreSQL keeps notices in a part per month of the decision."""

from django.db import migrations

from kenbaar.notices.months import join, split


class Migration(migrations.Migration):
    dependencies = [("notices", "0010_editions")]

    operations = [migrations.RunPython(split, join)]
