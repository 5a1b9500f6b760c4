"""The rounds: re-checks, duties after a change of law, reminders; each step by itself, and one process at a time."""

import datetime as dt
from typing import Any

import pytest

from kenbaar.casework import errors, rounds
from kenbaar.casework.actions import tasks as deeds
from kenbaar.casework.actions.wishes import choose_terms
from kenbaar.casework.models import Round, Task
from kenbaar.casework.rounds import StepMade, make_rounds
from kenbaar.casework.terms import Terms, day_that_counts, first_target, months_before
from kenbaar.register.actions.arranging import set_owner
from kenbaar.register.actions.writing import add_version
from kenbaar.register.lifecycle import State
from tests import make
from tests.assessments import world as classifying
from tests.assessments.world import benefits
from tests.casework import world
from tests.casework.world import Place, by, mails, opened

pytestmark = pytest.mark.django_db
NOON = make.NOON
NEXT_YEAR = NOON.replace(year=2027) + dt.timedelta(days=2)


@pytest.fixture
def place() -> Place:
    return world.place()


def _counts(now: dt.datetime = NOON) -> dict[str, int | None]:
    return {made.name: made.count for made in make_rounds(now)}


def test_an_entry_that_nobody_looked_at_for_a_year_gets_one_task(place: Place) -> None:
    entry = place.entry(state=State.PUBLISHED)
    set_owner(entry.reference, place.editor, by=by(place.approver), now=NOON)
    assert _counts()["rechecks"] == 0
    assert _counts(NEXT_YEAR)["rechecks"] == 1
    task = Task.objects.get(kind="recheck")
    assert task.responsible == place.editor and task.target == NEXT_YEAR.date() + dt.timedelta(weeks=4)
    assert _counts(NEXT_YEAR + dt.timedelta(days=1))["rechecks"] == 0
    with pytest.raises(errors.ProofNeeded):
        deeds.finish([task.pk], by=by(place.editor), now=NEXT_YEAR)
    deeds.finish([task.pk], explanation="Alles klopt nog.", by=by(place.editor), now=NEXT_YEAR)
    assert _counts(NEXT_YEAR + dt.timedelta(days=30))["rechecks"] == 0
    assert _counts(NEXT_YEAR + dt.timedelta(days=370))["rechecks"] == 1


def test_the_day_that_an_entry_says_itself_counts_once_it_is_past(place: Place) -> None:
    place.entry(benefits(next_review_date="2026-11"), state=State.PUBLISHED)
    place.entry(benefits(next_review_date="2027-03"), state=State.PUBLISHED)
    assert _counts()["rechecks"] == 0, "the month is not over yet"
    december = NOON + dt.timedelta(days=10)
    assert _counts(december)["rechecks"] == 1
    deeds.finish([Task.objects.get().pk], explanation="Gezien.", by=by(place.editor), now=december)
    assert _counts(december)["rechecks"] == 0


def test_a_body_can_look_sooner_and_a_draft_is_not_looked_at(place: Place) -> None:
    place.entry(state=State.PUBLISHED)
    place.entry()
    choose_terms(place.body, Terms(13, 4, 3, 2), by=by(place.administrator), now=NOON)
    assert _counts(NOON + dt.timedelta(days=80))["rechecks"] == 0
    assert _counts(NOON + dt.timedelta(days=100))["rechecks"] == 1


def test_terms_are_the_administrators_and_within_bounds(place: Place) -> None:
    before = world.rows()
    with pytest.raises(errors.TaskNotAllowed):
        choose_terms(place.body, Terms(1, 1, 1, 1), by=by(place.editor), now=NOON)
    for terms in (Terms(0, 4, 12, 4), Terms(13, 53, 12, 4), Terms(13, 4, 61, 4), Terms(13, 4, 12, 0)):
        with pytest.raises(errors.TermsNotPossible):
            choose_terms(place.body, terms, by=by(place.administrator), now=NOON)
    assert world.rows() == before


def test_duties_follow_when_everything_was_classified_anew(place: Place) -> None:
    entry, idle = place.entry(), place.entry()
    opened(entry)
    for each in (entry, idle):
        add_version(each.reference, sheet=classifying.simple(each.reference), by=make.OPERATOR, now=NOON)
    classifying.run()
    assert _counts()["duties"] == 1, "only where somebody works with them"
    assert set(Task.objects.filter(entry=entry, duty__startswith="ai_act").values_list("state", flat=True)) == {
        "not_needed"
    }
    assert _counts()["duties"] == 0 and not Task.objects.filter(entry=idle).exists()


def test_a_step_that_fails_does_not_stop_the_next_and_is_tried_again(place: Place, monkeypatch: Any) -> None:
    deeds.add_task(place.entry().reference, title="Zo", responsible=place.reader, by=by(place.editor), now=NOON)

    def fail(_now: dt.datetime) -> int:
        raise RuntimeError("the disk is full")

    steps = (rounds.Step("broken", fail), *rounds.STEPS)
    monkeypatch.setattr(rounds, "STEPS", steps)
    assert make_rounds(NOON)[0] == StepMade("broken", None)
    assert len(mails()) == 1


def test_a_second_run_does_nothing_and_one_soon_after_is_skipped(place: Place) -> None:
    deeds.add_task(place.entry().reference, title="Zo", responsible=place.reader, by=by(place.editor), now=NOON)
    make_rounds(NOON)
    before = world.rows()
    assert set(_counts().values()) == {0} and world.rows() == before
    assert make_rounds(NOON, unless_since=NOON - dt.timedelta(minutes=50)) == []


def test_one_process_at_a_time_and_a_killed_one_lets_go_after_a_while(place: Place) -> None:
    Round.objects.create(name="rounds", taken_until=NOON + dt.timedelta(minutes=20))
    with pytest.raises(errors.RoundsBusy):
        make_rounds(NOON)
    assert make_rounds(NOON + dt.timedelta(minutes=21))
    assert Round.objects.get(name="rounds").taken_until is None


TODAY = NOON.date()


@pytest.mark.parametrize(
    ("due", "target"),
    [
        (None, 91),
        (-1000, 91),
        (400, 91),
        (100, 72),
        (20, 20),
    ],
)
def test_the_first_target_is_soon_and_in_time(due: int | None, target: int) -> None:
    by_law = None if due is None else TODAY + dt.timedelta(days=due)
    found = first_target(Terms(13, 4, 12, 4), opened=TODAY, due=by_law)
    assert (found - TODAY).days == target


def test_what_bound_long_ago_is_late_by_its_target_only() -> None:
    long_ago, soon, later = (TODAY + dt.timedelta(days=days) for days in (-900, 10, 50))
    assert day_that_counts(target=soon, due=long_ago, opened=TODAY) == soon
    assert day_that_counts(target=later, due=soon, opened=TODAY) == soon
    assert day_that_counts(target=None, due=long_ago, opened=TODAY) == long_ago
    assert day_that_counts(target=None, due=None, opened=TODAY) is None


def test_a_month_that_is_shorter_ends_sooner() -> None:
    assert months_before(dt.date(2027, 3, 31), 1) == dt.date(2027, 2, 28)
    assert months_before(dt.date(2027, 1, 15), 12) == dt.date(2026, 1, 15)
