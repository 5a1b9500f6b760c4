"""Classifying everything anew after a change of law or of facts: in batches, and going on where a run was stopped."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from kenbaar.assessments.asking import Asked, law_asked
from kenbaar.assessments.changes import Change, Note
from kenbaar.assessments.computing import Concluded, compute_beside, compute_here, pool_of
from kenbaar.assessments.conclusions import key_of
from kenbaar.assessments.errors import OperatorNeeded
from kenbaar.assessments.events import BATCH_CLASSIFIED, REGISTER_CLASSIFIED
from kenbaar.assessments.policies import may_reclassify_all
from kenbaar.assessments.queries.runs import EVERYTHING, last_classification, last_of_finished_run
from kenbaar.assessments.storing import Drawn, compare, store
from kenbaar.assessments.waiting import Waiting, waiting_batches, waiting_versions
from kenbaar.journal.actions import Deed, write_line
from kenbaar.law.compiled import Law
from kenbaar.law.reading import LawBook
from kenbaar.people.actors import Actor
from kenbaar.register.many import no_collecting

# Starting workers takes a second or two; fewer versions than this are done before they are there.
_WORTH_WORKERS = 1000
_MOST_NAMED = 20

_Batches = Iterator[tuple[list[Waiting], list[Concluded]]]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: all entries or those of one `body`. A dry run finds out everything and keeps nothing."""

    by: Actor
    now: dt.datetime
    on: dt.date
    body: str = ""
    dry_run: bool = False
    workers: int = 1
    batch: int = 500

    @property
    def scope(self) -> str:
        """What the journal calls it."""
        return self.body or EVERYTHING


@dataclass(slots=True)
class Report:
    """Counts of one run. `refused` versions have facts that cannot be read; `named` tells the first of them."""

    waiting: int = 0
    first: int = 0
    same: int = 0
    changed: int = 0
    refused: int = 0
    named: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many versions were looked at."""
        return self.first + self.same + self.changed + self.refused

    def as_details(self) -> dict[str, int]:
        """Return the counts for the journal."""
        return {name: getattr(self, name) for name in ("first", "same", "changed", "refused")}


def reclassify_all(
    order: Order,
    *,
    note: Note = lambda _change: None,
    after_batch: Callable[[Report], object] = lambda _report: None,
    book: LawBook | None = None,
) -> Report:
    """Classify every version that counts and that was not classified by the law as it is known now.

    Each batch is a transaction of its own, after which `note` gets what is different and `after_batch` the counts so
    far. Whatever stops a run, the next one goes on from there: what is done is no longer waiting.
    Raises OperatorNeeded, or LawMoved when the content of the law is replaced meanwhile.
    """
    if not may_reclassify_all(order.by):
        raise OperatorNeeded("classify all entries")
    law, asked = law_asked(book, by=order.by, now=order.now, on=order.on)
    report = Report(waiting=waiting_versions(asked.law, body=order.body).count())
    after_batch(report)
    with no_collecting(), _concluded(order, law, report) as batches:
        for batch, concluded in batches:
            drawn = list(_readable(batch, concluded, report))
            changes = _keep(drawn, asked, order, report)
            for change in changes:
                note(change)
            after_batch(report)
    if not order.dry_run:
        _finish(order, asked, report)
    return report


@contextmanager
def _concluded(order: Order, law: Law, report: Report) -> Iterator[_Batches]:
    """Give the batches with what was concluded; beside this process when there is enough to do."""
    batches = waiting_batches(key_of(law), size=order.batch, body=order.body)
    if order.workers < 2 or report.waiting < _WORTH_WORKERS:
        yield compute_here(law, batches, _sheets)
        return
    with pool_of(order.workers) as pool:
        yield compute_beside(pool, law, batches, _sheets, workers=order.workers)


def _sheets(batch: Sequence[Waiting]) -> list[bytes]:
    return [each.sheet for each in batch]


def _readable(batch: Sequence[Waiting], concluded: Sequence[Concluded], report: Report) -> Iterator[Drawn]:
    for waiting, found in zip(batch, concluded, strict=True):
        if found.conclusion is not None:
            yield Drawn(waiting, found.facts_digest, found.conclusion)
            continue
        report.refused += 1
        if len(report.named) < _MOST_NAMED:
            report.named.append(f"{waiting.reference}: {'; '.join(found.problems[:3])}")


def _keep(drawn: Sequence[Drawn], asked: Asked, order: Order, report: Report) -> list[Change]:
    """Write one batch, or find out what writing it would change; count it and return the changes."""
    if order.dry_run:
        stored = compare(drawn)
    else:
        with transaction.atomic():
            stored = store(drawn, asked)
            if stored.count:
                details = {**stored.as_details(), **asked.details}
                write_line(Deed(BATCH_CLASSIFIED, order.scope, details), by=order.by.name, now=order.now)
    report.first += stored.first
    report.same += stored.same
    report.changed += len(stored.changes)
    return stored.changes


@transaction.atomic
def _finish(order: Order, asked: Asked, report: Report) -> None:
    """Say in the journal up to where the list of changes has been told, unless nothing happened since the last time."""
    last = last_classification()
    if last > last_of_finished_run(order.scope):
        details = {**report.as_details(), **asked.details, "last": last}
        write_line(Deed(REGISTER_CLASSIFIED, order.scope, details), by=order.by.name, now=order.now)
