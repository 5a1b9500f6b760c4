"""Processes that are killed, or busy with the same entries at once: nothing is lost and nothing is there twice."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assessments.own_site import OwnSite, own_site

ENTRIES = 12
# Says after each batch how far it is; in the end, how many versions are classified and how often at most.
RUN = """
import signal, sys
import django
django.setup()
from django.db.models import Count, Max
from kenbaar.assessments.actions import reclassifying
from kenbaar.assessments.models import Classification
from tests import make

workers, stand_still_at = int(sys.argv[1]), int(sys.argv[2])

def tell(report):
    print(report.done, flush=True)
    if report.done == stand_still_at:
        signal.pause()

if __name__ == "__main__":
    reclassifying._WORTH_WORKERS = 1
    day = make.NOON.date()
    order = reclassifying.Order(by=make.OPERATOR, now=make.NOON, on=day, batch=3, workers=workers)
    reclassifying.reclassify_all(order, after_batch=tell)
    print(*Classification.objects.aggregate(Count("version", distinct=True), Max("number")).values())
"""
NEVER = "-1"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[OwnSite]:
    with own_site(tmp_path) as made:
        made.fill(ENTRIES)
        yield made


def test_a_run_that_is_killed_takes_its_workers_along_and_the_next_goes_on_where_it_was(site: OwnSite) -> None:
    killed = site.start(RUN, "2", "6")
    assert killed.stdout is not None
    assert [killed.stdout.readline() for _ in range(3)] == ["0\n", "3\n", "6\n"]
    os.kill(killed.pid, signal.SIGKILL)
    # A stream ends when the last process that holds it does: coming back from here is the proof.
    killed.communicate(timeout=120)
    told, problems = (again := site.start(RUN, "1", NEVER)).communicate()
    assert again.returncode == 0, problems
    assert told.splitlines() == ["0", "3", "6", f"{ENTRIES} 1"]


def test_two_processes_at_once_classify_everything_once(site: OwnSite) -> None:
    runs = [site.start(RUN, "1", NEVER) for _ in range(2)]
    told = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    assert f"{ENTRIES} 1" in [output.splitlines()[-1] for output, _problems in told]
