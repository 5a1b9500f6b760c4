"""Taking a file in as drafts of one body: new entries are drafts, and what changes of others goes into their drafts.

Nothing is published and nobody's words are written over. What somebody changed here since the file was made, or is
still working on, stays; the answer of the file is kept beside it until somebody chooses.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.actions.drafting import Change, answer_digest
from kenbaar.register.actions.writing import digest_of
from kenbaar.register.drafts_of_many import DraftsOfMany, Working, working_of
from kenbaar.register.errors import NotAllowed, PreparedChangeNotFound
from kenbaar.register.events import IMPORT_FINISHED
from kenbaar.register.filtering import Filter
from kenbaar.register.importing import refused_here as refused
from kenbaar.register.importing.batches import Batches
from kenbaar.register.importing.identity import Key
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.importing.known import KnownEntries, Standing
from kenbaar.register.importing.moments import moments_of
from kenbaar.register.importing.new_drafts import NewDrafts
from kenbaar.register.importing.own_body import OwnBody
from kenbaar.register.importing.publishing import is_our_own_export
from kenbaar.register.importing.report import ImportReport, Repair, RepairSink
from kenbaar.register.importing.running import feed, noting
from kenbaar.register.importing.uploads import rows_of, uploaded
from kenbaar.register.lifecycle import State
from kenbaar.register.many import no_collecting
from kenbaar.register.models import PreparedChange
from kenbaar.register.policies import may_write
from kenbaar.register.preparing import Kind, finish
from kenbaar.register.queries.inventory import inventory_entries, prepared_change
from kenbaar.register.round_trip import Seen, seen_in, texts_of
from kenbaar.rules.answers import Answer, Sheet
from kenbaar.standards.files.rows import SourceRow
from kenbaar.values import Language, LocalText


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What is asked: the file of this name as drafts of this body. A dry run lets nothing of it stand."""

    body: Body
    source: str
    by: Actor
    now: dt.datetime
    language: Language | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """What a file does to one entry: the answers before and after by fact, and those that came too late."""

    reference: str
    name: dict[str, str]
    is_new: bool
    changes: tuple[tuple[str, Answer | None, Answer | None], ...]
    late: tuple[str, ...]


ChangeSink = Callable[[Touched], None]


@transaction.atomic
def take_in_prepared(
    body: Body, number: int, *, by: Actor, now: dt.datetime, repairs: RepairSink = lambda _repair: None
) -> ImportReport:
    """Take in a file that was prepared, once. Raises PreparedChangeNotFound, and as `import_into_drafts` does."""
    prepared = prepared_change(by, body, number, now=now, lock=True)
    if prepared.kind != Kind.FILE or prepared.outcome is not None:
        raise PreparedChangeNotFound(number)
    with uploaded(bytes(prepared.content)) as source:
        report = import_into_drafts(rows_of(source), _order_of(prepared, by=by, now=now), repairs=repairs)
    finish(prepared, {**report.as_details(), "conflicts": report.conflicts})
    return report


def look_at_prepared(
    prepared: PreparedChange,
    *,
    by: Actor,
    now: dt.datetime,
    repairs: RepairSink = lambda _repair: None,
    changes: ChangeSink = lambda _touched: None,
) -> tuple[ImportReport, LocalText]:
    """Return what a file that was prepared would do, and what kind of file it is; nothing of it stays.

    Raises FileRefused, and as `import_into_drafts` does.
    """
    with uploaded(bytes(prepared.content)) as source:
        order = replace(_order_of(prepared, by=by, now=now), dry_run=True)
        return import_into_drafts(rows_of(source), order, repairs=repairs, changes=changes), source.format.label


def _order_of(prepared: PreparedChange, *, by: Actor, now: dt.datetime) -> DraftOrder:
    language = Language(prepared.language) if prepared.language else None
    return DraftOrder(prepared.body, prepared.name, by, now, language)


def import_into_drafts(
    rows: Iterable[SourceRow],
    order: DraftOrder,
    *,
    repairs: RepairSink,
    changes: ChangeSink = lambda _touched: None,
) -> ImportReport:
    """Take in every row or, on any error, none. `repairs` gets the repair list, `changes` what becomes of each entry.

    Raises NotAllowed, or FileRefused from `rows` when the file breaks halfway.
    """
    if not may_write(order.by, order.body.slug):
        raise NotAllowed(order.body.slug, "take a file into")
    report = ImportReport()
    with transaction.atomic(), no_collecting():
        batches = DraftingBatches(order, report, noting(report, repairs), changes)
        feed(batches, rows, language=order.language)
        details = {**report.as_details(), "conflicts": report.conflicts}
        write_line(Deed(IMPORT_FINISHED, order.body.slug, details), by=order.by.name, now=order.now)
        if order.dry_run:
            transaction.set_rollback(True)
    return report


