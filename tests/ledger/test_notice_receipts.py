"""Whoever has a notice and its receipt can show anybody that it was issued, and what happened to it since."""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.ledger.__main__ import main
from kenbaar.ledger.leaves import LeafError, NoticeLeaf
from kenbaar.ledger.notice_receipts import NoticeReceipt, StepRecord, make_notice_receipt
from kenbaar.ledger.receipt_parts import ReceiptError
from kenbaar.ledger.receipts import read_receipt
from kenbaar.ledger.verifying import verify
from tests.ledger.small_logs import NOTICE_KEY, notice_log, salt
from tests.support.golden_ledger import FOLDER

LOG = notice_log()
RECEIPT = LOG.receipt(0, 2, 4, 6)
CONTENT = LOG.content(0)
KEYS = [NOTICE_KEY.verifier]
VALUE = orjson.loads(RECEIPT)
STEP = StepRecord(7, "corrected", "2026-11-28T12:00:00Z", salt(1), 9)
# The keys in a receipt are advice: whoever has the published key does not look at them.
ADVICE = range(RECEIPT.index(b'"keys":["') + 9, RECEIPT.index(b'"],"notice"'))


def test_a_receipt_comes_back_as_it_was_made() -> None:
    receipt = read_receipt(RECEIPT)
    assert isinstance(receipt, NoticeReceipt) and receipt.claimed.size == 7
    assert make_notice_receipt(receipt.checkpoint, receipt.keys, receipt.notice, receipt.steps) == RECEIPT


def test_a_court_reads_what_happened_to_a_notice(capsys: pytest.CaptureFixture[str]) -> None:
    receipt, content = str(FOLDER / "receipts/notice-with-steps.json"), str(FOLDER / "records/notice-first.json")
    assert main(["verify", receipt, content, "--key", NOTICE_KEY.verifier.to_text()]) == 0
    told = capsys.readouterr().out
    assert "  5. ja: Wat er daarna gebeurde, gaat over deze melding en staat op volgorde.\n" in told
    assert "de vastlegging van een melding: regel 0." in told
    assert "ingetrokken (2026-11-28T13:00:00Z), verbeterd door melding 3 (2026-11-28T13:00:00Z), gewist" in told
    assert "Dat de melding nu nog zo staat" in told
    assert main(["verify", str(FOLDER / "receipts/notice.json"), "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "  5. not made: The receipt names no step after the notice was issued.\n" in told
    assert "Which notice it is: no content was compared." in told


@settings(max_examples=300)
@given(st.integers(0, len(RECEIPT) - 1), st.integers(1, 255))
def test_no_byte_of_a_receipt_can_be_changed(place: int, change: int) -> None:
    data = bytearray(RECEIPT)
    data[place] ^= change
    assert not verify(bytes(data), CONTENT, KEYS).true or place in ADVICE


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_no_byte_of_what_a_notice_says_can_be_changed(place: int, change: int) -> None:
    data = bytearray(CONTENT)
    data[place] ^= change
    assert not verify(RECEIPT, bytes(data), KEYS).true


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/notice", []),
        ("/notice/index", -1),
        ("/notice/leaf", {}),
        ("/notice/leaf/commitment", 7),
        ("/steps", {}),
        ("/steps", VALUE["steps"] * 34),
        ("/steps/0", {"index": 1}),
        ("/steps/0/proof/0", 7),
        ("/steps/0/record", 7),
        ("/steps/0/record/kind", "kenbaar-notice-step/2"),
        ("/steps/0/record/notice", -1),
        ("/steps/0/record/notice", True),
        ("/steps/0/record/notice", None),
        ("/steps/0/record/step", "publish"),
        ("/steps/0/record/step", "corrected"),
        ("/steps/0/record/at", 7),
        ("/steps/0/record/at", "yesterday"),
        ("/steps/0/record/salt", 7),
        ("/steps/0/record/salt", "AAAA"),
        ("/steps/0/record/follower", 3),
        ("/steps/1/record/follower", None),
        ("/steps/1/record/follower", -3),
    ],
)
def test_a_receipt_of_another_form_is_refused_with_its_place(path: str, value: Any) -> None:
    whole = place = orjson.loads(RECEIPT)
    *parents, last = [int(name) if name.isdigit() else name for name in path.split("/")[1:]]
    for name in parents:
        place = place[name]
    place[last] = value
    with pytest.raises(ReceiptError) as refused:
        read_receipt(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS))
    assert path.startswith(refused.value.where)


def test_a_step_reads_back_and_its_leaf_says_nothing_of_it() -> None:
    assert StepRecord.from_bytes(STEP.to_bytes()) == STEP
    assert StepRecord(7, "corrected", STEP.at, salt(2), 9).leaf != STEP.leaf
    assert b"corrected" not in STEP.leaf.to_bytes()
    with pytest.raises(LeafError):
        StepRecord.from_bytes(b"[]")


def test_the_leaf_of_a_notice_is_written_in_its_one_form() -> None:
    leaf = LOG.leaves[0]
    assert NoticeLeaf.from_bytes(leaf.to_bytes()) == NoticeLeaf.from_members(leaf.members()) == leaf
