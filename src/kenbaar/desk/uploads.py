"""An entrance that takes a file says how large it may be; `site/uploads.py` takes no more."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kenbaar.standards.files.rows import MEGABYTE

Entrance = TypeVar("Entrance", bound=Callable[..., Any])


def takes_file(most_bytes: Callable[[], int]) -> Callable[[Entrance], Entrance]:
    """Mark an entrance with the size of the largest file; `most_bytes` is asked at each request."""

    def mark(entrance: Entrance) -> Entrance:
        entrance.largest_upload = most_bytes  # type: ignore[attr-defined]  # functions carry attributes; Callable does not say so
        return entrance

    return mark


def file_in(request: HttpRequest, *, most_bytes: int) -> "UploadedFile[Any] | str":
    """Return the file of a form, or what to do about it: one that is too large does not come through."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile) and file.size:
        return file
    if file is None and int(request.META.get("CONTENT_LENGTH") or 0) > most_bytes:
        most = most_bytes // MEGABYTE
        return _("Het bestand is groter dan %(most)s MB. Verdeel het over meer bestanden.") % {"most": most}
    return _("Kies een bestand waar iets in staat.")
