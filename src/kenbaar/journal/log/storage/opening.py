"""Which storage the settings name."""

import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.storage import Storage
from kenbaar.journal.log.storage.folder import Folder


def place_of(log: Log) -> str:
    """Return where a log is kept, in words."""
    return f"{str(settings.LOG_STORE).rstrip('/')}/{log}"


def storage_of(log: Log) -> Storage:
    """Return where a log is kept: a folder, or `s3://bucket/prefix`. Raises StorageUnreachable."""
    store = str(settings.LOG_STORE)
    if not store.startswith("s3://"):
        return _folder(store, log)
    address = urlsplit(store)
    secrets = tuple((name, value) for name, value in os.environ.items() if name.startswith("AWS_"))
    return _bucket(address.netloc, "/".join(filter(None, (address.path.strip("/"), log.value))), secrets)


@lru_cache(maxsize=4)
def _folder(store: str, log: Log) -> Storage:
    return Folder(Path(store) / log.value)


@lru_cache(maxsize=4)
def _bucket(name: str, prefix: str, _secrets: tuple[tuple[str, str], ...]) -> Storage:
    """Return a bucket; one for each way to reach it, as each has connections of its own."""
    # Half of those who install Kenbaar never need it.
    from kenbaar.journal.log.storage.bucket import Bucket  # noqa: PLC0415

    return Bucket(name, prefix)
