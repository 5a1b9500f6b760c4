"""A second person looks before anything is public: who asks, who decides, and what happens then."""

import datetime as dt
from typing import Any

import pytest

from kenbaar.assessments.models import Classification
from kenbaar.casework.actions.comments import add_comment
from kenbaar.casework.actions.review import approve, ask_review, check_off, request_changes, take_back
from kenbaar.casework.actions.rules import set_rules
from kenbaar.casework.lifecycle import Kind
from kenbaar.casework.models import Review, Task
from kenbaar.casework.review_errors import (
    DayNotPossible,
    GateClosed,
    HandedInAnew,
    ReasonNeeded,
    ReviewNotOpen,
    WordsTooLong,
)
from kenbaar.casework.stages import Stage
from kenbaar.journal.models import JournalLine, LogLeaf
from kenbaar.people.actions.persons import give_role
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Role
from kenbaar.register.errors import EntryNotFound, NotAllowed, SecondPersonNeeded
from kenbaar.register.lifecycle import State
from tests import make
from tests.assessments.world import benefits
from tests.casework.review_world import World, unchanged
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_what_is_handed_in_waits_for_a_second_person_and_is_classified(world: World) -> None:
    review = world.review()
    assert world.state() == (State.REVIEW, Stage.ASKED)
    assert (review.asked_by, review.target_on) == (world.editor.name, dt.date(2026, 12, 4))
    assert Classification.objects.filter(version=review.version).exists()


def test_the_duties_of_what_is_handed_in_become_tasks_by_themselves_and_once() -> None:
    body = make.body()
    editor = make.person(Role.EDITOR, at=body)
    entry = make.under_review(editor, at=body, says=benefits())
    duties = Task.objects.filter(entry=entry, kind=Kind.DUTY)
    asked = set(duties.values_list("duty", flat=True))
    assert len(asked) > 20 and set(duties.values_list("opened_by", flat=True)) == {editor.name}
    ask_review(entry.reference, by=editor, now=NOON)
    assert sorted(duties.values_list("duty", flat=True)) == sorted(asked)
    assert JournalLine.objects.filter(event="casework.duties.opened").count() == 1


def test_the_approver_publishes_and_the_log_gets_it_in_the_same_deed(world: World) -> None:
    leaves = LogLeaf.objects.count()
    review = approve(world.reference, by=world.approver, now=NOON)
    assert world.state() == (State.PUBLISHED, Stage.PUBLISHED)
    assert world.entry.published_id == review.version_id and LogLeaf.objects.count() == leaves + 1
    lines = JournalLine.objects.order_by("-sequence").values_list("event", "actor")[:2]
    assert set(lines) == {
        ("casework.review.approved", world.approver.name),
        ("register.entry.published", world.approver.name),
    }


def test_nobody_approves_what_they_wrote_in_or_handed_in(world: World) -> None:
    both = make.person(Role.EDITOR, Role.APPROVER, at=world.body)
    wrote = make.under_review(both, at=world.body)
    unchanged(lambda: approve(wrote.reference, by=both, now=NOON), SecondPersonNeeded)
    # Somebody else wrote it; handing it in is enough to be involved.
    take_back(world.reference, by=world.editor, now=NOON)
    ask_review(world.reference, by=both, now=NOON)
    assert both.name not in world.review().version.authors
    unchanged(lambda: approve(world.reference, by=both, now=NOON), SecondPersonNeeded)


def test_nobody_approves_a_version_that_they_did_not_look_at(world: World) -> None:
    world.mend()
    ask_review(world.reference, by=world.editor, now=NOON)
    unchanged(lambda: approve(world.reference, by=world.approver, now=NOON, seen=1), HandedInAnew)
    world.central_check()
    approve(world.reference, by=world.approver, now=NOON, seen=2)
    unchanged(lambda: check_off(world.reference, by=world.central, now=NOON, seen=1), HandedInAnew)
    assert check_off(world.reference, by=world.central, now=NOON, seen=2).stage == Stage.PUBLISHED


def test_roles_elsewhere_and_other_roles_here_decide_nothing(world: World) -> None:
    elsewhere = make.person(Role.APPROVER, Role.EDITOR, at=make.body("gemeente-elders"))
    for deed in (approve, take_back, request_changes, check_off, ask_review):
        unchanged(lambda deed=deed: deed(world.reference, by=elsewhere, now=NOON), EntryNotFound)  # type: ignore[misc]
    for actor in (world.editor, world.administrator, make.person(Role.READER, at=world.body)):
        unchanged(lambda actor=actor: approve(world.reference, by=actor, now=NOON), NotAllowed)  # type: ignore[misc]
    unchanged(lambda: take_back(world.reference, by=world.approver, now=NOON), NotAllowed)
    unchanged(lambda: check_off(world.reference, by=world.approver, now=NOON), NotAllowed)


