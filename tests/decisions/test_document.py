"""What a notice says has one form in bytes, which others can make and read as well."""

import datetime as dt

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.document import Document, DocumentError, read_document, write_documents
from kenbaar.ledger.canonical import canonical_bytes, read_canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
decisions = st.builds(
    Decision,
    reference=texts.filter(bool),
    decided_on=st.dates(),
    language=st.sampled_from(["nl", "en", "fr"]),
    outcome=texts.filter(bool),
    addressee=texts,
    values=st.dictionaries(ids, texts),
    contributions=st.dictionaries(ids, texts),
    person_class=texts,
    human=texts,
    reasons=texts,
    settings=texts,
)


@given(decisions, st.binary(min_size=16, max_size=16))
def test_a_document_reads_back_and_is_canonical_by_two_libraries(decision: Decision, salt: bytes) -> None:
    document = Document("ab" * 32, decision, "2026-11-29T12:00:00Z", salt)
    [data] = write_documents(document.profile, document.issued, [decision], [salt])
    assert read_document(data) == document
    value = read_canonical(data)
    assert canonical_bytes(value) == rfc8785.dumps(value) == data


def test_nothing_is_said_of_what_a_decision_does_not_bring() -> None:
    [data] = write_documents("ab", "2026-11-29T12:00:00Z", [Decision("1", dt.date(2026, 1, 2), "nl", "x")], [b""])
    assert data == (
        b'{"decision":{"decided_on":"2026-01-02","language":"nl","outcome":"x","reference":"1"},'
        b'"issued":"2026-11-29T12:00:00Z","kind":"kenbaar-notice/1","profile":"ab","salt":""}'
    )


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"kind":"notice/1"}', b'{"kind":"kenbaar-notice/1"}', b"\xff"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read_document(data)
