"""The queue of requests goes by the day by which one is in time by every law that may apply."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column, and the index of the queue over it."""

    dependencies = [("notices", "0050_by_month")]

    operations = [
        migrations.AddField(
            model_name="request",
            name="answer_by",
            field=models.DateField(null=True),
        ),
        migrations.RemoveIndex(model_name="request", name="request_queue"),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["body", "state", "answer_by", "id"], name="request_queue"),
        ),
    ]
