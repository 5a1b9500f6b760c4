"""From draft to publication and back out: who may, what happens, and nothing on failure."""

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE
from kenbaar.people.models import Role
from kenbaar.register.actions import steps, writing
from kenbaar.register.errors import EntryNotFound, SecondPersonNeeded, SheetRefused, StepNotPossible
from kenbaar.register.lifecycle import State, Step, after, possible_steps
from kenbaar.register.models import Entry, EntryVersion, PublicStep
from kenbaar.register.queries.entries import entry_for
from kenbaar.rules.answers import Sheet, known
from tests import make

pytestmark = pytest.mark.django_db


def _world() -> tuple[int, int, int, int]:
    return (
        Entry.objects.count(),
        EntryVersion.objects.count(),
        PublicStep.objects.count(),
        JournalLine.objects.count(),
    )


def test_an_editor_writes_an_approver_publishes_and_the_journal_knows_both() -> None:
    body = make.body()
    editor, approver = make.person(Role.EDITOR, at=body), make.person(Role.APPROVER, at=body)
    entry = writing.create_entry("test:flow", body=body, sheet=make.sheet(), by=editor, now=make.NOON)
    steps.submit_for_review(entry.reference, by=editor, now=make.NOON)
    steps.publish(entry.reference, by=approver, now=make.NOON)

    entry.refresh_from_db()
    assert entry.state == State.PUBLISHED
    assert entry.first_published_at == make.NOON
    lines = JournalLine.objects.filter(subject=entry.reference).values_list("event", "actor")
    assert list(lines) == [
        ("register.entry.created", editor.name),
        ("register.version.added", editor.name),
        ("register.entry.submitted", editor.name),
        ("register.entry.published", approver.name),
    ]


def test_nobody_publishes_their_own_version() -> None:
    body = make.body()
    both = make.person(Role.EDITOR, Role.APPROVER, at=body)
    entry = writing.create_entry("test:own", body=body, sheet=make.sheet(), by=both, now=make.NOON)
    steps.submit_for_review(entry.reference, by=both, now=make.NOON)
    before = _world()
    with pytest.raises(SecondPersonNeeded):
        steps.publish(entry.reference, by=both, now=make.NOON)
    assert _world() == before


def test_an_approver_of_another_body_may_do_nothing_here() -> None:
    entry = make.entry(State.REVIEW)
    stranger = make.person(Role.APPROVER, Role.EDITOR, at=make.body("gemeente-elders"))
    before = _world()
    for deed in (steps.publish, steps.archive, steps.return_to_editor, steps.submit_for_review):
        with pytest.raises(EntryNotFound):
            deed(entry.reference, by=stranger, now=make.NOON)
    with pytest.raises(EntryNotFound):
        writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=stranger, now=make.NOON)
    assert _world() == before


def test_a_draft_cannot_be_published_without_review() -> None:
    entry = make.entry()
    before = _world()
    with pytest.raises(StepNotPossible, match="submit"):
        steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    assert _world() == before


def test_a_sheet_that_does_not_fit_the_vocabulary_is_refused_whole() -> None:
    entry = make.entry()
    before = _world()
    wrong = Sheet({"status": known("sleeping"), "no_such_fact": known("x")})
    with pytest.raises(SheetRefused, match="no_such_fact"):
        writing.add_version(entry.reference, sheet=wrong, by=make.OPERATOR, now=make.NOON)
    assert _world() == before


def test_saying_the_same_again_makes_no_new_version() -> None:
    entry = make.entry()
    again = writing.add_version(entry.reference, sheet=make.sheet(), by=make.OPERATOR, now=make.NOON)
    other = writing.add_version(entry.reference, sheet=make.sheet("Nieuwe naam"), by=make.OPERATOR, now=make.NOON)
    assert (again.number, other.number) == (1, 2)


def test_a_withdrawal_keeps_what_was_public_and_gives_its_reason() -> None:
    entry = make.entry(State.WITHDRAWN)
    last = PublicStep.objects.filter(entry=entry).last()
    assert last is not None
    assert (last.step, last.reason["nl"]) == ("withdraw", "Gestopt na klachten.")
    assert entry.published is not None


def test_an_unknown_reference_is_a_clear_error() -> None:
    with pytest.raises(EntryNotFound, match="search"):
        steps.publish("kb-0000000000", by=make.OPERATOR, now=make.NOON)


def test_every_state_but_the_archive_has_a_way_forward() -> None:
    assert [state for state in State if not possible_steps(state)] == [State.ARCHIVED]
    assert after(State.DRAFT, Step.PUBLISH) is None


def test_a_withdrawn_entry_stays_visible_as_such_while_its_next_version_is_under_review() -> None:
    entry = make.entry(State.WITHDRAWN)
    steps.submit_for_review(entry.reference, by=make.OPERATOR, now=make.NOON)
    seen = entry_for(ANYONE, entry.reference)
    assert (seen.state, seen.public_state) == (State.REVIEW, State.WITHDRAWN)
