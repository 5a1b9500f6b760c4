"""The world of reviews, and a site of its own for processes that a test kills."""

import pytest

from tests.casework.review_world import World
from tests.journal.conftest import site, tables, watcher

__all__ = ["site", "tables", "watcher", "world"]


@pytest.fixture
def world(db: None) -> World:
    """Make a body, its people, and an entry that one of them handed in."""
    return World()
