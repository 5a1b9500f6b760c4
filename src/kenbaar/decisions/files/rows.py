"""What an opened file of decisions gives."""

from collections.abc import Iterator
from typing import Protocol

from kenbaar.decisions.rows import Rows
from kenbaar.standards.files.rows import MEGABYTE, Limits

# Files of decisions may be as large as a disk: they pass by. One decision is a page of text at most.
LIMITS = Limits(file_bytes=1 << 50, cell_chars=100_000, row_chars=1_000_000)
# How many rows come together, as long as they have no more text than this.
AT_ONCE, MOST_AT_ONCE = 2000, 2 * MEGABYTE


class DecisionFile(Protocol):
    """An opened file. `columns` are those that all rows have; None where each row has its own."""

    columns: tuple[str, ...] | None

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        ...

    def rows(self) -> Iterator[Rows]:
        """Give some rows at a time, once. Raises FileRefused where the file turns out to be broken."""
        ...
