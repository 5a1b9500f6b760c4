"""Names and addresses are sealed; what an identity provider said of somebody is wiped."""

from django.db import migrations, models

import kenbaar.people.sealed
from kenbaar.people.sealed import key_of, seal, unseal

# Table, and the columns that are sealed in it.
_SEALED = (("people_person", ("email", "name")), ("people_invitation", ("email",)))


def seal_rows(apps, schema_editor):
    for table, columns in _SEALED:
        with schema_editor.connection.cursor() as cursor:
            # The names are those above.
            cursor.execute(f"SELECT id, {', '.join(columns)} FROM {table}")
            for number, *texts in cursor.fetchall():
                label = table.replace("_", ".")
                kept = [seal(text, f"{label}.{column}") for text, column in zip(texts, columns)]
                changes = ", ".join(f"{column} = %s" for column in (*columns, "email_key"))
                key = key_of(texts[0]) if texts[0] else ""
                cursor.execute(f"UPDATE {table} SET {changes} WHERE id = %s", [*kept, key, number])
    apps.get_model("socialaccount", "SocialAccount").objects.update(extra_data={})


def unseal_rows(apps, schema_editor):
    for table, columns in _SEALED:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {', '.join(columns)} FROM {table}")
            for number, *texts in cursor.fetchall():
                label = table.replace("_", ".")
                plain = [unseal(text, f"{label}.{column}") for text, column in zip(texts, columns)]
                changes = ", ".join(f"{column} = %s" for column in columns)
                cursor.execute(f"UPDATE {table} SET {changes} WHERE id = %s", [*plain, number])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_sign_in"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="person", name="person_email_once"),
        migrations.AddField("person", "language", models.CharField(blank=True, choices=[("nl", "nl"), ("en", "en")], default="", max_length=2), preserve_default=False),
        migrations.AddField("person", "email_key", models.CharField(max_length=64, null=True)),
        migrations.AddField("invitation", "email_key", models.CharField(blank=True, db_index=True, default="", max_length=64), preserve_default=False),
        migrations.AlterField("person", "email", kenbaar.people.sealed.SealedText()),
        migrations.AlterField("person", "name", kenbaar.people.sealed.SealedText()),
        migrations.AlterField("invitation", "email", kenbaar.people.sealed.SealedText(blank=True)),
        migrations.RunPython(seal_rows, unseal_rows),
        migrations.AlterField("person", "email_key", models.CharField(max_length=64, unique=True)),
    ]
