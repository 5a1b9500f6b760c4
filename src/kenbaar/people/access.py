"""Who may call an entrance. Every view and every API operation says so; a whole-site test walks them all."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

Entrance = TypeVar("Entrance", bound=Callable[..., Any])


class Callers(StrEnum):
    """Who may call."""

    EVERYONE = "everyone"
    # Whoever is on the way in; such an answer is for that reader alone.
    SIGNING_IN = "signing in"
    # Signed in, also when a second factor must still be set up.
    SIGNED_IN = "signed in"
    STAFF = "staff"
    # Of the body in the address.
    ADMINISTRATOR = "administrator"
    # A system of a body, with a token.
    SERVICE = "service"


def open_to(callers: Callers) -> Callable[[Entrance], Entrance]:
    """Mark an entrance with who may call it."""

    def mark(entrance: Entrance) -> Entrance:
        entrance.open_to = callers  # type: ignore[attr-defined]  # functions carry attributes; Callable does not say so
        return entrance

    return mark


def callers_of(entrance: object) -> Callers | None:
    """Return who may call an entrance, or None when it does not say."""
    return getattr(entrance, "open_to", None)
