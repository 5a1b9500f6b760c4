"""A running site with the sample register."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.support.served import free_port, served


@pytest.fixture(autouse=True)
def _own_index(settings: LazySettings, tmp_path: Path) -> None:
    """An index of its own for each test: after a test the database goes back, which an index does not know of."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as the commands set it up and serve it, with the sample register."""
    with served(tmp_path_factory.mktemp("site"), free_port()) as address:
        yield address
