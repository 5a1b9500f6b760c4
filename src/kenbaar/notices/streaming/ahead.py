"""Runs whose parts others read and seal, and this process issues: processes of this machine, or a cluster.

They share a disk with this process; only this one has the database. While it issues some parts, they make the next. A
part that is lost is made here, and a run that was killed goes on: parts are issued as in any run, once.
"""

import shutil
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from itertools import islice
from pathlib import Path

from kenbaar.decisions.reading import Reader
from kenbaar.notices.streaming import running
from kenbaar.notices.streaming.folder import RunFolder
from kenbaar.notices.streaming.running import AfterPart, Outcome, Part, Plan, RunOrder, carry_out
from kenbaar.notices.streaming.staging import Crew, Task, prepare, row_count, staged

# How many parts each of them makes while those before are issued.
_AHEAD = 4


def run_ahead(
    orders: Sequence[RunOrder],
    *,
    crew: AbstractContextManager[Crew],
    staging: Path,
    after_part: AfterPart = lambda _bytes, _counts: None,
) -> Iterator[Outcome]:
    """Issue the notices of Parquet files with one version of a profile, one file after another.

    `staging` is a folder that the crew can write in. Raises as `run` does, and as the crew.
    """
    plans = [Plan(order) for order in orders]
    tasks = [_tasks(plan, staging) for plan in plans]
    rest = [task for each in tasks for task in each.values()]
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700, parents=True)
    with crew as working, closing(_made(working, plans[0], rest)) as made:
        for plan, own in zip(plans, tasks, strict=True):
            yield carry_out(plan, _Staged(own, islice(made, len(own))).parts, after_part)
    shutil.rmtree(staging)


class _Staged:
    """The parts of one file, as the crew made them."""

    def __init__(self, tasks: dict[int, Task], made: Iterator[Task]) -> None:
        self._tasks, self._made = tasks, made

    def parts(self, plan: Plan, folder: RunFolder) -> Iterator[Part]:
        """Give the parts that are not done yet."""
        size = plan.order.file.stat().st_size
        rows = max((task.after + task.rows for task in self._tasks.values()), default=0)
        for number, task in zip(self._tasks, self._made, strict=True):
            if number in folder.done:
                continue
            # What the crew could not read is read here, where its error is heard.
            stage = plan.stage()
            made = staged(task, stage) or prepare(task, stage)
            yield Part(number, made, size * (task.after + task.rows) // rows)
            task.staged.unlink(missing_ok=True)


def _tasks(plan: Plan, staging: Path) -> dict[int, Task]:
    """Return what is to be done of a file, by the number of the part; from now on its folder holds the day."""
    with plan.folder() as folder:
        day, done = folder.day, frozenset(folder.done)
    file, size = plan.order.file.absolute(), running.ROWS_IN_PART
    with plan.reading():
        rows = row_count(file, Reader(plan.said, today=day))
    starts = range(0, rows, size)
    return {
        part: Task(file, after, min(size, rows - after), day, staging.absolute() / f"{plan.about.source}-{part}")
        for part, after in enumerate(starts)
        if part not in done
    }


def _made(crew: Crew, plan: Plan, tasks: Iterable[Task]) -> Generator[Task, None, None]:
    """Give tasks once they are done, in their order, while the crew works on those after them."""
    rest = iter(tasks)
    size = _AHEAD * crew.width
    coming: deque[tuple[list[Task], Future[None]]] = deque()
    with ThreadPoolExecutor(1) as ahead:
        try:
            while (wave := list(islice(rest, size))) or coming:
                if wave:
                    coming.append((wave, ahead.submit(crew.work, plan.stage(), wave)))
                if len(coming) > 1 or not wave:
                    done, work = coming.popleft()
                    work.result()
                    yield from done
        finally:
            crew.stop()
