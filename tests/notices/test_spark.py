"""A cluster reads and seals; notices are issued here, once, whatever is killed."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of
from kenbaar.notices.actions.keys import add_reading_key
from kenbaar.notices.models import Batch, Notice
from kenbaar.notices.queries.opening import open_with_code, open_with_key
from kenbaar.notices.streaming import running, spark
from kenbaar.notices.streaming.errors import NoFiles, NoSpark, SparkStopped
from kenbaar.notices.streaming.folder import Counts, RunFolder
from kenbaar.notices.streaming.running import Outcome, RunOrder, orders_of
from kenbaar.notices.streaming.spark import run_on_spark
from kenbaar.people.actors import OPERATOR
from kenbaar.standards.files.refusals import FileRefused
from tests.notices.run_world import ADDRESS, NOON, Place, row, written

pytestmark = pytest.mark.django_db

_FILES = {"month=2026-10/one.parquet": 7, "month=2026-11/two.parquet": 14}


class Killed(BaseException):
    """The process is gone: nothing after this happens."""


class Here:
    """A cluster of no machines: it does the work where it is asked for."""

    defaultParallelism = 1  # noqa: N815  # as Spark names it

    def __init__(self) -> None:
        self.lost: set[int] = set()
        self.jobs = 0

    def parallelize(self, tasks: Any, _slices: int) -> "Here":
        self.jobs += 1
        self.tasks = [task for number, task in enumerate(tasks) if number not in self.lost]
        return self

    def foreachPartition(self, work: Callable[[Any], None]) -> None:  # noqa: N802
        for task in self.tasks:
            work([task])

    def cancelAllJobs(self) -> None:  # noqa: N802
        """Nothing runs on."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(running, "ROWS_IN_PART", 3)
    return Place(tmp_path)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Here:
    cluster = Here()

    @contextmanager
    def started(_master: str) -> Iterator[Here]:
        yield cluster

    monkeypatch.setattr(spark, "_cluster", started)
    return cluster


def dataset(place: Place) -> Path:
    """Write 21 decisions in two files, of which one is refused."""
    folder, number = place.folder / "decisions", 0
    for name, count in _FILES.items():
        (folder / name).parent.mkdir(parents=True)
        rows = [row(each, outcome="maybe" if each == 4 else "granted") for each in range(number, number + count)]
        written(folder / name, rows)
        number += count
    (folder / "_SUCCESS").touch()
    return folder


def order_of(place: Place, file: Path, folder: Path) -> RunOrder:
    return RunOrder(file, place.version, folder, OPERATOR, lambda: NOON, ADDRESS)


def issue(place: Place, file: Path, master: str = "", **more: Any) -> Counts:
    orders = orders_of(order_of(place, file, place.out))
    outcomes: list[Outcome] = list(run_on_spark(orders, master=master, staging=place.out / ".staged", **more))
    return sum((each.counts for each in outcomes), Counts())


def issued(place: Place, out: Path | None = None) -> list[dict[str, Any]]:
    return [each for name in _FILES for each in place.issued((out or place.out) / name)]


def whole(place: Place) -> None:
    """Every decision has one notice that its code and its body open, and nothing secret is left behind."""
    rows = issued(place)
    assert [each["reference"] for each in rows] == [f"W-{number:04}" for number in range(21) if number != 4]
    assert all(each["new"] and each["code"] in each["mention"] for each in rows)
    for each in rows:
        assert open_with_code(each["code"]).decision.reference == each["reference"]
        by_body = open_with_key(each["number"], [place.key], seen_by=OPERATOR)
        assert by_body.decision.reference == each["reference"]
    assert Notice.objects.count() == sum(Batch.objects.values_list("issued", flat=True)) == 20
    assert count_of(Log.NOTICES) == 20
    assert not (place.out / ".staged").exists()


def test_a_folder_is_issued_as_its_files_are(place: Place, here: Here) -> None:
    folder = dataset(place)
    assert issue(place, folder) == Counts(rows=21, new=20, refused=1)
    whole(place)
    assert here.jobs == 2
    again = [running.run(each) for each in orders_of(order_of(place, folder, place.folder / "again"))]
    assert [each.counts for each in again] == [Counts(7, 6, 0, 1), Counts(14, 14)], "without a cluster it is the same"
    assert issued(place, place.folder / "again") == issued(place)
    refused = [each.relative_to(place.out) for each in sorted(place.out.rglob("refused.csv"))]
    assert refused == [Path("month=2026-10/one.parquet/refused.csv")]
    name = refused[0]
    assert (place.out / name).read_bytes() == (place.folder / "again" / name).read_bytes()


def test_decisions_that_have_a_notice_keep_it(place: Place, here: Here) -> None:
    place.run(written(place.folder / "some.csv", [row(1), row(9, outcome="refused")]), folder=place.folder / "first")
    assert issue(place, dataset(place)) == Counts(rows=21, new=18, repeated=1, refused=2)
    assert [each["reference"] for each in issued(place) if not each["new"]] == ["W-0001"]


