"""An entrance that takes a file says how large it may be; `site/uploads.py` takes no more."""

from collections.abc import Callable
from typing import Any, TypeVar

Entrance = TypeVar("Entrance", bound=Callable[..., Any])


def takes_file(most_bytes: Callable[[], int]) -> Callable[[Entrance], Entrance]:
    """Mark an entrance with the size of the largest file; `most_bytes` is asked at each request."""

    def mark(entrance: Entrance) -> Entrance:
        entrance.largest_upload = most_bytes  # type: ignore[attr-defined]  # functions carry attributes; Callable does not say so
        return entrance

    return mark
