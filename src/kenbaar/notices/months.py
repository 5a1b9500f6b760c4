"""PostgreSQL keeps notices in a part per month of the decision; SQLite has one table.

So a month can be copied, moved or left behind as a whole, and the indexes that new notices change stay small.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.state import StateApps
from django.db.models import UniqueConstraint

_TABLE = "notices_notice"
_MONTHS_IN_YEAR = 12


def make_room(months: Iterable[dt.date]) -> None:
    """Make the parts of these months, by their first day, where they lack: inside the transaction of the deed.

    The caller holds the lock of writers, so that two deeds do not make the same part.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for month in sorted(set(months)):
                _make_part(cursor, month)


def split(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the notices of PostgreSQL in parts: the step of a migration."""
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT month FROM notices_notice")
        months = [month for (month,) in cursor.fetchall()]
        cursor.execute("ALTER TABLE notices_notice RENAME TO notices_notice_whole")
        cursor.execute(
            "CREATE TABLE notices_notice (LIKE notices_notice_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS) "
            "PARTITION BY RANGE (month)"
        )
        for month in sorted(months):
            _make_part(cursor, month)
        cursor.execute("INSERT INTO notices_notice SELECT * FROM notices_notice_whole")
        cursor.execute("DROP TABLE notices_notice_whole")
        for statement in _keys(apps, primary="id, month"):
            cursor.execute(statement)


def join(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put them back in one table: the way back of that step."""
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notices_notice RENAME TO notices_notice_parts")
        cursor.execute(
            "CREATE TABLE notices_notice (LIKE notices_notice_parts INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
        )
        cursor.execute("INSERT INTO notices_notice SELECT * FROM notices_notice_parts")
        cursor.execute("DROP TABLE notices_notice_parts")
        for statement in _keys(apps, primary="id"):
            cursor.execute(statement)


def _keys(apps: StateApps, *, primary: str) -> Iterator[str]:
    """Give what makes the keys of the table, with the names of the model: later migrations expect them."""
    meta = apps.get_model("notices", "Notice")._meta
    yield f"ALTER TABLE {_TABLE} ADD CONSTRAINT {_TABLE}_pkey PRIMARY KEY ({primary})"

    def columns(names: Iterable[str]) -> str:
        return ", ".join(meta.get_field(name).column for name in names)

    for rule in meta.constraints:
        if isinstance(rule, UniqueConstraint):
            yield f"ALTER TABLE {_TABLE} ADD CONSTRAINT {rule.name} UNIQUE ({columns(rule.fields)})"
    for index in meta.indexes:
        yield f"CREATE INDEX {index.name} ON {_TABLE} ({columns(index.fields)})"
    for field in meta.concrete_fields:
        if field.is_relation:
            yield (
                f"ALTER TABLE {_TABLE} ADD CONSTRAINT {_TABLE}_{field.name}_fk FOREIGN KEY ({field.column}) "
                f"REFERENCES {field.related_model._meta.db_table} (id) DEFERRABLE INITIALLY DEFERRED"
            )


def _make_part(cursor: CursorWrapper, month: dt.date) -> None:
    name = f"{_TABLE}_{month:%Y_%m}"
    cursor.execute("SELECT to_regclass(%s)", [name])
    if cursor.fetchone() != (None,):
        return
    following = dt.date(month.year + month.month // _MONTHS_IN_YEAR, month.month % _MONTHS_IN_YEAR + 1, 1)
    # To attach a table waits for nobody who reads; to create it as a part would.
    cursor.execute(f"CREATE TABLE {name} (LIKE {_TABLE} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    cursor.execute(f"ALTER TABLE {_TABLE} ATTACH PARTITION {name} FOR VALUES FROM ('{month}') TO ('{following}')")
