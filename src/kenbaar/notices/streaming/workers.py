"""Processes of this machine that read and seal, so that its other cores work as well. They have no database."""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from kenbaar.notices.streaming.errors import WorkersStopped
from kenbaar.notices.streaming.preparing import Stage
from kenbaar.notices.streaming.staging import Crew, Task, do_tasks


class _Workers:
    def __init__(self, pool: ProcessPoolExecutor, width: int) -> None:
        self._pool = pool
        self.width = width

    def work(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Have the processes do tasks."""
        try:
            for done in [self._pool.submit(do_tasks, stage, [task]) for task in tasks]:
                done.result()
        except Exception as error:
            # Its message may show values of a row, and messages end in logs.
            raise WorkersStopped(type(error).__name__) from None

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def workers(count: int) -> Iterator[Crew]:
    """Give so many processes; they end with this one, however it ends."""
    # Begun anew and not copied: a copy would share our connection with the database.
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with_parent) as pool:
        yield _Workers(pool, count)


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
