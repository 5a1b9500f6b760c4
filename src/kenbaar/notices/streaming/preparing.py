"""The rows of a part of a file: the decisions that they are, and what is wrong with the others.

Nothing here needs a database: it runs on any machine.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.refusing import Refused
from kenbaar.decisions.rows import Rows
from kenbaar.values import Language

# As the list of refusals has it: row, reference, field, value, what, remedy.
RefusedRow: TypeAlias = tuple[int, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many rows were read, the decisions with their places in the file, and the list of what is refused."""

    rows: int
    places: list[int]
    decisions: list[Decision]
    refused: list[RefusedRow]


def read_rows(reader: Reader, rows: Iterable[Rows], speak: Language) -> Prepared:
    """Read rows; the list of refusals speaks a language."""
    count = 0
    places: list[int] = []
    decisions: list[Decision] = []
    refused: list[RefusedRow] = []
    for some in rows:
        count += len(some.numbers)
        for number, read in zip(some.numbers, reader.read_all(some), strict=True):
            if isinstance(read, Decision):
                places.append(number)
                decisions.append(read)
            else:
                refused.extend(refused_rows(number, read, speak))
    return Prepared(count, places, decisions, refused)


def refused_rows(row: int, refused: Refused, speak: Language) -> Iterator[RefusedRow]:
    """Give the lines of the list for a row."""
    for each in refused.faults:
        yield row, refused.reference, each.field, each.value, each.message.to(speak), each.remedy.to(speak)
