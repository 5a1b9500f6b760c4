"""Opening a file that somebody brought in the browser: smaller than what an operator may import, checked as hard."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kenbaar.register.round_trip import working_standard
from kenbaar.standards.files.opening import open_within
from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import MEGABYTE, Limits, ProblemKind, SourceFile, SourceRow

LARGEST = 16 * MEGABYTE
_LIMITS = Limits(file_bytes=LARGEST, unpacked_bytes=512 * MEGABYTE, string_table_bytes=64 * MEGABYTE)
# Twice the largest inventory that we reckon with: somebody waits for the answer.
_MOST_ROWS = 10_000
# Sheets of a workbook that only explain: our own has two of them.
_NO_RECORDS = frozenset({ProblemKind.SHEET_SKIPPED, ProblemKind.SHEET_NOT_PUBLIC})


@contextmanager
def uploaded(content: bytes) -> Iterator[SourceFile]:
    """Open what was uploaded; a workbook of our own is known as well. Raises FileRefused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        with open_within(path, _LIMITS, also=[working_standard()]) as source:
            yield source


def rows_of(source: SourceFile) -> Iterator[SourceRow]:
    """Give the rows of an uploaded file. Raises FileRefused, also when there are too many for one go."""
    for row in source.rows():
        if row.number > _MOST_ROWS:
            raise FileRefused(Reason.TOO_MANY_ROWS, limit=_MOST_ROWS)
        if row.problem is None or row.problem.kind not in _NO_RECORDS:
            yield row
