"""What the tests of this room share: facts that decide something, and a law that differs in one word."""

import datetime as dt
import shutil
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kenbaar.assessments.actions.reclassifying import Order, Report, reclassify_all
from kenbaar.assessments.changes import Change
from kenbaar.assessments.models import Classification, KaderRelease, StoredConclusion
from kenbaar.journal.models import JournalLine
from kenbaar.law.reading import LawBook, read_law
from kenbaar.register.models import Entry
from kenbaar.rules.answers import Sheet, known
from kenbaar.rules.facts import vocabulary
from tests import make

TODAY = make.NOON.date()
# The text of 2024 was known then, and the amendment of 2026 was not.
BEFORE_AMENDMENT = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def benefits(name: str = "Uitkering", **more: Any) -> Sheet:
    """Make the facts of a system that decides about benefits: high-risk, used by the body since 2023."""
    said: dict[str, Any] = {
        "ai_system": "yes",
        "annex_iii": ["5a"],
        "profiling": True,
        "roles": ["deployer"],
        "organisation_kind": "public_body",
        "start_date": "2023-05",
        **more,
    }
    return make.sheet(name, **{fact: known(value) for fact, value in said.items()})


def later(year: int, name: str = "Uitkering") -> Sheet:
    """Make the facts of such a system that is new in a year: its day depends on it, and on the law."""
    return benefits(f"{name} {year}", start_date=f"{year}-02", first_placed=f"{year}-02")


def simple(name: str = "Rekenregel") -> Sheet:
    """Make the facts of a calculation that is no AI."""
    return make.sheet(name, ai_system=known("no"))


@cache
def other_law() -> LawBook:
    """Return the law with one change: Annex III binds a year later."""
    with TemporaryDirectory() as folder, as_file(files("kenbaar.content").joinpath("law")) as ours:
        copy = Path(folder) / "law"
        shutil.copytree(ours, copy)
        clocks = copy / "eu" / "ai-act" / "act.yaml"
        text = clocks.read_text()
        assert "2027-12-02" in text
        clocks.write_text(text.replace("2027-12-02", "2028-12-02"))
        return read_law(copy, vocabulary())


def run(**order: Any) -> tuple[Report, list[Change]]:
    """Classify everything as an operator; return the report and what was noted."""
    book, after_batch = order.pop("book", None), order.pop("after_batch", lambda _report: None)
    noted: list[Change] = []
    asked = Order(**{"by": make.OPERATOR, "now": make.NOON, "on": TODAY, **order})
    return reclassify_all(asked, note=noted.append, after_batch=after_batch, book=book), noted


def events(start: str = "assessments.") -> list[str]:
    """Return the events of this room in the journal, from old to new."""
    lines = JournalLine.objects.filter(event__startswith=start).order_by("sequence")
    return [event.removeprefix(start) for event in lines.values_list("event", flat=True)]


def rows() -> tuple[int, ...]:
    """Count what the room holds."""
    return tuple(model.objects.count() for model in (Classification, StoredConclusion, KaderRelease, JournalLine))


def kept(entry: Entry) -> list[tuple[int, int, str]]:
    """Return version, number and class of every classification of an entry."""
    found = Classification.objects.filter(version__entry=entry).order_by("version__number", "number")
    return list(found.values_list("version__number", "number", "conclusion__class_id"))
