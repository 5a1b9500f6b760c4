"""A cluster of Apache Spark reads and seals, and loses machines."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from kenbaar.notices.models import Batch
from kenbaar.notices.streaming import spark
from kenbaar.notices.streaming.errors import NoSpark, SparkStopped
from kenbaar.notices.streaming.folder import Counts
from kenbaar.notices.streaming.spark import cluster
from tests.notices.ahead_world import dataset, issue, whole
from tests.notices.run_world import Killed, Place

pytestmark = pytest.mark.django_db


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

        counts = issue(place, dataset(place), cluster("local-cluster[2,1,1024]"), after_part=kill)
        assert killed and counts == Counts(rows=21, new=20, refused=1)
        whole(place)

    def test_a_run_whose_driver_was_killed_goes_on(self, place: Place) -> None:
        folder = dataset(place)

        def kill(_read: int, _counts: Counts) -> None:
            raise Killed

        with suppress(Killed):
            issue(place, folder, cluster("local[2]"), after_part=kill)
        assert Batch.objects.count() == 1
        assert issue(place, folder, cluster("local[2]")) == Counts(rows=21, new=20, refused=1)
        whole(place)

    def test_a_cluster_that_gives_up_is_one_sentence_without_a_word_of_the_decisions(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(spark, "do_tasks", lambda _stage, _tasks: 1 // 0)
        with pytest.raises(SparkStopped, match="start the same command again"):
            issue(place, dataset(place), cluster("local[1]"))

    def test_an_address_that_is_no_cluster_is_one_sentence(self, place: Place) -> None:
        with pytest.raises(NoSpark, match="check --master"):
            issue(place, dataset(place), cluster("nowhere"))


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
