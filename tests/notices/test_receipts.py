"""Who has a letter can prove it later: to anybody, without us, and also when what it said was erased."""

import orjson
import pytest

from kenbaar.journal.errors import LogDamaged, NotSealedYet
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.ledger.verifying import NotProven, Proven, Verdict, Why, verify
from kenbaar.notices.actions.ending import correct_notice, erase_notice, withdraw_notice
from kenbaar.notices.actions.opening import read_notice
from kenbaar.notices.models import NoticeStep
from kenbaar.notices.queries.opening import open_with_code, state_of
from kenbaar.notices.queries.receipts import receipt_of
from kenbaar.people.actors import OPERATOR
from tests.notices import world
from tests.notices.world import DECISION, NOON
from tests.support.tampering import lift_guard

pytestmark = pytest.mark.django_db


def sealed_receipt(number: int) -> bytes:
    """Seal what waits, and return the receipt of a notice."""
    seal(Log.NOTICES, now=NOON)
    return receipt_of(state_of(number, seen_by=OPERATOR))


def failed(verdict: Verdict) -> Why | None:
    """Return why a verdict is not true."""
    return next((check.why for check in verdict.checks if check.passed is False), None)


def test_a_citizen_proves_what_the_letter_said_and_nobody_can_invent_one() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    with pytest.raises(NotSealedYet):
        receipt_of(state_of(notice.number, seen_by=OPERATOR))
    receipt, content = sealed_receipt(notice.number), open_with_code(notice.code).content
    verdict = verify(receipt, content)
    assert verdict.true and verdict.notice == notice.number
    assert verdict.proven == (Proven.SIGNED, Proven.NOTICE, Proven.NOTICE_CONTENT)
    assert NotProven.NOTICE_LATER in verdict.not_proven and NotProven.CONTENT in verdict.not_proven
    assert verify(receipt, orjson.dumps(orjson.loads(content), option=orjson.OPT_INDENT_2)).true
    assert verify(receipt, None).not_proven[1] is NotProven.NOTICE_CONTENT
    invented = content.replace(b'"refused"', b'"granted"')
    assert failed(verify(receipt, invented)) is Why.RECORD_NOT_IN_LEAVES


def test_an_old_receipt_stays_true_and_a_new_one_tells_what_happened_since() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    world.issue(version, world.some_decisions(5))
    notice = world.issue_one(version)
    content, old = open_with_code(notice.code).content, sealed_receipt(notice.number)
    withdraw_notice(notice.number, by=OPERATOR, now=NOON)
    better = correct_notice(notice.number, DECISION._replace(outcome="granted"), by=OPERATOR, now=NOON)
    erase_notice(notice.number, by=OPERATOR, now=NOON)
    new = sealed_receipt(notice.number)
    assert verify(old, content).true and verify(old, content).steps == ()
    verdict = verify(new, content)
    assert verdict.true and Proven.NOTICE_STEPS in verdict.proven
    assert [(each.step, each.follower) for each in verdict.steps] == [
        ("withdrawn", None),
        ("corrected", better.number),
        ("erased", None),
    ]


def test_no_receipt_leaves_out_what_happened_it_waits_until_that_is_sealed() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    seal(Log.NOTICES, now=NOON)
    withdraw_notice(notice.number, by=OPERATOR, now=NOON)
    with pytest.raises(NotSealedYet):
        receipt_of(state_of(notice.number, seen_by=OPERATOR))
    assert [each.step for each in verify(sealed_receipt(notice.number), None).steps] == ["withdrawn"]


def test_a_record_of_a_step_that_somebody_changed_gives_no_receipt() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    withdraw_notice(notice.number, by=OPERATOR, now=NOON)
    lift_guard(NoticeStep)
    NoticeStep.objects.update(record=b"{}")
    with pytest.raises(LogDamaged):
        sealed_receipt(notice.number)


def test_the_journal_says_who_read_a_notice_without_its_code() -> None:
    from kenbaar.journal.models import JournalLine

    version = world.approved()
    key = world.key_of(version.profile.body)
    notice = world.issue_one(version)
    assert read_notice(notice.number, [key], by=OPERATOR, now=NOON).decision == DECISION
    line = JournalLine.objects.get(event="notices.notice.opened")
    assert (line.subject, line.actor) == (f"notice {notice.number}", "operator")
