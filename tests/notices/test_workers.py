"""Processes of this machine read and seal, and one of them is killed."""

import multiprocessing

import pytest

from kenbaar.notices.models import Notice
from kenbaar.notices.streaming import ahead, running
from kenbaar.notices.streaming.errors import WorkersStopped
from kenbaar.notices.streaming.folder import Counts
from kenbaar.notices.streaming.running import orders_of
from kenbaar.notices.streaming.workers import workers
from tests.notices.ahead_world import dataset, issue, issued, whole
from tests.notices.run_world import Place, row, written

pytestmark = pytest.mark.django_db


def test_two_processes_issue_what_one_does(place: Place) -> None:
    folder = dataset(place)
    assert issue(place, folder, workers(2)) == Counts(rows=21, new=20, refused=1)
    whole(place)
    again = [running.run(each).counts for each in orders_of(place.order(folder, folder=place.folder / "again"))]
    assert sum(again, Counts()) == Counts(rows=21, repeated=20, refused=1)
    assert [{**each, "new": True} for each in issued(place, place.folder / "again")] == issued(place)


def test_one_file_is_enough(place: Place) -> None:
    file = written(place.folder / "decisions.parquet", [row(number) for number in range(7)])
    assert issue(place, file, workers(1)) == Counts(rows=7, new=7)
    assert issue(place, file, workers(1)) == Counts(rows=7, new=7), "what was done is told again"


def test_a_process_that_is_killed_is_one_sentence_and_the_run_goes_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_AHEAD", 1)
    folder = dataset(place)

    def kill(_read: int, _counts: Counts) -> None:
        for each in multiprocessing.active_children():
            each.kill()

    with pytest.raises(WorkersStopped, match="start the same command again"):
        issue(place, folder, workers(1), after_part=kill)
    assert 0 < Notice.objects.count() < 20
    assert issue(place, folder, workers(1)) == Counts(rows=21, new=20, refused=1)
    whole(place)
