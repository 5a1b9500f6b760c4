"""Who does what before when: giving, planning, starting, ending and reopening tasks."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kenbaar.casework import errors
from kenbaar.casework.actions import tasks as deeds
from kenbaar.casework.actions.evidence import add_link
from kenbaar.casework.models import Task
from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE, Actor
from kenbaar.people.models import Scope
from kenbaar.register.actions.arranging import name_reader, set_access
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import Access
from tests import make
from tests.casework import world
from tests.casework.world import Place, by, opened

pytestmark = pytest.mark.django_db
NOON = make.NOON
NEXT_MONTH = NOON.date() + dt.timedelta(days=30)


@pytest.fixture
def place() -> Place:
    return world.place()


def _own(place: Place, **more: Any) -> Task:
    return deeds.add_task(place.entry().reference, title="Bel de leverancier", by=by(place.editor), now=NOON, **more)


def test_many_tasks_are_given_at_once_in_one_line_of_the_journal(place: Place) -> None:
    numbers = [task.pk for task in opened(place.entry())]
    assert deeds.assign(numbers, place.reader, by=by(place.editor), now=NOON) == len(numbers)
    assert set(Task.objects.values_list("responsible", flat=True)) == {place.reader.pk}
    line = JournalLine.objects.order_by("sequence").last()
    assert line is not None and line.event == "casework.task.assigned"
    assert line.details == {"tasks": numbers, "to": f"person {place.reader.pk}"}
    assert deeds.assign(numbers, place.reader, by=by(place.editor), now=NOON) == 0


def test_a_task_goes_only_to_who_works_there_and_may_see_the_entry(place: Place) -> None:
    entry = place.entry()
    numbers = [task.pk for task in opened(entry)]
    stranger = world.place("gemeente-elders").editor
    set_access(entry.reference, Access.RESTRICTED, by=by(place.approver), now=NOON)
    before = world.rows()
    for person in (stranger, place.reader):
        with pytest.raises(errors.NotAColleague):
            deeds.assign(numbers, person, by=by(place.approver), now=NOON)
    assert world.rows() == before
    name_reader(entry.reference, place.reader, by=by(place.approver), now=NOON)
    assert deeds.assign(numbers, place.reader, by=by(place.approver), now=NOON) == len(numbers)


def test_a_request_goes_to_a_colleague_and_a_plan_is_ones_own(place: Place) -> None:
    request = _own(place, responsible=place.reader, target=NEXT_MONTH)
    assert (request.kind, request.day) == ("request", NEXT_MONTH)
    own = _own(place)
    assert (own.kind, own.responsible_id) == ("own", place.editor.pk)


def test_a_duty_is_done_with_evidence_and_not_with_words_alone(place: Place) -> None:
    task = next(task for task in opened(place.entry()) if task.names_evidence)
    with pytest.raises(errors.ProofNeeded) as needed:
        deeds.finish([task.pk], explanation="Gedaan.", by=by(place.editor), now=NOON)
    assert needed.value.what == "evidence"
    add_link(task.pk, title="Werkwijze", address="https://intranet.example/werkwijze", by=by(place.editor), now=NOON)
    deeds.finish([task.pk], by=by(place.editor), now=NOON)
    task.refresh_from_db()
    assert (task.state, task.closed_by) == ("done", str(place.editor))


def test_a_duty_without_named_evidence_takes_an_explanation(place: Place) -> None:
    task = opened(place.entry())[0]
    Task.objects.filter(pk=task.pk).update(names_evidence=False)
    with pytest.raises(errors.ProofNeeded):
        deeds.finish([task.pk], by=by(place.editor), now=NOON)
    deeds.finish([task.pk], explanation="Vastgelegd in het besluit van 3 maart.", by=by(place.editor), now=NOON)
    assert "Vastgelegd" not in str(JournalLine.objects.values_list("details", flat=True))


def test_of_many_tasks_none_is_done_when_one_lacks_its_proof(place: Place) -> None:
    own, duty = _own(place), opened(place.entry())[0]
    before = world.rows()
    with pytest.raises(errors.ProofNeeded):
        deeds.finish([own.pk, duty.pk], by=by(place.editor), now=NOON)
    assert world.rows() == before


def test_a_task_that_was_ended_can_be_opened_again(place: Place) -> None:
    task = _own(place)
    deeds.start([task.pk], by=by(place.editor), now=NOON)
    deeds.finish([task.pk], by=by(place.editor), now=NOON)
    deeds.reopen([task.pk], by=by(place.approver), now=NOON)
    task.refresh_from_db()
    assert (task.state, task.closed_at, task.closed_by) == ("open", None, "")
    told = ["task.added", "task.started", "task.done", "task.reopened"]
    assert world.events() == told


def test_a_target_after_the_day_of_the_law_is_possible_and_told(place: Place) -> None:
    task = next(task for task in opened(place.entry()) if task.due and task.due > NOON.date())
    assert task.due is not None
    assert deeds.set_target([task.pk], NEXT_MONTH, by=by(place.editor), now=NOON) == (task.due < NEXT_MONTH)
    late = task.due + dt.timedelta(days=10)
    assert deeds.set_target([task.pk], late, by=by(place.editor), now=NOON) == 1
    task.refresh_from_db()
    assert task.target == late and task.day == task.due, "it is late by the law, whatever somebody aims for"


@pytest.mark.parametrize("day", [NOON.date() - dt.timedelta(days=1), dt.date(2046, 1, 1)])
def test_no_target_lies_in_the_past_or_far_ahead(place: Place, day: dt.date) -> None:
    task = _own(place)
    before = world.rows()
    with pytest.raises(errors.DayNotPossible):
        deeds.set_target([task.pk], day, by=by(place.editor), now=NOON)
    assert world.rows() == before


def test_a_reader_does_the_tasks_that_are_theirs_and_no_others(place: Place) -> None:
    theirs, other = _own(place, responsible=place.reader), _own(place)
    deeds.start([theirs.pk], by=by(place.reader), now=NOON)
    deeds.finish([theirs.pk], by=by(place.reader), now=NOON)
    before = world.rows()
    for deed in (
        lambda: deeds.finish([other.pk], by=by(place.reader), now=NOON),
        lambda: deeds.assign([other.pk], place.reader, by=by(place.reader), now=NOON),
        lambda: deeds.set_aside([theirs.pk], reason="Nee.", by=by(place.reader), now=NOON),
        lambda: deeds.reopen([theirs.pk], by=by(place.reader), now=NOON),
        lambda: deeds.add_task(other.entry.reference, title="Zo", by=by(place.reader), now=NOON),
    ):
        with pytest.raises(errors.TaskNotAllowed):
            deed()
    assert world.rows() == before


_DEEDS: list[Callable[[int, Actor], Any]] = [
    lambda number, actor: deeds.assign([number], None, by=actor, now=NOON),
    lambda number, actor: deeds.set_target([number], NEXT_MONTH, by=actor, now=NOON),
    lambda number, actor: deeds.start([number], by=actor, now=NOON),
    lambda number, actor: deeds.finish([number], by=actor, now=NOON),
    lambda number, actor: deeds.set_aside([number], reason="Nee.", by=actor, now=NOON),
    lambda number, actor: deeds.reopen([number], by=actor, now=NOON),
    lambda number, actor: add_link(number, title="", address="https://a.example", by=actor, now=NOON),
]


@pytest.mark.parametrize("deed", _DEEDS)
def test_a_task_of_another_body_is_not_there(place: Place, deed: Callable[[int, Actor], Any]) -> None:
    mine, elsewhere = _own(place), world.place("gemeente-elders")
    before = world.rows()
    for actor in (by(elsewhere.editor), by(elsewhere.administrator), ANYONE):
        with pytest.raises(errors.TaskNotFound):
            deed(mine.pk, actor)
    assert world.rows() == before


def test_one_number_from_elsewhere_spoils_the_whole_deed(place: Place) -> None:
    mine, theirs = _own(place), _own(world.place("gemeente-elders"))
    before = world.rows()
    with pytest.raises(errors.TaskNotFound):
        deeds.assign([mine.pk, theirs.pk], place.reader, by=by(place.editor), now=NOON)
    assert world.rows() == before


def test_nothing_is_added_to_an_entry_that_one_may_not_see(place: Place) -> None:
    entry = world.place("gemeente-elders").entry()
    with pytest.raises(EntryNotFound):
        deeds.add_task(entry.reference, title="Zo", by=by(place.editor), now=NOON)
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("deed", "wrong"),
    [
        (lambda task, who: deeds.set_aside([task.pk], reason="  ", by=who, now=NOON), errors.WordsNeeded),
        (lambda task, who: deeds.set_aside([task.pk], reason="x" * 4001, by=who, now=NOON), errors.WordsNeeded),
        (lambda task, who: deeds.reopen([task.pk], by=who, now=NOON), errors.StepNotPossible),
        (lambda _task, who: deeds.start([], by=who, now=NOON), errors.TooMuchAtOnce),
        (lambda _task, who: deeds.start(range(501), by=who, now=NOON), errors.TooMuchAtOnce),
        (lambda task, who: deeds.add_task(task.entry.reference, title=" ", by=who, now=NOON), errors.WordsNeeded),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_out(place: Place, deed: Any, wrong: type[Exception]) -> None:
    task = _own(place)
    before = world.rows()
    with pytest.raises(wrong):
        deed(task, by(place.editor))
    assert world.rows() == before


def test_a_service_works_on_tasks_with_the_scope_for_it_and_only_then(place: Place) -> None:
    task = _own(place)
    slug = place.body.slug
    held = {slug: frozenset({make.Role.READER})}
    for scopes, wrong in (
        ({Scope.READ_ENTRIES}, errors.TaskNotFound),
        ({Scope.READ_TASKS}, errors.TaskNotAllowed),
    ):
        with pytest.raises(wrong):
            deeds.start([task.pk], by=Actor("token 1", held, scopes={slug: frozenset(scopes)}), now=NOON)
    deeds.start([task.pk], by=Actor("token 1", held, scopes={slug: frozenset({Scope.WRITE_TASKS})}), now=NOON)
    task.refresh_from_db()
    assert task.state == "doing"
