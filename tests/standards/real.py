"""The real files, as records the way a file reader would hand them over. They are not part of the project."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kenbaar.standards.fields import folded, load_standard

DATA = Path(__file__).parents[2].parent / "shared" / "data"
OLD = "nl-algoritmeregister-2022-2023"

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not beside the project, in {DATA}")

Record = dict[str, Any]


def csv_of_2025() -> list[Record]:
    path = DATA / "nl-algoritmeregister-2025-06-full-en" / "algoritmeregister_ENG_full.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def json_of(name: str) -> list[Record]:
    records = json.loads((DATA / OLD / name).read_bytes())
    # The file of 2022 begins with three rows that explain its columns.
    return [record for record in records if record.get("schema", "Metadatstandaard").startswith("Metadatstandaard")]


def site_data() -> list[Record]:
    return json.loads((DATA / OLD / "etl_sample_4records_2024.json").read_bytes())["algoritme_versions"]


def summary_of_2026() -> list[Record]:
    path = DATA / "nl-algoritmeregister-2026" / "algoritmes_2026-08-08.json"
    return json.loads(path.read_bytes())["algoritmes"]


def american_inventory() -> list[Record]:
    path = DATA / "us-federal-2024" / "2024_consolidated_ai_inventory_raw_v2.csv"
    headers = load_standard("us-omb", "2024").by_header
    with path.open(encoding="cp1252", newline="") as file:
        rows = csv.reader(file)
        met: dict[str, int] = {}
        keys = []
        for header in (cell.strip() for cell in next(rows)):
            met[header] = met.get(header, 0) + 1
            name = header if met[header] == 1 else f"{header}#{met[header]}"
            keys.append(headers[folded(name)])
        return [dict(zip(keys, row, strict=True)) for row in rows]


def masterlist(name: str) -> Iterator[Record]:
    """Give a record per column; the second column has the labels, which serve as keys."""
    book = openpyxl.load_workbook(DATA / OLD / name, read_only=True, data_only=True)
    for sheet in book:
        _marks, labels, *columns = zip(*sheet.iter_rows(values_only=True), strict=True)
        for column in columns:
            cells = [str(cell) if hasattr(cell, "isoformat") else cell for cell in column]
            if isinstance(cells[0], str):
                yield {str(label): cell for label, cell in zip(labels, cells, strict=True) if label}


def templates() -> Iterator[Record]:
    for path in sorted((DATA / "nl-algoritmeregister-templates").glob("*/*.json")):
        content = json.loads(path.read_bytes())
        yield from content if isinstance(content, list) else [content]


FILES = {
    "register CSV 2025": csv_of_2025,
    "register JSON 2023-06": lambda: json_of("pub_2023-06.json"),
    "register JSON 2023-05": lambda: json_of("pub_2023-05.json"),
    "register JSON 2022-12": lambda: json_of("algoritmes_081222.json"),
    "site data 2024": site_data,
    "summary 2026": summary_of_2026,
    "American inventory 2024": american_inventory,
    "master list 2022-12": lambda: list(masterlist("masterlijst_2022-12.xlsx")),
    "master list 2023-05": lambda: list(masterlist("masterlijst_2023-05.xlsx")),
    "templates of suppliers": lambda: list(templates()),
}
LEAST = {
    "register CSV 2025": 869,
    "register JSON 2023-06": 130,
    "register JSON 2023-05": 117,
    "register JSON 2022-12": 96,
    "site data 2024": 4,
    "summary 2026": 1530,
    "American inventory 2024": 2133,
    "master list 2022-12": 100,
    "master list 2023-05": 100,
    "templates of suppliers": 20,
}
