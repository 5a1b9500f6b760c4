"""A body with a profile, a key, and a file of decisions to issue."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from kenbaar.decisions.files.tables import Form, table
from kenbaar.notices.models import ProfileVersion
from kenbaar.notices.streaming.folder import ISSUED_COLUMNS
from kenbaar.notices.streaming.running import Outcome, RunOrder, run
from kenbaar.people.actors import OPERATOR
from tests.notices import world

NOON = world.NOON
ADDRESS = "https://register.example/besluit"


def row(number: int, **changes: str) -> dict[str, str]:
    """Return a decision as a row of a file, with other values for some columns (`__` for the point)."""
    whole = {
        "reference": f"W-{number:04}",
        "decided_on": "2026-11-20",
        "language": "nl",
        "outcome": "granted",
        "reasons": "Uw inkomen is lager dan de grens.",
        "data.income": f"{1000 + number}.50",
        "data.household": "3",
        "weighs.income_weight": "-12.5",
    }
    return whole | {name.replace("__", "."): value for name, value in changes.items()}


def written(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write rows to a file, in the form that its name says."""
    kept = list(rows)
    with table(path, Form(path.suffix[1:]), list(kept[0])) as write:
        write(list(zip(*(each.values() for each in kept), strict=True)))
    return path


class Killed(BaseException):
    """The process is gone: nothing after this happens."""


class Place:
    """A folder to work in, with an approved profile and the key of its body."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version: ProfileVersion = world.approved(wording={"template": "decision/1"})
        self.key = world.key_of(self.version.profile.body)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def order(self, file: Path, *, now: dt.datetime = NOON, **changes: Any) -> RunOrder:
        """Return the order to issue a file into the folder `out`."""
        order = {"version": self.version, "folder": self.out, **changes}
        return RunOrder(file, by=OPERATOR, clock=lambda: now, address=ADDRESS, **order)

    def run(self, file: Path, **changes: Any) -> Outcome:
        """Issue a file into the folder `out`."""
        return run(self.order(file, **changes))

    def issued(self, folder: Path | None = None) -> list[dict[str, Any]]:
        """Return the rows for the letters, of all parts."""
        parts = sorted((folder or self.out).glob("notices-*.parquet"))
        rows = [each for part in parts for each in pq.read_table(part).to_pylist()]
        assert all(tuple(each) == ISSUED_COLUMNS for each in rows)
        return rows
