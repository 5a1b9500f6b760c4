"""What people ask about decisions is told of in the same mail as what else waits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three more matters."""

    dependencies = [("casework", "0005_matters")]

    operations = [
        migrations.AlterField(
            model_name="mattertold",
            name="matter",
            field=models.CharField(
                choices=[
                    ("review", "Review"),
                    ("returned", "Returned"),
                    ("mention", "Mention"),
                    ("asked", "Asked"),
                    ("near", "Asked Near"),
                    ("late", "Asked Late"),
                ],
                max_length=8,
            ),
        ),
    ]
