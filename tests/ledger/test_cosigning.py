"""A witness signs only a log that grew from what it saw before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.cosigning import (
    Cosigned,
    Request,
    WitnessSigner,
    WitnessState,
    WitnessVerifier,
    answer,
    cosignatures,
    read_key,
    read_request,
    with_cosignatures,
    write_request,
)
from kenbaar.ledger.hashing import EMPTY_ROOT
from kenbaar.ledger.notes import NoteError, Signature, Signer, Verifier, open_note, read_note
from kenbaar.ledger.proofs import TileHashes, consistency_proof
from tests.ledger.small_logs import (
    LOG_KEY,
    NEW_LOG_KEY,
    NOON_UNIX,
    ORIGIN,
    OTHER_LOG_KEY,
    WITNESS_KEY,
    plain_entries,
    written,
)

KEYS = {ORIGIN: [LOG_KEY.verifier]}
FILES, _ = written(plain_entries(300))
HASHES = TileHashes(300, FILES.get)
WITNESS = WITNESS_KEY.verifier


def checkpoint(size: int, *signers: Signer) -> bytes:
    _, growing = written(plain_entries(size))
    return signed_checkpoint(Checkpoint(ORIGIN, size, growing.root()), signers or [LOG_KEY])


def asked(old: int, new: int) -> bytes:
    return write_request(old, consistency_proof(old, new, HASHES), checkpoint(new))


def told(request: bytes, state: WitnessState) -> tuple[int, bytes]:
    found = answer(request, state, KEYS, WITNESS_KEY, NOON_UNIX)
    assert found.status == 200 or found.state == state, "a witness forgets nothing when it refuses"
    return found.status, found.body


def seen(size: int) -> WitnessState:
    _, growing = written(plain_entries(size))
    return WitnessState({ORIGIN: (size, growing.root())})


def test_a_witness_follows_a_log_from_its_first_leaf_on() -> None:
    state = WitnessState()
    for old, new in ((0, 0), (0, 5), (5, 5), (5, 256), (256, 300)):
        found = answer(asked(old, new), state, KEYS, WITNESS_KEY, NOON_UNIX + new)
        assert found.status == 200
        state = found.state
        assert state.of(ORIGIN) == seen(new).of(ORIGIN)

        cosigned = with_cosignatures(checkpoint(new), found.body, [WITNESS])
        assert cosignatures(cosigned, [WITNESS]) == (Cosigned(WITNESS.name, NOON_UNIX + new),)
        assert open_note(cosigned, [LOG_KEY.verifier, WITNESS]).by == (LOG_KEY.name, WITNESS.name)
        assert with_cosignatures(cosigned, found.body, [WITNESS]) == cosigned


def test_a_witness_refuses_what_the_specification_tells_it_to_refuse() -> None:
    state = seen(5)
    unknown = signed_checkpoint(Checkpoint("elders.example/log", 0, EMPTY_ROOT), [LOG_KEY])
    proof = consistency_proof(5, 300, HASHES)

    assert told(b"nonsense", state)[0] == 400
    assert told(write_request(0, (), b"no checkpoint"), state)[0] == 400
    assert told(write_request(0, (), unknown), state)[0] == 404
    assert told(write_request(5, proof, checkpoint(300, OTHER_LOG_KEY)), state)[0] == 403
    assert told(write_request(5, proof, checkpoint(300).replace(b"\n300\n", b"\n299\n")), state)[0] == 403
    assert told(write_request(301, (), checkpoint(300)), state)[0] == 400
    assert told(asked(4, 300), state) == (409, b"5\n")
    assert told(asked(0, 300), state) == (409, b"5\n")
    assert told(write_request(5, proof[:-1], checkpoint(300)), state)[0] == 422
    assert told(write_request(0, proof, checkpoint(300)), WitnessState())[0] == 422
    assert answer(asked(4, 300), state, KEYS, WITNESS_KEY, NOON_UNIX).content_type == "text/x.tlog.size"


def test_a_witness_does_not_sign_two_logs_of_one_size() -> None:
    split = signed_checkpoint(Checkpoint(ORIGIN, 5, bytes(32)), [LOG_KEY])

    assert told(write_request(5, (), split), seen(5)) == (409, b"5\n")


def test_a_witness_takes_the_new_key_while_the_log_replaces_its_key() -> None:
    both = write_request(0, (), checkpoint(5, LOG_KEY, NEW_LOG_KEY))

    assert told(both, WitnessState())[0] == 200


@given(st.integers(0, 2**63 - 1), st.lists(st.binary(min_size=32, max_size=32), max_size=63), st.binary())
def test_a_request_comes_back_as_it_was_written(old: int, proof: list[bytes], note: bytes) -> None:
    assert read_request(write_request(old, proof, note)) == Request(old, tuple(proof), note)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"old 1\n",
        b"old 01\n\nnote",
        b"old -1\n\nnote",
        b"new 1\n\nnote",
        b"old 1\nAAAA\n\nnote",
        b"old 1\n!\n\nnote",
        b"old 1\n\xff\n\nnote",
        b"old 1\n" + (b"A" * 43 + b"=\n") * 64 + b"\nnote",
        bytes(2**19),
    ],
)
def test_other_forms_of_a_request_are_refused(data: bytes) -> None:
    with pytest.raises(NoteError):
        read_request(data)


def test_a_proof_of_more_than_63_hashes_is_not_sent() -> None:
    with pytest.raises(NoteError, match="at most 63"):
        write_request(1, [bytes(32)] * 64, b"note")


def test_only_true_lines_of_known_witnesses_are_added() -> None:
    plain = checkpoint(5)
    text = plain.decode().partition("\n\n")[0] + "\n"
    stranger = WitnessSigner.made("vreemde.example/w", bytes(32))
    false = Signature(WITNESS.name, WITNESS.key_id, bytes(72)).line()
    short = Signature(WITNESS.name, WITNESS.key_id, bytes(64)).line()
    lines = [stranger.cosigned(text, now_unix=1).line(), false, short]

    assert with_cosignatures(plain, "".join(lines).encode(), [WITNESS]) == plain
    assert cosignatures(plain + "".join(lines).encode(), [WITNESS]) == ()
    with pytest.raises(NoteError, match="not UTF-8"):
        with_cosignatures(plain, b"\xff", [WITNESS])
    with pytest.raises(NoteError, match="not a signature line"):
        with_cosignatures(plain, b"404 not found", [WITNESS])


def test_a_witness_that_signs_after_the_last_calendar_year_does_not_count() -> None:
    late = WITNESS_KEY.cosigned("text\n", now_unix=253402300800)
    in_time = WITNESS_KEY.cosigned("text\n", now_unix=253402300799)

    assert not WITNESS.verifies("text\n", late.signature)
    assert WITNESS.verifies("text\n", in_time.signature)


def test_the_example_of_the_specification_has_its_moment() -> None:
    """The cosignature that c2sp.org/tlog-cosignature shows was made at its `time 1679315147`."""
    example = (
        b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        + "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZ"
        "qhf5nNo0xUe+mbIUBkBIfZ+qnA==\n".encode()
    )
    (signature,) = read_note(example).signatures

    assert int.from_bytes(signature.signature[:8], "big") == 1679315147
    assert len(signature.signature) == 72


def test_keys_of_logs_and_witnesses_are_told_apart() -> None:
    assert read_key(WITNESS.to_text()) == WITNESS
    assert type(read_key(LOG_KEY.verifier.to_text())) is Verifier
    assert WitnessSigner.from_text(WITNESS_KEY.to_text()) == WITNESS_KEY
    assert WitnessVerifier(LOG_KEY.name, LOG_KEY.public_key).key_id != LOG_KEY.verifier.key_id
    with pytest.raises(NoteError):
        read_key("name")
