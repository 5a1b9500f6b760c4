"""The rows of a part of a file: the decisions that they are, and what is wrong with the others.

Nothing here needs a database: it runs on any machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeAlias, TypeVar

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.files.rows import FileRow
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.refusing import Fault, Refused
from kenbaar.values import Language

# As the list of refusals has it: row, reference, field, value, what, remedy.
RefusedRow: TypeAlias = tuple[int, str, str, str, str, str]


Read_co = TypeVar("Read_co", covariant=True)


class ReadsAll(Protocol[Read_co]):
    """A reader of rows (see `decisions.reading`)."""

    def read_all(self, rows: Sequence[Mapping[str, object]], /) -> Sequence[Read_co | Refused]:
        """Return what each row is, in their order."""
        ...


# So many fit in the memory that is close to the processor.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many rows were read, the decisions with their places in the file, and the list of what is refused."""

    rows: int
    places: list[int]
    decisions: list[Decision]
    refused: list[RefusedRow]


def read_rows(reader: Reader, rows: Iterable[FileRow], speak: Language) -> Prepared:
    """Read rows; the list of refusals speaks a language."""
    count = 0
    places: list[int] = []
    decisions: list[Decision] = []
    refused: list[RefusedRow] = []
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        count += len(some)
        for number, read in read_each(reader, some):
            if isinstance(read, Decision):
                places.append(number)
                decisions.append(read)
            else:
                refused.extend(refused_rows(number, read, speak))
    return Prepared(count, places, decisions, refused)


def read_each(reader: ReadsAll[Read_co], rows: Sequence[FileRow]) -> Iterator[tuple[int, Read_co | Refused]]:
    """Give for each row its number and what it is; a row that cannot be taken apart is refused for that."""
    read = iter(reader.read_all([row.found for row in rows if not isinstance(row.found, Fault)]))
    for number, found in rows:
        yield number, Refused("", (found,)) if isinstance(found, Fault) else next(read)


def refused_rows(row: int, refused: Refused, speak: Language) -> Iterator[RefusedRow]:
    """Give the lines of the list for a row."""
    for each in refused.faults:
        yield row, refused.reference, each.field, each.value, each.message.to(speak), each.remedy.to(speak)
