"""Notices one at a time: a system that writes letters asks a running site for each, a hundred a second.

Requests go out on a fixed beat, whether the ones before were answered or not, and each is timed from its beat: a site
that stands still for a second is seen to do so. Beside it stands what no site can do without: a commit on this disk.
"""

import datetime as dt
import http.client
import json
import os
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from bench.figures import KENBAAR, Figure, show, under
from bench.starting import running_site

_A_SECOND, _SECONDS, _CONNECTIONS = 100, 30, 16
_WARM = 50
_MAKE_TOKEN = """
import datetime as dt
import django
django.setup()
from django.utils import timezone
from kenbaar.notices.models import NoticeProfile
from kenbaar.people.actions.tokens import make_token
from kenbaar.people.actors import OPERATOR
from kenbaar.people.codes import new_token
from kenbaar.people.models import Scope
profile, code, now = NoticeProfile.objects.select_related("body").first(), new_token(), timezone.now()
until = now + dt.timedelta(days=1)
make_token("bench", profile.body, (Scope.ISSUE_NOTICES,), code=code, until=until, by=OPERATOR, now=now)
print(profile.slug, code)
"""


def measure() -> None:
    """Set up the sample with its profile, serve it on SQLite, and ask."""
    with tempfile.TemporaryDirectory(prefix="kenbaar-bench-") as folder:
        environment = {**os.environ, "KENBAAR_DATA_DIR": folder}
        subprocess.run([str(KENBAAR), "setup", "--sample"], env=environment, check=True, stdout=subprocess.DEVNULL)
        made = subprocess.run(
            [str(KENBAAR.with_name("python")), "-c", _MAKE_TOKEN], env=environment, check=True, capture_output=True
        )
        profile, token = made.stdout.decode().split()
        with running_site(Path(folder)) as (address, _site, _took):
            system = _System(address, profile, token)
            system.ask(range(_WARM))
            issued = system.ask(range(_WARM, _WARM + _A_SECOND * _SECONDS))
            repeated = system.ask(range(_WARM, _WARM + _A_SECOND * 5))
        bare = _commits(Path(folder) / "bare.sqlite3")
    show(
        f"Notices over the API, {_A_SECOND} a second for {_SECONDS} s, on SQLite",
        [
            *_figures("issued", issued, bare, goal="<= 25"),
            *_figures("repeated", repeated, bare),
        ],
    )


class _System:
    """A system of a body that writes letters."""

    def __init__(self, address: str, profile: str, token: str) -> None:
        self._host = urlsplit(address).netloc
        self._profile = profile
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, numbers: Sequence[int]) -> list[float]:
        """Ask for the notices with these numbers on the beat; return how many milliseconds each took, in order."""
        took: list[float] = [0.0] * len(numbers)
        begin = time.perf_counter() + 0.5
        turns = iter(enumerate(numbers))
        lock = threading.Lock()

        def work() -> None:
            connection = http.client.HTTPConnection(self._host)
            while True:
                with lock:
                    turn = next(turns, None)
                if turn is None:
                    return
                place, number = turn
                beat = begin + place / _A_SECOND
                time.sleep(max(0.0, beat - time.perf_counter()))
                connection.request("POST", "/api/v1/notices", self._body(number), self._headers)
                answer = connection.getresponse()
                said = answer.read()
                if answer.status not in {200, 201}:
                    raise RuntimeError(f"{answer.status}: {said[:300]!r}")
                took[place] = 1000 * (time.perf_counter() - beat)

        threads = [threading.Thread(target=work) for _each in range(_CONNECTIONS)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        return took

    def _body(self, number: int) -> bytes:
        return json.dumps({"profile": self._profile, "decision": _decision(number)}).encode()


def _decision(number: int) -> dict[str, object]:
    from kenbaar.decisions.sample_run import SAMPLE_DAY, sample_rows

    (row,) = sample_rows(1, seed=number)
    return {**row, "reference": f"bench-{number}", "decided_on": (SAMPLE_DAY - dt.timedelta(days=1)).isoformat()}


def _commits(file: Path) -> list[float]:
    """Return the milliseconds of a thousand commits of the size of a notice, with SQLite as the site has it."""
    took = []
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE notice (sealed BLOB)")
        for _each in range(1000):
            started = time.perf_counter()
            database.execute("INSERT INTO notice VALUES (?)", (os.urandom(1024),))
            took.append(1000 * (time.perf_counter() - started))
    return took


def _figures(what: str, took: Sequence[float], bare: Sequence[float], *, goal: str = "") -> list[Figure]:
    return [
        Figure(f"{what}: half of them within", under(took, 0.5), "ms", "", under(bare, 0.5), "bare commit"),
        Figure(f"{what}: 99 % within", under(took, 0.99), "ms", goal, under(bare, 0.99), "bare commit"),
        Figure(f"{what}: the slowest", max(took), "ms"),
    ]
