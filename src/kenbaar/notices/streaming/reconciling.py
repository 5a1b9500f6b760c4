"""Comparing the decisions that a body took with its notices: which have none, and which notices belong to none.

A file passes by in parts. Which decisions passed is kept by what their codes lead to, in a table of SQLite that is on
the disk and gone afterwards: memory does not grow with the file. Notices are asked for by that only.
"""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from kenbaar.decisions.files.opening import open_decisions
from kenbaar.decisions.files.tables import Form, table
from kenbaar.decisions.reading import ReferenceReader, Taken
from kenbaar.decisions.rows import Rows
from kenbaar.envelopes.naming import Naming
from kenbaar.notices.actions.reconciling import MonthFigures, keep_reconciliation
from kenbaar.notices.keys import namings_of
from kenbaar.notices.known import newest_notices
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.models import Notice, NoticeProfile
from kenbaar.notices.streaming.errors import FolderNotEmpty
from kenbaar.notices.streaming.folder import REFUSED_COLUMNS, durable, made_folder
from kenbaar.notices.streaming.preparing import refused_rows
from kenbaar.people.actors import Actor
from kenbaar.values import Language

LACKING, LOOSE, REFUSED = "without-notice.csv", "without-decision.csv", "refused.csv"
_AT_ONCE = 500

# Adds rows to a list.
_Add: TypeAlias = Callable[[Iterable[Sequence[Any]]], None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is asked for: the file, the profile whose decisions are in it, and the new folder where the lists come."""

    file: Path
    profile: NoticeProfile
    folder: Path
    by: Actor
    now: dt.datetime
    speak: Language = Language.NL


@dataclass(slots=True)
class Found:
    """What came of it: figures by month, rows that could not be read, and rows with a decision that passed before."""

    months: dict[dt.date, MonthFigures]
    refused: int = 0
    twice: int = 0


def reconcile(asked: Comparison, *, after_part: Callable[[int], object] = lambda _bytes: None) -> Found:
    """Compare, write the lists, and keep the figures; `after_part` hears how many bytes were read.

    Raises FileRefused, FileInTheWay, FolderNotEmpty, SecretMissing or NotAllowed; then no list and no figure is left.
    """
    made_folder(asked.folder)
    if any(asked.folder.iterdir()):
        raise FolderNotEmpty(asked.folder)
    reader = ReferenceReader(today=asked.now.date())
    with ExitStack() as stack:
        file = stack.enter_context(open_decisions(asked.file, reader))
        lacking = stack.enter_context(_listed(asked, LACKING, ("row", "reference", "decided_on")))
        loose = stack.enter_context(_listed(asked, LOOSE, ("number", "month")))
        refused = stack.enter_context(_listed(asked, REFUSED, REFUSED_COLUMNS))
        passed = stack.enter_context(closing(_Passed(asked.profile)))
        found = Found(defaultdict(MonthFigures))
        for rows in file.rows():
            good = list(_good(reader, rows, refused, found, asked.speak))
            lacking(_without_notice(passed, good, found))
            after_part(file.position())
        for number, month in passed.loose(sorted(found.months)):
            found.months[month].loose += 1
            loose([(number, month.isoformat()[:7])])
        keep_reconciliation(asked.profile, found.months, by=asked.by, now=asked.now)
    return found


class _Passed:
    """The decisions that passed, by what their codes lead to, and the notices that belong to them."""

    def __init__(self, profile: NoticeProfile) -> None:
        self._profile = profile
        self._namings: Sequence[Naming] = namings_of(profile.body.slug)
        # An empty name is a database of its own, on the disk as soon as it is large, and nobody else's.
        self._kept = sqlite3.connect("", isolation_level=None)
        self._kept.execute("CREATE TABLE decision (lookup BLOB PRIMARY KEY) WITHOUT ROWID")
        self._kept.execute("CREATE TABLE notice (number INTEGER PRIMARY KEY)")
        self._kept.execute("BEGIN")

    def close(self) -> None:
        """Forget them."""
        self._kept.close()

    def new(self, taken: Iterable[tuple[int, Taken]]) -> Iterator[tuple[int, Taken, bytes]]:
        """Give those decisions that did not pass before, with what they are known by, and keep that they did now."""
        rows = list(taken)
        lookups = self._drawn(self._namings[0], [each.reference for _row, each in rows])
        for (row, each), lookup in zip(rows, lookups, strict=True):
            if self._kept.execute("INSERT OR IGNORE INTO decision VALUES (?)", (lookup,)).rowcount == 1:
                yield row, each, lookup

    def noticed(self, references: Sequence[str], lookups: Sequence[bytes]) -> set[str]:
        """Return which of these decisions have a valid notice, and keep which notices these are."""
        known = dict(zip(lookups, references, strict=True))
        for naming in self._namings[1:]:
            known.update(zip(self._drawn(naming, references), references, strict=True))
        noticed: set[str] = set()
        for lookup, newest in newest_notices(known):
            if newest.standing is Standing.VALID:
                self._kept.execute("INSERT OR IGNORE INTO notice VALUES (?)", (newest.number,))
                noticed.add(known[lookup])
        return noticed

    def _drawn(self, naming: Naming, references: Sequence[str]) -> list[bytes]:
        return naming.draw(self._profile.slug, references, 1).lookups

    def loose(self, months: Sequence[dt.date]) -> Iterator[tuple[int, dt.date]]:
        """Give the number and month of valid notices of these months that belong to no decision that passed."""
        rows = Notice.objects.filter(
            batch__version__profile=self._profile, standing=Standing.VALID.value, month__in=months
        ).values_list("id", "month")
        for some in _chunks(rows.order_by("id").iterator()):
            marks = ",".join("?" * len(some))
            query = f"SELECT number FROM notice WHERE number IN ({marks})"  # noqa: S608  # marks only
            known = {number for (number,) in self._kept.execute(query, [number for number, _month in some])}
            yield from (each for each in some if each[0] not in known)


def _good(
    reader: ReferenceReader, rows: Rows, refused: _Add, found: Found, speak: Language
) -> Iterator[tuple[int, Taken]]:
    for number, read in zip(rows.numbers, reader.read_all(rows), strict=True):
        if isinstance(read, Taken):
            yield number, read
            continue
        found.refused += 1
        refused(refused_rows(number, read, speak))


def _without_notice(passed: _Passed, good: Sequence[tuple[int, Taken]], found: Found) -> Iterator[tuple[int, str, str]]:
    new = list(passed.new(good))
    found.twice += len(good) - len(new)
    noticed = passed.noticed([taken.reference for _row, taken, _lookup in new], [lookup for *_, lookup in new])
    for row, taken, _lookup in new:
        figures = found.months[taken.decided_on.replace(day=1)]
        figures.decisions += 1
        if taken.reference in noticed:
            figures.noticed += 1
        else:
            yield row, taken.reference, taken.decided_on.isoformat()


@contextmanager
def _listed(asked: Comparison, name: str, columns: Sequence[str]) -> Iterator[_Add]:
    """Give what adds rows to a list, which is in the folder once the whole comparison came to its end."""
    with durable(asked.folder / name) as unfinished, table(unfinished, Form.CSV, columns) as write:
        yield lambda rows: write(list(zip(*rows, strict=True)))


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    return iter(lambda: list(islice(rest, _AT_ONCE)), [])
