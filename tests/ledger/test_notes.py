"""A signed text is what its keys signed, to the byte; keys are written as Go writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.checkpoints import (
    Checkpoint,
    CheckpointError,
    open_checkpoint,
    read_checkpoint,
    signed_checkpoint,
)
from kenbaar.ledger.encoding import to_base64
from kenbaar.ledger.hashing import EMPTY_ROOT
from kenbaar.ledger.notes import NoteError, Signature, Signer, Verifier, open_note, read_note, read_signatures, sign
from tests.ledger.small_logs import LOG_KEY, NEW_LOG_KEY, OTHER_LOG_KEY, WITNESS_KEY

# The example of the documentation of golang.org/x/mod/sumdb/note.
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
TEXT = "one\n\ntwo\n"
NOTE = sign(TEXT, [LOG_KEY])
HEAD = Checkpoint("kenbaar.example/log/register", 3, bytes(range(32)))


def test_a_note_that_go_signed_is_read_and_signed_alike() -> None:
    verifier, signer = Verifier.from_text(GO_PUBLIC), Signer.from_text(GO_PRIVATE)
    opened = open_note(GO_NOTE.encode(), [verifier])

    assert opened.by == ("PeterNeumann",)
    assert signer.verifier == verifier
    assert sign(opened.text, [signer]).decode() == GO_NOTE
    assert (verifier.to_text(), signer.to_text()) == (GO_PUBLIC, GO_PRIVATE)


@given(
    st.text(st.characters(exclude_categories=["Cs"], min_codepoint=32)),
    st.binary(min_size=32, max_size=32),
)
def test_what_one_key_signs_only_that_key_confirms(text: str, seed: bytes) -> None:
    note = sign(f"{text}\n", [Signer.made("iemand.example/log", seed)])

    assert open_note(note, [Signer.made("iemand.example/log", seed).verifier]).text == f"{text}\n"
    with pytest.raises(NoteError, match="None of the known keys"):
        open_note(note, [LOG_KEY.verifier])
    with pytest.raises(NoteError, match="None of the known keys"):
        open_note(note, [])


def test_while_a_key_is_replaced_the_old_and_the_new_one_both_open_the_note() -> None:
    note = sign(TEXT, [LOG_KEY, NEW_LOG_KEY])

    for key, other in ((LOG_KEY, NEW_LOG_KEY), (NEW_LOG_KEY, LOG_KEY)):
        opened = open_note(note, [key.verifier])
        assert opened.by == (key.name,)
        assert [one.key_id for one in opened.unknown] == [other.verifier.key_id]
    assert open_note(note, [LOG_KEY.verifier, NEW_LOG_KEY.verifier]).by == (LOG_KEY.name, NEW_LOG_KEY.name)


@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255))
def test_no_byte_of_a_note_can_be_changed(place: int, change: int) -> None:
    changed = bytearray(NOTE)
    changed[place] ^= change

    with pytest.raises(NoteError):
        open_note(bytes(changed), [LOG_KEY.verifier])


def test_a_false_signature_of_a_known_key_spoils_the_note() -> None:
    false = Signature(NEW_LOG_KEY.name, NEW_LOG_KEY.verifier.key_id, bytes(64)).line()

    with pytest.raises(NoteError, match="is false"):
        open_note(NOTE + false.encode(), [LOG_KEY.verifier, NEW_LOG_KEY.verifier])
    assert open_note(NOTE + false.encode(), [LOG_KEY.verifier]).by == (LOG_KEY.name,)


def test_two_keys_that_cannot_be_told_apart_are_refused() -> None:
    class Twin(Verifier):
        key_id = LOG_KEY.verifier.key_id

    with pytest.raises(NoteError, match="Two different keys"):
        open_note(NOTE, [LOG_KEY.verifier, Twin(LOG_KEY.name, bytes(32))])


LINE = LOG_KEY.signed(TEXT).line()


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (b"", "no empty line"),
        (b"text\n", "no empty line"),
        (b"text\n\n", "no empty line"),
        (f"text\n\n{LINE}".encode()[:-1], "no empty line"),
        (f"text\r\n\n{LINE}".encode(), "control"),
        (b"\xff\n\n" + LINE.encode(), "UTF-8"),
        (f"text\n\n{LINE} ".encode(), "no empty line"),
        (f"text\n\n-{LINE[1:]}".encode(), "not a signature line"),
        (f"text\n\n{LINE.replace(' ', '  ')}".encode(), "not a signature line"),
        (f"text\n\n{LINE.replace('=', '')}".encode(), "not a signature line"),
        ("text\n\n— a+b AAAAAAAA\n".encode(), "not a signature line"),
        ("text\n\n— name AAAA\n".encode(), "has no signature"),
        (f"text\n\n{LINE * 101}".encode(), "more than 100"),
        (f"{'x' * 2**18}\n\n{LINE}".encode(), "at most 262,144 bytes"),
    ],
)
def test_other_forms_of_a_note_are_refused(note: bytes, why: str) -> None:
    with pytest.raises(NoteError, match=why):
        read_note(note)


def test_the_text_of_a_note_may_have_empty_lines() -> None:
    assert read_note(NOTE).text == TEXT
    assert read_note(f"\n\n{LINE}".encode()).text == "\n"
    assert read_signatures(LINE) == read_note(NOTE).signatures


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "return\r\n"])
def test_a_text_that_is_not_lines_is_not_signed(text: str) -> None:
    with pytest.raises(NoteError, match="ends in a newline"):
        sign(text, [LOG_KEY])


def test_a_note_without_a_key_is_not_made() -> None:
    with pytest.raises(NoteError, match="at least one signature"):
        sign(TEXT, [])


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("name", "is not a key"),
        (GO_PUBLIC + "\n", "is not a key"),
        (GO_PUBLIC.replace("c74f20a3", "c74f20a4"), "does not fit its own id"),
        (GO_PUBLIC.replace("c74f20a3", "C74F20A3"), "is not a key"),
        (GO_PUBLIC[:-1], "is damaged"),
        (GO_PUBLIC[:-4], "32 bytes"),
        (GO_PUBLIC.replace("Peter", "Pe ter"), "cannot be the name"),
        (WITNESS_KEY.verifier.to_text(), "kind 4; kind 1 is needed"),
    ],
)
def test_a_public_key_with_a_slip_is_refused(key: str, why: str) -> None:
    with pytest.raises(NoteError, match=why):
        Verifier.from_text(key)


@pytest.mark.parametrize(
    "key",
    [
        GO_PUBLIC,
        GO_PRIVATE[:-1],
        GO_PRIVATE + " ",
        GO_PRIVATE[:-4],
        GO_PRIVATE.replace("c74f20a3", "c74f20a4"),
        WITNESS_KEY.to_text(),
    ],
)
def test_a_private_key_with_a_slip_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(NoteError) as refused:
        Signer.from_text(key)

    assert key.rpartition("+")[2] not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_private_key_does_not_show_itself() -> None:
    assert to_base64(LOG_KEY.seed) not in repr(LOG_KEY)
    assert "seed" not in repr(LOG_KEY)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\tb", "a\u00a0b", "a\x00"])
def test_the_name_of_a_key_has_no_spaces_and_no_plus(name: str) -> None:
    with pytest.raises(NoteError, match="cannot be the name"):
        Signer.made(name, bytes(32))


def test_keys_have_32_bytes() -> None:
    with pytest.raises(NoteError, match="made from 32 bytes, not 31"):
        Signer.made("name", bytes(31))


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    data = signed_checkpoint(HEAD, [LOG_KEY])

    assert data.startswith(f"{HEAD.origin}\n3\n{to_base64(HEAD.root)}\n\n— ".encode())
    assert open_checkpoint(data, [LOG_KEY.verifier])[0] == HEAD
    with pytest.raises(NoteError):
        open_checkpoint(data, [OTHER_LOG_KEY.verifier])


def test_lines_after_the_root_are_kept() -> None:
    more = Checkpoint(HEAD.origin, HEAD.size, HEAD.root, ("one", "two"))

    assert read_checkpoint(more.text()) == more


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        "origin\n3\n",
        HEAD.text()[:-1],
        HEAD.text() + "\n",
        "\n" + HEAD.text().partition("\n")[2],
        HEAD.text().replace("\n3\n", "\n03\n"),
        HEAD.text().replace("\n3\n", "\n-3\n"),
        HEAD.text().replace("\n3\n", "\n٣\n"),
        HEAD.text().replace("\n3\n", "\n9223372036854775808\n"),
        HEAD.text().replace("\n3\n", "\n0\n"),
        HEAD.text().replace("=", ""),
        f"{HEAD.origin}\n3\n{to_base64(bytes(31))}\n",
    ],
)
def test_other_forms_of_a_checkpoint_are_refused(text: str) -> None:
    with pytest.raises(CheckpointError):
        read_checkpoint(text)


def test_a_log_without_leaves_has_one_root() -> None:
    assert read_checkpoint(Checkpoint("o", 0, EMPTY_ROOT).text()).size == 0
