"""The rows of a part of a file: the decisions that they are, and what is wrong with the others.

Nothing here needs a database: it runs on any machine.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.files.rows import FileRow
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.refusing import Fault, Refused
from kenbaar.values import Language

# As the list of refusals has it: row, reference, field, value, what, remedy.
RefusedRow: TypeAlias = tuple[int, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many rows were read, the decisions with their places in the file, and the list of what is refused."""

    rows: int
    good: list[tuple[int, Decision]]
    refused: list[RefusedRow]


def read_rows(reader: Reader, rows: Iterable[FileRow], speak: Language) -> Prepared:
    """Read rows; the list of refusals speaks a language."""
    count = 0
    good: list[tuple[int, Decision]] = []
    refused: list[RefusedRow] = []
    for count, row in enumerate(rows, 1):  # noqa: B007  # it is how many there were, after the last
        if isinstance(row.found, Fault):
            refused.extend(refused_rows(row.number, "", (row.found,), speak))
            continue
        found = reader.read(row.found)
        if isinstance(found, Refused):
            refused.extend(refused_rows(row.number, found.reference, found.faults, speak))
        else:
            good.append((row.number, found))
    return Prepared(count, good, refused)


def refused_rows(row: int, reference: str, faults: Iterable[Fault], speak: Language) -> Iterator[RefusedRow]:
    """Give the lines of the list for a row."""
    for each in faults:
        yield row, reference, each.field, each.value, each.message.to(speak), each.remedy.to(speak)
