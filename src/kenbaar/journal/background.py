"""Work that follows the deeds, in a thread of its own: no deed ever waits for it."""

import threading
from collections.abc import Callable
from time import monotonic

from django.db import connections


class Background:
    """One thread that does a piece of work, for as long as somebody asked since it last began. Work never raises."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self._name, self._work = name, work
        self._lock = threading.Lock()
        self._asked = self._running = False
        self._timer: threading.Timer | None = None
        self._due = 0.0

    def ask(self) -> None:
        """Have the work done soon. Never raises and never waits."""
        with self._lock:
            self._asked = True
            if self._running:
                return
            self._running = True
        threading.Thread(target=self._run, name=self._name).start()

    def ask_after(self, seconds: float) -> None:
        """Have the work done after a while: once, at the soonest of the moments that were asked for."""
        due = monotonic() + seconds
        with self._lock:
            if self._timer is not None:
                if self._due <= due:
                    return
                self._timer.cancel()
            self._timer, self._due = threading.Timer(seconds, self._ask_now), due
            # It must not keep a process alive that has nothing else to do.
            self._timer.daemon = True
            self._timer.start()

    def _ask_now(self) -> None:
        with self._lock:
            self._timer = None
        self.ask()

    def _run(self) -> None:
        try:
            while self._goes_on():
                self._work()
        finally:
            connections.close_all()

    def _goes_on(self) -> bool:
        with self._lock:
            self._running, self._asked = self._asked, False
            return self._running