def test_whoever_wants_changes_says_which(world: World) -> None:
    unchanged(lambda: request_changes(world.reference, by=world.approver, now=NOON), ReasonNeeded)
    request_changes(world.reference, by=world.approver, now=NOON, answer="De naam is te algemeen.")
    assert world.state() == (State.DRAFT, Stage.CHANGES_ASKED)
    world.mend()
    ask_review(world.reference, by=world.editor, now=NOON)
    assert [each.stage for each in Review.objects.order_by("pk")] == [Stage.SUPERSEDED, Stage.ASKED]
    approve(world.reference, by=world.approver, now=NOON)
    assert world.entry.latest and world.state() == (State.PUBLISHED, Stage.PUBLISHED)
    assert world.entry.published and world.entry.published.number == 2


def test_an_open_comment_is_enough_to_ask_for_changes(world: World) -> None:
    add_comment(world.reference, "Wat is een scanauto?", fact="summary", by=world.approver, now=NOON)
    request_changes(world.reference, by=world.approver, now=NOON)
    assert world.review().stage == Stage.CHANGES_ASKED


def test_handing_in_anew_makes_the_review_before_it_over(world: World) -> None:
    world.mend()
    ask_review(world.reference, by=world.editor, now=NOON)
    assert [each.stage for each in Review.objects.order_by("pk")] == [Stage.SUPERSEDED, Stage.ASKED]
    assert world.review().version.number == 2


def test_an_editor_takes_back_and_a_published_entry_stays_public(world: World) -> None:
    approve(world.reference, by=world.approver, now=NOON)
    world.entry.refresh_from_db()
    world.mend()
    ask_review(world.reference, by=world.editor, now=NOON)
    take_back(world.reference, by=world.editor, now=NOON)
    assert world.state() == (State.PUBLISHED, Stage.TAKEN_BACK)
    unchanged(lambda: take_back(world.reference, by=world.editor, now=NOON), ReviewNotOpen)
    unchanged(lambda: approve(world.reference, by=world.approver, now=NOON), ReviewNotOpen)


def test_what_is_missing_keeps_the_gate_closed(world: World) -> None:
    entry = make.under_review(world.editor, at=world.body, says=make.sheet())
    unchanged(lambda: approve(entry.reference, by=world.approver, now=NOON), GateClosed)


def test_what_the_body_asks_for_is_asked_of_its_own_entries_only(world: World) -> None:
    chosen = {"target_days": 3, "required_facts": ["purpose"], "central_check": False}
    set_rules(world.body, **chosen, by=world.administrator, now=NOON)  # type: ignore[arg-type]
    unchanged(lambda: approve(world.reference, by=world.approver, now=NOON), GateClosed)
    elsewhere = make.body("gemeente-elders")
    other = make.under_review(make.person(Role.EDITOR, at=elsewhere), at=elsewhere)
    approve(other.reference, by=make.person(Role.APPROVER, at=elsewhere), now=NOON)
    assert Review.objects.latest("pk").stage == Stage.PUBLISHED


def test_a_note_and_a_day_have_bounds(world: World) -> None:
    take_back(world.reference, by=world.editor, now=NOON)
    yesterday = NOON.date() - dt.timedelta(days=1)
    unchanged(lambda: ask_review(world.reference, by=world.editor, now=NOON, note="x" * 4001), WordsTooLong)
    unchanged(lambda: ask_review(world.reference, by=world.editor, now=NOON, target=yesterday), DayNotPossible)


def test_where_the_register_wants_it_a_central_reviewer_looks_after_the_approver(world: World) -> None:
    world.central_check()
    unchanged(lambda: check_off(world.reference, by=world.central, now=NOON), EntryNotFound)
    approve(world.reference, by=world.approver, now=NOON)
    assert world.state() == (State.REVIEW, Stage.APPROVED)
    check_off(world.reference, by=world.central, now=NOON)
    assert world.state() == (State.PUBLISHED, Stage.PUBLISHED)
    published = JournalLine.objects.get(event="register.entry.published")
    assert published.actor == world.central.name and world.review().approved_by == world.approver.name


@pytest.mark.parametrize("settled_by", ["setting", "rules"])
def test_the_central_check_is_for_the_whole_register_or_for_one_body(
    world: World, settings: Any, settled_by: str
) -> None:
    if settled_by == "setting":
        settings.CENTRAL_CHECK = True
    else:
        world.central_check()
    assert approve(world.reference, by=world.approver, now=NOON).stage == Stage.APPROVED


def test_a_central_reviewer_sends_back_and_never_checks_their_own_work(world: World) -> None:
    world.central_check()
    approve(world.reference, by=world.approver, now=NOON)
    request_changes(world.reference, by=world.central, now=NOON, answer="De wet ontbreekt.")
    assert world.state() == (State.DRAFT, Stage.CHANGES_ASKED)
    two_hats = make.somebody(Role.APPROVER, at=world.body)
    give_role(two_hats, Role.CENTRAL_REVIEWER, None, by=make.OPERATOR, now=NOON)
    ask_review(world.reference, by=world.editor, now=NOON)
    approve(world.reference, by=actor_of(two_hats), now=NOON)
    unchanged(lambda: check_off(world.reference, by=actor_of(two_hats), now=NOON), SecondPersonNeeded)
