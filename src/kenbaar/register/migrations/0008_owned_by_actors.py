"""A list and a prepared change belong to an actor by name, whichever it is: a person, or a token of a body."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

_OWNED = ("SavedList", "PreparedChange")
_PERSON = "person "


def name_owners(apps: Any, _schema: Any) -> None:
    """Write down the name under which the journal knows the person."""
    name = Concat(Value(_PERSON), Cast("person_id", models.CharField(max_length=20)))
    for model in _OWNED:
        apps.get_model("register", model).objects.update(by=name)


def number_owners(apps: Any, schema: Any) -> None:
    """Write down the number of the person; what belongs to a token has no place in the shape of before."""
    for model in _OWNED:
        rows = apps.get_model("register", model).objects
        rows.exclude(by__startswith=_PERSON).delete()
        for row in rows.all():
            row.person_id = int(row.by.removeprefix(_PERSON))
            row.save(update_fields=["person"])
    # PostgreSQL changes no table that has a check still waiting.
    schema.connection.check_constraints()


def _person(*, null: bool) -> "models.ForeignKey[Any]":
    person = settings.AUTH_USER_MODEL
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=person)


def _by() -> "models.CharField[Any]":
    return models.CharField(max_length=120, default="")


class Migration(migrations.Migration):
    dependencies = [("register", "0007_one_row_an_address")]

    operations = [
        migrations.AddField("savedlist", "by", _by(), preserve_default=False),
        migrations.AddField("preparedchange", "by", _by(), preserve_default=False),
        migrations.AlterField("savedlist", "person", _person(null=True)),
        migrations.AlterField("preparedchange", "person", _person(null=True)),
        migrations.RunPython(name_owners, number_owners),
        migrations.RemoveConstraint("savedlist", "saved_list_once"),
        migrations.RemoveField("savedlist", "person"),
        migrations.AddConstraint(
            "savedlist", models.UniqueConstraint(fields=("body", "by", "name"), name="saved_list_once")
        ),
        migrations.RemoveField("preparedchange", "person"),
        migrations.AddIndex(
            "preparedchange",
            models.Index(condition=models.Q(("outcome__isnull", True)), fields=["by", "id"], name="prepared_by"),
        ),
    ]
