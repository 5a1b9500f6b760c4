"""Others read and seal; notices are issued here, once, whatever is killed."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from kenbaar.notices.actions.keys import add_reading_key
from kenbaar.notices.models import Batch, Notice
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.notices.streaming import running
from kenbaar.notices.streaming.errors import NoFiles, NotParquet
from kenbaar.notices.streaming.folder import Counts, RunFolder
from kenbaar.notices.streaming.preparing import Stage
from kenbaar.notices.streaming.running import orders_of
from kenbaar.notices.streaming.staging import Crew, Task, do_tasks
from kenbaar.people.actors import OPERATOR
from kenbaar.standards.files.refusals import FileRefused
from tests.notices.ahead_world import dataset, issue, issued, whole
from tests.notices.run_world import NOON, Killed, Place, row, written

pytestmark = pytest.mark.django_db


class Here:
    """A crew of nobody: the work is done where it is asked for."""

    width = 1

    def __init__(self) -> None:
        self.lost: set[int] = set()
        self.jobs = 0

    def work(self, stage: Stage, tasks: Sequence[Task]) -> None:
        self.jobs += 1
        do_tasks(stage, [task for number, task in enumerate(tasks) if number not in self.lost])

    def stop(self) -> None:
        """Nothing runs on."""

    def ready(self) -> AbstractContextManager[Crew]:
        return nullcontext(self)


@pytest.fixture
def here() -> Here:
    return Here()


def test_a_folder_is_issued_as_its_files_are(place: Place, here: Here) -> None:
    folder = dataset(place)
    assert issue(place, folder, here.ready()) == Counts(rows=21, new=20, refused=1)
    whole(place)
    assert here.jobs == 2
    again = [running.run(each) for each in orders_of(place.order(folder, folder=place.folder / "again"))]
    assert [each.counts for each in again] == [Counts(7, 0, 6, 1), Counts(14, 0, 14)], (
        "without a cluster it is the same"
    )
    assert [{**each, "new": True} for each in issued(place, place.folder / "again")] == issued(place)
    refused = [each.relative_to(place.out) for each in sorted(place.out.rglob("refused.csv"))]
    assert refused == [Path("month=2026-10/one.parquet/refused.csv")]
    name = refused[0]
    assert (place.out / name).read_bytes() == (place.folder / "again" / name).read_bytes()


def test_decisions_that_have_a_notice_keep_it(place: Place, here: Here) -> None:
    place.run(written(place.folder / "some.csv", [row(1), row(9, outcome="refused")]), folder=place.folder / "first")
    assert issue(place, dataset(place), here.ready()) == Counts(rows=21, new=18, repeated=1, refused=2)
    assert [each["reference"] for each in issued(place) if not each["new"]] == ["W-0001"]


def test_a_decision_that_is_there_twice_gets_one_notice(place: Place, here: Here) -> None:
    folder = place.folder / "decisions"
    folder.mkdir()
    written(folder / "a.parquet", [row(0), row(0), row(1), row(0)])
    assert issue(place, folder, here.ready()) == Counts(rows=4, new=2, repeated=2)


def test_a_new_reading_key_counts_from_the_next_part(place: Place, here: Here) -> None:
    def renew(_read: int, _counts: Counts) -> None:
        if Batch.objects.count() == 1:
            add_reading_key(place.version.profile.body, bytes(32)[:-1] + b"\x09", by=OPERATOR, now=NOON)

    issue(place, dataset(place), here.ready(), after_part=renew)
    keys = list(Batch.objects.order_by("id").values_list("reading_key", flat=True))
    assert keys[0] < keys[1] == keys[-1]
    assert all(open_with_code(each["code"]) for each in issued(place))


@pytest.mark.parametrize("name", ["issue_batch", "keep", "_append", "refusals"])
@pytest.mark.parametrize("after", [1, 2, 4, 6])
def test_a_run_that_was_killed_goes_on_with_nothing_lost_or_double(
    place: Place, here: Here, name: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, calls = dataset(place), 0
    where: Any = running if name == "issue_batch" else RunFolder
    real = getattr(where, name)

    def killing(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        result = real(*args, **named)
        if calls == after:
            raise Killed
        return result

    with monkeypatch.context() as patched:
        patched.setattr(where, name, killing)
        with suppress(Killed):
            issue(place, folder, here.ready())
    assert issue(place, folder, here.ready()) == Counts(rows=21, new=20, refused=1)
    whole(place)


def test_a_part_that_the_cluster_did_not_make_is_made_here(place: Place, here: Here) -> None:
    here.lost = {1}
    issue(place, dataset(place), here.ready())
    whole(place)


def test_a_broken_file_is_refused_by_name_and_what_went_before_stays(place: Place, here: Here) -> None:
    folder = dataset(place)
    broken = folder / "month=2026-11/two.parquet"
    content = bytearray(broken.read_bytes())
    content[4:200] = bytes(196)
    broken.write_bytes(content)
    with pytest.raises(FileRefused):
        issue(place, folder, here.ready())
    assert Notice.objects.count() == 6


def test_a_folder_without_parquet_is_refused(place: Place) -> None:
    written(place.folder / "decisions.csv", [row(0)])
    with pytest.raises(NoFiles, match="no Parquet files"):
        orders_of(place.order(place.folder))


def test_a_file_that_is_no_parquet_is_refused_before_anything_is_written(place: Place, here: Here) -> None:
    file = written(place.folder / "decisions.csv", [row(0)])
    with pytest.raises(NotParquet, match="Leave --workers out"):
        issue(place, file, here.ready())
    assert not Notice.objects.exists()


def test_a_new_secret_while_parts_are_made_ahead_gives_no_decision_a_second_notice(
    place: Place, here: Here, settings: object
) -> None:
    first, second = "the-first-secret-of-this-site-0001", "the-second-secret-of-this-site-002"
    settings.NOTICE_SECRET = first
    file = written(place.folder / "decisions.parquet", [row(number) for number in range(8)])
    place.run(file, folder=place.folder / "before")

    def another(_bytes: int, _counts: Counts) -> None:
        settings.NOTICE_SECRET = f"{second} {first}"

    assert issue(place, file, here.ready(), after_part=another) == Counts(rows=8, repeated=8)
