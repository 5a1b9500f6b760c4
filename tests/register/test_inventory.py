"""The inventory of a body: who sees what in it, what a filter finds, and lists under a name."""

import datetime as dt

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.actions import arranging, listing
from kenbaar.register.actions.beginning import begin_entry
from kenbaar.register.actions.drafting import answer_digest
from kenbaar.register.actions.stopping import stop_use
from kenbaar.register.errors import (
    EntryNotFound,
    InventoryNotForYou,
    NotAllowed,
    SavedListNotFound,
    SavedListRefused,
    SheetRefused,
)
from kenbaar.register.filtering import Filter, filter_of, query_of
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Entry, SavedList
from kenbaar.register.next_step import NextStep
from kenbaar.register.queries.inventory import bodies_to_see, inventory_page, months_before, saved_lists
from kenbaar.register.queries.overview import overview_of
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known
from tests import make

pytestmark = pytest.mark.django_db


def _found(actor: Actor, **asked: str) -> set[str]:
    page = inventory_page(actor, make.body(), filter_of(asked), page=1, now=make.NOON)
    return {line.name["nl"] for line in page.lines}


def test_who_works_at_a_body_sees_what_is_not_public_and_a_stranger_sees_nothing() -> None:
    make.entry(says=make.sheet("In de maak"))
    make.entry(State.PUBLISHED, says=make.sheet("Openbaar"))
    make.entry(at=make.body("elders"), says=make.sheet("Van elders"))
    for role in (Role.READER, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR):
        assert _found(make.person(role, at=make.body())) == {"In de maak", "Openbaar"}
    assert _found(make.person(Role.SUPERVISOR)) == {"In de maak", "Openbaar"}
    for stranger in (make.person(Role.EDITOR, at=make.body("elders")), make.person(Role.CENTRAL_REVIEWER)):
        with pytest.raises(InventoryNotForYou):
            _found(stranger)


def test_a_restricted_entry_is_in_the_list_of_whom_it_is_for() -> None:
    approver, reader = make.person(Role.APPROVER, at=make.body()), make.person(Role.READER, at=make.body())
    entry = make.entry()
    arranging.set_access(entry.reference, Access.RESTRICTED, by=approver, now=make.NOON)
    assert _found(approver) == {"Parkeercontrole"}
    assert _found(reader) == set()


def test_each_filter_finds_what_it_says() -> None:
    editor = make.person(Role.EDITOR, Role.APPROVER, at=make.body())
    make.entry(says=make.sheet("Proef", experiment=known(True), risk_class=known("high_risk")))
    make.entry(State.REVIEW, says=make.sheet("Ter controle", publication_category=known("other")))
    make.entry(State.PUBLISHED, says=make.sheet("Gestopt", status=known("out_of_use")))
    mine = make.entry(says=make.sheet("Van mij"))
    mine.owner_id = editor.person
    mine.touched_at = make.NOON - dt.timedelta(days=100)
    mine.save()
    for asked, names in (
        ({"words": "con ter"}, {"Ter controle"}),
        ({"words": mine.reference}, {"Van mij"}),
        ({"state": "published"}, {"Gestopt"}),
        ({"state": "review"}, {"Ter controle"}),
        ({"phase": "out_of_use"}, {"Gestopt"}),
        ({"experiment": "yes"}, {"Proef"}),
        ({"category": "other"}, {"Ter controle"}),
        ({"said_class": "high_risk"}, {"Proef"}),
        ({"owner": "me"}, {"Van mij"}),
        ({"owner": str(editor.person)}, {"Van mij"}),
        ({"owner": "nobody", "experiment": "yes"}, {"Proef"}),
        ({"access": "internal"}, set()),
        ({"untouched": "3"}, {"Van mij"}),
        ({"editing": "yes"}, set()),
        ({"lacking": "yes", "words": "mij"}, {"Van mij"}),
    ):
        assert _found(editor, **asked) == names, asked


def test_a_filter_survives_its_address_and_nonsense_counts_as_not_asked() -> None:
    wanted = Filter(words="a b&c", state="draft", owner="nobody", untouched="12", sort="lacking")
    assert filter_of(QueryDict(query_of(wanted)).dict()) == wanted
    nonsense = {"state": "gone", "owner": "-1", "untouched": "99999999999", "phase": "'", "words": "x" * 101}
    assert filter_of(nonsense) == Filter()


def test_months_ago_is_a_day_that_exists() -> None:
    day = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
    assert [months_before(day, months).date().isoformat() for months in (1, 3, 15)] == [
        "2026-02-28",
        "2025-12-31",
        "2024-12-31",
    ]


def test_a_list_takes_two_queries_however_many_entries_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    body = make.body()
    editor = make.person(Role.EDITOR, at=body)
    for number in range(3):
        make.entry(says=make.sheet(f"Nummer {number}"))
    with django_assert_num_queries(2):
        assert len(inventory_page(editor, body, Filter(), page=1, now=make.NOON).lines) == 3


def test_a_list_under_a_name_is_of_who_saved_it_and_shared_if_they_say_so() -> None:
    body = make.body()
    ann, bob = make.person(Role.EDITOR, at=body), make.person(Role.READER, at=body)
    own = listing.save_list(body, " Nog  doen ", Filter(lacking="yes"), shared=False, by=ann, now=make.NOON)
    shared = listing.save_list(body, "Van ons", Filter(), shared=True, by=ann, now=make.NOON)
    assert [each.name for each in saved_lists(ann, body)] == ["Nog doen", "Van ons"]
    assert saved_lists(bob, body) == [shared]
    with pytest.raises(SavedListRefused):
        listing.save_list(body, "Van ons", Filter(), shared=False, by=ann, now=make.NOON)
    for deed in (listing.delete_list, listing.rename_list):
        with pytest.raises(SavedListNotFound):
            deed(body, own.pk, *(["Anders"] if deed is listing.rename_list else []), by=bob, now=make.NOON)
    listing.rename_list(body, own.pk, "Straks", by=ann, now=make.NOON)
    listing.delete_list(body, shared.pk, by=ann, now=make.NOON)
    assert [each.name for each in SavedList.objects.all()] == ["Straks"]


