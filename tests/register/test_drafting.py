"""Working on an entry: saved as people type, nobody's words are lost, and who writes does not approve."""

import datetime as dt
from collections.abc import Callable

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.actions import arranging, drafting, steps, writing
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.errors import (
    BeingEdited,
    DraftMovedOn,
    EntryNotFound,
    NotAllowed,
    NotForThePublic,
    NothingNew,
    NotOfTheBody,
    OpenConflicts,
    SecondPersonNeeded,
    SheetRefused,
    StepNotPossible,
    StillPublic,
)
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Draft, DraftConflict, Entry, EntryVersion
from kenbaar.register.quality import required_facts
from kenbaar.register.queries.entries import entries_visible_to
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import Answer, known, not_yet
from tests import make

pytestmark = pytest.mark.django_db


def _say(entry: Entry, fact: str, answer: Answer | None, by: Actor, *, seen: Answer | None = None) -> drafting.Saved:
    return save_answers(entry.reference, [Change(fact, answer, answer_digest(seen))], by=by, now=make.NOON)


def _counts() -> tuple[int, ...]:
    return tuple(kind.objects.count() for kind in (Draft, DraftConflict, EntryVersion, JournalLine))


def test_what_is_typed_is_kept_in_a_draft_and_becomes_a_version_when_it_is_handed_in() -> None:
    body = make.body()
    editor = make.person(Role.EDITOR, at=body)
    entry = make.entry(State.PUBLISHED, at=body)
    _say(entry, "purpose", known({"nl": "Eerlijk parkeren."}), editor)

    copy = working_copy(editor, entry.reference)
    assert copy.is_draft
    assert copy.sheet.texts("purpose") == {"nl": "Eerlijk parkeren."}
    assert copy.origins["purpose"] == {"by": editor.name, "at": make.NOON.isoformat()}
    assert EntryVersion.objects.filter(entry=entry).count() == 1

    steps.submit_for_review(entry.reference, by=editor, now=make.NOON)
    entry.refresh_from_db()
    assert entry.state == State.PUBLISHED, "the public still sees what was published"
    assert entry.submitted is not None
    assert (entry.submitted.number, entry.submitted.authors) == (2, [editor.name])
    assert not working_copy(editor, entry.reference).is_draft


def test_the_name_plate_follows_the_draft() -> None:
    entry = make.entry()
    _say(entry, "name", known({"nl": "Nieuw"}), make.OPERATOR, seen=entry.latest.answers()["name"])  # type: ignore[union-attr]
    entry.refresh_from_db()
    assert (entry.name_nl, entry.phase, entry.category) == ("Nieuw", "in_use", "impactful")
    drafting.discard_draft(entry.reference, by=make.OPERATOR, now=make.NOON)
    entry.refresh_from_db()
    assert entry.name_nl == "Parkeercontrole"


def test_two_editors_at_once_lose_nothing() -> None:
    body = make.body()
    ann, bob = make.person(Role.EDITOR, at=body), make.person(Role.EDITOR, at=body)
    entry = make.entry(at=body)
    _say(entry, "purpose", known({"nl": "Van Ann."}), ann)
    late = _say(entry, "purpose", known({"nl": "Van Bob."}), bob)
    assert (late.saved, [each.answer for each in late.conflicts]) == ((), [known({"nl": "Van Bob."})])
    assert working_copy(bob, entry.reference).sheet.texts("purpose") == {"nl": "Van Ann."}
    with pytest.raises(OpenConflicts):
        steps.submit_for_review(entry.reference, by=bob, now=make.NOON)

    seen = make.choice(entry)
    drafting.settle_conflict(entry.reference, late.conflicts[0].pk, mine=True, seen=seen, by=ann, now=make.NOON)
    copy = working_copy(ann, entry.reference)
    assert (copy.sheet.texts("purpose"), copy.conflicts) == ({"nl": "Van Bob."}, ())
    assert copy.origins["purpose"]["by"] == bob.name


