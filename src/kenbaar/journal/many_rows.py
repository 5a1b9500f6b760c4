"""Inserting very many rows at once, for imports: no object a row and no expression a cell, as `bulk_create` makes.

The rules of the tables hold all the same: the database checks them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import orjson
from django.db import connection, models

from kenbaar.journal.names import column_of, table_of


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
    if values := list(zip(*rows, strict=True)):
        insert_columns(model, dict(zip(columns, values, strict=True)), unique=unique, update=update)


def insert_columns(
    model: type[models.Model],
    columns: Mapping[str, Iterable[Any]],
    *,
    unique: str = "",
    update: Sequence[str] = (),
) -> None:
    """Insert rows that are given a column at a time, all as long; the rest is as `insert_rows`."""
    fields: dict[str, models.Field[Any, Any]] = {field.attname: field for field in model._meta.concrete_fields}
    values = [_prepared(fields[column], given) for column, given in columns.items()]
    quoted = {attribute: column_of(field) for attribute, field in fields.items()}
    names = ", ".join(quoted[column] for column in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table_of(model)} ({names}) VALUES ({places})"  # noqa: S608  # all names are those of the model
    if update:
        changes = ", ".join(f"{quoted[column]} = excluded.{quoted[column]}" for column in update)
        statement += f" ON CONFLICT ({quoted[unique]}) DO UPDATE SET {changes}"
    rows = zip(*values, strict=True)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Django keeps every row until the last one, to look at the first. Passing by, they share one tuple.
            with connection.wrap_database_errors:
                connection.connection.executemany(statement.replace("%s", "?"), rows)
        else:
            cursor.executemany(statement, list(rows))


# How SQLite is set for very many rows, and how it is otherwise (see `settings`): the pages after which its log is
# worked into the database, and its memory in kilobytes. What is random, as names are, changes most pages of an index in
# each transaction; gathered, they are written once.
_FOR_MANY = {"wal_autocheckpoint": 50_000, "cache_size": -64_000}
_OTHERWISE = {"wal_autocheckpoint": 1000, "cache_size": -16_000}


@contextmanager
def many_commits() -> Iterator[None]:
    """Have SQLite gather what a row of large transactions wrote."""
    if connection.vendor != "sqlite":
        yield
        return
    _set(_FOR_MANY)
    try:
        yield
    finally:
        _set(_OTHERWISE)


def _set(pragmas: Mapping[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}")


def _prepared(field: "models.Field[Any, Any]", values: Iterable[Any]) -> Iterable[Any]:
    change = _preparation(field)
    return map(change, values) if change else values


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