def test_a_decision_that_is_there_twice_gets_one_notice(place: Place, here: Here) -> None:
    folder = place.folder / "decisions"
    folder.mkdir()
    written(folder / "a.parquet", [row(0), row(0), row(1), row(0)])
    assert issue(place, folder) == Counts(rows=4, new=2, repeated=2)


def test_a_new_reading_key_counts_from_the_next_part(place: Place, here: Here) -> None:
    def renew(_read: int, _counts: Counts) -> None:
        if Batch.objects.count() == 1:
            add_reading_key(place.version.profile.body, bytes(32)[:-1] + b"\x09", by=OPERATOR, now=NOON)

    issue(place, dataset(place), after_part=renew)
    keys = list(Batch.objects.order_by("id").values_list("reading_key", flat=True))
    assert keys[0] < keys[1] == keys[-1]
    assert all(open_with_code(each["code"]) for each in issued(place))


@pytest.mark.parametrize("name", ["issue_batch", "keep", "_append", "refusals"])
@pytest.mark.parametrize("after", [1, 2, 4, 6])
def test_a_run_that_was_killed_goes_on_with_nothing_lost_or_double(
    place: Place, here: Here, name: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, calls = dataset(place), 0
    where: Any = running if name == "issue_batch" else RunFolder
    real = getattr(where, name)

    def killing(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        result = real(*args, **named)
        if calls == after:
            raise Killed
        return result

    with monkeypatch.context() as patched:
        patched.setattr(where, name, killing)
        with suppress(Killed):
            issue(place, folder)
    assert issue(place, folder) == Counts(rows=21, new=20, refused=1)
    whole(place)


def test_a_part_that_the_cluster_did_not_make_is_made_here(place: Place, here: Here) -> None:
    here.lost = {1}
    issue(place, dataset(place))
    whole(place)


def test_a_broken_file_is_refused_by_name_and_what_went_before_stays(place: Place, here: Here) -> None:
    folder = dataset(place)
    broken = folder / "month=2026-11/two.parquet"
    content = bytearray(broken.read_bytes())
    content[4:200] = bytes(196)
    broken.write_bytes(content)
    with pytest.raises(FileRefused):
        issue(place, folder)
    assert Notice.objects.count() == 6


def test_a_folder_without_parquet_is_refused(place: Place) -> None:
    written(place.folder / "decisions.csv", [row(0)])
    with pytest.raises(NoFiles, match="no Parquet files"):
        orders_of(order_of(place, place.folder, place.out))


@pytest.mark.cluster
class TestOnARealCluster:
    """Two executors of Spark, each a process of its own, started here."""

    @pytest.fixture(autouse=True)
    def java(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("pyspark", reason="Spark is not installed: pip install kenbaar[spark]")
        if shutil.which("java") is None:
            pytest.skip("Spark needs Java 17, which is not here")
        monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")

    def test_an_executor_that_is_killed_loses_nothing(self, place: Place) -> None:
        killed = []

        def kill(_read: int, _counts: Counts) -> None:
            if not killed:
                killed.append(_executors()[0])
                os.kill(killed[0], signal.SIGKILL)

        counts = issue(place, dataset(place), "local-cluster[2,1,1024]", after_part=kill)
        assert killed and counts == Counts(rows=21, new=20, refused=1)
        whole(place)

    def test_a_run_whose_driver_was_killed_goes_on(self, place: Place) -> None:
        folder = dataset(place)

        def kill(_read: int, _counts: Counts) -> None:
            raise Killed

        with suppress(Killed):
            issue(place, folder, "local[2]", after_part=kill)
        assert Batch.objects.count() == 1
        assert issue(place, folder, "local[2]") == Counts(rows=21, new=20, refused=1)
        whole(place)

    def test_a_cluster_that_gives_up_is_one_sentence_without_a_word_of_the_decisions(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(spark.Stage, "work", lambda _stage, _tasks: 1 // 0)
        with pytest.raises(SparkStopped, match="start the same command again"):
            issue(place, dataset(place), "local[1]")

    def test_an_address_that_is_no_cluster_is_one_sentence(self, place: Place) -> None:
        with pytest.raises(NoSpark, match="check --master"):
            issue(place, dataset(place), "nowhere")


def _executors() -> list[int]:
    """Return the processes of executors that this one started, itself or through others."""
    parents: dict[int, int] = {}
    named: dict[int, str] = {}
    for each in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            number = int(each.name)
            parents[number] = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            named[number] = (each / "cmdline").read_text()

    def ours(number: int) -> bool:
        return number == os.getpid() or (number in parents and ours(parents[number]))

    return [each for each in named if "ExecutorBackend" in named[each] and ours(each)]
