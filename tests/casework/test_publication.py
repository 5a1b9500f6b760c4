"""What was decided happens on its day, unless something changed since; what is public leaves with a reason."""

import datetime as dt
from collections.abc import Callable
from unittest.mock import patch

import pytest

from kenbaar.casework.actions import publication
from kenbaar.casework.actions.comments import add_comment
from kenbaar.casework.actions.publication import Planned, archive_entry, publish_planned, withdraw_entry
from kenbaar.casework.actions.review import approve, ask_review, check_off
from kenbaar.casework.review_errors import DayNotPossible, ReasonNeeded, WordsTooLong
from kenbaar.casework.stages import Held, Stage
from kenbaar.journal.models import JournalLine
from kenbaar.people.actions.persons import deactivate, take_role
from kenbaar.people.models import Person, Role
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.errors import NotAllowed, StepNotPossible
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import PublicStep
from tests import make
from tests.casework.review_world import World, unchanged
from tests.make import NOON

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 1)
ON_THE_DAY = NOON + dt.timedelta(days=7)


def _plan(world: World) -> None:
    approve(world.reference, planned_on=DAY, by=world.approver, now=NOON)


def test_a_planned_publication_waits_for_its_day_and_the_calendar_carries_it_out(world: World) -> None:
    _plan(world)
    assert publish_planned(NOON) == Planned(0, 0) and world.state() == (State.REVIEW, Stage.APPROVED)
    assert publish_planned(ON_THE_DAY) == Planned(1, 0) and world.state() == (State.PUBLISHED, Stage.PUBLISHED)
    line = JournalLine.objects.get(event="register.entry.published")
    assert (line.actor, line.at) == ("calendar", ON_THE_DAY)
    assert publish_planned(ON_THE_DAY) == Planned(0, 0)


@pytest.mark.parametrize("day", [NOON.date() - dt.timedelta(days=1), NOON.date() + dt.timedelta(days=1000)])
def test_a_day_that_is_past_or_far_away_is_refused(world: World, day: dt.date) -> None:
    unchanged(lambda: approve(world.reference, planned_on=day, by=world.approver, now=NOON), DayNotPossible)


def test_today_is_at_once(world: World) -> None:
    approve(world.reference, planned_on=NOON.date(), by=world.approver, now=NOON)
    assert world.state() == (State.PUBLISHED, Stage.PUBLISHED)


def _loses_the_role(world: World) -> None:
    take_role(Person.objects.get(pk=world.approver.person), Role.APPROVER, world.body, by=make.OPERATOR, now=NOON)


def _leaves(world: World) -> None:
    deactivate(Person.objects.get(pk=world.approver.person), by=make.OPERATOR, now=NOON)


def _closes_the_door(world: World) -> None:
    set_access(world.reference, Access.INTERNAL, by=world.administrator, now=NOON)


def _objects(world: World) -> None:
    add_comment(world.reference, "Wacht hier nog mee.", blocking=True, by=world.approver, now=NOON)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (_loses_the_role, Held.ROLE),
        (_leaves, Held.ROLE),
        (_closes_the_door, Held.GATE),
        (_objects, Held.GATE),
    ],
)
def test_what_no_longer_holds_on_the_day_goes_back_with_the_reason(
    world: World, meanwhile: Callable[[World], None], why: Held
) -> None:
    _plan(world)
    meanwhile(world)
    assert publish_planned(ON_THE_DAY) == Planned(0, 1)
    assert world.state() == (State.REVIEW, Stage.ASKED) and world.review().held == why
    assert JournalLine.objects.get(event="casework.review.held").details == {"why": why}
    assert publish_planned(ON_THE_DAY) == Planned(0, 0)
    assert not PublicStep.objects.exists()


def test_another_approver_decides_anew_on_what_was_held(world: World) -> None:
    _plan(world)
    _leaves(world)
    publish_planned(ON_THE_DAY)
    approve(world.reference, by=make.person(Role.APPROVER, at=world.body), now=ON_THE_DAY)
    assert world.state() == (State.PUBLISHED, Stage.PUBLISHED) and world.review().held == ""


def test_the_day_waits_for_the_central_check_and_the_check_for_the_day(world: World) -> None:
    world.central_check()
    _plan(world)
    assert publish_planned(ON_THE_DAY) == Planned(0, 0)
    check_off(world.reference, by=world.central, now=NOON)
    assert world.state() == (State.REVIEW, Stage.APPROVED)
    assert publish_planned(ON_THE_DAY) == Planned(1, 0)


def test_a_central_check_after_the_approver_left_gives_the_decision_back_and_keeps_the_check(world: World) -> None:
    world.central_check()
    approve(world.reference, by=world.approver, now=NOON)
    _leaves(world)
    check_off(world.reference, by=world.central, now=NOON)
    assert world.state() == (State.REVIEW, Stage.ASKED) and world.review().held == Held.ROLE
    approve(world.reference, by=make.person(Role.APPROVER, at=world.body), now=NOON)
    assert world.state() == (State.PUBLISHED, Stage.PUBLISHED)


def test_one_publication_that_goes_wrong_does_not_keep_the_next_waiting(world: World) -> None:
    _plan(world)
    other = make.under_review(world.editor, at=world.body)
    approve(other.reference, planned_on=DAY, by=world.approver, now=NOON)
    real = publication.publish_when_ready

    def wrong_for_the_first(review: object, **named: object) -> None:
        if getattr(review, "entry").reference == world.reference:  # noqa: B009  # its type is not the point
            raise RuntimeError("the disk is full")
        real(review, **named)  # type: ignore[arg-type]

    with patch.object(publication, "publish_when_ready", wrong_for_the_first):
        assert publish_planned(ON_THE_DAY) == Planned(1, 0)
    assert world.state() == (State.REVIEW, Stage.APPROVED)


def test_an_entry_leaves_the_register_with_a_reason_that_everybody_reads(world: World) -> None:
    approve(world.reference, by=world.approver, now=NOON)
    english, long = {"en": "Stopped."}, {"nl": "x" * 2001}
    unchanged(lambda: withdraw_entry(world.reference, reason=english, by=world.approver, now=NOON), ReasonNeeded)
    unchanged(lambda: withdraw_entry(world.reference, reason=long, by=world.approver, now=NOON), WordsTooLong)
    unchanged(lambda: withdraw_entry(world.reference, reason={"nl": "x"}, by=world.editor, now=NOON), NotAllowed)
    withdraw_entry(world.reference, reason={"nl": "Wij stoppen ermee.", "en": " "}, by=world.approver, now=NOON)
    assert world.state()[0] == State.WITHDRAWN
    assert PublicStep.objects.get(step="withdraw").reason == {"nl": "Wij stoppen ermee."}
    archive_entry(world.reference, by=world.approver, now=NOON)
    assert world.state()[0] == State.ARCHIVED
    unchanged(lambda: archive_entry(world.reference, by=world.approver, now=NOON), StepNotPossible)


def test_a_withdrawal_gives_back_what_was_under_review(world: World) -> None:
    approve(world.reference, by=world.approver, now=NOON)
    world.mend()
    ask_review(world.reference, by=world.editor, now=NOON)
    withdraw_entry(world.reference, reason={"nl": "Stop."}, by=world.approver, now=NOON)
    assert world.state() == (State.WITHDRAWN, Stage.TAKEN_BACK)
    ask_review(world.reference, by=world.editor, now=NOON)
    approve(world.reference, by=world.approver, now=NOON)
    assert world.state() == (State.PUBLISHED, Stage.PUBLISHED)
