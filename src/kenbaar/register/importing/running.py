"""Running an import: rows in batches, one transaction for the whole file, memory that does not grow with it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.register.errors import NotAllowed
from kenbaar.register.events import IMPORT_FINISHED
from kenbaar.register.importing.batches import Batches
from kenbaar.register.importing.incoming import Incoming, incoming_of
from kenbaar.register.importing.moments import moments_of
from kenbaar.register.importing.publishing import PublishingBatches
from kenbaar.register.importing.report import ImportReport, Repair, RepairSink
from kenbaar.register.importing.withdrawing import withdraw_others
from kenbaar.register.many import no_collecting
from kenbaar.standards.files.refusals import shown
from kenbaar.standards.files.rows import ProblemKind, SourceRow
from kenbaar.values import Language

_BATCH = 500


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What is asked for. A dry run does everything and then lets nothing stand.

    `day` is that of a snapshot: it counts for the public where a record has no date of its own. A `whole` file has
    everything that its register has: what is published here and not in it is withdrawn.
    """

    source: str
    by: Actor
    now: dt.datetime
    dry_run: bool = False
    language: Language | None = None
    day: dt.date | None = None
    whole: bool = False


def import_rows(
    rows: Iterable[SourceRow],
    order: ImportOrder,
    *,
    repairs: RepairSink,
    after_batch: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Import every row or, on any error, none. `repairs` gets the list line by line; `after_batch` shows progress.

    Whoever asks for it brings the search index up to date afterwards, with a bar or in the background.
    Raises NotAllowed for anybody but an operator, and FileRefused from `rows` when the file breaks halfway.
    """
    if not order.by.operator:
        raise NotAllowed(order.source, "import into the register")
    report = ImportReport()
    note = noting(report, repairs)
    with transaction.atomic(), no_collecting():
        moments = moments_of(order.day, now=order.now)
        batches = PublishingBatches(order.by, moments, report, note)
        feed(batches, rows, language=order.language, after_batch=after_batch)
        if order.whole:
            # A row that was not read may be about any entry, and a file without records is not what anybody meant.
            report.kept_all = bool(report.unread) or not batches.references
        if order.whole and not report.kept_all:
            report.withdrawn = withdraw_others(batches.references, by=order.by, moments=moments)
        write_line(Deed(IMPORT_FINISHED, shown(order.source), report.as_details()), by=order.by.name, now=order.now)
        if order.dry_run:
            transaction.set_rollback(True)
    return report


def noting(report: ImportReport, repairs: RepairSink) -> RepairSink:
    """Return what counts a line of the repair list and passes it on."""

    def note(repair: Repair) -> None:
        report.repairs[repair.kind] += 1
        report.refused += repair.refused
        report.unread += repair.refused
        repairs(repair)

    return note


def feed(
    batches: Batches,
    rows: Iterable[SourceRow],
    *,
    language: Language | None,
    after_batch: Callable[[], None] = lambda: None,
) -> None:
    """Have all rows of a file taken in."""
    incoming = _incoming(rows, language, batches)
    while batch := list(islice(incoming, _BATCH)):
        batches.take(batch)
        after_batch()


def _incoming(rows: Iterable[SourceRow], language: Language | None, batches: Batches) -> Iterator[Incoming]:
    report, note = batches.report, batches.note
    for row in rows:
        report.rows += 1
        if row.problem is not None and row.problem.is_harmless:
            report.skipped += 1
        if row.problem is not None and row.problem.kind is ProblemKind.BLANK:
            continue
        incoming = incoming_of(row, language)
        if isinstance(incoming, Repair):
            note(incoming)
            continue
        for repair in batches.noticed(incoming):
            note(repair)
        yield incoming
