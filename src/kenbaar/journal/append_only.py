"""A table to which rows are only added, guarded by the database itself.

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
