"""A decision is known by what its code leads to, and what a notice says is one envelope.

Codes lead elsewhere from now on. No version with the old ones was released, and journal 0005 refused its notices.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def refuse_notices(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Raise RuntimeError when there are notices: there is no way back for them."""
    if apps.get_model("notices", "Notice").objects.exists():
        raise RuntimeError("The notices of this database cannot go back to a version that was never released.")


class Migration(migrations.Migration):
    dependencies = [("notices", "0051_answer_by"), ("journal", "0005_commitments")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, refuse_notices),
        migrations.RemoveConstraint(model_name="notice", name="notice_one_per_decision_and_edition"),
        migrations.RemoveIndex(model_name="notice", name="notice_lookup"),
        *(
            migrations.RemoveField(model_name="notice", name=name)
            for name in ("body", "decision", "sealed", "for_code", "for_body")
        ),
        migrations.AddField(
            model_name="notice", name="envelope", field=models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("lookup", "month"), name="notice_lookup_once"),
        ),
    ]
