"""Somebody outside remembers a checkpoint, and sees later whether the log only grew since."""

from dataclasses import replace

import pytest

from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.following import FORMAT, Followed, Growth, NotFollowed, growth, read_followed, read_keys
from kenbaar.ledger.notes import NoteError, Signer
from tests.ledger.small_logs import LOG_KEY, ORIGIN, OTHER_LOG_KEY, WITNESS_KEY, plain_entries, written


def log_of(size: int, *, other: int = -1) -> tuple[dict[str, bytes], Checkpoint]:
    """Make a log; with `other`, that leaf says something else."""
    entries = (b"another" if number == other else entry for number, entry in enumerate(plain_entries(size)))
    files, growing = written(entries)
    return files, Checkpoint(ORIGIN, size, growing.root())


@pytest.mark.parametrize(("old", "new"), [(0, 1), (1, 2), (255, 600), (256, 257), (512, 600), (600, 66_100)])
def test_a_log_that_only_grew_is_told_from_one_that_was_rewritten(old: int, new: int) -> None:
    files, later = log_of(new)
    assert growth(log_of(old)[1], later, files.get) is Growth.GREW
    if old:
        assert growth(log_of(old, other=0)[1], later, files.get) is Growth.REWRITTEN


def test_false_tiles_are_not_taken_for_a_rewritten_log() -> None:
    files, later = log_of(600)
    for path in [path for path in files if path.startswith("tile/0")]:
        files[path] = files[path][:320] + bytes(32) + files[path][352:]
    assert growth(log_of(257)[1], later, files.get) is Growth.UNPROVEN


def test_two_checkpoints_of_one_size_are_the_same_or_a_split() -> None:
    files, checkpoint = log_of(257)
    assert growth(checkpoint, checkpoint, files.get) is Growth.SAME
    assert growth(checkpoint, log_of(257, other=9)[1], files.get) is Growth.REWRITTEN


def followed(checkpoint: bytes) -> Followed:
    return Followed("https://register.example", (LOG_KEY.verifier, WITNESS_KEY.verifier), True, checkpoint)


def signed(*signers: Signer) -> bytes:
    return signed_checkpoint(Checkpoint(signers[0].name, 3, log_of(3)[1].root), signers)


def test_what_is_remembered_reads_back_the_same() -> None:
    known = followed(signed(LOG_KEY))
    assert read_followed(known.to_bytes()) == known
    assert known.opened(known.checkpoint) == log_of(3)[1]


def test_a_checkpoint_of_another_log_or_key_is_refused() -> None:
    known = followed(signed(LOG_KEY))
    with pytest.raises(NoteError, match="None of the known keys"):
        known.opened(signed(OTHER_LOG_KEY))
    with pytest.raises(NoteError, match="that of another log"):
        known.opened(signed_checkpoint(Checkpoint(OTHER_LOG_KEY.name, 3, bytes(32)), [LOG_KEY]))


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "kenbaar-monitor/2"},
        {"keys": [WITNESS_KEY.verifier.to_text()]},
        {"keys": [OTHER_LOG_KEY.verifier.to_text()]},
        {"keys": ["nothing"]},
        {"keys": 3},
        {"checkpoint": "nothing"},
        {"checkpoint": None},
    ],
)
def test_a_file_that_does_not_say_how_far_is_refused(changed: dict[str, object]) -> None:
    told = {"format": FORMAT, "log": "log", "keys": [LOG_KEY.verifier.to_text()], "keys_given": True}
    good = {**told, "checkpoint": signed(LOG_KEY).decode()}
    assert read_followed(canonical_bytes(good)).checkpoint == signed(LOG_KEY)
    with pytest.raises(NotFollowed):
        read_followed(canonical_bytes({**good, **changed}))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"3", b"\xff"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotFollowed):
        read_followed(data)


def test_following_takes_a_key_of_the_log_itself() -> None:
    with pytest.raises(NoteError, match="no key of a log"):
        read_keys([WITNESS_KEY.verifier.to_text()])
    with pytest.raises(NoteError, match="no key of a log"):
        read_keys([])


def test_keys_that_are_given_take_the_place_of_those_of_their_kind_only() -> None:
    kept = Followed(ORIGIN, (LOG_KEY.verifier, WITNESS_KEY.verifier), keys_given=False)
    other_witness = replace(WITNESS_KEY, name="library.example").verifier
    with_witness = kept.with_keys([other_witness.to_text()])
    assert (with_witness.keys, with_witness.keys_given) == ((LOG_KEY.verifier, other_witness), False)
    with_log = kept.with_keys([OTHER_LOG_KEY.verifier.to_text()])
    assert (with_log.keys, with_log.keys_given) == ((OTHER_LOG_KEY.verifier, WITNESS_KEY.verifier), True)
