"""The sample register shows the whole chain: an entry, its approved profile, and notices that open."""

from pathlib import Path

import pytest

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.reading import Reader
from kenbaar.decisions.sample_run import SAMPLE_COLUMNS, SAMPLE_DAY, sample_rows
from kenbaar.journal.models import JournalLine
from kenbaar.notices.keys import reading_keys_here
from kenbaar.notices.lifecycle import Stage
from kenbaar.notices.models import Notice, NoticeProfile
from kenbaar.notices.queries.opening import open_with_code, open_with_key
from kenbaar.notices.sample import load_sample_notices, sample_profile
from kenbaar.people.actors import OPERATOR
from kenbaar.register.sample import load_sample


def test_every_invented_decision_fits_its_profile_and_adds_up() -> None:
    reader = Reader(sample_profile(), today=SAMPLE_DAY)
    assert set(SAMPLE_COLUMNS) <= set(reader.columns)
    outcomes = set()
    for row in sample_rows(2000, seed=1):
        assert tuple(row) == SAMPLE_COLUMNS
        decision = reader.read(row)
        assert isinstance(decision, Decision), decision
        outcomes.add(decision.outcome)
        total = sum(map(float, decision.contributions.values()))
        assert total >= -0.001 and (decision.outcome == "nothing") == (total < 0.005)
    assert outcomes == {each.id for each in sample_profile().outcomes}


@pytest.mark.django_db
def test_the_sample_has_notices_that_open_and_loading_it_again_changes_nothing(
    settings: object, tmp_path: Path
) -> None:
    settings.NOTICE_READING_KEYS = tmp_path
    load_sample(by=OPERATOR)
    code = load_sample_notices(by=OPERATOR)
    opened = open_with_code(code)
    assert opened.decision.reference == "GB-2026-0000001"
    assert open_with_key(opened.state.number, reading_keys_here(), seen_by=OPERATOR).content == opened.content
    version = NoticeProfile.objects.get().current
    assert version is not None and version.stage == Stage.APPROVED
    assert version.approved_by not in {version.submitted_by, *version.authors}
    assert version.content == sample_profile().content()
    before = (Notice.objects.count(), JournalLine.objects.count())
    assert load_sample_notices(by=OPERATOR) == code
    assert (Notice.objects.count(), JournalLine.objects.count()) == before == (300, before[1])
