"""What an opened file of decisions gives."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from kenbaar.decisions.refusing import Fault
from kenbaar.standards.files.rows import Limits

# Files of decisions may be as large as a disk: they pass by. One decision is a page of text at most.
LIMITS = Limits(file_bytes=1 << 50, cell_chars=100_000, row_chars=1_000_000)


class FileRow(NamedTuple):
    """A row as it stands in the file, or why it cannot be taken apart.

    `number` is its place: the row of a spreadsheet, where the header is 1, the line of JSON Lines, or in Parquet the
    row from 1.
    """

    number: int
    found: Mapping[str, object] | Fault


class DecisionFile(Protocol):
    """An opened file. `columns` are those that all rows have; None where each row has its own."""

    columns: tuple[str, ...] | None

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        ...

    def rows(self) -> Iterator[FileRow]:
        """Give the rows one by one, once. Raises FileRefused where the file turns out to be broken."""
        ...
