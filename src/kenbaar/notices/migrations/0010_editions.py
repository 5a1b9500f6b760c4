"""A decision can have a next edition of its notice, in the place of one that was corrected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_append_only"), ("people", "0004_suppliers")]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="notice_one_valid_per_decision"),
        migrations.AddField(
            model_name="notice", name="edition", field=models.PositiveSmallIntegerField(db_default=1, default=1)
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("body", "decision", "month", "edition"), name="notice_one_per_decision_and_edition"
            ),
        ),
    ]
