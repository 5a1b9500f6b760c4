"""A decision gets one notice, whatever brings it and however often; and it opens as it was issued."""

import datetime as dt

import pytest

from kenbaar.decisions.document import read_document
from kenbaar.envelopes.codes import CodeNotGood, grouped
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of, leaves_at
from kenbaar.journal.models import JournalLine
from kenbaar.notices import errors
from kenbaar.notices.actions import issuing
from kenbaar.notices.actions.ending import correct_notice, erase_notice, withdraw_notice
from kenbaar.notices.actions.issuing import IssuedNotice
from kenbaar.notices.errors import Refusal
from kenbaar.notices.lifecycle import Stage, Standing
from kenbaar.notices.models import Batch, Notice, NoticeStep, Tally
from kenbaar.notices.queries.opening import open_with_code, open_with_key
from kenbaar.people.actors import ANYONE, OPERATOR
from tests import make
from tests.notices import world
from tests.notices.world import DECISION, NOON

pytestmark = pytest.mark.django_db


def test_a_citizen_opens_with_the_code_from_the_letter_exactly_what_was_decided() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    opened = open_with_code(f"  {grouped(notice.code).lower().replace('-', ' – ')} ")
    assert opened.decision == DECISION
    assert (opened.state.number, opened.state.standing, opened.state.steps) == (notice.number, Standing.VALID, ())
    assert opened.entry == version.profile.entry.reference and opened.entry_version == 1
    assert opened.profile.name == {"nl": "Toekenning van de woonbijdrage"}
    assert read_document(opened.content).issued == "2026-11-24T12:00:00Z"


def test_the_body_opens_its_notices_with_its_key_and_no_other_key() -> None:
    version = world.approved()
    key, other = world.key_of(version.profile.body), world.key_of(make.body("gemeente-elders"))
    issued = world.issue(version, world.some_decisions(3))
    numbers = [each.number for each in issued.outcomes if isinstance(each, IssuedNotice)]
    opened = [open_with_key(number, [other, key], seen_by=OPERATOR) for number in numbers]
    assert [each.decision.reference for each in opened] == ["2026-000000", "2026-000001", "2026-000002"]
    with pytest.raises(errors.ReadingKeyMissing):
        open_with_key(numbers[0], [other], seen_by=OPERATOR)
    with pytest.raises(errors.NoticeNotFound):
        open_with_key(numbers[0], [key], seen_by=ANYONE)


def test_a_wrong_code_leads_nowhere() -> None:
    with pytest.raises(CodeNotGood):
        open_with_code("0000")
    with pytest.raises(errors.CodeNotKnown):
        open_with_code("0" * 24)


def test_a_part_that_comes_again_gives_the_same_codes_and_writes_nothing() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    decisions = world.some_decisions(4)
    first = world.issue(version, decisions, source="ab" * 32, part=2, refused=1)
    lines = JournalLine.objects.count()
    again = world.issue(version, decisions, source="ab" * 32, part=2, refused=1)
    assert [each.new for each in again.outcomes if isinstance(each, IssuedNotice)] == [False] * 4
    assert [each._replace(new=True) for each in again.outcomes if isinstance(each, IssuedNotice)] == list(
        first.outcomes
    )
    assert (again.batch, again.repeated) == (None, 4)
    batch = Batch.objects.get()
    assert (batch.first, batch.issued, batch.repeated, batch.refused) == (0, 4, 0, 1)
    assert Notice.objects.count() == count_of(Log.NOTICES) == 4
    assert JournalLine.objects.count() == lines


def test_a_decision_that_comes_twice_in_one_part_gets_one_notice() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    other = DECISION._replace(outcome="granted")
    issued = world.issue(version, [DECISION, DECISION, other])
    assert issued.outcomes[0] == issued.outcomes[1] and issued.outcomes[2] is Refusal.OTHER_CONTENT
    assert (issued.new, issued.repeated, issued.refused) == (1, 1, 1)


def test_the_same_decision_is_known_again_under_a_later_version_of_the_profile() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    later = world.approved(version.profile.body, purpose={"nl": "Beter gezegd."})
    assert world.issue_one(later) == notice._replace(new=False)