class DraftingBatches(Batches):
    """Takes batches of a file that an editor brought."""

    def __init__(self, order: DraftOrder, report: ImportReport, note: RepairSink, changes: ChangeSink) -> None:
        super().__init__(order.by, moments_of(None, now=order.now), report, note)
        self._order, self._tell = order, changes
        self._own = OwnBody(order.body)
        self._rows = _DraftRows(order)
        self._working: dict[str, Working] = {}

    def noticed(self, incoming: Incoming) -> Iterable[Repair]:
        """List what there is to mend in a record, unless it is about another body: then that is all there is to say."""
        return super().noticed(incoming) if self._is_ours(incoming) else ()

    def begin(self, known: KnownEntries) -> "_DraftRows":
        """Return what collects the rows of the next batch."""
        seen = inventory_entries(self.by, self._order.body, Filter(), now=self._order.now)
        here = seen.filter(reference__in=known.references)
        self._working = {working.reference: working for working in working_of(here)}
        self._rows = _DraftRows(self._order)
        return self._rows

    def add(self, incoming: Incoming) -> Standing | None:
        """Make a draft of an entry that is not here."""
        if seen_in(incoming.row.record or {}) is not None:
            return self._refused(incoming, refused.GONE)
        if not self._is_ours(incoming):
            return self._refused(incoming, refused.OTHER_BODY)
        self.report.created += 1
        standing = self._rows.new.add(incoming)
        answers = ((fact, None, answer) for fact, answer in standing.sheet.items())
        self._tell(Touched(standing.reference, standing.sheet.texts("name"), True, tuple(answers), ()))
        return standing

    def renew(self, standing: Standing, incoming: Incoming) -> Standing | None:
        """Change the draft of an entry that is here."""
        if standing.reference in self._rows.new:
            self.report.changed += 1
            return self._rows.new.extend(standing, incoming)
        working = self._working.get(standing.reference)
        if working is None:
            # Of another body, or not for this person to see: it does not say which.
            return self._refused(incoming, refused.NOT_YOURS)
        seen = seen_in(incoming.row.record or {})
        if not self._is_ours(incoming):
            return self._refused(incoming, refused.OTHER_BODY)
        changes, kept = self._asked(standing, working, incoming, seen)
        if not changes and kept is None:
            self.report.unchanged += 1
            return standing
        if working.state == State.ARCHIVED:
            return self._refused(incoming, refused.ARCHIVED)
        outcome = self._rows.drafts.change(working, changes, kept=kept)
        self.report.changed += 1
        self.report.conflicts += len(outcome.late)
        self._working[standing.reference] = outcome.after
        after = outcome.after.sheet
        told = tuple((fact, working.sheet.get(fact), after.get(fact)) for fact in outcome.taken)
        self._tell(Touched(standing.reference, after.texts("name"), False, told, outcome.late))
        return standing

    def _is_ours(self, incoming: Incoming) -> bool:
        """Say whether a record is about the body; a row of its own workbook is, whatever stands in it."""
        return seen_in(incoming.row.record or {}) is not None or self._own.is_named(incoming)

    def _asked(
        self, standing: Standing, working: Working, incoming: Incoming, seen: Seen | None
    ) -> tuple[list[Change], Mapping[str, Any] | None]:
        """Return what a record changes, and what is to be kept of it beside the facts if that is new."""
        if seen is not None:
            return list(_since_download(working, incoming, seen, self._source)), None
        if is_our_own_export(replace(standing, sheet=working.sheet, kept=working.kept), incoming):
            return [], None
        kept = incoming.kept_beside(working.kept)
        is_new = digest_of(Sheet(), kept) != digest_of(Sheet(), working.kept)
        return list(_beside_the_draft(working, incoming, self._source)), kept if is_new else None

    def _refused(self, incoming: Incoming, why: refused.Why) -> Standing | None:
        self.report.refused += 1
        self.leave(incoming, incoming.identity.reference, why.kind, (why.what, why.remedy))
        return None

    @property
    def _source(self) -> str:
        return f"file {self._order.source}"


class _DraftRows:
    """New entries and changed drafts of a batch."""

    def __init__(self, order: DraftOrder) -> None:
        self.drafts = DraftsOfMany(by=order.by, now=order.now)
        self.new = NewDrafts(order.body, order.source, by=order.by, now=order.now)

    def learn(self, standing: Standing, key: Key) -> None:
        """Note another name by which an entry is known."""
        self.new.learn(standing, key)

    def write(self) -> None:
        """Write everything."""
        self.new.write()
        self.drafts.write()


def _since_download(working: Working, incoming: Incoming, seen: Seen, source: str) -> Iterator[Change]:
    """Give what somebody changed in a workbook. What was changed here too since, comes too late."""
    record, standard = incoming.row.record or {}, incoming.standard
    typed = {key: str(record[key]) for key in standard.by_id if key in record and seen.differs(key, str(record[key]))}
    # What could not be read is on the repair list, and takes no answer away.
    facts = {key for key, text in typed.items() if not text.strip() or key in incoming.reading.sheet}
    if not facts:
        return
    here = texts_of(working.reference, working.sheet, seen.language)
    for fact, answer in _answers(working.sheet, incoming, facts):
        is_late = seen.differs(fact, here[fact]) and here[fact].strip() != typed[fact].strip()
        yield Change(fact, answer, "changed meanwhile" if is_late else answer_digest(working.sheet.get(fact)), source)


def _beside_the_draft(working: Working, incoming: Incoming, source: str) -> Iterator[Change]:
    """Give what a record says. Where people are at work on an answer, the one of the record comes too late."""
    for fact, answer in _answers(working.sheet, incoming, incoming.spoken_for):
        current, base = working.sheet.get(fact), working.base.get(fact)
        is_edited = working.is_draft and current != base
        if is_edited and _answer(working.base, incoming, fact) == base:
            # The record says what was there before somebody began: it says nothing new.
            continue
        yield Change(fact, answer, "being edited" if is_edited else answer_digest(current), source)


def _answers(sheet: Sheet, incoming: Incoming, facts: Collection[str]) -> Iterator[tuple[str, Answer | None]]:
    after = incoming.merged_into(sheet, facts)
    return ((fact, after.get(fact)) for fact in sorted(facts) if after.get(fact) != sheet.get(fact))


def _answer(sheet: Sheet, incoming: Incoming, fact: str) -> Answer | None:
    answer: Answer | None = incoming.merged_into(sheet, (fact,)).get(fact)
    return answer
