"""Old snapshots that are loaded in order yield a log that shows, per entry, what changed when."""

import datetime as dt

import pytest
from django.conf import settings as site

from kenbaar.journal.log.auditing import audit_log
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import head_of
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import LogLeaf
from kenbaar.people.actors import OPERATOR
from kenbaar.register.auditing import audit_register
from kenbaar.register.importing.report import ImportReport
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import State, Step
from kenbaar.register.models import Entry, PublicStep
from kenbaar.register.queries.recorded_changes import RecordedChange, recorded_changes
from kenbaar.standards.files.opening import open_source
from tests import make
from tests.standards.real import DATA, OLD, needs_data

pytestmark = [pytest.mark.django_db, needs_data]

# Each with the day of which it shows the register. The fourth is in English.
SNAPSHOTS = (
    (f"{OLD}/algoritmes_081222.json", dt.date(2022, 12, 8)),
    (f"{OLD}/pub_2023-05.json", dt.date(2023, 5, 31)),
    (f"{OLD}/pub_2023-06.json", dt.date(2023, 6, 30)),
    ("nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv", dt.date(2025, 6, 30)),
    ("nl-algoritmeregister-2026/algoritmes_2026-08-08.json", dt.date(2026, 8, 8)),
)


def _load(name: str, day: dt.date) -> ImportReport:
    order = ImportOrder(name, by=OPERATOR, now=make.NOON, day=day, whole=True)
    with open_source(DATA / name, limit=site.IMPORT_LIMIT_BYTES) as source:
        report = import_rows(source.rows(), order, repairs=lambda _repair: None)
    seal(Log.REGISTER, now=make.NOON)
    return report


def _history(reference: str) -> list[RecordedChange]:
    return list(recorded_changes(reference, language="nl"))


def test_the_log_of_the_real_snapshots_is_sound_and_shows_what_changed_when() -> None:
    sizes, reports = [], []
    for name, day in SNAPSHOTS:
        reports.append(_load(name, day))
        head = head_of(Log.REGISTER)
        assert head is not None
        sizes.append(head.size)
    assert sizes == sorted(set(sizes)), "every snapshot added something"
    assert sizes[-1] == PublicStep.objects.count() == LogLeaf.objects.count()
    assert [*audit_log(Log.REGISTER), *audit_register()] == []

    stories = [_history(subject) for subject in set(LogLeaf.objects.values_list("subject", flat=True))]
    later = [step for story in stories for step in story[1:]]
    changed = [step for step in later if step.leaf.step == Step.PUBLISH]
    left = [step for step in later if step.leaf.step == Step.WITHDRAW]
    assert len(changed) > 50
    assert len([step for step in changed if step.changed]) > 0.9 * len(changed)
    days = [f"{day}T00:00:00Z" for _name, day in SNAPSHOTS]
    assert {step.leaf.on for step in left} <= set(days[1:])
    assert len(left) == sum(report.withdrawn for report in reports) > 20
    assert sum(report.returned for report in reports), "one left and came back"
    assert any(step.leaf.on in days for step in changed), "changes without a day of their own are of a snapshot"
    # Each story reads from old to new, and at the end the register shows what the last snapshot has.
    assert all(story == sorted(story, key=lambda step: step.leaf.on) for story in stories)
    published = Entry.objects.filter(state=State.PUBLISHED).count()
    assert published == sum(story[-1].leaf.step == Step.PUBLISH for story in stories)
    last = reports[-1]
    assert published <= last.rows - last.refused - last.skipped
