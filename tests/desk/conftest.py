"""Tries to sign in are counted in the cache, which outlives the database of a test."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture
def no_tries_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield
