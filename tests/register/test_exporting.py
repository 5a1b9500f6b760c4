"""Exporting: what is public, in any standard and language, and nothing of it is lost on the way back in."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kenbaar.register.actions import writing
from kenbaar.register.exporting import export
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.rules.answers import known
from kenbaar.standards.fields import load_standard, standards
from kenbaar.standards.files.opening import open_source
from kenbaar.standards.files.writing import WRITERS
from kenbaar.values import Language
from tests import make
from tests.standards.real import DATA, OLD, needs_data

pytestmark = pytest.mark.django_db

NL, EN = Language.NL, Language.EN
V10 = load_standard("publicatiestandaard", "1.0")
OWN = load_standard("kenbaar", "1")


def written(path: Path, form: str, **wish: Any) -> Path:
    chosen = export(wish.pop("standard", V10), wish.pop("language", NL), **wish)
    path.write_bytes(b"".join(WRITERS[form](chosen.records, chosen.columns)))
    return path


def take_in(path: Path, *, now: dt.datetime = make.NOON) -> dict[str, int]:
    with open_source(path) as source:
        order = ImportOrder(source=path.name, by=make.OPERATOR, now=now)
        report = import_rows(source.rows(), order, repairs=lambda _repair: None)
    return {name: count for name, count in report.as_details().items() if count}


def sheets() -> dict[str, dict[str, Any]]:
    entries = Entry.objects.filter(state=State.PUBLISHED).select_related("published")
    return {entry.reference: dict(entry.published.answers()) for entry in entries if entry.published}


def test_an_export_has_what_is_public_now_and_says_whose_it_is() -> None:
    public = make.entry(State.PUBLISHED)
    for state in (State.DRAFT, State.REVIEW, State.WITHDRAWN, State.ARCHIVED):
        make.entry(state)
    writing.add_version(public.reference, sheet=make.sheet("Geheim plan"), by=make.OPERATOR, now=make.NOON)
    records = list(export(V10, NL).records)
    assert [(record["name"], record["organization"], record["algorithm_id"]) for record in records] == [
        ("Parkeercontrole", public.body.name_nl, public.reference)
    ]


def test_an_export_can_be_of_one_body() -> None:
    make.entry(State.PUBLISHED)
    other = make.entry(State.PUBLISHED, at=make.body("gemeente-elders"))
    assert [record["algorithm_id"] for record in export(V10, NL, body="gemeente-elders").records] == [other.reference]


def test_every_record_of_an_export_has_the_same_keys_in_the_order_of_the_standard() -> None:
    make.entry(State.PUBLISHED)
    make.entry(State.PUBLISHED, says=make.sheet(end_date=known("2026-01")))
    for standard in standards():
        chosen = export(standard, EN)
        assert {tuple(record) for record in chosen.records} == {chosen.columns}


@pytest.mark.parametrize("form", WRITERS)
def test_a_register_that_is_exported_and_imported_again_says_the_same(form: str, tmp_path: Path) -> None:
    says = make.sheet(
        organisation_name=known({"nl": "Gemeente Lindewaarde"}),
        purpose=known({"nl": "=niet uitrekenen\r\nmaar lezen"}),
        legal_basis_links=known([{"title": {"nl": "Gemeentewet"}, "link": "https://wet.example/BWBR0005416"}]),
    )
    make.entry(State.PUBLISHED, says=says)
    before = sheets()
    assert take_in(written(tmp_path / "file", form, standard=OWN)) == {"rows": 1, "unchanged": 1}
    after = sheets()
    # Named one by one: two registers that differ are too much to show side by side.
    assert [reference for reference in before if after[reference] != before[reference]] == []


REAL = {
    "2025": "nl-algoritmeregister-2025-06-full-en/algoritmeregister_ENG_full.csv",
    "2023": f"{OLD}/pub_2023-06.json",
    "2022": f"{OLD}/algoritmes_081222.json",
    "sites": f"{OLD}/etl_sample_4records_2024.json",
    "2026": "nl-algoritmeregister-2026/algoritmes_2026-08-08.json",
    "american": "us-federal-2024/2024_consolidated_ai_inventory_raw_v2.csv",
}


@needs_data
@pytest.mark.parametrize("name", REAL)
def test_every_real_register_survives_export_and_import_in_every_format(name: str, tmp_path: Path) -> None:
    take_in(DATA / REAL[name])
    before = sheets()
    for source in sorted(set(EntryVersion.objects.values_list("standard", flat=True))):
        standard_id, version, language = source.split("/")
        for form in WRITERS:
            wish = {"standard": load_standard(standard_id, version), "language": Language(language)}
            again = take_in(written(tmp_path / form, form, **wish), now=make.NOON + dt.timedelta(days=1))
            assert again == {"rows": len(before), "unchanged": len(before)}, (source, form)
    after = sheets()
    # Named one by one: two registers that differ are too much to show side by side.
    assert [reference for reference in before if after[reference] != before[reference]] == []


def test_an_entry_that_was_not_written_in_the_language_is_given_in_the_one_it_has(tmp_path: Path) -> None:
    summary = known({"en": "A car with a camera checks whether parking is paid for."})
    entry = make.entry(
        State.PUBLISHED,
        says=make.sheet(name_en := "Parking control").with_answers(
            {"name": known({"en": name_en}), "summary": summary}
        ),
    )
    record = next(export(V10, NL).records)
    assert (record["name"], record["description_short"]) == ("Parking control", summary["value"]["en"])
    for standard in (V10, OWN):
        assert take_in(written(tmp_path / "back.jsonl", "jsonl", standard=standard)) == {"rows": 1, "unchanged": 1}
    assert EntryVersion.objects.filter(entry=entry).count() == 1
