"""A deed and its leaf are one; what waits is sealed in order; recovery is the normal path."""

import json
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from pytest_django import Settings

from kenbaar.journal.errors import KeyNotUsable, LeavesChanged, LogWentBack, NoKey
from kenbaar.journal.log import keys
from kenbaar.journal.log.leaves import Draft, Place, append_leaves
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import Sealed, seal
from kenbaar.journal.log.storage.folder import Folder
from kenbaar.journal.models import JournalLine, LogContent, LogHead, LogLeaf
from kenbaar.ledger.checkpoints import open_checkpoint
from kenbaar.ledger.cosigning import WitnessSigner, cosignatures, with_cosignatures
from kenbaar.ledger.hashing import leaf_hash
from kenbaar.ledger.notes import NoteError, read_note
from kenbaar.ledger.tiles import CHECKPOINT_PATH, File
from kenbaar.ledger.tree import root_of
from tests import make
from tests.support.tampering import lift_guard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings) -> Path:
    settings.LOG_KEY_FILE = tmp_path / "keys.txt"
    keys.make_missing_keys("register.example")
    return tmp_path / "log" / "register"


def _draft(subject: str, text: str) -> Draft:
    def written(place: Place, digest: str) -> bytes:
        return json.dumps([subject, place.number, place.previous, digest]).encode()

    return Draft(subject, text.encode(), written)


def add(count: int, *, subject: str = "") -> None:
    first = LogLeaf.objects.count()
    with transaction.atomic():
        append_leaves([_draft(subject or f"entry-{n}", f"text {n}") for n in range(first, first + count)])


def _seal(*, anew: bool = False) -> Sealed:
    return seal(Log.REGISTER, now=make.NOON, anew=anew)


def assert_sealed(place: Path) -> None:
    """The published checkpoint is signed, and vouches for exactly the leaves in the database, in order."""
    leaves = [bytes(data) for data in LogLeaf.objects.filter(log=Log.REGISTER).values_list("data", flat=True)]
    verifiers = [signer.verifier for signer in keys.signers_of(Log.REGISTER)]
    checkpoint, _ = open_checkpoint((place / CHECKPOINT_PATH).read_bytes(), verifiers)
    assert checkpoint.size == len(leaves)
    assert checkpoint.root == root_of([leaf_hash(leaf) for leaf in leaves])


def _without_guard(statement: str) -> None:
    lift_guard(LogLeaf)
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_leaf_knows_its_place_in_the_log_and_among_those_of_its_subject() -> None:
    add(2, subject="entry-1")
    add(1, subject="entry-2")
    add(1, subject="entry-1")
    rows = [json.loads(bytes(data)) for data in LogLeaf.objects.values_list("data", flat=True)]
    hashes = [leaf_hash(bytes(data)).hex() for data in LogLeaf.objects.values_list("data", flat=True)]
    assert list(LogLeaf.objects.values_list("number", flat=True)) == [0, 1, 2, 3]
    assert [row[:3] for row in rows] == [
        ["entry-1", 1, ""],
        ["entry-1", 2, hashes[0]],
        ["entry-2", 1, ""],
        ["entry-1", 3, hashes[1]],
    ]


def test_the_same_text_published_twice_is_kept_once() -> None:
    with transaction.atomic():
        append_leaves([_draft("entry-1", "the same"), _draft("entry-2", "the same")])
        append_leaves([_draft("entry-1", "the same")])
    assert (LogLeaf.objects.count(), LogContent.objects.count()) == (3, 1)


def test_a_leaf_outside_the_transaction_of_its_deed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        append_leaves([_draft("entry-1", "text")])


def test_a_deed_that_fails_leaves_no_leaf_and_no_gap() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        append_leaves([_draft("entry-1", "text")])
        raise RuntimeError("the deed fails")
    add(1)
    assert list(LogLeaf.objects.values_list("number", flat=True)) == [0]


