"""Inserting very many rows at once, for imports: no object a row and no expression a cell, as `bulk_create` makes.

The rules of the tables hold all the same: the database checks them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import orjson
from django.db import connection, models


def insert_rows(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    unique: str = "",
    update: Sequence[str] = (),
) -> None:
    """Insert rows with a value for each column, by the names of the model's attributes (`entry_id`, not `entry`).

    Where a row with the same value of `unique` exists, its columns `update` are changed instead.
    """
    fields: dict[str, models.Field[Any, Any]] = {field.attname: field for field in model._meta.concrete_fields}
    prepare = [_preparation(fields[column]) for column in columns]
    values = [
        [value if change is None else change(value) for change, value in zip(prepare, row, strict=True)] for row in rows
    ]
    quoted = {attribute: connection.ops.quote_name(field.column or attribute) for attribute, field in fields.items()}
    names = ", ".join(quoted[column] for column in columns)
    places = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  # all names are those of the model
    if update:
        changes = ", ".join(f"{quoted[column]} = excluded.{quoted[column]}" for column in update)
        statement += f" ON CONFLICT ({quoted[unique]}) DO UPDATE SET {changes}"
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


# Pages of the log of SQLite after which it is worked into the database: its own choice, and one for very many rows.
_PAGES, _PAGES_OF_MANY = 1000, 20_000


@contextmanager
def many_commits() -> Iterator[None]:
    """Have SQLite gather what a row of large transactions wrote: the pages of an index change in each of them."""
    if connection.vendor != "sqlite":
        yield
        return
    _checkpoint_after(_PAGES_OF_MANY)
    try:
        yield
    finally:
        _checkpoint_after(_PAGES)


def _checkpoint_after(pages: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA wal_autocheckpoint={pages}")


def _to_json(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # A whole number of more than 64 bits, which orjson does not write.
        return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _preparation(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """Return what makes a value fit for the database; None where it is so already."""
    match field:
        case models.JSONField():
            return _to_json
        case models.ForeignKey():
            return _preparation(field.target_field)
        case models.CharField() | models.IntegerField() | models.BinaryField():
            return None
        case _:
            # Most rows of an import have the same moment.
            return cache(lambda value: field.get_db_prep_value(value, connection))
