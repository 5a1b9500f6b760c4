"""Changing many entries in one go: looked over first, all or nothing, and nobody's words are written over."""

from typing import Any

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.actions import bulk as deeds
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.actions.preparing import drop_change, prepare_change
from kenbaar.register.bulk import MOST_HANDED_IN, BulkOrder, What
from kenbaar.register.errors import (
    ChangedMeanwhile,
    NotAllowed,
    NotOfTheBody,
    PreparedChangeNotFound,
    SheetRefused,
    TooManyAtOnce,
)
from kenbaar.register.filtering import Filter
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Draft, Entry, EntryReader, EntryVersion, PreparedChange
from kenbaar.register.preparing import KEPT_FOR, Kind
from kenbaar.register.queries.bulk import plan_of
from kenbaar.register.queries.inventory import entries_chosen
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known
from tests import make

pytestmark = pytest.mark.django_db
CONTACT = BulkOrder(What.FACT, fact="contact", answer=known("vragen@lindewaarde.example"))


def _prepared(by: Actor, order: BulkOrder) -> tuple[PreparedChange, dict[str, str]]:
    """Prepare a change of everything at the body; return it, and why entries are left alone by their name."""
    body = make.body()
    plan = plan_of(by, body, entries_chosen(by, body, references=None, wanted=Filter(), now=make.NOON), order)
    left = {line.name["nl"]: line.left for line in plan.lines if line.left}
    return prepare_change(body, Kind.CHANGE, plan.to_json(), by=by, now=make.NOON), left


def _do(by: Actor, prepared: PreparedChange) -> int:
    return deeds.change_many(make.body(), prepared.pk, by=by, now=make.NOON)


def _world() -> dict[str, Any]:
    tables = (Draft, EntryVersion, JournalLine, EntryReader)
    return {
        "counts": [table.objects.count() for table in tables],
        "entries": list(Entry.objects.order_by("pk").values_list("access", "owner", "state", "submitted", "progress")),
        "drafts": list(Draft.objects.order_by("pk").values_list("sheet", flat=True)),
    }


def test_one_answer_goes_into_the_drafts_of_many() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    public, draft = make.entry(State.PUBLISHED, says=make.sheet("Openbaar")), make.drafted()
    same = make.entry(says=make.sheet("Al zo", contact=known("vragen@lindewaarde.example")))
    make.entry(State.ARCHIVED, says=make.sheet("Oud"))
    prepared, left = _prepared(editor, CONTACT)
    assert left == {"Al zo": "same", "Oud": "archived"}
    lines = JournalLine.objects.count()
    assert _do(editor, prepared) == 2
    assert JournalLine.objects.count() == lines + 2, "one line for each entry"
    for entry in (public, draft):
        copy = working_copy(editor, entry.reference)
        assert copy.sheet.value("contact") == "vragen@lindewaarde.example"
        assert copy.origins["contact"]["by"] == editor.name
    assert working_copy(editor, draft.reference).sheet.texts("purpose"), "what somebody typed before is still there"
    assert not Draft.objects.filter(entry=same).exists()
    public.refresh_from_db()
    assert public.published is not None
    assert "contact" not in public.published.answers()


def test_the_plate_follows_many_at_once() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    make.entry()
    make.entry(State.PUBLISHED)
    _do(editor, _prepared(editor, BulkOrder(What.FACT, fact="status", answer=known("out_of_use")))[0])
    assert set(Entry.objects.values_list("phase", flat=True)) == {"out_of_use"}


def test_what_somebody_changed_meanwhile_is_not_written_over_and_nothing_else_is_done() -> None:
    ann, bob = make.person(Role.EDITOR, at=make.body()), make.person(Role.EDITOR, at=make.body())
    first, _second = make.entry(), make.entry()
    prepared, _left = _prepared(ann, CONTACT)
    mine = Change("contact", known("bob@lindewaarde.example"), answer_digest(None))
    save_answers(first.reference, [mine], by=bob, now=make.NOON)
    before = _world()
    with pytest.raises(ChangedMeanwhile) as refused:
        _do(ann, prepared)
    assert refused.value.references == [first.reference]
    assert _world() == before