@pytest.mark.parametrize("sizes", [(0,), (1,), (255, 1, 1), (256, 256), (300, 700), (3, 0, 2)])
def test_what_waits_is_sealed_in_order(sizes: tuple[int, ...], place: Path) -> None:
    for size in sizes:
        add(size)
        sealed = _seal()
        assert (sealed.added, sealed.size) == (size, LogLeaf.objects.count())
        assert_sealed(place)


def test_sealing_again_changes_nothing_and_writes_no_line(place: Path) -> None:
    add(3)
    first = _seal()
    lines = JournalLine.objects.count()
    assert _seal().checkpoint == first.checkpoint == (place / CHECKPOINT_PATH).read_bytes()
    assert JournalLine.objects.count() == lines


@pytest.mark.parametrize("lost", ["everything", "checkpoint", "an edge", "the entries at the edge"])
def test_what_the_storage_lost_is_made_again_from_the_leaves(lost: str, place: Path) -> None:
    add(300)
    _seal()
    kept = {file: file.read_bytes() for file in place.rglob("*") if file.is_file() and "tile" in str(file)}
    match lost:
        case "everything":
            for file in (*kept, place / CHECKPOINT_PATH):
                file.unlink()
        case "checkpoint":
            (place / CHECKPOINT_PATH).unlink()
        case "an edge":
            (place / "tile" / "1" / "000.p" / "1").write_bytes(b"x" * 32)
        case _:
            (place / "tile" / "entries" / "001.p" / "44").unlink()
    _seal()
    assert {file: file.read_bytes() for file in kept} == kept
    add(5)
    _seal()
    assert_sealed(place)


def test_every_file_is_written_anew_when_somebody_asks_for_it(place: Path) -> None:
    add(300)
    checkpoint = _seal().checkpoint
    full = place / "tile" / "entries" / "000"
    kept = full.read_bytes()
    full.write_bytes(b"damaged")
    _seal()
    assert full.read_bytes() == b"damaged"
    assert _seal(anew=True).checkpoint == checkpoint
    assert full.read_bytes() == kept
    assert_sealed(place)


def test_nothing_is_written_anew_from_leaves_that_were_changed(place: Path) -> None:
    add(300)
    _seal()
    _without_guard("DELETE FROM journal_logleaf WHERE number = 7")
    full = place / "tile" / "entries" / "000"
    full.unlink()
    with pytest.raises(LeavesChanged):
        _seal(anew=True)
    assert not full.exists()


def test_a_lost_head_goes_on_from_the_published_checkpoint(place: Path) -> None:
    add(10)
    _seal()
    LogHead.objects.all().delete()
    add(1)
    assert _seal().size == 11
    assert_sealed(place)


def test_an_older_database_that_was_put_back_never_makes_the_log_go_back(place: Path) -> None:
    add(10)
    _seal()
    before = (place / CHECKPOINT_PATH).read_bytes()
    _without_guard("DELETE FROM journal_logleaf WHERE number >= 8")
    LogHead.objects.all().delete()
    with pytest.raises(LogWentBack, match="counts 10 leaves and the database has 8"):
        _seal()
    add(5, subject="something-else")
    with pytest.raises(LogWentBack):
        _seal()
    assert (place / CHECKPOINT_PATH).read_bytes() == before


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM journal_logleaf WHERE number >= 9",
        "DELETE FROM journal_logleaf WHERE number = 11",
        "UPDATE journal_logleaf SET number = 99 WHERE number = 11",
    ],
)
def test_leaves_that_went_missing_are_never_signed_away(tampering: str, place: Path) -> None:
    add(10)
    _seal()
    before = (place / CHECKPOINT_PATH).read_bytes()
    add(3)
    _without_guard(tampering)
    with pytest.raises(LeavesChanged):
        _seal()
    assert (place / CHECKPOINT_PATH).read_bytes() == before


