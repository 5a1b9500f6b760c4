"""A database of its own on disk, for tests that run several processes on it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg


@contextmanager
def own_database(folder: Path, *, like: str = "") -> Iterator[str]:
    """Give the name (Django's `NAME`) of an empty database, or of a copy of the one `like`, which nobody uses now.

    It is a file in the folder, or a database of the server when the tests run on PostgreSQL.
    """
    server = os.environ.get("KENBAAR_DATABASE_URL", "")
    if not server.startswith("postgresql"):
        file = folder / "kenbaar.sqlite3"
        if like:
            shutil.copy(like, file)
        yield str(file)
        return
    name = f"own_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like or 'template1'}")
        try:
            yield name
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
