"""All entries, classified anew: what changed is told, what was done stays done, and a run that is stopped goes on."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from kenbaar.assessments import computing
from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.assessments.actions.reclassifying import Report
from kenbaar.assessments.changes import Why
from kenbaar.assessments.computing import LawMoved
from kenbaar.assessments.errors import OperatorNeeded
from kenbaar.assessments.models import Classification, StoredConclusion
from kenbaar.assessments.queries.runs import changes_since_finished_run
from kenbaar.journal.models import JournalLine
from kenbaar.law.classifying import classify
from kenbaar.law.compiled import Law
from kenbaar.law.results import Classification as LawSays
from kenbaar.people.models import Role
from kenbaar.register.actions import steps
from kenbaar.register.actions.writing import add_version
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.rules.answers import Sheet
from tests import make
from tests.assessments.world import BEFORE_AMENDMENT, benefits, events, kept, later, other_law, rows, run, simple

pytestmark = pytest.mark.django_db


class Stopped(Exception):
    """Somebody pulls the plug."""


def _stop_after(batches: int) -> Callable[[Report], None]:
    told: list[int] = []

    def tell(report: Report) -> None:
        told.append(report.done)
        # The first time is before the first batch.
        if len(told) > batches:
            raise Stopped

    return tell


def test_every_entry_is_classified_and_the_first_time_is_no_change() -> None:
    entries = [make.entry(says=benefits()), make.entry(State.PUBLISHED, says=simple()), make.entry()]
    report, noted = run()
    assert (report.waiting, report.first, report.done, noted) == (3, 3, 3, [])
    assert [kept(entry)[0][2] for entry in entries] == ["high_risk_annex_iii", "not_ai", ""]


def test_the_same_law_and_the_same_facts_again_touch_nothing() -> None:
    make.entry(says=benefits())
    run()
    before = rows()
    report, noted = run(now=make.NOON + dt.timedelta(minutes=5))
    assert (report.waiting, report.done, noted) == (0, 0, [])
    assert rows() == before


def test_a_change_of_law_tells_whose_day_it_moves_and_leaves_the_rest_in_peace() -> None:
    touched, untouched = make.entry(says=later(2028)), make.entry(says=simple())
    run()
    report, noted = run(book=other_law())
    assert (report.same, report.changed) == (1, 1)
    [change] = noted
    assert (change.reference, change.why, change.has_other_class) == (touched.reference, Why.LAW, False)
    assert change.different["from"] == ("high_risk_annex_iii:2027-12-02", "high_risk_annex_iii:2028-12-02")
    assert change.different["binds"] == ("high_risk_annex_iii:2028-02-01", "high_risk_annex_iii:2030-08-02")
    assert set(change.different) == {"from", "binds", "duties"}
    assert [len(kept(entry)) for entry in (touched, untouched)] == [2, 2]


def test_what_became_known_of_the_law_is_a_change_of_law() -> None:
    entry = make.entry(says=benefits())
    run(now=BEFORE_AMENDMENT)
    _report, [change] = run()
    assert (change.reference, change.why) == (entry.reference, Why.LAW)
    assert change.different["from"] == ("high_risk_annex_iii:2026-08-02", "high_risk_annex_iii:2027-12-02")


def test_a_change_of_facts_tells_from_which_class_to_which() -> None:
    entry = make.entry(says=benefits())
    make.entry(says=simple())
    run()
    add_version(entry.reference, sheet=simple(), by=make.OPERATOR, now=make.NOON)
    report, [change] = run()
    assert report.waiting == 1
    assert (change.reference, change.version, change.why) == (entry.reference, 2, Why.FACTS)
    assert change.different["class"] == ("high_risk_annex_iii", "not_ai")
    assert change.different["fria"] == ("yes", "no")
    assert change.different["dutch_category"][0] == "A"


def test_facts_that_the_law_does_not_look_at_change_nothing() -> None:
    entry = make.entry(says=benefits("Oude naam"))
    run()
    add_version(entry.reference, sheet=benefits("Nieuwe naam"), by=make.OPERATOR, now=make.NOON)
    report, noted = run()
    assert (report.same, noted) == (1, [])
    assert StoredConclusion.objects.count() == 1


def test_the_version_that_the_public_reads_counts_beside_a_newer_draft() -> None:
    entry = make.entry(State.PUBLISHED, says=later(2028))
    add_version(entry.reference, sheet=simple(), by=make.OPERATOR, now=make.NOON)
    run()
    _report, noted = run(book=other_law())
    assert [change.version for change in noted] == [1]
    assert [(version, number) for version, number, _class in kept(entry)] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_versions_that_nobody_reads_any_more_keep_what_was_said_of_them() -> None:
    entry = make.entry(says=benefits())
    run()
    add_version(entry.reference, sheet=simple(), by=make.OPERATOR, now=make.NOON)
    run()
    run(book=other_law())
    assert [(version, number) for version, number, _class in kept(entry)] == [(1, 1), (2, 1), (2, 2)]


def test_one_body_can_go_first() -> None:
    here, there = make.entry(says=benefits()), make.entry(says=benefits(), at=make.body("gemeente-elders"))
    report, _noted = run(body="gemeente-elders")
    assert report.done == 1
    assert (kept(here), len(kept(there))) == ([], 1)
    assert JournalLine.objects.filter(event__startswith="assessments.").values_list("subject", flat=True)[0] == (
        "gemeente-elders"
    )


def test_a_dry_run_finds_the_same_changes_and_keeps_nothing() -> None:
    for number in range(3):
        make.entry(says=later(2028, f"Uitkering {number}"))
    run()
    before = rows()
    dry, would_change = run(book=other_law(), dry_run=True, batch=2)
    assert rows() == before
    real, changed = run(book=other_law())
    assert would_change == changed
    assert (dry.changed, dry.same) == (real.changed, real.same) == (3, 0)


def test_each_batch_has_one_line_in_the_journal_and_the_end_has_one() -> None:
    for number in range(5):
        make.entry(says=benefits(f"Uitkering {number}"))
    run(batch=2)
    assert events() == ["batch.classified"] * 3 + ["register.classified"]
    last = JournalLine.objects.order_by("sequence").last()
    assert last is not None
    assert (last.subject, last.actor, last.details["first"]) == ("register", "operator", 5)


def test_a_run_that_is_stopped_between_batches_goes_on_where_it_was() -> None:
    entries = [make.entry(says=later(2028, f"Uitkering {number}")) for number in range(6)]
    run()
    with pytest.raises(Stopped):
        run(book=other_law(), batch=2, after_batch=_stop_after(2))
    assert [len(kept(entry)) for entry in entries] == [2, 2, 2, 2, 1, 1]
    report, noted = run(book=other_law(), batch=2)
    assert (report.waiting, report.changed, len(noted)) == (2, 2, 2)
    assert [len(kept(entry)) for entry in entries] == [2] * 6


def test_what_a_stopped_run_changed_is_told_by_the_next_one_until_one_comes_to_its_end() -> None:
    entries = [make.entry(says=later(2028, f"Uitkering {number}")) for number in range(4)]
    run()
    with pytest.raises(Stopped):
        run(book=other_law(), batch=2, after_batch=_stop_after(1))
    told = list(changes_since_finished_run())
    assert [change.reference for change in told] == [entry.reference for entry in entries[:2]]
    _report, noted = run(book=other_law())
    assert [change.reference for change in noted] == [entry.reference for entry in entries[2:]]
    assert told[0].different == noted[0].different
    assert list(changes_since_finished_run()) == []


def test_a_run_that_was_stopped_after_its_last_batch_still_comes_to_its_end() -> None:
    make.entry(says=benefits())
    with pytest.raises(Stopped):
        run(after_batch=_stop_after(1))
    assert events() == ["batch.classified"]
    run()
    assert events() == ["batch.classified", "register.classified"]


def test_a_batch_that_fails_leaves_the_batches_before_it_and_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        make.entry(says=benefits(f"Uitkering {number}"))
    from kenbaar.assessments.actions import reclassifying

    write, told = reclassifying.write_line, []

    def fail_the_second_time(*args: object, **more: object) -> None:
        told.append(args)
        if len(told) == 2:
            raise DatabaseError("the disk is full")
        write(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reclassifying, "write_line", fail_the_second_time)
    with pytest.raises(DatabaseError):
        run(batch=2)
    assert (Classification.objects.count(), events()) == (2, ["batch.classified"])


def test_what_somebody_classifies_while_a_run_computes_is_left_as_it_is() -> None:
    entry = make.entry(says=benefits())

    def meanwhile(report: Report) -> None:
        if not report.done and not kept(entry):
            classify_entry(entry.reference, by=make.OPERATOR, now=make.NOON, on=make.NOON.date())

    other = make.entry(says=simple())
    # The waiting versions are read before the first is stored, and the deed comes between two batches.
    report, _noted = run(batch=1, after_batch=meanwhile)
    assert len(kept(entry)) == len(kept(other)) == 1
    assert report.first == 1


def test_facts_that_cannot_be_read_are_named_and_do_not_stop_the_others() -> None:
    broken, fine = make.entry(), make.entry(says=benefits())
    version = EntryVersion.objects.create(
        entry=broken,
        number=2,
        sheet={"ai_system": {"value": "perhaps"}},
        digest="0" * 64,
        written_by="operator",
        written_at=make.NOON,
    )
    Entry.objects.filter(pk=broken.pk).update(latest=version)
    report, _noted = run()
    assert (report.refused, report.first) == (1, 1)
    assert report.named[0].startswith(f"{broken.reference}: ai_system: 'perhaps' is not one of")
    assert (kept(broken), len(kept(fine))) == ([], 1)


def test_an_entry_on_which_the_law_fails_is_named_and_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    strange, fine = make.entry(says=benefits("Vreemd", significant_change_date="2031")), make.entry(says=benefits())

    def failing(law: Law, facts: Sheet, *, on: dt.date) -> LawSays:
        if "significant_change_date" in facts:
            raise ValueError("year 10000 is out of range")
        return classify(law, facts, on=on)

    monkeypatch.setattr(computing, "classify", failing)
    report, _noted = run()
    assert (report.refused, report.first) == (1, 1)
    assert report.named == [
        f"{strange.reference}: the law cannot be asked about these facts (ValueError: year 10000 is out of range)"
    ]
    assert (kept(strange), len(kept(fine))) == ([], 1)


def test_a_date_at_the_end_of_the_calendar_is_classified_as_any_other() -> None:
    make.entry(says=benefits(first_placed="9999-12", start_date="9999-12"))
    report, _noted = run()
    assert (report.refused, report.first) == (0, 1)


def test_only_an_operator_starts_it() -> None:
    entry = make.entry(says=benefits())
    before = rows()
    with pytest.raises(OperatorNeeded, match="Only an operator"):
        run(by=make.person(Role.EDITOR, Role.APPROVER, at=entry.body))
    assert Classification.objects.count() == 0
    assert rows()[:3] == before[:3]


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_batch() -> None:
    def asked(years: range) -> int:
        for year in years:
            make.entry(says=later(year))
        with CaptureQueriesContext(connection) as queries:
            run()
        return len(queries)

    assert asked(range(2030, 2032)) == asked(range(2040, 2056))


def test_a_withdrawn_entry_is_classified_as_well() -> None:
    entry = make.entry(State.PUBLISHED, says=benefits())
    steps.withdraw(entry.reference, reason={"nl": "Gestopt."}, by=make.OPERATOR, now=make.NOON)
    run()
    assert len(kept(entry)) == 1


def test_workers_come_to_the_same_conclusions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kenbaar.assessments.actions.reclassifying._WORTH_WORKERS", 1)
    for number in range(5):
        make.entry(says=later(2030 + number))
    report, _noted = run(workers=2, batch=1)
    assert report.first == 5
    beside = set(StoredConclusion.objects.values_list("digest", flat=True))
    run(book=other_law())
    report, noted = run()
    assert (report.changed + report.same, len(noted)) == (5, report.changed)
    newest = {row.conclusion.digest for row in Classification.objects.filter(number=3).select_related("conclusion")}
    assert newest == beside


def test_workers_that_read_another_law_than_was_asked_stop_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kenbaar.assessments.actions.reclassifying._WORTH_WORKERS", 1)
    make.entry(says=benefits())
    with pytest.raises(LawMoved, match="Run it again"):
        run(workers=2, book=other_law())
    assert Classification.objects.count() == 0
