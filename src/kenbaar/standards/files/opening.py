"""Opens a file that people hold records in: what it is, it tells by the content and never by the name.

A file that cannot be read is refused in one sentence before a single record is given.
"""

import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kenbaar.standards.fields import Standard, standards
from kenbaar.standards.files.csv_reading import CsvFile
from kenbaar.standards.files.json_reading import JsonFile
from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import MEGABYTE, Limits, SourceFile
from kenbaar.standards.files.texts import encoding_of, path_shown, refuse_other_kinds

_LIMITS = Limits()
_HEAD = 4096
_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# In an old Office file this names the part that holds an encrypted workbook.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@contextmanager
def open_source(path: Path, *, limit: int = _LIMITS.file_bytes) -> Iterator[SourceFile]:
    """Open a file of at most `limit` bytes with the records of any known standard. Raises FileRefused."""
    with open_within(path, replace(_LIMITS, file_bytes=limit)) as source:
        yield source


@contextmanager
def open_within(path: Path, limits: Limits, *, also: Sequence[Standard] = ()) -> Iterator[SourceFile]:
    """Open a file within limits, with the records of any known standard or of one of `also`. Raises FileRefused."""
    with opened(path, limits) as (handle, size):
        yield _recognised(handle, size, limits, (*standards(), *also))


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[tuple[BinaryIO, int]]:
    """Open a regular file of at most so many bytes, with its size. Raises FileRefused."""
    try:
        found = path.stat()
        # Asked before it is opened: opening a pipe waits for ever.
        if stat.S_ISDIR(found.st_mode):
            raise FileRefused(Reason.FOLDER, path=path_shown(path))
        if not stat.S_ISREG(found.st_mode):
            raise FileRefused(Reason.NOT_A_FILE, path=path_shown(path))
        handle = path.open("rb")
    except PermissionError as error:
        raise FileRefused(Reason.NO_PERMISSION, path=path_shown(path)) from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise FileRefused(Reason.MISSING, path=path_shown(path)) from error
    except OSError as error:
        raise FileRefused(Reason.UNREADABLE, path=path_shown(path), why=error.strerror) from error
    with handle:
        if found.st_size > limits.file_bytes:
            size, most = -(-found.st_size // MEGABYTE), limits.file_bytes // MEGABYTE
            raise FileRefused(Reason.TOO_LARGE, size=size, limit=most)
        yield handle, found.st_size


def _recognised(handle: BinaryIO, size: int, limits: Limits, known: Sequence[Standard]) -> SourceFile:
    head = handle.read(_HEAD)
    if not head:
        raise FileRefused(Reason.EMPTY)
    if head.startswith(_ZIP):
        # What reads workbooks takes a fifth of a second and 15 MB: only who brings one waits for it.
        from kenbaar.standards.files.xlsx_reading import XlsxFile  # noqa: PLC0415

        return XlsxFile(handle, size, known, limits)
    if head.startswith(_OLD_OFFICE):
        handle.seek(0)
        is_encrypted = _ENCRYPTED in handle.read(MEGABYTE)
        raise FileRefused(Reason.WORKBOOK_PASSWORD if is_encrypted else Reason.OLD_EXCEL)
    refuse_other_kinds(head)
    encoding = encoding_of(handle)
    start = head.decode(encoding, "replace").lstrip()
    reader = JsonFile if start.startswith(("{", "[")) else CsvFile
    return reader(handle, size, encoding, known, limits)
