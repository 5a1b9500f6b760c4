"""The journal and the public history only ever grow."""

from hashlib import sha256
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from kenbaar.journal import actions, queries
from kenbaar.journal.actions import Deed
from kenbaar.journal.events import public_events
from kenbaar.journal.log.leaves import append_commitments
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of, every_leaf, leaves_at
from kenbaar.journal.models import JournalLine, LogCommitments
from kenbaar.ledger.leaves import commitment_leaf
from kenbaar.people.events import BODY_ADDED
from kenbaar.people.models import Role
from kenbaar.register.lifecycle import State
from kenbaar.register.models import EntryVersion, PublicStep
from tests import make

pytestmark = pytest.mark.django_db


def test_nobody_changes_or_deletes_a_line_of_the_journal() -> None:
    make.body()
    for deed in (lambda: JournalLine.objects.update(actor="someone else"), lambda: JournalLine.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    assert JournalLine.objects.get().actor == "operator"


@pytest.mark.parametrize("table", ["register_entryversion", "register_publicstep"])
def test_nobody_changes_what_was_published_behind_the_back_of_the_code(table: str) -> None:
    make.entry(State.PUBLISHED)
    for statement in (f"UPDATE {table} SET entry_id = entry_id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert EntryVersion.objects.count() == PublicStep.objects.count() == 1


def test_the_log_of_notices_takes_no_leaf_out_of_its_row() -> None:
    with transaction.atomic():
        append_commitments(["ab" * 32, "cd" * 32])
    for first, digests in ((1, bytes(32)), (3, bytes(32)), (2, bytes(31)), (2, b"")):
        with pytest.raises(DatabaseError), transaction.atomic():
            LogCommitments.objects.create(first=first, digests=digests)
    for statement in ("UPDATE journal_logcommitments SET first = 9", "DELETE FROM journal_logcommitments"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert count_of(Log.NOTICES) == 2


@pytest.mark.parametrize("first", [0, 999, 1000, 1001, 2499])
def test_leaves_of_the_log_of_notices_are_found_in_whichever_row_they_stand(first: int) -> None:
    made = [sha256(b"%d" % number).hexdigest() for number in range(2500)]
    with transaction.atomic():
        append_commitments(made[:7])
        append_commitments(made[7:])
    leaves = [commitment_leaf(each) for each in made]
    assert leaves_at(Log.NOTICES, [first, 2500, first + 1, -1]) == {
        number: leaves[number] for number in (first, first + 1) if number < 2500
    }
    assert [leaf.data for leaf in every_leaf(Log.NOTICES, first=first)] == leaves[first:]


def test_the_head_of_the_journal_moves_with_each_deed_that_the_public_can_see() -> None:
    body = make.body()
    before = queries.head()
    make.person(Role.EDITOR, at=body)
    make.entry(State.REVIEW, at=body)
    assert queries.head() == before
    make.body("gemeente-elders")
    assert queries.head() == JournalLine.objects.order_by("sequence").last().sequence > before


def test_an_empty_journal_has_no_head() -> None:
    assert queries.head() == 0


def test_every_room_says_which_of_its_events_the_public_may_learn_of() -> None:
    assert set(public_events()) >= {"people.body.added", "register.entry.published", "journal.log.sealed"}
    assert "people.person.added" not in public_events()


def test_a_line_belongs_in_the_transaction_of_its_deed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        actions.write_line(Deed(BODY_ADDED, "nobody"), by="operator", now=make.NOON)
