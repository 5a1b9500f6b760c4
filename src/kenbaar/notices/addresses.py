"""Addresses that notices and their profiles name. They are printed in letters, so they stay."""

from django.conf import settings


def code_address() -> str:
    """Return where people type the code of their letter."""
    return f"{settings.PUBLIC_URL}/besluit"


def entry_address(reference: str) -> str:
    """Return the public page of an entry."""
    return f"{settings.PUBLIC_URL}/nl/algoritme/{reference}/"