def test_who_came_too_late_and_types_on_is_still_too_late() -> None:
    entry = make.entry()
    ann, bob = make.person(Role.EDITOR, at=entry.body), make.person(Role.EDITOR, at=entry.body)
    _say(entry, "purpose", known({"nl": "Van Ann."}), ann)
    for words in ("Van Bob.", "Van Bob, en verder."):
        assert _say(entry, "purpose", known({"nl": words}), bob).saved == ()
    copy = working_copy(ann, entry.reference)
    assert copy.sheet.texts("purpose") == {"nl": "Van Ann."}
    assert [each.answer for each in copy.conflicts] == [known({"nl": "Van Bob, en verder."})]


def test_late_words_from_two_windows_of_one_person_are_both_kept() -> None:
    entry = make.entry()
    ann, bob = make.person(Role.EDITOR, at=entry.body), make.person(Role.EDITOR, at=entry.body)
    first, second = known({"nl": "Van Ann."}), known({"nl": "Van Ann, beter."})
    _say(entry, "purpose", first, ann)
    _say(entry, "purpose", second, ann, seen=first)
    _say(entry, "purpose", known({"nl": "Uit het ene venster."}), bob)
    _say(entry, "purpose", known({"nl": "Uit het andere venster."}), bob, seen=first)
    assert [each.answer["value"]["nl"] for each in working_copy(ann, entry.reference).conflicts] == [
        "Uit het ene venster.",
        "Uit het andere venster.",
    ]


@pytest.mark.parametrize("mine", [True, False])
def test_nobody_chooses_between_words_that_they_did_not_see(mine: bool) -> None:
    entry = make.entry()
    ann, bob = make.person(Role.EDITOR, at=entry.body), make.person(Role.EDITOR, at=entry.body)
    _say(entry, "purpose", known({"nl": "Van Ann."}), ann)
    (late,) = _say(entry, "purpose", known({"nl": "Van Bob."}), bob).conflicts
    seen = make.choice(entry)
    _say(entry, "purpose", known({"nl": "Van Ann, verder."}), ann, seen=known({"nl": "Van Ann."}))
    _say(entry, "purpose", known({"nl": "Van Bob, verder."}), bob)
    with pytest.raises(DraftMovedOn):
        drafting.settle_conflict(entry.reference, late.pk, mine=mine, seen=seen, by=ann, now=make.NOON)
    copy = working_copy(ann, entry.reference)
    assert copy.sheet.texts("purpose") == {"nl": "Van Ann, verder."}
    assert [each.answer for each in copy.conflicts] == [known({"nl": "Van Bob, verder."})]


def test_a_draft_is_not_discarded_with_late_words_that_nobody_looked_at() -> None:
    entry = make.entry()
    ann, bob = make.person(Role.EDITOR, at=entry.body), make.person(Role.EDITOR, at=entry.body)
    looked = _say(entry, "purpose", known({"nl": "Van Ann."}), ann).revision
    _say(entry, "purpose", known({"nl": "Van Bob."}), bob)
    with pytest.raises(DraftMovedOn):
        drafting.discard_draft(entry.reference, by=ann, now=make.NOON, revision=looked)


def test_an_entry_that_says_all_that_is_asked_of_it_lacks_nothing() -> None:
    entry = make.entry()
    assert entry.latest is not None
    said = entry.latest.answers()
    for fact in sorted(required_facts() - set(said)):
        _say(entry, fact, known("x@y.example") if fact == "contact" else known({"nl": "Gezegd."}), make.OPERATOR)
    entry.refresh_from_db()
    assert entry.lacking == 0


def test_two_editors_of_different_facts_are_not_in_each_others_way() -> None:
    entry = make.entry()
    _say(entry, "purpose", known({"nl": "Een doel."}), make.person(Role.EDITOR, at=entry.body))
    saved = _say(entry, "contact", known("a@b.example"), make.person(Role.EDITOR, at=entry.body))
    assert (saved.saved, saved.conflicts) == (("contact",), ())