def test_a_change_is_done_once_and_by_who_prepared_it() -> None:
    ann, bob = make.person(Role.EDITOR, at=make.body()), make.person(Role.EDITOR, at=make.body())
    make.entry()
    prepared, _left = _prepared(ann, CONTACT)
    with pytest.raises(PreparedChangeNotFound):
        _do(bob, prepared)
    _do(ann, prepared)
    prepared.refresh_from_db()
    assert (prepared.outcome, bytes(prepared.content)) == ({"changed": 1}, b"")
    before = _world()
    with pytest.raises(PreparedChangeNotFound):
        _do(ann, prepared)
    assert _world() == before


def test_what_was_prepared_goes_away_by_itself() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    make.entry()
    prepared, _left = _prepared(editor, CONTACT)
    later = make.NOON + KEPT_FOR
    with pytest.raises(PreparedChangeNotFound):
        deeds.change_many(make.body(), prepared.pk, by=editor, now=later)
    prepare_change(make.body(), Kind.FILE, b"x", by=editor, now=later)
    assert not PreparedChange.objects.filter(pk=prepared.pk).exists()
    other, _left = _prepared(editor, CONTACT)
    drop_change(make.body(), other.pk, by=editor, now=make.NOON)
    assert not PreparedChange.objects.filter(pk=other.pk).exists()


def test_an_approver_gives_many_an_owner_and_an_editor_does_not() -> None:
    body = make.body()
    approver, editor = make.person(Role.APPROVER, at=body), make.person(Role.EDITOR, at=body)
    owner, stranger = make.somebody(Role.READER, at=body), make.somebody(Role.READER, at=make.body("elders"))
    make.entry()
    make.entry(State.PUBLISHED)
    with pytest.raises(NotAllowed):
        _prepared(editor, BulkOrder(What.OWNER, owner=owner.pk))
    with pytest.raises(NotAllowed):
        _prepared(approver, CONTACT)
    elsewhere, _left = _prepared(approver, BulkOrder(What.OWNER, owner=stranger.pk))
    with pytest.raises(NotOfTheBody):
        _do(approver, elsewhere)
    assert _do(approver, _prepared(approver, BulkOrder(What.OWNER, owner=owner.pk))[0]) == 2
    assert set(Entry.objects.values_list("owner", flat=True)) == {owner.pk}


def test_who_closes_many_doors_does_not_shut_themselves_out_and_what_is_public_stays_open() -> None:
    approver = make.person(Role.APPROVER, at=make.body())
    closed = make.entry()
    make.entry(State.PUBLISHED, says=make.sheet("Openbaar"))
    prepared, left = _prepared(approver, BulkOrder(What.ACCESS, access=Access.RESTRICTED))
    assert left == {"Openbaar": "still_public"}
    assert _do(approver, prepared) == 1
    assert working_copy(approver, closed.reference).entry.access == Access.RESTRICTED


def test_many_are_handed_in_and_what_cannot_be_is_told() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    ready = make.entry(says=make.sheet("Klaar"))
    make.entry(State.REVIEW, says=make.sheet("Al weg"))
    make.entry(State.PUBLISHED, says=make.sheet("Niets nieuws"))
    prepared, left = _prepared(editor, BulkOrder(What.HAND_IN))
    assert left == {"Al weg": "not_now", "Niets nieuws": "nothing_new"}
    assert _do(editor, prepared) == 1
    ready.refresh_from_db()
    assert (ready.state, ready.submitted) == (State.REVIEW, ready.latest)


def test_a_few_hundred_at_a_time_are_handed_in() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    body = make.body()
    Entry.objects.bulk_create(
        Entry(reference=f"kb-{number}", body=body, state=State.DRAFT) for number in range(MOST_HANDED_IN + 1)
    )
    with pytest.raises(TooManyAtOnce):
        _prepared(editor, BulkOrder(What.HAND_IN))


def test_an_answer_that_does_not_fit_changes_nothing() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    make.entry()
    prepared, _left = _prepared(editor, BulkOrder(What.FACT, fact="status", answer=known("gone")))
    before = _world()
    with pytest.raises(SheetRefused):
        _do(editor, prepared)
    assert _world() == before


def test_somebody_who_lost_the_role_does_not_do_what_they_prepared() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    make.entry()
    prepared, _left = _prepared(editor, CONTACT)
    without = Actor(editor.name, {"gemeente-lindewaarde": frozenset({Role.READER})}, person=editor.person)
    before = _world()
    with pytest.raises(NotAllowed):
        _do(without, prepared)
    assert _world() == before
