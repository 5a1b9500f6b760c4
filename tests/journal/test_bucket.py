"""A log in a store that speaks S3: written once, the checkpoint only forward, and a store that is away is said so."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_django import Settings

from kenbaar.journal.errors import StorageUnreachable
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import Moment, seal
from kenbaar.journal.log.storage.bucket import Bucket
from kenbaar.ledger.tiles import CHECKPOINT_PATH, File
from tests import make
from tests.journal import children
from tests.journal.endings import ENDINGS_IN_A_STORE, Ending
from tests.journal.store import SECRET, Store
from tests.journal.watching import Watcher
from tests.support.processes import Site, killed


@pytest.fixture
def bucket(store: Store) -> Bucket:
    return Bucket(store.bucket, "logs/register")


@pytest.fixture
def watcher(bucket: Bucket, store: Store, key: None, settings: Settings) -> Watcher:
    settings.LOG_STORE = f"s3://{store.bucket}/logs"
    return Watcher(bucket)


class Later:
    """Says whether a number is later than the one that is there, and remembers which ones it was asked about."""

    def __init__(self, number: bytes) -> None:
        self._number, self.asked = number, list[bytes]()

    def __call__(self, old: bytes) -> bool:
        self.asked.append(old)
        return int(old) < int(self._number)


def test_a_bucket_reads_what_it_wrote_below_its_prefix(bucket: Bucket, store: Store) -> None:
    assert bucket.read("tile/0/000") is None
    bucket.write([File("tile/0/000", b"one"), File("tile/entries/000", b"two")])
    assert bucket.read("tile/0/000") == b"one"
    assert Bucket(store.bucket, "").read("logs/register/tile/entries/000") == b"two"


def test_writing_more_objects_than_go_at_once_writes_all(bucket: Bucket) -> None:
    files = [File(f"tile/0/{number:03}", str(number).encode()) for number in range(600)]
    bucket.write(files)
    assert [bucket.read(file.path) for file in files[::59]] == [file.data for file in files[::59]]
    assert bucket.read(files[-1].path) == b"599"


def test_of_two_checkpoints_the_later_stays(bucket: Bucket) -> None:
    assert bucket.advance(CHECKPOINT_PATH, b"2", supersedes=Later(b"2"))
    assert not bucket.advance(CHECKPOINT_PATH, b"1", supersedes=Later(b"1"))
    assert bucket.read(CHECKPOINT_PATH) == b"2"


def test_who_is_overtaken_between_the_look_and_the_writing_looks_again(bucket: Bucket) -> None:
    bucket.advance(CHECKPOINT_PATH, b"1", supersedes=Later(b"1"))
    mine = Later(b"2")

    def overtaken(old: bytes) -> bool:
        if not mine.asked:
            assert bucket.advance(CHECKPOINT_PATH, b"3", supersedes=Later(b"3"))
        return mine(old)

    assert not bucket.advance(CHECKPOINT_PATH, b"2", supersedes=overtaken)
    assert (mine.asked, bucket.read(CHECKPOINT_PATH)) == ([b"1", b"3"], b"3")


def test_of_two_who_write_the_first_checkpoint_the_second_looks_again(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.advance(CHECKPOINT_PATH, b"1", supersedes=Later(b"1"))
    look, looks = bucket._read, iter([lambda _path: None])

    def seen(path: str) -> tuple[bytes, str | None] | None:
        return next(looks, look)(path)

    monkeypatch.setattr(bucket, "_read", seen)
    assert bucket.advance(CHECKPOINT_PATH, b"2", supersedes=Later(b"2"))
    assert bucket.read(CHECKPOINT_PATH) == b"2"


def test_of_many_writers_the_latest_wins(bucket: Bucket) -> None:
    numbers = [str(number).encode() for number in (3, 11, 7, 12, 1, 9, 5, 10)]
    with ThreadPoolExecutor(len(numbers)) as writers:
        list(writers.map(lambda number: bucket.advance(CHECKPOINT_PATH, number, supersedes=Later(number)), numbers))
    assert bucket.read(CHECKPOINT_PATH) == b"12"


def test_a_missing_bucket_is_named_without_secrets(store: Store) -> None:
    missing = Bucket("nowhere", "logs/register")
    assert missing.read(CHECKPOINT_PATH) is None
    for deed in (
        lambda: missing.write([File("tile/0/000", b"one")]),
        lambda: missing.advance(CHECKPOINT_PATH, b"1", supersedes=Later(b"1")),
    ):
        with pytest.raises(StorageUnreachable, match="s3://nowhere/logs/register: there is no such bucket") as said:
            deed()
        assert SECRET not in str(said.value)


def test_a_store_that_is_away_is_said_in_one_sentence_without_secrets(bucket: Bucket, store: Store) -> None:
    store.vanish()
    for deed in (
        lambda: bucket.read(CHECKPOINT_PATH),
        lambda: bucket.write([File("tile/0/000", b"one")]),
        lambda: bucket.advance(CHECKPOINT_PATH, b"1", supersedes=Later(b"1")),
    ):
        with pytest.raises(StorageUnreachable, match=f"s3://{store.bucket}/logs/register: .*Nothing is lost") as said:
            deed()
        assert SECRET not in str(said.value)
        assert "\n" not in str(said.value)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [Moment.BEGUN, Moment.LEAVES_ADDED, Moment.TILES_WRITTEN, Moment.HEAD_SWAPPED])
def test_a_store_that_vanishes_and_comes_back_costs_nothing(moment: Moment, store: Store, watcher: Watcher) -> None:
    children.prepare(sealed=100, waiting=200)
    watcher.look()
    with pytest.raises(StorageUnreachable):
        seal(Log.REGISTER, now=make.NOON, at=lambda here: store.vanish() if here is moment else None)
    children.add_leaves("meanwhile", 5)
    store.come_back()
    watcher.look()
    found = children.recover()
    watcher.assert_whole(found.leaves)
    assert found.size == 305


@pytest.mark.parametrize("sealed_before", [0, 100])
@pytest.mark.parametrize("ending", ENDINGS_IN_A_STORE.values(), ids=ENDINGS_IN_A_STORE)
def test_a_sealing_into_a_store_that_is_killed_is_ended_by_the_next(
    ending: Ending, sealed_before: int, site: Site, store: Store, watcher: Watcher
) -> None:
    site = Site(site.database, site.folder, f"s3://{store.bucket}/logs", store.environment)
    site.ask(children.prepare, sealed_before, 300 - sealed_before)
    watcher.look()
    assert killed(site.start(children.seal_until, ending))
    watcher.look()
    found = site.ask(children.recover)
    watcher.assert_whole(found.leaves)
    assert len(found.leaves) == found.size == sum(added for _size, added in found.sealings) == 300
