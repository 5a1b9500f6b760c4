"""Whoever has a receipt can find out whether the register still says what it said, and how much that proves."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.receipt_parts import ReceiptError
from kenbaar.ledger.receipts import make_receipt, read_receipt
from kenbaar.ledger.verifying import NotProven, Proven, Why, verify
from tests.ledger.small_logs import LOG_KEY, NEW_LOG_KEY, SMILE, register_log

LOG = register_log()
RECEIPT = LOG.receipt(0, 2, 4)
RECORD = canonical_bytes(LOG.records[2])
KEYS = [LOG_KEY.verifier]
VALUE = orjson.loads(RECEIPT)
# The keys in a receipt are advice: whoever has the published key does not look at them.
ADVICE = range(RECEIPT.index(b'"keys":["') + 9, RECEIPT.index(b'"],"leaves"'))


def with_member(path: str, value: Any) -> bytes:
    """The receipt with one member changed, found by its JSON pointer."""
    whole = place = orjson.loads(RECEIPT)
    *parents, last = [int(name) if name.isdigit() else name for name in path.split("/")[1:]]
    for name in parents:
        place = place[name]
    place[last] = value
    return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)


def test_a_receipt_comes_back_as_it_was_made() -> None:
    receipt = read_receipt(RECEIPT)

    assert make_receipt(receipt.checkpoint, receipt.keys, receipt.leaves) == RECEIPT
    assert receipt.claimed.size == 5


def test_a_reader_learns_that_a_history_is_complete_and_what_nobody_can_know_from_it() -> None:
    verdict = verify(RECEIPT, RECORD, KEYS)

    assert verdict.true
    assert (verdict.entry, verdict.numbers, verdict.matching) == (SMILE, (1, 2, 3), (2,))
    assert verdict.keys == (LOG_KEY.verifier.to_text(),)
    assert Proven.HISTORY in verdict.proven
    assert {NotProven.LATER, NotProven.CONTENT, NotProven.SAME_FOR_ALL} == set(verdict.not_proven)


def test_a_key_that_came_with_the_receipt_is_to_be_compared_with_the_published_one() -> None:
    assert NotProven.KEY in verify(RECEIPT, RECORD).not_proven
    assert NotProven.KEY not in verify(RECEIPT, RECORD, KEYS).not_proven


def test_while_a_key_is_replaced_either_key_will_do() -> None:
    both = LOG.receipt(0, 2, 4, checkpoint=LOG.checkpoint(LOG_KEY, NEW_LOG_KEY))

    assert verify(both, RECORD, [NEW_LOG_KEY.verifier]).keys == (NEW_LOG_KEY.verifier.to_text(),)
    assert len(verify(both, RECORD, [LOG_KEY.verifier, NEW_LOG_KEY.verifier]).keys) == 2
    assert verify(RECEIPT, RECORD, [LOG_KEY.verifier, NEW_LOG_KEY.verifier]).keys == (LOG_KEY.verifier.to_text(),)


@settings(max_examples=300)
@given(st.integers(0, len(RECEIPT) - 1), st.integers(1, 255))
def test_no_byte_of_a_receipt_can_be_changed(place: int, change: int) -> None:
    data = bytearray(RECEIPT)
    data[place] ^= change

    assert not verify(bytes(data), RECORD, KEYS).true or place in ADVICE


@given(st.integers(0, len(RECORD) - 1), st.integers(1, 255))
def test_no_byte_of_a_record_can_be_changed(place: int, change: int) -> None:
    data = bytearray(RECORD)
    data[place] ^= change

    assert not verify(RECEIPT, bytes(data), KEYS).true


def test_no_byte_can_be_removed_or_swapped() -> None:
    for place in range(len(RECEIPT) - 1):
        assert not verify(RECEIPT[:place] + RECEIPT[place + 1 :], RECORD, KEYS).true
        swapped = RECEIPT[:place] + RECEIPT[place + 1 : place + 2] + RECEIPT[place : place + 1] + RECEIPT[place + 2 :]
        assert swapped == RECEIPT or not verify(swapped, RECORD, KEYS).true or place in ADVICE


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/format", "kenbaar-receipt/2"),
        ("/checkpoint", 7),
        ("/checkpoint", "no note"),
        ("/checkpoint", "no checkpoint\n\n" + LOG_KEY.signed("no checkpoint\n").line()),
        ("/keys", []),
        ("/keys", {}),
        ("/keys", VALUE["keys"] * 17),
        ("/keys/0", "no key"),
        ("/keys/0", None),
        ("/leaves", []),
        ("/leaves", "x"),
        ("/leaves/1", []),
        ("/leaves/1", {"index": 0}),
        ("/leaves/1/index", -1),
        ("/leaves/1/index", True),
        ("/leaves/1/index", "0"),
        ("/leaves/1/leaf", {}),
        ("/leaves/1/leaf/number", 7.0),
        ("/leaves/1/proof", "x"),
        ("/leaves/1/proof", [VALUE["leaves"][0]["proof"][0]] * 64),
        ("/leaves/1/proof/0", 7),
        ("/leaves/1/proof/0", "AAAA"),
        ("/leaves/1/proof/0", "!"),
    ],
)
def test_a_receipt_of_another_form_is_refused_with_its_place(path: str, value: Any) -> None:
    data = with_member(path, value)
    with pytest.raises(ReceiptError) as refused:
        read_receipt(data)

    assert refused.value.where in {path, path.rpartition("/")[0]}
    shape, *others = verify(data, RECORD, KEYS).checks
    assert (shape.passed, shape.why, shape.where) == (False, Why.RECEIPT_UNREADABLE, refused.value.where)
    assert {check.why for check in others} == {Why.NOT_REACHED}


@pytest.mark.parametrize("data", [b"", b"[]", b"7", b"{}", RECEIPT + b"\n", b"[" * 1000, b" " * (2**24 + 1)])
def test_what_is_no_receipt_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(ReceiptError):
        read_receipt(data)


@pytest.mark.parametrize("record", [b"", b"{", b'{"a":1.5}', b'{"a":1,"a":1}', b" " * (2**25 + 1)])
def test_a_record_that_cannot_be_read_is_said_to_be_so(record: bytes) -> None:
    assert verify(RECEIPT, record, KEYS).checks[0].why == Why.RECORD_UNREADABLE


def test_a_body_cannot_leave_a_version_out_of_a_history() -> None:
    for indexes in ((0, 4), (2, 4), (0, 2, 2), (2, 0), (0, 4, 2), (0, 1), (0, 3)):
        verdict = verify(LOG.receipt(*indexes), None, KEYS)
        assert [check.why for check in verdict.checks if check.passed is False] == [Why.CHAIN_BROKEN], indexes


def test_a_body_cannot_write_two_histories_and_show_one_with_the_end_of_the_other() -> None:
    other = register_log()
    other.step(SMILE, "Glimlachmeter 9", day=6)
    other.leaves[5] = replace(other.leaves[5], number=3, previous="0" * 64)

    assert verify(other.receipt(0, 2, 5), None, KEYS).checks[4].why == Why.CHAIN_BROKEN


def test_a_history_is_told_in_the_order_of_the_log() -> None:
    log = register_log()
    log.leaves[0], log.leaves[2] = log.leaves[2], log.leaves[0]

    assert verify(log.receipt(2, 0, 4), None, KEYS).checks[4].why == Why.CHAIN_BROKEN


def test_a_first_leaf_alone_is_a_history_of_one() -> None:
    verdict = verify(LOG.receipt(0), None, KEYS)

    assert Proven.HISTORY in verdict.proven
    assert verdict.numbers == (1,)
