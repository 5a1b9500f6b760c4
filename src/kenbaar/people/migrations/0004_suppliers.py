"""A supplier is somebody of an organisation, and no longer somebody for all of them.

Who was a supplier for all bodies loses that role, and invitations to it end: nobody can tell which company they are of.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_ROLES = models.Q(
    ("body__isnull", True), ("role__in", ["central_reviewer", "supervisor"])
) | models.Q(("body__isnull", False), ("role__in", ["administrator", "approver", "editor", "reader", "supplier"]))


def _drop(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    for model in ("Membership", "Invitation"):
        apps.get_model("people", model).objects.filter(role="supplier", body=None).delete()


def _drop_those_of_a_body(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    for model in ("Membership", "Invitation"):
        apps.get_model("people", model).objects.filter(role="supplier", body__isnull=False).delete()


class Migration(migrations.Migration):
    """Moves the role."""

    dependencies = [("people", "0003_sealed")]
    operations = [
        migrations.RemoveConstraint("membership", "membership_role_in_its_place"),
        migrations.RemoveConstraint("invitation", "invitation_role_in_its_place"),
        migrations.RunPython(_drop, _drop_those_of_a_body),
        migrations.AddConstraint(
            "membership", models.CheckConstraint(condition=_ROLES, name="membership_role_in_its_place")
        ),
        migrations.AddConstraint(
            "invitation", models.CheckConstraint(condition=_ROLES, name="invitation_role_in_its_place")
        ),
    ]
