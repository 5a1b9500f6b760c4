"""Logs to seal: of this process, and of processes that a test may kill; and whoever watches what is published."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kenbaar.journal.log.storage.folder import Folder
from tests.journal import children
from tests.journal.store import Store
from tests.journal.watching import KEY, Watcher
from tests.support.own_database import own_database
from tests.support.processes import Site


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    """Watch the log in the folder of the test."""
    return Watcher(Folder(tmp_path / "log" / "register"))


@pytest.fixture
def key(tmp_path: Path, settings: Settings) -> None:
    """Have the log of this process in the folder of the test, with a key from the environment."""
    settings.LOG_STORE = str(tmp_path / "log")
    settings.LOG_KEYS = KEY.to_text()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Make a database with tables, to copy."""
    folder = tmp_path_factory.mktemp("tables")
    with own_database(folder) as database:
        Site(database, folder).ask(children.make_tables)
        yield database


@pytest.fixture
def site(tables: str, tmp_path: Path) -> Iterator[Site]:
    """Make a site of its own for processes."""
    (tmp_path / "keys.txt").write_text(KEY.to_text())
    with own_database(tmp_path, like=tables) as database:
        yield Site(database, tmp_path)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Start a store that speaks S3, with a bucket."""
    made = Store()
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.vanish()