def test_a_stranger_saves_no_list() -> None:
    body, stranger = make.body(), make.person(Role.EDITOR, at=make.body("elders"))
    lines = JournalLine.objects.count()
    with pytest.raises(InventoryNotForYou):
        listing.save_list(body, "Lijst", Filter(), shared=True, by=stranger, now=make.NOON)
    assert (SavedList.objects.count(), JournalLine.objects.count()) == (0, lines)


def test_a_supervisor_chooses_among_bodies_that_have_entries() -> None:
    make.entry()
    make.body("zonder-iets")
    assert [body.slug for body in bodies_to_see(make.person(Role.SUPERVISOR))] == ["gemeente-lindewaarde"]
    assert not bodies_to_see(make.person(Role.SUPPLIER, at=make.body())).exists()
    own = bodies_to_see(make.person(Role.READER, at=make.body("zonder-iets")))
    assert [(body.slug, body.count) for body in own] == [("zonder-iets", 0)]  # type: ignore[attr-defined]


def test_a_new_entry_takes_over_what_is_not_of_one_entry_only_and_says_from_where() -> None:
    body = make.body()
    editor = make.person(Role.EDITOR, at=body)
    old = make.entry(at=body, says=make.sheet(purpose=known({"nl": "Eerlijk parkeren."}), contact=known("a@b.example")))
    new = begin_entry("desk:1", {"nl": "Nieuw"}, body=body, like=old.reference, by=editor, now=make.NOON)
    copy = working_copy(editor, new.reference)
    assert copy.sheet.texts("name") == {"nl": "Nieuw"}
    assert "status" not in copy.sheet
    assert copy.sheet.value("contact") == "a@b.example"
    assert copy.origins["purpose"]["from"] == f"entry {old.reference}"
    assert "from" not in copy.origins["name"]
    assert (new.state, new.published) == (State.DRAFT, None)


def test_of_another_body_only_what_is_public_is_taken_over() -> None:
    elsewhere = make.body("elders")
    said = make.sheet(purpose=known({"nl": "Doel."}), contact=known("a@b.example"), ai_system=known("yes"))
    public, hidden = make.entry(State.PUBLISHED, at=elsewhere, says=said), make.entry(at=elsewhere, says=said)
    editor = make.person(Role.EDITOR, at=make.body())
    new = begin_entry("desk:1", {"nl": "Nieuw"}, body=make.body(), like=public.reference, by=editor, now=make.NOON)
    taken = working_copy(editor, new.reference).sheet
    assert "purpose" in taken
    assert "contact" not in taken
    assert "ai_system" not in taken
    before = Entry.objects.count()
    with pytest.raises(EntryNotFound):
        begin_entry("desk:2", {"nl": "Nieuw"}, body=make.body(), like=hidden.reference, by=editor, now=make.NOON)
    with pytest.raises(NotAllowed):
        begin_entry("desk:3", {"nl": "Nieuw"}, body=elsewhere, by=editor, now=make.NOON)
    assert Entry.objects.count() == before


def test_that_the_use_stopped_is_written_in_the_draft_with_day_and_reason() -> None:
    editor = make.person(Role.EDITOR, at=make.body())
    entry = make.entry(State.PUBLISHED)
    seen = {"status": answer_digest(known("in_use"))}
    with pytest.raises(SheetRefused):
        stop_use(entry.reference, end="gisteren", reason={"nl": "Te duur."}, seen=seen, by=editor, now=make.NOON)
    stop_use(entry.reference, end="2026-10", reason={"nl": "Te duur."}, seen=seen, by=editor, now=make.NOON)
    entry.refresh_from_db()
    assert (entry.phase, entry.state) == ("out_of_use", State.PUBLISHED)
    assert entry.published is not None
    assert entry.published.answers().value("status") == "in_use", "the public sees it after review"


def test_everybody_is_told_what_comes_next_for_them() -> None:
    body = make.body()
    editor, approver, reader = (make.person(role, at=body) for role in (Role.EDITOR, Role.APPROVER, Role.READER))
    review = make.entry(State.REVIEW, at=body)

    def told(actor: Actor, entry: Entry) -> NextStep:
        return overview_of(actor, entry.reference).next

    draft, public = make.entry(at=body), make.entry(State.PUBLISHED, at=body)
    Entry.objects.update(lacking=0)
    assert (told(editor, draft), told(editor, public)) == (NextStep.HAND_IN, NextStep.CHANGE)
    assert (told(approver, review), told(editor, review)) == (NextStep.REVIEW, NextStep.WAIT)
    assert told(reader, draft) == NextStep.LOOK
    Entry.objects.update(lacking=2)
    assert told(editor, draft) == NextStep.FILL_IN
    Entry.objects.update(lacking=0)
    arranging.set_access(draft.reference, Access.INTERNAL, by=approver, now=make.NOON)
    assert told(editor, draft) == NextStep.KEEP
    assert told(editor, make.entry(State.ARCHIVED, at=body)) == NextStep.REST
