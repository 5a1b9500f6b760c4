"""Every publication, change and withdrawal is a leaf of the register log, and it tells what everybody could see."""

import datetime as dt
from hashlib import sha256
from typing import Any

import orjson
import pytest
from django.db import IntegrityError

from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import content_of, leaves_about
from kenbaar.journal.models import LogContent, LogLeaf
from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.leaves import RegisterLeaf
from kenbaar.people.actors import ANYONE
from kenbaar.register.actions import steps, writing
from kenbaar.register.errors import NotAllowed
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import State
from kenbaar.register.models import PublicStep
from kenbaar.register.recording import facts_of, record_missing
from kenbaar.rules.answers import Sheet, known
from kenbaar.rules.facts import Visibility, vocabulary
from tests import make
from tests.register.test_importing import record, rows
from tests.support.tampering import lift_guard

pytestmark = pytest.mark.django_db

LATER = make.NOON + dt.timedelta(days=1)


def leaves(reference: str) -> list[RegisterLeaf]:
    return [RegisterLeaf.from_bytes(leaf.data) for leaf in leaves_about(Log.REGISTER, reference)]


def records(reference: str) -> list[dict[str, Any]]:
    return [orjson.loads(content_of(leaf.content) or b"") for leaf in leaves(reference)]


def test_a_publication_its_change_and_its_withdrawal_are_a_chain_of_leaves() -> None:
    entry = make.entry(State.PUBLISHED)
    writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=make.OPERATOR, now=LATER)
    steps.publish(entry.reference, by=make.OPERATOR, now=LATER)
    steps.withdraw(entry.reference, reason={"nl": "Gestopt."}, by=make.OPERATOR, now=LATER, on=make.NOON)
    first, second, third = leaves(entry.reference)
    assert [(leaf.number, leaf.step) for leaf in (first, second, third)] == [
        (1, "publish"),
        (2, "publish"),
        (3, "withdraw"),
    ]
    assert (second.previous, third.previous) == (first.hash.hex(), second.hash.hex())
    assert (third.on, third.recorded) == ("2026-11-24T12:00:00Z", "2026-11-25T12:00:00Z")
    told = records(entry.reference)
    assert [one["facts"].get("name") for one in told] == [
        known({"nl": "Parkeercontrole"}),
        known({"nl": "Anders"}),
        None,
    ]
    assert told[2]["reason"] == {"nl": "Gestopt."}


def test_a_leaf_holds_the_digest_of_its_record_and_no_text() -> None:
    entry = make.entry(State.PUBLISHED)
    (leaf,) = leaves(entry.reference)
    content = content_of(leaf.content)
    assert content is not None
    assert sha256(content).hexdigest() == leaf.content
    assert b"Parkeercontrole" in content
    assert b"Parkeercontrole" not in leaf.to_bytes()


def test_what_only_the_body_may_see_is_never_recorded() -> None:
    internal = next(one for one in vocabulary() if one.visibility is not Visibility.PUBLIC)
    sheet = Sheet({**make.sheet(), internal.id: known("something internal")})
    assert internal.id not in facts_of(sheet)
    assert set(facts_of(sheet)) == set(make.sheet())


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW])
def test_what_was_never_public_is_not_recorded(state: State) -> None:
    assert leaves(make.entry(state).reference) == []


def test_a_number_that_json_readers_would_round_is_recorded_as_digits() -> None:
    facts = facts_of(make.sheet(people_affected=known(2**60)))
    assert facts["people_affected"] == known(str(2**60))
    assert canonical_bytes(facts)


def test_an_import_records_each_version_and_a_dry_run_nothing() -> None:
    def take_in(*what: dict[str, Any], **order: Any) -> None:
        wanted = ImportOrder(**{"source": "a.csv", "by": make.OPERATOR, "now": make.NOON, **order})
        import_rows(rows(*what), wanted, repairs=lambda _repair: None)

    take_in(record(), record("Slimme camera"), dry_run=True)
    assert LogLeaf.objects.count() == LogContent.objects.count() == 0
    take_in(record(), record("Slimme camera"))
    take_in(record(description_short="Nu ook met een tweede camera."), record("Slimme camera"), now=LATER)
    told = [RegisterLeaf.from_bytes(bytes(data)) for data in LogLeaf.objects.values_list("data", flat=True)]
    assert [leaf.number for leaf in told] == [1, 1, 2]
    assert {leaf.body for leaf in told} == {"gemeente-amsterdam"}
    assert len(told) == PublicStep.objects.count()


def test_a_step_that_fails_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = make.entry(State.REVIEW)

    def full(*_args: object, **_more: object) -> None:
        raise IntegrityError("the disk is full")

    monkeypatch.setattr(steps, "record_steps", full)
    with pytest.raises(IntegrityError):
        steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    assert PublicStep.objects.count() == LogLeaf.objects.count() == 0


def test_what_was_public_before_the_log_is_recorded_once_in_the_order_in_which_it_happened() -> None:
    old, new = make.entry(State.WITHDRAWN), make.entry(State.PUBLISHED)
    before = [leaf.step for leaf in leaves(old.reference)]
    lift_guard(LogLeaf)
    LogLeaf.objects.all().delete()
    assert record_missing(by=make.OPERATOR, now=LATER) == 3
    assert [leaf.step for leaf in leaves(old.reference)] == before
    assert leaves(new.reference)[0].recorded == "2026-11-25T12:00:00Z"
    assert record_missing(by=make.OPERATOR, now=LATER) == 0


def test_a_stranger_does_not_record_the_past() -> None:
    with pytest.raises(NotAllowed):
        record_missing(by=ANYONE, now=LATER)
