"""A file that is written whole and stays, also after a power cut."""

import os
from pathlib import Path


def put_safely(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put a file in the place of the old one. Raises OSError, and then the old one is still there."""
    unfinished = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
