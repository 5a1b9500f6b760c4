"""A file of decisions is issued once, wherever the run was killed; what is refused says why."""

import csv
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kenbaar.decisions.files.tables import Form
from kenbaar.notices.models import Batch, Notice
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.notices.streaming import folder as folders
from kenbaar.notices.streaming import running
from kenbaar.notices.streaming.errors import FileChanged, FolderDamaged, FolderInUse, FolderNotEmpty, FolderOfOther
from kenbaar.notices.streaming.folder import Counts, RunFolder
from kenbaar.people.actors import OPERATOR
from kenbaar.values import Language
from tests.notices import world
from tests.notices.run_world import NOON, Killed, Place, row, written

pytestmark = pytest.mark.django_db


def refusals_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_decision_of_a_file_gets_a_notice_that_its_code_opens(place: Place) -> None:
    outcome = place.run(written(place.folder / "decisions.parquet", map(row, range(7))))
    assert outcome.counts == Counts(rows=7, new=7) and outcome.refusals is None
    rows = place.issued()
    assert [each["row"] for each in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [each["reference"] for each in rows] == [f"W-{number:04}" for number in range(7)]
    for number, each in enumerate(rows):
        opened = open_with_code(each["code"])
        assert opened.decision.reference == each["reference"]
        assert opened.decision.values["income"] == f"{1000 + number}.50"
        assert opened.state.number == each["number"]
        assert each["code"] in each["mention"] and each["new"]
    assert Batch.objects.count() == 3


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_csv_and_json_lines_give_the_codes_that_parquet_gives(place: Place, form: str) -> None:
    place.run(written(place.folder / "decisions.parquet", map(row, range(4))))
    other = place.folder / "other"
    outcome = place.run(written(place.folder / f"decisions.{form}", map(row, range(4))), folder=other)
    assert outcome.counts == Counts(rows=4, repeated=4)
    assert [each["code"] for each in place.issued(other)] == [each["code"] for each in place.issued()]
    assert not any(each["new"] for each in place.issued(other))


def test_a_row_that_does_not_fit_is_in_the_list_with_its_place_and_a_way_out_and_the_others_are_issued(
    place: Place,
) -> None:
    rows = [row(0), row(1, outcome="maybe", data__income="=A1"), row(2), row(3), row(4, reference="W-0003")]
    outcome = place.run(written(place.folder / "decisions.csv", rows), speak=Language.EN)
    assert outcome.counts == Counts(rows=5, new=3, refused=2)
    assert outcome.refusals is not None
    found = [(each["row"], each["reference"], each["field"]) for each in refusals_of(outcome.refusals)]
    assert found == [("3", "W-0001", "outcome"), ("3", "W-0001", "data.income"), ("6", "W-0003", "reference")]
    assert all(each["what"] and each["remedy"] for each in refusals_of(outcome.refusals))
    assert Notice.objects.count() == 3


def test_a_decision_that_is_in_the_file_twice_gets_one_notice(place: Place) -> None:
    outcome = place.run(written(place.folder / "decisions.csv", [row(0), row(0), row(1), row(2), row(0)]))
    assert outcome.counts == Counts(rows=5, new=3, repeated=2)
    assert [each["new"] for each in place.issued()] == [True, False, True, True, False]
    assert len({each["code"] for each in place.issued()}) == 3


# Where a run can be killed: the deed at which it stops, and whether it still happens.
_POINTS: dict[str, tuple[object, str, bool]] = {
    "before a part is issued": (running, "issue_batch", False),
    "after its commit": (running, "issue_batch", True),
    "before its files": (RunFolder, "keep", False),
    "while its first file is written": (folders, "table", True),
    "before a file is on the disk": (folders.os, "fsync", False),
    "after a file is on the disk": (folders.os, "fsync", True),
    "before the folder says that it is done": (RunFolder, "_append", False),
    "after the folder says that it is done": (RunFolder, "_append", True),
    "before the list of refusals": (RunFolder, "refusals", False),
}


@pytest.mark.parametrize("point", _POINTS)
@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_run_that_was_killed_goes_on_with_the_same_codes_and_nothing_lost_or_double(
    place: Place, point: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(number, outcome="maybe" if number == 4 else "granted") for number in range(10)]
    file = written(place.folder / "decisions.parquet", rows)
    where, name, happens = _POINTS[point]
    with monkeypatch.context() as patched:
        patched.setattr(where, name, _killing(getattr(where, name), after=times, happens=happens))
        # Some are not killed: they had come to their end.
        with suppress(Killed):
            place.run(file)
    outcome = place.run(file, now=NOON.replace(hour=13))
    assert outcome.counts == Counts(rows=10, new=9, refused=1)
    issued = place.issued()
    assert [each["reference"] for each in issued] == [f"W-{number:04}" for number in range(10) if number != 4]
    assert all(each["new"] for each in issued)
    assert [open_with_code(each["code"]).decision.reference for each in issued] == [
        each["reference"] for each in issued
    ]
    assert sorted(each["number"] for each in issued) == list(Notice.objects.order_by("id").values_list("id", flat=True))
    assert outcome.refusals is not None and len(refusals_of(outcome.refusals)) == 1
    assert sum(Batch.objects.values_list("issued", flat=True)) == 9


def _killing(real: Callable[..., Any], *, after: int, happens: bool) -> Callable[..., Any]:
    """Return what does as `real`, until it is killed at one of its calls: before it or after it."""
    calls = 0

    def work(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == after and not happens:
            raise Killed
        result = real(*args, **named)
        if calls == after:
            raise Killed
        return result

    return work


def test_a_run_that_is_done_is_done_when_it_is_started_again(place: Place) -> None:
    file = written(place.folder / "decisions.parquet", map(row, range(5)))
    first = place.run(file)
    again = place.run(file)
    assert again.counts == again.earlier == first.counts
    assert Notice.objects.count() == 5


def test_a_folder_that_was_lost_is_made_again_with_the_same_codes(place: Place) -> None:
    file = written(place.folder / "decisions.parquet", map(row, range(5)))
    place.run(file)
    again = place.run(file, folder=place.folder / "again")
    assert again.counts == Counts(rows=5, repeated=5), "whoever prints what is new sends no letter twice"
    assert [{**each, "new": True} for each in place.issued(place.folder / "again")] == place.issued()


def test_a_file_that_changed_is_another_source(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(5)))
    place.run(file)
    written(file, [*map(row, range(5)), row(5)])
    with pytest.raises(FolderOfOther, match="choose a new folder"):
        place.run(file)
    outcome = place.run(file, folder=place.folder / "new")
    assert outcome.counts == Counts(rows=6, new=1, repeated=5)


def test_a_file_that_changes_while_it_is_read_stops_the_run(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(9)))

    def meddle(_read: int, counts: Counts) -> None:
        with file.open("ab") as more:
            more.write(b"\n")

    order = running.RunOrder(file, place.version, place.out, OPERATOR, lambda: NOON, "https://register.example")
    with pytest.raises(FileChanged):
        running.run(order, after_part=meddle)
    assert Notice.objects.count() == 3