def test_another_decision_under_the_same_reference_is_refused_also_in_another_month() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    world.issue_one(version)
    for other in (
        DECISION._replace(reasons="Anders."),
        DECISION._replace(decided_on=DECISION.decided_on.replace(month=10)),
    ):
        assert world.issue(version, [other]).outcomes == (Refusal.OTHER_CONTENT,)


def test_two_kinds_of_decisions_may_use_the_same_reference() -> None:
    version, body = world.approved(), make.body()
    other = world.approved(body, slug="parkeren")
    world.key_of(body)
    assert world.issue_one(version).code != world.issue_one(other).code


def test_nothing_is_issued_without_a_role_an_approval_a_key_or_a_secret(settings: object, tmp_path: object) -> None:
    version = world.approved()
    with pytest.raises(errors.NoReadingKey, match="kenbaar notices keys new"):
        world.issue_one(version)
    world.key_of(version.profile.body)
    with pytest.raises(errors.NotAllowed):
        world.issue_one(version, by=ANYONE)
    settings.NOTICE_SECRET, settings.NOTICE_SECRET_FILE = "", tmp_path / "none"
    with pytest.raises(errors.SecretMissing, match="kenbaar setup"):
        world.issue_one(version)
    settings.NOTICE_SECRET = "short"
    with pytest.raises(errors.SecretNotUsable):
        world.issue_one(version)
    version.stage = Stage.REPLACED
    with pytest.raises(errors.ProfileNotApproved):
        world.issue_one(version)


def test_a_decision_that_another_writer_brought_meanwhile_is_not_issued_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    real, other = issuing.wait_for_other_writers, []

    def another_comes_first() -> None:
        if not other:
            other.append(None)
            other.append(world.issue_one(version))
        real()

    monkeypatch.setattr(issuing, "wait_for_other_writers", another_comes_first)
    assert world.issue_one(version) == other[1]._replace(new=False)
    assert Notice.objects.count() == 1


def test_a_withdrawn_notice_opens_and_says_so_and_its_decision_gets_no_other_by_itself() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    for _twice in range(2):
        withdraw_notice(notice.number, by=OPERATOR, now=NOON)
    opened = open_with_code(notice.code)
    assert opened.state.standing is Standing.WITHDRAWN and opened.decision == DECISION
    assert [each.step for each in opened.state.steps] == [Standing.WITHDRAWN]
    assert world.issue(version, [DECISION]).outcomes == (Refusal.WITHDRAWN,)
    tallies = dict(Tally.objects.values_list("standing", "count"))
    assert tallies == {"valid": 0, "withdrawn": 1}


def test_a_corrected_notice_points_at_the_one_that_says_it_right() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    right = DECISION._replace(outcome="granted", decided_on=DECISION.decided_on.replace(month=12))
    better = correct_notice(notice.number, right, by=OPERATOR, now=NOON)
    assert better.code != notice.code
    assert correct_notice(notice.number, right, by=OPERATOR, now=NOON) == better._replace(new=False)
    old = open_with_code(notice.code)
    assert old.state.standing is Standing.CORRECTED and old.decision == DECISION
    assert [each.follower for each in old.state.steps] == [better.number]
    assert open_with_code(better.code).decision == right
    assert world.issue_one(version, right) == better._replace(new=False)
    assert world.issue(version, [DECISION]).outcomes == (Refusal.OTHER_CONTENT,)
    with pytest.raises(errors.NotIssued):
        correct_notice(notice.number, DECISION, by=OPERATOR, now=NOON)
    with pytest.raises(errors.AnotherDecision):
        correct_notice(better.number, right._replace(reference="other"), by=OPERATOR, now=NOON)
    with pytest.raises(errors.NotInThisStanding):
        withdraw_notice(notice.number, by=OPERATOR, now=NOON)