def test_changed_leaves_never_take_the_place_of_sound_tiles(place: Path) -> None:
    add(300)
    _seal()
    _without_guard(
        "UPDATE journal_logleaf SET data = (SELECT data FROM journal_logleaf WHERE number = 3) WHERE number = 2"
    )
    (place / "tile" / "1" / "000.p" / "1").unlink()
    full = (place / "tile" / "0" / "000").read_bytes()
    with pytest.raises(LeavesChanged):
        _seal()
    assert (place / "tile" / "0" / "000").read_bytes() == full


def test_a_published_checkpoint_that_somebody_damaged_is_replaced(place: Path) -> None:
    add(3)
    _seal()
    (place / CHECKPOINT_PATH).write_bytes(b"damaged")
    _seal()
    assert_sealed(place)


def test_while_a_key_is_replaced_both_sign(place: Path) -> None:
    add(3)
    _seal()
    old = keys.signers_of(Log.REGISTER)[0]
    new = keys.add_key(Log.REGISTER)
    _seal()
    data = (place / CHECKPOINT_PATH).read_bytes()
    for signer in (old, new):
        assert open_checkpoint(data, [signer.verifier])[0].size == 3


def test_a_new_key_signs_beside_the_witnesses_that_were_there(place: Path) -> None:
    add(3)
    _seal()
    witness = WitnessSigner.made("archive.example", b"w" * 32)
    line = witness.cosigned(read_note((place / CHECKPOINT_PATH).read_bytes()).text, now_unix=1).line()
    head = LogHead.objects.get(log=Log.REGISTER)
    LogHead.objects.update(checkpoint=with_cosignatures(bytes(head.checkpoint), line.encode(), [witness.verifier]))
    keys.add_key(Log.REGISTER)
    _seal()
    data = (place / CHECKPOINT_PATH).read_bytes()
    assert data == bytes(LogHead.objects.get(log=Log.REGISTER).checkpoint)
    assert [len(open_checkpoint(data, [one.verifier])[1].by) for one in keys.signers_of(Log.REGISTER)] == [1, 1]
    assert [one.name for one in cosignatures(data, [witness.verifier])] == ["archive.example"]


def test_a_key_that_was_stolen_signs_no_more_once_it_is_taken_out(place: Path, settings: Settings) -> None:
    add(3)
    _seal()
    stolen = keys.signers_of(Log.REGISTER)[0]
    new = keys.add_key(Log.REGISTER)
    settings.LOG_KEYS = new.to_text()
    _seal()
    data = (place / CHECKPOINT_PATH).read_bytes()
    assert open_checkpoint(data, [new.verifier])[0].size == 3
    with pytest.raises(NoteError):
        open_checkpoint(data, [stolen.verifier])


def test_without_a_key_nothing_is_signed(settings: Settings, tmp_path: Path) -> None:
    settings.LOG_KEY_FILE = tmp_path / "nothing.txt"
    with pytest.raises(NoKey, match="kenbaar setup"):
        _seal()


def test_a_broken_key_is_named_without_showing_it(settings: Settings) -> None:
    settings.LOG_KEYS = f"{keys.signers_of(Log.REGISTER)[0].to_text()[:-4]}AAA="
    with pytest.raises(KeyNotUsable) as refused:
        keys.signers_of(Log.REGISTER)
    assert settings.LOG_KEYS.rsplit("+", 1)[1][:20] not in str(refused.value)


def test_keys_are_made_once_and_only_their_owner_reads_them(settings: Settings) -> None:
    file = Path(settings.LOG_KEY_FILE)
    before = file.read_text()
    assert keys.make_missing_keys("elsewhere.example") == []
    assert file.read_text() == before
    assert file.stat().st_mode & 0o077 == 0


def test_a_folder_reads_what_it_wrote_and_keeps_the_later_of_two_checkpoints(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new")
    assert folder.read("tile/0/000") is None
    folder.write([File("tile/0/000", b"one"), File("tile/entries/000", b"two")])
    assert folder.read("tile/0/000") == b"one"
    assert folder.advance("checkpoint", b"2", supersedes=lambda old: old < b"2")
    assert not folder.advance("checkpoint", b"1", supersedes=lambda old: old < b"1")
    assert folder.read("checkpoint") == b"2"
