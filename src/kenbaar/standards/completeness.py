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

    An answer that says "no" is an answer; `said_no` says how many of them there are. `share` is the percentage,
    rounded down, of fields that are answered or do not apply for a stated reason. Unknown, not yet and unfilled are
    all still open.
    """

    counts: Mapping[Filling, int]
    said_no: int
    fields: int
    share: int


def completeness(sheet: Sheet, standard: Standard) -> Completeness:
    """Measure a sheet against a standard."""
    counts = dict.fromkeys(Filling, 0)
    said_no = 0
    for fact in standard.measured_facts:
        counts[sheet.filling(fact)] += 1
        said_no += sheet.value(fact) is False
    fields = len(standard.measured_facts)
    done = counts[Filling.ANSWERED] + counts[Filling.NOT_APPLICABLE]
    return Completeness(counts, said_no, fields, 100 * done // fields if fields else 100)
