"""One entry, classified when somebody asks: stored with its facts and its law, and only by whom it concerns."""

import datetime as dt

import orjson
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.assessments.errors import FactsNotReadable, NothingToClassify
from kenbaar.assessments.models import Classification, StoredConclusion
from kenbaar.journal.models import JournalLine
from kenbaar.law.reading import law_book
from kenbaar.people.actors import ANYONE, Actor
from kenbaar.people.models import Role
from kenbaar.register.actions.writing import add_version
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion
from tests import make
from tests.assessments.world import BEFORE_AMENDMENT, TODAY, benefits, events, kept, other_law, rows, simple

pytestmark = pytest.mark.django_db


def _classify(entry: Entry, by: Actor = make.OPERATOR, now: dt.datetime = make.NOON, **more: object) -> Classification:
    return classify_entry(entry.reference, by=by, now=now, on=TODAY, **more)  # type: ignore[arg-type]


def test_a_classification_names_its_facts_its_law_and_its_days() -> None:
    entry = make.entry(says=benefits())
    found = _classify(entry)
    law = law_book().at(TODAY)
    assert (found.version_id, found.number, found.by, found.at) == (entry.latest_id, 1, "operator", make.NOON)
    assert (found.law_digest, found.law_known, found.known, found.on) == (law.digest, law.known, TODAY, TODAY)
    assert found.facts_digest == benefits().digest()
    assert found.previous is None


def test_what_follows_is_kept_with_its_days_and_in_little_room() -> None:
    conclusion = _classify(make.entry(says=benefits())).conclusion
    summary = conclusion.summary
    assert conclusion.class_id == "high_risk_annex_iii"
    [high_risk] = [each for each in summary["classes"] if each["id"] == conclusion.class_id]
    assert (high_risk["from"], high_risk["binds"]) == ("2027-12-02", "2030-08-02")
    assert summary["roles"] == ["deployer"]
    assert summary["fria"] == summary["eu_database"] == "yes"
    assert summary["dutch_category"]["category"] == "A"
    assert "ai_act_4" in summary["duties"]["2025-02-02"]
    assert len(orjson.dumps(summary)) < 2000


def test_internal_facts_count_too() -> None:
    entry = make.entry(State.PUBLISHED, says=benefits())
    assert _classify(entry).conclusion.class_id == "high_risk_annex_iii"


def test_one_line_in_the_journal_tells_it() -> None:
    entry = make.entry(says=benefits())
    _classify(entry)
    line = JournalLine.objects.get(event="assessments.entry.classified")
    assert (line.subject, line.actor, line.details["class"]) == (entry.reference, "operator", "high_risk_annex_iii")
    assert line.details["law"] == law_book().digest


def test_classifying_the_same_again_changes_nothing() -> None:
    entry = make.entry(says=benefits())
    first = _classify(entry)
    before = rows()
    assert _classify(entry, now=make.NOON + dt.timedelta(hours=1)) == first
    assert rows() == before


def test_another_law_is_kept_beside_the_first_and_follows_on_it() -> None:
    entry = make.entry(says=benefits())
    first, second = _classify(entry), _classify(entry, book=other_law())
    assert (second.number, second.previous) == (2, first)
    assert second.law_digest == other_law().digest != first.law_digest
    assert kept(entry) == [(1, 1, "high_risk_annex_iii"), (1, 2, "high_risk_annex_iii")]


def test_the_same_content_is_another_law_for_who_knows_less_of_it() -> None:
    entry = make.entry(says=benefits())
    old, new = _classify(entry, now=BEFORE_AMENDMENT), _classify(entry)
    assert old.law_digest == new.law_digest
    assert old.law_known < new.law_known
    assert old.conclusion != new.conclusion


def test_a_law_that_comes_back_counts_again() -> None:
    entry = make.entry(says=benefits())
    first = _classify(entry)
    _classify(entry, book=other_law())
    again = _classify(entry)
    assert (again.number, again.law, again.conclusion) == (3, first.law, first.conclusion)


def test_a_new_version_is_classified_anew_and_follows_on_the_old_one() -> None:
    entry = make.entry(says=benefits())
    first = _classify(entry)
    add_version(entry.reference, sheet=simple(), by=make.OPERATOR, now=make.NOON)
    second = _classify(entry)
    assert (second.number, second.previous, second.conclusion.class_id) == (1, first, "not_ai")


def test_entries_with_the_same_facts_of_law_share_what_follows() -> None:
    one, other = make.entry(says=benefits("Een")), make.entry(says=benefits("Twee"))
    assert _classify(one).conclusion == _classify(other).conclusion
    assert StoredConclusion.objects.count() == 1


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_who_writes_or_approves_the_facts_may_ask_for_it(role: Role) -> None:
    entry = make.entry(says=benefits())
    assert _classify(entry, by=make.person(role, at=entry.body)).number == 1


def test_readers_strangers_and_editors_of_another_body_change_nothing() -> None:
    entry = make.entry(says=benefits())
    elsewhere = make.person(Role.EDITOR, at=make.body("gemeente-elders"))
    reader = make.person(Role.READER, at=entry.body)
    before = rows()
    for actor in (ANYONE, elsewhere, reader):
        with pytest.raises((EntryNotFound, NotAllowed)):
            _classify(entry, by=actor)
    assert rows() == before


def test_an_entry_that_is_not_there_is_named() -> None:
    with pytest.raises(EntryNotFound):
        classify_entry("kb-nothing", by=make.OPERATOR, now=make.NOON, on=TODAY)


def test_an_entry_without_facts_says_what_to_do_first() -> None:
    entry = Entry.objects.create(reference="kb-empty", body=make.body(), state=State.DRAFT)
    with pytest.raises(NothingToClassify, match="Write its first version"):
        _classify(entry)


def test_facts_that_no_longer_fit_are_named_and_nothing_is_kept() -> None:
    entry = _unreadable()
    before = rows()
    with pytest.raises(FactsNotReadable, match="ai_system: 'perhaps' is not one of"):
        _classify(entry)
    assert rows() == before


def test_the_database_refuses_to_change_what_was_concluded_or_to_give_a_number_twice() -> None:
    found = _classify(make.entry(says=benefits()))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Classification.objects.update(engine=9)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StoredConclusion.objects.update(class_id="minimal")
    found.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save(force_insert=True)


def test_nothing_is_kept_when_the_journal_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise DatabaseError("the disk is full")

    entry = make.entry(says=benefits())
    before = rows()
    monkeypatch.setattr("kenbaar.assessments.actions.classifying.write_line", fail)
    with pytest.raises(DatabaseError):
        _classify(entry)
    assert rows() == before
    assert events() == []


def _unreadable() -> Entry:
    """Make an entry with an answer that the vocabulary had once."""
    entry = make.entry()
    sheet = {**make.sheet(), "ai_system": {"value": "perhaps"}}
    version = EntryVersion.objects.create(
        entry=entry, number=2, sheet=sheet, digest="0" * 64, written_by="operator", written_at=make.NOON
    )
    entry.latest = version
    entry.save()
    return entry
