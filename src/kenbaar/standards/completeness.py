"""Completeness: how far a sheet fills a standard, with every kind of "no content" told apart.

It counts; whether an answer is any good is for people to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kenbaar.rules.answers import Filling, Sheet
from kenbaar.standards.fields import Standard


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts over the fields that the standard requires or always shows, each fact once.

    An answer that says "no" is an answer; `said_no` says how many of them there are. Unknown, not yet and unfilled
    are all still open.
    """

    counts: Mapping[Filling, int]
    said_no: int
    fields: int

    @property
    def done(self) -> int:
        """How many fields are answered or do not apply for a stated reason."""
        return self.counts[Filling.ANSWERED] + self.counts[Filling.NOT_APPLICABLE]

    @property
    def share(self) -> int:
        """The percentage of fields that are done, rounded down."""
        return 100 * self.done // self.fields if self.fields else 100


def completeness(sheet: Sheet, standard: Standard) -> Completeness:
    """Measure a sheet against a standard."""
    counts = dict.fromkeys(Filling, 0)
    said_no = 0
    for fact in standard.measured_facts:
        counts[sheet.filling(fact)] += 1
        said_no += sheet.value(fact) is False
    return Completeness(counts, said_no, len(standard.measured_facts))
