"""Snapshots of a whole register: from which day they count, what left, and what came back."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from kenbaar.journal.log.auditing import audit_log
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import JournalLine
from kenbaar.register.actions import steps, writing
from kenbaar.register.auditing import audit_register
from kenbaar.register.importing import withdrawing
from kenbaar.register.importing.report import ImportReport
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion, PublicStep
from kenbaar.register.queries.recorded_changes import recorded_changes
from kenbaar.standards.files.rows import FileProblem, Place, ProblemKind, SourceRow, Unit
from tests import make

pytestmark = pytest.mark.django_db

PARKING, LETTERS = "33333335", "11111115"
DECEMBER, MAY, JUNE = dt.date(2022, 12, 1), dt.date(2023, 5, 31), dt.date(2023, 6, 30)


def record(code: str, name: str = "Parkeercontrole", **fields: str) -> dict[str, Any]:
    told = {"name": name, "organization": "Gemeente Amsterdam", "status": "In gebruik", "standard_version": "1.0.0"}
    return {"algorithm_id": code, "description_short": "Het controleert iets.", **told, **fields}


def rows(*records: dict[str, Any] | FileProblem) -> Iterator[SourceRow]:
    for number, what in enumerate(records, start=1):
        place = Place(Unit.ROW, number + 1)
        broken = isinstance(what, FileProblem)
        yield SourceRow(number, place, problem=what) if broken else SourceRow(number, place, what)


def take_in(*records: dict[str, Any] | FileProblem, day: dt.date | None = None, **order: Any) -> ImportReport:
    wanted = ImportOrder(**{"source": "a.csv", "by": make.OPERATOR, "now": make.NOON, "day": day, **order})
    return import_rows(rows(*records), wanted, repairs=lambda _repair: None)


def story(reference: str) -> list[tuple[str, str]]:
    """Tell the steps of an entry as its log does: what, and from which moment."""
    assert [*audit_register()] == []
    return [(step.leaf.step, step.leaf.on) for step in recorded_changes(reference, language="nl")]


def counts(report: ImportReport) -> dict[str, int]:
    return {name: count for name, count in report.as_details().items() if count}


def test_snapshots_that_are_loaded_in_order_tell_what_changed_when_and_what_left() -> None:
    take_in(record(PARKING), record(LETTERS, "Briefsortering"), day=DECEMBER, whole=True)
    may = take_in(record(PARKING, status="Buiten gebruik"), day=MAY, whole=True)
    june = take_in(record(PARKING, status="Buiten gebruik"), day=JUNE, whole=True)
    assert story(PARKING) == [("publish", "2022-12-01T00:00:00Z"), ("publish", "2023-05-31T00:00:00Z")]
    assert story(LETTERS) == [("publish", "2022-12-01T00:00:00Z"), ("withdraw", "2023-05-31T00:00:00Z")]
    assert counts(may) == {"rows": 1, "changed": 1, "withdrawn": 1}
    assert counts(june) == {"rows": 1, "unchanged": 1}
    step = PublicStep.objects.get(step="withdraw")
    assert "staat niet meer in het register" in step.reason["nl"]
    assert "no longer in the register" in step.reason["en"]
    assert Entry.objects.get(reference=LETTERS).state == State.WITHDRAWN
    line = JournalLine.objects.filter(subject=LETTERS).latest("sequence")
    assert (line.event, line.actor) == ("register.entry.withdrawn", make.OPERATOR.name)
    seal(Log.REGISTER, now=make.NOON)
    assert [*audit_log(Log.REGISTER)] == []


def test_the_own_day_of_a_record_counts_and_not_that_of_the_snapshot() -> None:
    take_in(record(PARKING, publication_dt="2022-09-01T00:00:00+00:00"), day=DECEMBER)
    take_in(record(PARKING, status="Buiten gebruik", publication_dt="2023-05-02T00:00:00+00:00"), day=MAY)
    assert [on for _step, on in story(PARKING)] == ["2022-09-01T00:00:00Z", "2023-05-02T00:00:00Z"]


def test_a_change_under_an_old_day_belongs_to_its_snapshot_and_a_late_snapshot_to_now() -> None:
    old = {"publication_dt": "2022-09-01T00:00:00+00:00"}
    take_in(record(PARKING, **old), day=DECEMBER)
    take_in(record(PARKING, status="Buiten gebruik", **old), day=MAY)
    take_in(record(PARKING, "Parking", language="ENG", **old), day=MAY)
    take_in(record(PARKING, "Parkeren"), day=DECEMBER)
    days = ["2022-09-01T00:00:00Z", "2023-05-31T00:00:00Z", "2023-05-31T00:00:00Z", "2026-11-24T12:00:00Z"]
    assert [on for _step, on in story(PARKING)] == days


def test_a_snapshot_of_today_or_later_is_never_seen_before_it_came_in() -> None:
    take_in(record(PARKING), day=dt.date(2030, 1, 1))
    assert story(PARKING) == [("publish", "2026-11-24T12:00:00Z")]


def test_what_left_comes_back_when_the_source_has_it_again() -> None:
    take_in(record(PARKING), record(LETTERS), day=DECEMBER, whole=True)
    take_in(record(PARKING), day=MAY, whole=True)
    back = take_in(record(PARKING), record(LETTERS), day=JUNE, whole=True)
    assert counts(back) == {"rows": 2, "returned": 1, "unchanged": 1}
    days = ["2022-12-01T00:00:00Z", "2023-05-31T00:00:00Z", "2023-06-30T00:00:00Z"]
    assert story(LETTERS) == list(zip(("publish", "withdraw", "publish"), days, strict=True))
    entry = Entry.objects.get(reference=LETTERS)
    assert (entry.state, entry.published_id) == (State.PUBLISHED, entry.latest_id)
    assert counts(take_in(record(PARKING), record(LETTERS), whole=True)) == {"rows": 2, "unchanged": 2}


def test_what_people_withdrew_here_or_work_on_does_not_come_back() -> None:
    take_in(record(PARKING), record(LETTERS))
    steps.withdraw(PARKING, reason={"nl": "Gestopt."}, by=make.OPERATOR, now=make.NOON)
    take_in(record(PARKING), whole=True)
    writing.add_version(LETTERS, sheet=make.sheet("Brieven"), by=make.OPERATOR, now=make.NOON)
    take_in(record(PARKING, status="Buiten gebruik"), record(LETTERS, status="Buiten gebruik"), whole=True)
    states = dict(Entry.objects.values_list("reference", "state"))
    assert states == {PARKING: State.WITHDRAWN, LETTERS: State.WITHDRAWN}


def test_what_is_in_the_file_stays_also_where_its_facts_are_not_taken_over() -> None:
    take_in(record(PARKING), record(LETTERS))
    writing.add_version(LETTERS, sheet=make.sheet("Brieven"), by=make.OPERATOR, now=make.NOON)
    report = take_in(record(PARKING), record(PARKING), record(LETTERS, status="Buiten gebruik"), whole=True)
    assert counts(report) == {"rows": 3, "unchanged": 1, "repeated": 1, "refused": 1}
    assert not report.kept_all


@pytest.mark.parametrize("broken", [FileProblem(ProblemKind.CELL_COUNT), record("", name="")])
def test_a_file_that_was_not_read_whole_withdraws_nothing(broken: dict[str, Any] | FileProblem) -> None:
    take_in(record(PARKING), record(LETTERS))
    report = take_in(record(PARKING, status="Buiten gebruik"), broken, whole=True)
    assert counts(report) == {"rows": 2, "changed": 1, "refused": 1}
    assert (report.kept_all, report.unread) == (True, 1)
    assert set(Entry.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_a_file_without_an_entry_withdraws_nothing() -> None:
    take_in(record(PARKING))
    report = take_in(whole=True)
    assert (report.kept_all, report.withdrawn, report.unread) == (True, 0, 0)


def test_a_dry_run_says_how_many_would_leave_and_withdraws_none() -> None:
    take_in(record(PARKING), record(LETTERS))
    report = take_in(record(PARKING), whole=True, dry_run=True)
    assert report.withdrawn == 1
    assert set(Entry.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_very_many_leave_in_batches_each_with_its_leaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withdrawing, "_BATCH", 3)
    take_in(*(record("", f"Algoritme {number}") for number in range(10)), day=DECEMBER)
    report = take_in(record("", "Algoritme 4"), day=MAY, whole=True)
    assert report.withdrawn == 9
    for reference in Entry.objects.filter(state=State.WITHDRAWN).values_list("reference", flat=True):
        assert story(reference)[1:] == [("withdraw", "2023-05-31T00:00:00Z")]
    assert EntryVersion.objects.count() == 10
