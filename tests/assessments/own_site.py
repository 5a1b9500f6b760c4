"""A register of its own on disk, or in a database of its own, for tests that run several processes on it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.own_database import own_database

_FILL = """
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from tests import make
from tests.assessments.world import later
call_command("migrate", verbosity=0)
with transaction.atomic():
    for number in range({count}):
        make.entry(says=later(2030 + number), key=f"test:own-{{number}}")
"""


class OwnSite:
    """Runs programs on one register."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def fill(self, count: int) -> None:
        """Make entries that the law says something different about, each."""
        filling = self.start(_FILL.format(count=count))
        _, problems = filling.communicate()
        assert filling.returncode == 0, problems

    def start(self, program: str, *words: str) -> "subprocess.Popen[str]":
        """Start a Python program; both streams can be read."""
        return subprocess.Popen(
            [sys.executable, "-c", program, *words],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


@contextmanager
def own_site(folder: Path) -> Iterator[OwnSite]:
    """Give a register without entries; on PostgreSQL when the tests run on it."""
    environment = {
        **os.environ,
        "KENBAAR_DATA_DIR": str(folder),
        "KENBAAR_SECRET_KEY": "only for tests",
        "DJANGO_SETTINGS_MODULE": "kenbaar.site.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with own_database(folder) as name:
        server = os.environ.get("KENBAAR_DATABASE_URL", "")
        if server.startswith("postgresql"):
            environment["KENBAAR_DATABASE_URL"] = server.replace("/postgres?", f"/{name}?")
        yield OwnSite(environment)
