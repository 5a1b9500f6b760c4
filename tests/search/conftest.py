"""Fixtures of the search tests."""

from tests.search.real_register import real_register

__all__ = ["real_register"]
