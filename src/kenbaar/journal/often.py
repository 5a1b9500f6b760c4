"""What every request asks of the database, with SQL that is made once.

Django makes the SQL of a query anew each time, which takes ten times as long as the answer: of a notice that was asked
for over the API, that was more than half of the time.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models

from kenbaar.journal.names import column_of, table_of

_Row = TypeVar("_Row", bound=models.Model)


class _Question(NamedTuple):
    """A question in SQL, the attributes that it asks for, and what makes values of Python of those that need it."""

    sql: str
    attributes: Sequence[str]
    converters: Sequence[tuple[int, Callable[[Any], Any]]]


def row_with(model: type[_Row], *, without: Sequence[str] = (), last: str = "", **values: object) -> _Row | None:
    """Return a row with these values, by the names of the model's attributes (`entry_id`, not `entry`), or None.

    Columns `without` are read when somebody asks for them. Of several rows it is the `last` by that column.
    """
    question = _question(model, tuple(without), last, tuple(values))
    with connection.cursor() as cursor:
        cursor.execute(question.sql, _prepared(model, values))
        found = cursor.fetchone()
    if found is None:
        return None
    row = list(found)
    for place, convert in question.converters:
        row[place] = convert(row[place])
    return model.from_db(connection.alias, question.attributes, row)


def insert(row: models.Model) -> None:
    """Insert a row whose key the database gives, and give it that key."""
    model = type(row)
    values = {
        field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields if not field.primary_key
    }
    with connection.cursor() as cursor:
        cursor.execute(_insertion(model), _prepared(model, values))
        (row.pk,) = cursor.fetchone()
    row._state.adding = False


def add_where(model: type[models.Model], column: str, change: int, **values: object) -> bool:
    """Add to a column of the rows with these values, and say whether there are any."""
    with connection.cursor() as cursor:
        cursor.execute(_addition(model, column, tuple(values)), [change, *_prepared(model, values)])
        return bool(cursor.rowcount)


@cache
def _question(model: type[models.Model], without: Sequence[str], last: str, given: Sequence[str]) -> _Question:
    fields = [field for field in model._meta.concrete_fields if field.attname not in without]
    columns = ", ".join(map(column_of, fields))
    order = f" ORDER BY {_quoted(model, last)} DESC" if last else ""
    sql = f"SELECT {columns} FROM {table_of(model)} WHERE {_where(model, given)}{order} LIMIT 1"  # noqa: S608  # names of the model
    converters = [(place, convert) for place, field in enumerate(fields) if (convert := _converter(model, field))]
    return _Question(sql, [field.attname for field in fields], converters)


def _converter(model: type[models.Model], field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """Return what makes a value of Python of one of the database; None where it is that already."""
    of = field.get_col(model._meta.db_table)
    steps = [*connection.ops.get_db_converters(of), *field.get_db_converters(connection)]

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, of, connection)
        return value

    return convert if steps else None


@cache
def _addition(model: type[models.Model], column: str, given: Sequence[str]) -> str:
    name = _quoted(model, column)
    return f"UPDATE {table_of(model)} SET {name} = {name} + %s WHERE {_where(model, given)}"  # noqa: S608  # names of the model


@cache
def _insertion(model: type[models.Model]) -> str:
    names = [column_of(field) for field in model._meta.concrete_fields if not field.primary_key]
    places = ", ".join(["%s"] * len(names))
    key = column_of(model._meta.pk)
    return f"INSERT INTO {table_of(model)} ({', '.join(names)}) VALUES ({places}) RETURNING {key}"  # noqa: S608  # names of the model


def _where(model: type[models.Model], given: Sequence[str]) -> str:
    return " AND ".join(f"{_quoted(model, attribute)} = %s" for attribute in given)


def _prepared(model: type[models.Model], values: dict[str, object]) -> list[Any]:
    return [_field(model, attribute).get_db_prep_value(value, connection) for attribute, value in values.items()]


def _quoted(model: type[models.Model], attribute: str) -> str:
    return column_of(_field(model, attribute))


@cache
def _field(model: type[models.Model], attribute: str) -> "models.Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.attname == attribute)
