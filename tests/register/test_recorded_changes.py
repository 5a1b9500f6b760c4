"""Old snapshots that are loaded in order yield a log that shows, per entry, what changed when."""

import datetime as dt

import pytest
from django.conf import settings as site

from kenbaar.journal.auditing import audit_log
from kenbaar.journal.log_queries import head_of
from kenbaar.journal.logs import Log
from kenbaar.journal.models import LogLeaf
from kenbaar.journal.sealing import seal
from kenbaar.people.actors import OPERATOR
from kenbaar.register.auditing import audit_register
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.models import PublicStep
from kenbaar.register.queries.recorded_changes import RecordedChange, recorded_changes
from kenbaar.standards.files.opening import open_source
from tests.standards.real import DATA, OLD, needs_data

pytestmark = [pytest.mark.django_db, needs_data]

SNAPSHOTS = (
    (f"{OLD}/algoritmes_081222.json", dt.datetime(2022, 12, 8, 12, tzinfo=dt.UTC)),
    (f"{OLD}/pub_2023-05.json", dt.datetime(2023, 5, 31, 12, tzinfo=dt.UTC)),
    (f"{OLD}/pub_2023-06.json", dt.datetime(2023, 6, 30, 12, tzinfo=dt.UTC)),
    ("nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv", dt.datetime(2025, 6, 30, tzinfo=dt.UTC)),
    ("nl-algoritmeregister-2026/algoritmes_2026-08-08.json", dt.datetime(2026, 8, 8, 12, tzinfo=dt.UTC)),
)


def _load(name: str, now: dt.datetime) -> None:
    with open_source(DATA / name, limit=site.IMPORT_LIMIT_BYTES) as source:
        import_rows(source.rows(), ImportOrder(name, by=OPERATOR, now=now), repairs=lambda _repair: None)
    seal(Log.REGISTER, now=now)


def _history(reference: str) -> list[RecordedChange]:
    return list(recorded_changes(reference, language="nl"))


def test_the_log_of_the_real_snapshots_is_sound_and_shows_what_changed_when() -> None:
    sizes = []
    for name, now in SNAPSHOTS:
        _load(name, now)
        head = head_of(Log.REGISTER)
        assert head is not None
        sizes.append(head.size)
    assert sizes == sorted(set(sizes)), "every snapshot added something"
    assert sizes[-1] == PublicStep.objects.count() == LogLeaf.objects.count()
    assert [*audit_log(Log.REGISTER), *audit_register()] == []

    changed = [
        step
        for subject in LogLeaf.objects.values_list("subject", flat=True).distinct()
        for step in _history(subject)
        if step.leaf.number > 1
    ]
    assert len(changed) > 50
    days = [now.strftime("%Y-%m-%dT%H:%M:%SZ") for _name, now in SNAPSHOTS]
    assert {step.leaf.recorded for step in changed} <= set(days[1:])
    told = [step for step in changed if step.changed]
    assert len(told) > 0.9 * len(changed)
    assert all(step.leaf.on <= step.leaf.recorded for step in told)
