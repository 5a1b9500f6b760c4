"""How SQL of our own names the tables and columns of models."""

from typing import Any

from django.db import connection, models


def table_of(model: type[models.Model]) -> str:
    """Return the table of a model, quoted."""
    return connection.ops.quote_name(model._meta.db_table)


def column_of(field: "models.Field[Any, Any]") -> str:
    """Return the column of a field, quoted."""
    return connection.ops.quote_name(field.column or field.attname)
