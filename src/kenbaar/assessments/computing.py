"""From sheets to conclusions, many at a time, in this process or in others beside it.

A worker gets the bytes of sheets and gives back what the law says about them. It never sees the database.
"""

import datetime as dt
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TypeVar

import orjson

from kenbaar.assessments.conclusions import Conclusion, LawKey, conclusion_of, key_of
from kenbaar.law.classifying import classify
from kenbaar.law.compiled import Law
from kenbaar.law.reading import law_book
from kenbaar.rules.answers import Sheet, check_sheet
from kenbaar.rules.facts import vocabulary

# Entries with the same answers to what the law looks at share a conclusion; a worker remembers the last ones.
_REMEMBERED = 4096
_AHEAD = 2
# What is kept does not change from day to day: it is what the law says once everything that is known of it applies.
_WHEN_ALL_APPLIES = dt.date.max

Batch = TypeVar("Batch")


class LawMoved(Exception):
    """The content of the law changed on disk while entries were being classified."""

    def __init__(self, why: str = "The law was replaced while entries were being classified. Run it again.") -> None:
        # With the text as its argument it can travel from a worker to the process that waits for it.
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Concluded:
    """What follows from one sheet: a conclusion, or the problems for which its facts cannot be read."""

    facts_digest: str
    conclusion: Conclusion | None
    problems: tuple[str, ...] = ()


class Concluder:
    """Draws conclusions from sheets by one law."""

    def __init__(self, law: Law) -> None:
        # Of fines, notices and contradictions nothing is kept, and asking for them takes time.
        self.law = replace(law, fines={}, statuses=(), contradictions=())
        self._conclude = lru_cache(_REMEMBERED)(self._concluded)

    def conclude(self, sheet: Sheet) -> Concluded:
        """Return what follows from a sheet. Only facts that the law looks at are checked: the rest is not read."""
        asked = {fact: answer for fact, answer in sheet.items() if fact in self.law.facts}
        conclusion, problems = self._conclude(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS))
        return Concluded(sheet.digest(), conclusion, problems)

    def _concluded(self, asked: bytes) -> tuple[Conclusion | None, tuple[str, ...]]:
        try:
            sheet = Sheet(orjson.loads(asked))
            if problems := check_sheet(sheet, vocabulary()):
                return None, tuple(problems)
            return conclusion_of(classify(self.law, sheet, on=_WHEN_ALL_APPLIES)), ()
        except Exception as error:  # one entry that goes wrong must not stop the thousands after it
            return None, (f"the law cannot be asked about these facts ({type(error).__name__}: {error})",)


def compute_here(
    law: Law, batches: Iterable[Batch], sheets: Callable[[Batch], Sequence[bytes]]
) -> Iterator[tuple[Batch, list[Concluded]]]:
    """Give each batch with what follows from its sheets, one after the other in this process."""
    concluder = Concluder(law)
    for batch in batches:
        yield batch, [concluder.conclude(Sheet(orjson.loads(sheet))) for sheet in sheets(batch)]


def compute_beside(
    pool: Executor, law: Law, batches: Iterable[Batch], sheets: Callable[[Batch], Sequence[bytes]], *, workers: int
) -> Iterator[tuple[Batch, list[Concluded]]]:
    """Do the same in the workers of a pool, in the order of the batches. Raises LawMoved.

    A few batches are on their way at a time, so that memory does not grow with their number.
    """
    key, source = key_of(law), iter(batches)
    pending = deque((batch, pool.submit(_conclude, key, sheets(batch))) for batch in islice(source, workers * _AHEAD))
    while pending:
        batch, future = pending.popleft()
        concluded = future.result()
        pending.extend((each, pool.submit(_conclude, key, sheets(each))) for each in islice(source, 1))
        yield batch, concluded


@contextmanager
def pool_of(workers: int) -> Iterator[Executor]:
    """Give a pool of worker processes; whatever happens, none of them outlives this process for long."""
    # A worker is a fresh interpreter: a copy of this one would share its connection to the database.
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    # Ctrl-C reaches every process at the terminal; the one that writes decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that gives it work is gone: nobody would tell it, and it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os._exit(1)


@lru_cache(1)
def _concluder(key: LawKey) -> Concluder:
    law = law_book().at(key.known)
    if key_of(law) != key:
        raise LawMoved
    return Concluder(law)


def _conclude(key: LawKey, sheets: Sequence[bytes]) -> list[Concluded]:
    concluder = _concluder(key)
    return [concluder.conclude(Sheet(orjson.loads(sheet))) for sheet in sheets]