def test_a_folder_with_other_things_in_it_is_left_alone(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(2)))
    place.out.mkdir()
    (place.out / "holiday.txt").touch()
    with pytest.raises(FolderNotEmpty):
        place.run(file)
    assert Notice.objects.count() == 0


def test_a_file_that_somebody_took_out_of_the_folder_is_written_again_with_the_same_codes(place: Place) -> None:
    file = written(place.folder / "decisions.csv", [row(0), row(1, outcome="misschien")])
    place.run(file)
    codes = [each["code"] for each in place.issued()]
    for name in ("notices-000001.parquet", "refused-000001.csv"):
        (place.out / name).unlink()
        place.run(file)
        assert (place.out / name).exists() and [each["code"] for each in place.issued()] == codes


@pytest.mark.parametrize("damage", [b"garbage\n", b"[]\n", b'{"kind": "kenbaar-run/3"}\n'])
def test_a_folder_of_which_nobody_can_say_how_far_it_came_is_left_alone(place: Place, damage: bytes) -> None:
    place.out.mkdir()
    (place.out / "run.jsonl").write_bytes(damage)
    with pytest.raises(FolderDamaged, match="Choose a new folder"):
        place.run(written(place.folder / "decisions.csv", [row(0)]))
    assert (place.out / "run.jsonl").read_bytes() == damage


def test_two_runs_do_not_write_in_one_folder(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(2)))
    about = folders.Run("x", "y", "z", 1, Form.CSV)
    with RunFolder.opened(place.out, about, today=NOON.date()), pytest.raises(FolderInUse):
        place.run(file)


def test_a_next_version_of_the_profile_is_another_run(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(2)))
    place.run(file)
    place.version = world.approved(place.version.profile.body, wording={"template": "decision/1"})
    with pytest.raises(FolderOfOther, match="version"):
        place.run(file)


def test_words_for_the_letters_start_no_formula_in_a_spreadsheet(place: Place) -> None:
    file = written(place.folder / "decisions.csv", [row(0, reference="-1")])
    place.run(file, form=Form.CSV)
    (part,) = place.out.glob("notices-*.csv")
    (found,) = refusals_of(part)
    assert found["reference"] == "'-1" and found["new"] == "yes"


def test_only_the_operator_of_the_folder_reads_the_codes(place: Place) -> None:
    place.run(written(place.folder / "decisions.csv", [row(0)]))
    assert place.out.stat().st_mode & 0o077 == 0