def test_the_same_answer_twice_is_no_change_and_no_conflict() -> None:
    entry = make.entry()
    _say(entry, "purpose", not_yet("2027"), make.OPERATOR)
    before = _counts()
    assert _say(entry, "purpose", not_yet("2027"), make.OPERATOR) == drafting.Saved(1, (), ())
    assert _counts() == before


def test_nobody_publishes_what_they_wrote_in_whoever_hands_it_in() -> None:
    body = make.body()
    both, other = make.person(Role.EDITOR, Role.APPROVER, at=body), make.person(Role.EDITOR, at=body)
    entry = make.entry(State.PUBLISHED, at=body)
    _say(entry, "purpose", known({"nl": "Een doel."}), both)
    steps.submit_for_review(entry.reference, by=other, now=make.NOON)
    _say(entry, "contact", known("a@b.example"), other)
    steps.submit_for_review(entry.reference, by=other, now=make.NOON)
    with pytest.raises(SecondPersonNeeded):
        steps.publish(entry.reference, by=both, now=make.NOON)
    third = make.person(Role.APPROVER, at=body)
    assert steps.publish(entry.reference, by=third, now=make.NOON).published.number == 3  # type: ignore[union-attr]


def test_what_was_not_handed_in_is_not_published() -> None:
    entry = make.entry(State.PUBLISHED)
    _say(entry, "purpose", known({"nl": "Een doel."}), make.person(Role.EDITOR, at=entry.body))
    with pytest.raises(StepNotPossible):
        steps.publish(entry.reference, by=make.person(Role.APPROVER, at=entry.body), now=make.NOON)


def test_a_snapshot_does_not_write_over_people_who_are_at_work() -> None:
    entry = make.entry()
    _say(entry, "purpose", known({"nl": "Een doel."}), make.OPERATOR)
    with pytest.raises(BeingEdited):
        writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=make.OPERATOR, now=make.NOON)


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER, Role.ADMINISTRATOR])
def test_only_an_editor_writes(role: Role) -> None:
    entry = make.entry()
    somebody = make.person(role, at=entry.body)
    before = _counts()
    with pytest.raises(NotAllowed):
        _say(entry, "purpose", known({"nl": "Een doel."}), somebody)
    assert _counts() == before


@pytest.mark.parametrize(
    "deed",
    [
        lambda entry, by: _say(entry, "purpose", known({"nl": "x"}), by),
        lambda entry, by: drafting.discard_draft(entry.reference, by=by, now=make.NOON),
        lambda entry, by: arranging.set_owner(entry.reference, None, by=by, now=make.NOON),
        lambda entry, by: arranging.set_access(entry.reference, Access.INTERNAL, by=by, now=make.NOON),
    ],
)
def test_to_another_body_an_entry_that_was_never_public_is_not_there(deed: Callable[[Entry, Actor], object]) -> None:
    entry = make.entry()
    stranger = make.person(Role.EDITOR, Role.APPROVER, at=make.body("gemeente-elders"))
    before = _counts()
    with pytest.raises(EntryNotFound):
        deed(entry, stranger)
    assert _counts() == before


def test_an_answer_that_does_not_fit_leaves_all_of_them_unsaved() -> None:
    entry = make.entry()
    before = _counts()
    with pytest.raises(SheetRefused, match="status"):
        save_answers(
            entry.reference,
            [Change("purpose", known({"nl": "Een doel."}), ""), Change("status", known("gone"), "")],
            by=make.OPERATOR,
            now=make.NOON,
        )
    assert _counts() == before


