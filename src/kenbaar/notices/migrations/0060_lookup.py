"""A decision is known by what its code leads to, and what a notice says is one envelope.

Codes lead elsewhere from now on, and the leaves of notices stand elsewhere. No version with the old ones was released: who tried one begins with an empty database.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def refuse_notices(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Raise RuntimeError when there are notices: their codes would open nothing."""
    if apps.get_model("notices", "Notice").objects.exists():
        raise RuntimeError(
            "This database has notices of a version that was never released, and their codes would open nothing. "
            "Keep it with that version, or begin with an empty database: kenbaar setup."
        )


class Migration(migrations.Migration):
    dependencies = [("notices", "0051_answer_by"), ("journal", "0005_commitments")]

    operations = [
        migrations.RunPython(refuse_notices, refuse_notices),
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
