"""A folder of Parquet files to issue with a crew that reads and seals, and what must be true of it afterwards."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import count_of
from kenbaar.notices.models import Batch, Notice
from kenbaar.notices.queries.opening import open_with_code, open_with_key
from kenbaar.notices.streaming.ahead import run_ahead
from kenbaar.notices.streaming.folder import Counts
from kenbaar.notices.streaming.running import orders_of
from kenbaar.notices.streaming.staging import Crew
from kenbaar.people.actors import OPERATOR
from tests.notices.run_world import Place, row, written

FILES = {"month=2026-10/one.parquet": 7, "month=2026-11/two.parquet": 14}


def dataset(place: Place) -> Path:
    """Write 21 decisions in two files, of which one is refused."""
    folder, number = place.folder / "decisions", 0
    for name, count in FILES.items():
        (folder / name).parent.mkdir(parents=True)
        rows = [row(each, outcome="maybe" if each == 4 else "granted") for each in range(number, number + count)]
        written(folder / name, rows)
        number += count
    (folder / "_SUCCESS").touch()
    return folder


def issue(place: Place, file: Path, crew: AbstractContextManager[Crew], **more: Any) -> Counts:
    orders = orders_of(place.order(file))
    outcomes = list(run_ahead(orders, crew=crew, staging=place.out / ".staged", **more))
    return sum((each.counts for each in outcomes), Counts())


def issued(place: Place, out: Path | None = None) -> list[dict[str, Any]]:
    return [each for name in FILES for each in place.issued((out or place.out) / name)]


def whole(place: Place) -> None:
    """Every decision has one notice that its code and its body open, and nothing secret is left behind."""
    rows = issued(place)
    assert [each["reference"] for each in rows] == [f"W-{number:04}" for number in range(21) if number != 4]
    assert all(each["new"] and each["code"] in each["mention"] for each in rows)
    for each in rows:
        assert open_with_code(each["code"]).decision.reference == each["reference"]
        by_body = open_with_key(each["number"], [place.key], seen_by=OPERATOR)
        assert by_body.decision.reference == each["reference"]
    assert Notice.objects.count() == sum(Batch.objects.values_list("issued", flat=True)) == 20
    assert count_of(Log.NOTICES) == 20
    assert not (place.out / ".staged").exists()
