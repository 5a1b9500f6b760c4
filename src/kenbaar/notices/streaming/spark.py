"""A cluster (Apache Spark) that reads and seals; it shares a disk with this machine, and has no database."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from kenbaar.notices.streaming.errors import NoSpark, SparkStopped
from kenbaar.notices.streaming.preparing import Stage
from kenbaar.notices.streaming.staging import Crew, Task, do_tasks


class _Cluster:
    def __init__(self, context: Any) -> None:
        self._context = context
        self.width = context.defaultParallelism

    def work(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Have the cluster do tasks. The keys of the stage go along with the work itself, never with its settings."""
        try:
            self._context.parallelize(tasks, len(tasks)).foreachPartition(partial(do_tasks, stage))
        except _failures() as error:
            # Its message may show values of a row, and messages end in logs.
            raise SparkStopped(type(error).__name__) from None

    def stop(self) -> None:
        self._context.cancelAllJobs()


@contextmanager
def cluster(master: str) -> Iterator[Crew]:
    """Give the cluster with this address, as Spark names it. Raises NoSpark."""
    try:
        import pyspark  # noqa: PLC0415  # an extra, and a second to load
    except ImportError as error:
        raise NoSpark(str(error)) from error
    # A cluster on this machine has the Python and the Spark that we have.
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = pyspark.SparkConf().setAppName("kenbaar notices").setMaster(master)
    settings.setIfMissing("spark.ui.enabled", "false")
    try:
        context = pyspark.SparkContext(conf=settings)
    except _failures() as error:
        raise NoSpark(type(error).__name__) from error
    try:
        yield _Cluster(context)
    finally:
        context.stop()


def _failures() -> tuple[type[Exception], ...]:
    """Return what Spark raises."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    return Py4JError, PySparkException, OSError
