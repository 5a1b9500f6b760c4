"""Evidence: kept once, shown to who may see the entry, and removed with a reason."""

import pytest
from pytest_django import Settings

from kenbaar.casework import errors
from kenbaar.casework.actions.evidence import add_file, add_link, remove_evidence
from kenbaar.casework.models import Evidence, FileContent, Task
from kenbaar.casework.queries.evidence import file_of
from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.lifecycle import Access
from tests import make
from tests.casework import world
from tests.casework.world import PDF, Place, by, opened

pytestmark = pytest.mark.django_db
NOON = make.NOON


@pytest.fixture
def place() -> Place:
    return world.place()


@pytest.fixture
def tasks(place: Place) -> list[Task]:
    return opened(place.entry())


def _file(place: Place, task: Task, data: bytes = PDF) -> Evidence:
    return add_file(task.pk, title="Werkwijze", name="werkwijze.pdf", data=data, by=by(place.editor), now=NOON)


def test_the_same_file_is_kept_once_and_goes_when_nobody_shows_it(place: Place, tasks: list[Task]) -> None:
    first, second = _file(place, tasks[0]), _file(place, tasks[1])
    assert FileContent.objects.count() == 1 and first.sha256 == second.sha256
    remove_evidence(first.pk, reason="Bij de verkeerde taak.", by=by(place.editor), now=NOON)
    assert file_of(by(place.reader), second.pk).data == PDF
    remove_evidence(second.pk, reason="Er stonden namen in.", by=by(place.editor), now=NOON)
    assert not FileContent.objects.exists()
    second.refresh_from_db()
    assert second.removed_why == "Er stonden namen in." and second.sha256 == first.sha256
    for evidence in (first, second):
        with pytest.raises(errors.EvidenceNotFound):
            file_of(by(place.editor), evidence.pk)


def test_the_journal_has_the_hash_and_no_words_of_people(place: Place, tasks: list[Task]) -> None:
    made = _file(place, tasks[0])
    remove_evidence(made.pk, reason="Er stonden namen in.", by=by(place.editor), now=NOON)
    added, removed = JournalLine.objects.filter(event__startswith="casework.evidence").order_by("sequence")
    assert added.details == {"tasks": [tasks[0].pk], "evidence": made.pk, "kind": "file", "sha256": made.sha256}
    assert removed.details == {"tasks": [tasks[0].pk], "evidence": made.pk, "sha256": made.sha256}


def test_a_file_that_is_refused_changes_nothing(place: Place, tasks: list[Task], settings: Settings) -> None:
    before = world.rows()
    with pytest.raises(errors.FileNotAccepted, match="Possible are PDF"):
        _file(place, tasks[0], b"<html >")
    settings.SCAN_COMMAND = "false"
    with pytest.raises(errors.FileNotAccepted, match="scanner"):
        _file(place, tasks[0])
    settings.EVIDENCE_LIMIT_BYTES = 10
    with pytest.raises(errors.FileNotAccepted, match="too large"):
        _file(place, tasks[0])
    assert world.rows() == before


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "http://a b", "//a", "", "x" * 2001,
     "https://user:word@a.example/", "https://[::1", "https://a.example/\nx"],
)  # fmt: skip
def test_a_link_leads_to_the_web_and_nowhere_else(place: Place, tasks: list[Task], address: str) -> None:
    before = world.rows()
    with pytest.raises(errors.LinkNotAccepted):
        add_link(tasks[0].pk, title="Werkwijze", address=address, by=by(place.editor), now=NOON)
    assert world.rows() == before


def test_who_may_not_see_the_entry_gets_no_file_and_removes_none(place: Place, tasks: list[Task]) -> None:
    made = _file(place, tasks[0])
    set_access(tasks[0].entry.reference, Access.RESTRICTED, by=by(place.approver), now=NOON)
    stranger = world.place("gemeente-elders").administrator
    before = world.rows()
    for actor in (by(place.editor), by(stranger), ANYONE):
        with pytest.raises(errors.EvidenceNotFound):
            file_of(actor, made.pk)
        with pytest.raises(errors.EvidenceNotFound):
            remove_evidence(made.pk, reason="Zomaar.", by=actor, now=NOON)
    assert world.rows() == before
    assert file_of(by(place.administrator), made.pk).name == "werkwijze.pdf"


def test_a_reader_sees_evidence_and_adds_or_removes_none(place: Place, tasks: list[Task]) -> None:
    made = _file(place, tasks[0])
    before = world.rows()
    assert file_of(by(place.reader), made.pk).data == PDF
    with pytest.raises(errors.TaskNotAllowed):
        remove_evidence(made.pk, reason="Zomaar.", by=by(place.reader), now=NOON)
    with pytest.raises(errors.TaskNotAllowed):
        add_link(tasks[0].pk, title="", address="https://a.example", by=by(place.reader), now=NOON)
    assert world.rows() == before
