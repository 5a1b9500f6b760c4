"""A file of templates that came in with a form: opened to be read, and carried along to the next form."""

import base64
import binascii
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from kenbaar.standards.files.rows import MEGABYTE, SourceFile

MOST_BYTES = 2 * MEGABYTE
# What a form may carry beside its files is a megabyte for the whole form.
_MOST_CARRIED = 900_000


@contextmanager
def opened(content: bytes) -> Iterator[SourceFile]:
    """Open the content of a file as the commands do. Raises FileRefused."""
    # The readers of workbooks take megabytes, and few people bring a file.
    from kenbaar.standards.files.opening import open_source  # noqa: PLC0415

    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with open_source(Path(file.name), limit=MOST_BYTES) as source:
            yield source


def packed(content: bytes) -> str:
    """Return a content as a form can carry it; empty when it is too much for one."""
    carried = base64.b64encode(zlib.compress(content, 9)).decode()
    return carried if len(carried) <= _MOST_CARRIED else ""


def unpacked(carried: str) -> bytes:
    """Return the content that a form carried; empty when it is no such thing."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(carried, validate=True), MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        return b""
    return content if len(content) <= MOST_BYTES and not unpacking.unconsumed_tail else b""
