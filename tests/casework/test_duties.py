"""Duties of the law become tasks, and follow the law and the facts."""

import datetime as dt

import pytest

from kenbaar.casework.actions.duties import open_duties
from kenbaar.casework.actions.evidence import add_file
from kenbaar.casework.actions.tasks import finish, set_aside, set_target
from kenbaar.casework.models import Task
from kenbaar.casework.queries.sight import tasks_seen_by
from kenbaar.people.actors import OPERATOR
from kenbaar.register.actions.arranging import set_access, set_owner
from kenbaar.register.actions.writing import add_version
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.lifecycle import Access
from tests import make
from tests.assessments.world import benefits, later, other_law, simple
from tests.casework import world
from tests.casework.world import PDF, Place, by, opened

pytestmark = pytest.mark.django_db
NOON = make.NOON


@pytest.fixture
def place() -> Place:
    return world.place()


def test_a_high_risk_system_gets_its_duties_with_article_day_and_reason(place: Place) -> None:
    entry = place.entry()
    came = open_duties(entry.reference, by=by(place.editor), now=NOON, on=NOON.date())
    tasks = {task.duty: task for task in Task.objects.filter(entry=entry)}
    assert came.opened == len(tasks) == came.hold > 20
    oversight = tasks["ai_act_26_2"]
    assert (oversight.law, oversight.article) == ("ai_act", "26(2)")
    assert oversight.label == {"nl": "Laat bekwame mensen toezicht houden", "en": "Let competent people oversee it"}
    assert oversight.due == dt.date(2030, 8, 2) and oversight.due_sure == "assumed"
    assert {"fact": "annex_iii", "value": ["5a"]} in oversight.because
    assert oversight.names_evidence and oversight.state == "open" and oversight.body == place.body
    assert world.events() == ["duties.opened"] and world.events("assessments.") == ["entry.classified"]


def test_both_days_are_kept_where_lawyers_disagree(place: Place) -> None:
    opened(place.entry())
    registration = Task.objects.get(duty="ai_act_49_3")
    assert registration.due == dt.date(2030, 8, 2) and registration.due_other == dt.date(2026, 8, 2)


def test_the_sooner_the_better_and_never_after_the_day_of_the_law(place: Place) -> None:
    tasks = opened(place.entry())
    for task in tasks:
        assert task.target is not None and NOON.date() < task.target <= NOON.date() + dt.timedelta(weeks=13)
        if task.due and task.due > NOON.date():
            assert task.target <= task.due and task.day is not None and task.day <= task.due
    near = Task.objects.get(duty__startswith="ai_act", due__range=(NOON.date(), NOON.date() + dt.timedelta(weeks=4)))
    assert near.target == near.due, "there is nothing to spare before it"


def test_asking_again_changes_nothing(place: Place) -> None:
    entry = place.entry()
    opened(entry)
    before = world.rows()
    came = open_duties(entry.reference, by=OPERATOR, now=NOON, on=NOON.date())
    assert (came.opened, came.reopened, came.closed) == (0, 0, 0) and world.rows() == before


def test_other_facts_close_what_is_no_longer_asked_and_leave_the_proof(place: Place) -> None:
    entry = place.entry()
    tasks = {task.duty: task for task in opened(entry)}
    done, waiting = tasks["ai_act_26_1"], tasks["ai_act_26_2"]
    add_file(done.pk, title="Werkwijze", name="werkwijze.pdf", data=PDF, by=by(place.editor), now=NOON)
    finish([done.pk], by=by(place.editor), now=NOON)
    add_file(waiting.pk, title="Mandaat", name="mandaat.pdf", data=PDF, by=by(place.editor), now=NOON)
    add_version(entry.reference, sheet=simple(), by=OPERATOR, now=NOON)
    came = open_duties(entry.reference, by=OPERATOR, now=NOON, on=NOON.date())
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert came.closed > 10
    assert done.state == "done" and done.evidence.count() == 1
    assert (waiting.state, waiting.closed_why) == ("not_needed", "law") and waiting.evidence.count() == 1

    # And when the law asks again, what it closed waits again; what a person set aside would not.
    add_version(entry.reference, sheet=benefits("Uitkering 2"), by=OPERATOR, now=NOON)
    came = open_duties(entry.reference, by=OPERATOR, now=NOON, on=NOON.date())
    waiting.refresh_from_db()
    assert came.reopened > 10 and waiting.state == "open" and waiting.closed_at is None


def test_what_a_person_set_aside_stays_so(place: Place) -> None:
    entry = place.entry()
    task = opened(entry)[0]
    set_aside([task.pk], reason="Dit doet de leverancier.", by=by(place.editor), now=NOON)
    open_duties(entry.reference, by=OPERATOR, now=NOON, on=NOON.date())
    task.refresh_from_db()
    assert (task.state, task.closed_why, task.words) == ("not_needed", "person", "Dit doet de leverancier.")


def test_another_law_moves_the_day_and_leaves_a_target_that_somebody_chose(place: Place) -> None:
    entry = place.entry(later(2028))
    chosen, usual = [task for task in opened(entry) if task.due == dt.date(2028, 2, 1)][:2]
    set_target([chosen.pk], dt.date(2027, 11, 30), by=by(place.editor), now=NOON)
    open_duties(entry.reference, by=OPERATOR, now=NOON, on=NOON.date(), book=other_law())
    for task in (chosen, usual):
        task.refresh_from_db()
        assert task.due == dt.date(2030, 8, 2), "it was in use before the new day"
    assert chosen.target == dt.date(2027, 11, 30)


def test_the_owner_of_an_entry_gets_its_duties(place: Place) -> None:
    entry = place.entry()
    set_owner(entry.reference, place.editor, by=by(place.approver), now=NOON)
    assert {task.responsible_id for task in opened(entry)} == {place.editor.pk}


@pytest.mark.parametrize("who", ["reader", "administrator"])
def test_who_does_not_write_opens_no_duties(place: Place, who: str) -> None:
    entry = place.entry()
    before = world.rows()
    with pytest.raises(NotAllowed):
        open_duties(entry.reference, by=by(getattr(place, who)), now=NOON, on=NOON.date())
    assert world.rows() == before


def test_a_restricted_entry_is_not_there_for_who_is_not_named(place: Place) -> None:
    entry = place.entry()
    set_access(entry.reference, Access.RESTRICTED, by=by(place.approver), now=NOON)
    with pytest.raises(EntryNotFound):
        open_duties(entry.reference, by=by(place.editor), now=NOON, on=NOON.date())
    opened(entry)
    assert not tasks_seen_by(by(place.editor)).exists()
    for person in (place.approver, place.administrator):
        assert tasks_seen_by(by(person)).filter(entry=entry).exists()
    assert not tasks_seen_by(by(world.place("gemeente-elders").administrator)).exists()
