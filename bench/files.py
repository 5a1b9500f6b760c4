"""Import and export: the real file where it is at hand, and invented records up to a hundred thousand."""

import csv
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import KENBAAR, Figure, run_measured, seconds, show
from bench.records import write_csv

_REAL = Path(__file__).parents[2] / "shared/data/nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv"


def measure(count: int) -> None:
    """Import and export; the baseline is Python's csv module reading the same file and nothing more."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="kenbaar-bench-") as folder:
        files = [(_REAL, "5 s")] if _REAL.exists() else []
        invented = Path(folder) / "invented.csv"
        write_csv(invented, count)
        for file, goal in (*files, (invented, "90 s" if count == 100_000 else "")):
            figures += _import_and_export(file, goal, Path(folder) / f"data-{file.stem}")
    show("Import and export (SQLite, through the command)", figures)


def _import_and_export(file: Path, goal: str, data: Path) -> Iterator[Figure]:
    environment = {**os.environ, "KENBAAR_DATA_DIR": str(data)}
    run_measured([str(KENBAAR), "setup"], environment)
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = sum(1 for _ in csv.DictReader(source))
    bare = seconds(lambda: _read_with_csv(file))
    took, memory = run_measured([str(KENBAAR), "import", "--no-index", str(file)], environment)
    yield Figure(f"import {rows:,} records", took, "s", goal, bare, "csv module, reading only")
    yield Figure(f"import {rows:,} records, most memory", memory, "MB", "flat")
    indexing, memory = run_measured([str(KENBAAR), "index"], environment)
    yield Figure(f"search index of {rows:,} records", indexing, "s", "", bare, "csv module, reading only")
    yield Figure(f"search index of {rows:,} records, most memory", memory, "MB", "flat")
    again, _ = run_measured([str(KENBAAR), "import", str(file)], environment)
    yield Figure("the same file again (nothing changes)", again, "s", "", took, "the first time")
    for form in ("csv", "xlsx", "json", "jsonl"):
        target = data / f"export.{form}"
        took, _ = run_measured([str(KENBAAR), "export", str(target)], environment)
        limit = "30 s" if rows == 100_000 else ""
        yield Figure(f"export {rows:,} as {form}", took, "s", limit, bare, "csv module, reading only")


def _read_with_csv(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as source:
        for _ in csv.DictReader(source):
            pass
