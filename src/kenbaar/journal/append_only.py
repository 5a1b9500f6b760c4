"""A table to which rows are only added, perhaps one after the other, guarded by the database itself.

The rule stands when a script or a console forgets to ask. Emptying a whole table (TRUNCATE) needs the owner
of the database and is outside what a trigger can refuse.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.special import RunPython
from django.db.migrations.state import StateApps


def append_only(table: str) -> RunPython:
    """Return the migration step after which `table` refuses UPDATE and DELETE."""

    def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _STATEMENTS[editor.connection.vendor]:
            editor.execute(statement.format(table=table))

    def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for deed in ("update", "delete"):
            suffix = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {table}_no_{deed}{suffix}")

    return RunPython(guard, unguard)


def in_a_row(table: str, first: str, items: str, *, width: int) -> RunPython:
    """Return the migration step after which `table` takes only rows that follow the last one without a gap.

    `first` is the column with the number of a row's first item, `items` that with its items: so many bytes each.
    """
    after = f"SELECT {first} + LENGTH({items}) / {width} FROM {table} ORDER BY {first} DESC LIMIT 1"  # noqa: S608  # names
    gap = f"NEW.{first} <> COALESCE(({after}), 0) OR LENGTH(NEW.{items}) = 0 OR LENGTH(NEW.{items}) % {width} <> 0"
    name, why = f"{table}_in_a_row", f"{table} has no gaps"

    def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            refusing = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            editor.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {gap} {refusing}", params=None)
            return
        body = f"BEGIN IF {gap} THEN RAISE EXCEPTION '{why}'; END IF; RETURN NEW; END"
        editor.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$", params=None)
        trigger = f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        editor.execute(trigger, params=None)

    def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        suffix = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER {name}{suffix}")
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP FUNCTION {name}()")

    return RunPython(guard, unguard)


_STATEMENTS = {
    "sqlite": tuple(
        f"CREATE TRIGGER {{table}}_no_{deed} BEFORE {deed.upper()} ON {{table}} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for deed in ("update", "delete")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION kenbaar_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$",
        *(
            f"CREATE TRIGGER {{table}}_no_{deed} BEFORE {deed.upper()} ON {{table}} "
            "FOR EACH ROW EXECUTE FUNCTION kenbaar_append_only()"
            for deed in ("update", "delete")
        ),
    ),
}
