"""Which storage the settings name."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from kenbaar.journal.logs import Log
from kenbaar.journal.storage import Storage
from kenbaar.journal.storage.folder import Folder


def place_of(log: Log) -> str:
    """Return where a log is kept, in words."""
    return f"{str(settings.LOG_STORE).rstrip('/')}/{log}"


def storage_of(log: Log) -> Storage:
    """Return where a log is kept: a folder, or `s3://bucket/prefix`. Raises StorageUnreachable."""
    address = urlsplit(str(settings.LOG_STORE))
    if address.scheme == "s3":
        # Half of those who install Kenbaar never need it.
        from kenbaar.journal.storage.bucket import Bucket  # noqa: PLC0415

        return Bucket(address.netloc, "/".join(filter(None, (address.path.strip("/"), log.value))))
    return Folder(Path(settings.LOG_STORE) / log.value)
