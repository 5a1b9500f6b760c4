"""A body hands over which decisions it took, and hears which have no notice and which notices have no decision."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from kenbaar.journal.models import JournalLine
from kenbaar.notices.actions.ending import withdraw_notice
from kenbaar.notices.errors import NotAllowed
from kenbaar.notices.models import Reconciliation
from kenbaar.notices.streaming.errors import FolderNotEmpty
from kenbaar.notices.streaming.reconciling import Comparison, Found, reconcile
from kenbaar.people.actors import ANYONE, OPERATOR, Actor
from kenbaar.standards.files.refusals import FileRefused
from tests.notices.run_world import NOON, Place, row, written

pytestmark = pytest.mark.django_db

NOVEMBER = dt.date(2026, 11, 1)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.run(written(tmp_path / "issued.parquet", map(row, range(5))))
    return place


def compared(place: Place, file: Path, name: str = "lists", *, by: Actor = OPERATOR) -> Found:
    return reconcile(Comparison(file, place.version.profile, place.folder / name, by, NOON))


def listed(place: Place, name: str, folder: str = "lists") -> list[dict[str, str]]:
    with (place.folder / folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_decisions_without_a_notice_and_notices_without_a_decision_are_found(place: Place, form: str) -> None:
    file = written(place.folder / f"decisions.{form}", map(row, range(2, 8)))
    found = compared(place, file)
    figures = found.months[NOVEMBER]
    assert (figures.decisions, figures.noticed, figures.loose) == (6, 3, 2)
    assert [each["reference"] for each in listed(place, "without-notice.csv")] == ["W-0005", "W-0006", "W-0007"]
    numbers = {each["number"] for each in place.issued() if each["reference"] in ("W-0000", "W-0001")}
    assert {int(each["number"]) for each in listed(place, "without-decision.csv")} == numbers
    kept = Reconciliation.objects.get()
    assert (kept.month, kept.decisions, kept.noticed, kept.loose) == (NOVEMBER, 6, 3, 2)


def test_only_reference_and_day_are_looked_at_and_only_figures_are_kept(place: Place) -> None:
    rows = [{"decided_on": "2026-11-20", "anything": "=1+1", "reference": f"W-{number:04}"} for number in range(5)]
    found = compared(place, written(place.folder / "bare.csv", rows))
    assert found.months[NOVEMBER].noticed == 5 and not found.refused
    line = JournalLine.objects.get(event="notices.decisions.reconciled")
    assert line.details == {"months": {"2026-11-01": {"decisions": 5, "noticed": 5, "loose": 0}}}
    assert "W-0" not in str(line.details)


def test_a_notice_that_was_withdrawn_is_no_notice(place: Place) -> None:
    withdraw_notice(place.issued()[0]["number"], by=OPERATOR, now=NOON)
    found = compared(place, written(place.folder / "again.csv", map(row, range(5))))
    assert (found.months[NOVEMBER].noticed, found.months[NOVEMBER].loose) == (4, 0)
    assert [each["reference"] for each in listed(place, "without-notice.csv")] == ["W-0000"]


def test_months_are_counted_apart_and_a_decision_counts_once(place: Place) -> None:
    rows = [row(0), row(0), row(9, decided_on="2026-10-02"), row(1)]
    found = compared(place, written(place.folder / "two.csv", rows))
    october, november = found.months[dt.date(2026, 10, 1)], found.months[NOVEMBER]
    assert (october.decisions, october.noticed, november.decisions, november.noticed) == (1, 0, 2, 2)
    assert november.loose == 3 and found.twice == 1


def test_rows_that_cannot_be_read_are_listed_with_a_way_out(place: Place) -> None:
    rows = [row(0), row(1, decided_on="1899-01-01"), row(2, reference="=A1"), row(3, reference="")]
    found = compared(place, written(place.folder / "bad.csv", rows))
    assert found.refused == 3 and found.months[NOVEMBER].decisions == 1
    refused = listed(place, "refused.csv")
    assert [(each["row"], each["field"]) for each in refused] == [
        ("3", "decided_on"),
        ("4", "reference"),
        ("5", "reference"),
    ]
    assert all(each["remedy"] for each in refused)


def test_who_may_not_and_what_cannot_be_read_leave_no_list_and_no_figure(place: Place) -> None:
    file = written(place.folder / "decisions.csv", map(row, range(5)))
    with pytest.raises(NotAllowed):
        compared(place, file, by=ANYONE)
    torn = place.folder / "torn.parquet"
    torn.write_bytes((place.folder / "issued.parquet").read_bytes()[:-40])
    with pytest.raises(FileRefused):
        compared(place, torn)
    lacking = written(place.folder / "lacking.csv", [{"reference": "W-0001", "day": "2026-11-20"}])
    with pytest.raises(FileRefused):
        compared(place, lacking)
    assert not Reconciliation.objects.exists() and not list((place.folder / "lists").iterdir())
    (place.folder / "lists" / "notes.txt").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        compared(place, file)
