"""Queries that are put into SQL once and asked many times. Putting one into SQL takes longer than its answer."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """A query of tuples (`values_list`) with one value left open, for which the query was written with `stand_in`."""

    def __init__(self, rows: "QuerySet[Any, Any]", *, stand_in: str) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        self._sql, parameters = compiler.as_sql()
        self._parameters = tuple(parameters)
        self._open = self._parameters.index(stand_in)
        self._converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        self._converted = compiler.apply_converters

    def ask(self, value: str) -> Sequence[Sequence[Any]]:
        """Return the rows for this value."""
        parameters = (*self._parameters[: self._open], value, *self._parameters[self._open + 1 :])
        with connection.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            return list(self._converted(cursor.fetchall(), self._converters))
