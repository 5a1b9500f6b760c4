"""Processes that share a database and a folder of their own, and that a test may kill.

They fork, within milliseconds, from a server of `multiprocessing` that has all code loaded and no connection or thread.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

import django
from django.conf import settings
from django.db import connection

# A child finds its work by the name of a module, which imports models.
django.setup()

Answer = TypeVar("Answer")
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["pytest", "tests.journal.children"])


@dataclass(frozen=True, slots=True)
class Site:
    """What the processes share: a database (by Django's `NAME` of it) and a folder for the keys and the logs.

    The logs are elsewhere if `log_store` says so, and then the environment has what is needed to get there.
    """

    database: str
    folder: Path
    log_store: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, work: Callable[..., object], *words: Any) -> BaseProcess:
        """Start a process that does a piece of work, a function of a module."""
        process = context.Process(target=self._do, args=(work, *words), daemon=True)
        process.start()
        return process

    def ask(self, work: Callable[..., Answer], *words: Any) -> Answer:
        """Return what a piece of work gives in a process of its own, or raise what it raises."""
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            return pool.submit(self._do, work, *words).result()

    def _do(self, work: Callable[..., Answer], *words: Any) -> Answer:
        os.environ.update(self.environment)
        connection.settings_dict["NAME"] = self.database
        settings.LOG_STORE = self.log_store or str(self.folder / "log")
        settings.LOG_KEY_FILE = self.folder / "keys.txt"
        try:
            return work(*words)
        finally:
            connection.close()


def killed(process: BaseProcess) -> bool:
    """Wait for the end of a process; say whether it was killed."""
    process.join()
    return process.exitcode == -signal.SIGKILL