def test_a_correction_that_says_the_same_changes_nothing_and_one_with_a_newer_profile_does() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    assert correct_notice(notice.number, DECISION, by=OPERATOR, now=NOON) == notice._replace(new=False)
    assert open_with_code(notice.code).state.steps == ()
    world.approved(version.profile.body, automation="sole")
    better = correct_notice(notice.number, DECISION, by=OPERATOR, now=NOON)
    assert better.new and better.code != notice.code
    assert open_with_code(notice.code).state.standing is Standing.CORRECTED


def test_an_erased_notice_is_gone_and_only_its_proof_is_left() -> None:
    version = world.approved()
    key = world.key_of(version.profile.body)
    notice = world.issue_one(version)
    leaf = leaves_at(Log.NOTICES, [notice.number])
    erase_notice(notice.number, by=OPERATOR, now=NOON)
    with pytest.raises(errors.NoticeErased):
        open_with_code(notice.code)
    with pytest.raises(errors.NoticeErased):
        open_with_key(notice.number, [key], seen_by=OPERATOR)
    row = Notice.objects.get()
    assert bytes(row.envelope) == b""
    assert leaves_at(Log.NOTICES, [notice.number]) == leaf
    assert world.issue(version, [DECISION]).outcomes == (Refusal.ERASED,)
    with pytest.raises(errors.NotInThisStanding):
        correct_notice(notice.number, DECISION, by=OPERATOR, now=NOON)


def test_a_notice_that_somebody_changed_in_the_database_does_not_open() -> None:
    version = world.approved()
    key = world.key_of(version.profile.body)
    first, second = (world.issue_one(version, each) for each in world.some_decisions(2))
    other = Notice.objects.get(pk=second.number)
    Notice.objects.filter(pk=first.number).update(envelope=other.envelope)
    with pytest.raises(errors.NoticeDamaged, match="kenbaar log audit"):
        open_with_code(first.code)
    with pytest.raises(errors.NoticeDamaged):
        open_with_key(first.number, [key], seen_by=OPERATOR)


def test_after_a_new_secret_codes_are_others_and_decisions_are_known_still(settings: object) -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    settings.NOTICE_SECRET = "the-first-secret-of-this-site-0001"
    notice = world.issue_one(version)
    settings.NOTICE_SECRET = "the-second-secret-of-this-site-002 the-first-secret-of-this-site-0001"
    assert world.issue_one(version) == notice._replace(new=False)
    right = DECISION._replace(outcome="granted")
    better = correct_notice(notice.number, right, by=OPERATOR, now=NOON)
    assert world.issue_one(version, right) == better._replace(new=False)
    assert NoticeStep.objects.get().follower_id == better.number


def test_a_corrected_decision_stays_known_when_the_old_secret_is_taken_away(settings: object) -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    first, second = "the-first-secret-of-this-site-0001", "the-second-secret-of-this-site-002"
    settings.NOTICE_SECRET = first
    notice = world.issue_one(version)
    settings.NOTICE_SECRET = f"{second} {first}"
    right = DECISION._replace(outcome="granted")
    better = correct_notice(notice.number, right, by=OPERATOR, now=NOON)
    settings.NOTICE_SECRET = second
    assert world.issue_one(version, right) == better._replace(new=False)
    # In another month no index sees that two notices have one code.
    best = correct_notice(better.number, right._replace(decided_on=dt.date(2026, 10, 3)), by=OPERATOR, now=NOON)
    assert len({notice.code, better.code, best.code}) == 3
    # Back to the secret from before, which drew a code for this decision already.
    settings.NOTICE_SECRET = f"{first} {second}"
    again = correct_notice(best.number, right, by=OPERATOR, now=NOON)
    assert len({notice.code, better.code, best.code, again.code}) == 4
    assert world.issue_one(version, right) == again._replace(new=False)
    assert open_with_code(again.code).decision == right


def test_a_decision_whose_first_notice_was_corrected_and_erased_is_known_by_the_one_in_its_place() -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    right = DECISION._replace(outcome="granted")
    better = correct_notice(notice.number, right, by=OPERATOR, now=NOON)
    erase_notice(notice.number, by=OPERATOR, now=NOON)
    assert world.issue_one(version, right) == better._replace(new=False)
    assert world.issue(version, [DECISION]).outcomes == (Refusal.OTHER_CONTENT,)