def test_a_restricted_entry_is_for_those_who_are_named() -> None:
    body = make.body()
    approver, colleague = make.person(Role.APPROVER, at=body), make.somebody(Role.READER, at=body)
    by_role = {role: make.person(role, at=body) for role in (Role.READER, Role.EDITOR, Role.ADMINISTRATOR)}
    entry = make.entry(at=body)
    arranging.set_access(entry.reference, Access.RESTRICTED, by=approver, now=make.NOON)
    arranging.name_reader(entry.reference, colleague, by=approver, now=make.NOON)

    def seen_by(actor: Actor) -> bool:
        listed = entries_visible_to(actor).filter(pk=entry.pk).exists()
        try:
            working_copy(actor, entry.reference)
        except EntryNotFound:
            assert not listed, "the list and the page agree"
            return False
        assert listed
        return True

    assert seen_by(approver), "who closes a door does not shut themselves out"
    assert seen_by(make.actor_of(colleague))
    assert {role: seen_by(actor) for role, actor in by_role.items()} == {
        Role.READER: False,
        Role.EDITOR: False,
        Role.ADMINISTRATOR: True,
    }
    assert seen_by(make.person(Role.SUPERVISOR))
    assert not seen_by(make.person(Role.CENTRAL_REVIEWER))
    arranging.unname_reader(entry.reference, colleague, by=approver, now=make.NOON)
    assert not seen_by(make.actor_of(colleague))


def test_an_internal_entry_is_not_published_and_a_public_one_does_not_slip_away() -> None:
    entry = make.entry(State.REVIEW)
    approver = make.person(Role.APPROVER, at=entry.body)
    arranging.set_access(entry.reference, Access.INTERNAL, by=approver, now=make.NOON)
    with pytest.raises(NotForThePublic):
        steps.publish(entry.reference, by=approver, now=make.NOON)
    public = make.entry(State.PUBLISHED, at=entry.body)
    with pytest.raises(StillPublic):
        arranging.set_access(public.reference, Access.RESTRICTED, by=approver, now=make.NOON)


def test_who_looks_after_an_entry_still_sees_it_when_it_is_restricted() -> None:
    entry = make.entry()
    approver, owner = make.person(Role.APPROVER, at=entry.body), make.somebody(Role.EDITOR, at=entry.body)
    arranging.set_owner(entry.reference, owner, by=approver, now=make.NOON)
    arranging.set_access(entry.reference, Access.RESTRICTED, by=approver, now=make.NOON)
    assert working_copy(make.actor_of(owner), entry.reference)


def test_what_the_public_reads_already_is_not_handed_in_again() -> None:
    entry = make.entry(State.PUBLISHED)
    editor = make.person(Role.EDITOR, at=entry.body)
    before = _counts()
    with pytest.raises(NothingNew):
        steps.submit_for_review(entry.reference, by=editor, now=make.NOON)
    assert _counts() == before


def test_the_owner_of_an_entry_works_at_its_body() -> None:
    entry = make.entry()
    approver = make.person(Role.APPROVER, at=entry.body)
    owner, stranger = make.somebody(Role.EDITOR, at=entry.body), make.somebody(Role.EDITOR, at=make.body("elders"))
    arranging.set_owner(entry.reference, owner, by=approver, now=make.NOON)
    with pytest.raises(NotOfTheBody):
        arranging.set_owner(entry.reference, stranger, by=approver, now=make.NOON)
    entry.refresh_from_db()
    assert entry.owner == owner


def test_somebody_who_wrote_before_the_last_version_still_counts_as_author() -> None:
    body = make.body()
    ann, bob = make.person(Role.EDITOR, Role.APPROVER, at=body), make.person(Role.EDITOR, at=body)
    entry = writing.create_entry("test:authors", body=body, sheet=make.sheet(), by=ann, now=make.NOON)
    later = make.NOON + dt.timedelta(hours=1)
    save_answers(entry.reference, [Change("purpose", known({"nl": "Een doel."}), "")], by=bob, now=later)
    steps.submit_for_review(entry.reference, by=bob, now=later)
    with pytest.raises(SecondPersonNeeded):
        steps.publish(entry.reference, by=ann, now=later)
