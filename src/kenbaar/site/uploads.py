"""Files that come in: no more of one is taken than the entrance says, so that nobody fills the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class Limited(FileUploadHandler):
    """Stops taking a file that is larger than its entrance takes (`largest_upload`); the entrance sees no file then.

    It stands before the handlers that keep what comes in. An entrance that says nothing takes as much as a form.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # Django names it
        """Pass on what still fits. Raises SkipFile at the first byte that does not."""
        self._taken += len(raw_data)
        if self._taken > self._most():
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:  # as above
        """Leave the file to the handlers after this one."""

    def _most(self) -> int:
        match = getattr(self.request, "resolver_match", None)
        usual: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return getattr(match.func, "largest_upload", lambda: usual)() if match else usual
