"""Where the sealed logs are kept as plain files: in a folder, or in a store that speaks S3."""

from collections.abc import Callable, Iterable
from typing import Protocol

from kenbaar.ledger.tiles import File


class Storage(Protocol):
    """A place for files that are written once, and one that goes forward: the checkpoint.

    Paths are those of C2SP tlog-tiles, below the place of one log. Every method raises StorageUnreachable.
    """

    def read(self, path: str) -> bytes | None:
        """Return a file, or None where there is none."""
        ...

    def write(self, files: Iterable[File]) -> None:
        """Write files of which the content follows from the path, so that writing one twice does no harm.

        When this returns they are there for good, also after a power cut.
        """
        ...

    def advance(self, path: str, data: bytes, *, supersedes: Callable[[bytes], bool]) -> bool:
        """Put a file in the place of the one that is there, if it `supersedes` that; say whether it did.

        Nothing comes between the look and the writing, however many writers there are.
        """
        ...
