"""What somebody does who may do everything with the database: the guards of a table come off first."""

from django.db import connection, models


def lift_guard(model: type[models.Model]) -> None:
    """Take away the triggers that refuse to change or delete rows; the end of the test puts them back."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            for deed in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")
