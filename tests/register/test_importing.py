"""Importing: what gets in, what is told about it, and that nothing changes when it goes wrong."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import ANYONE
from kenbaar.people.models import Body
from kenbaar.register.actions import steps, writing
from kenbaar.register.errors import NotAllowed
from kenbaar.register.importing.merging import merged
from kenbaar.register.importing.report import ImportReport, Repair
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryKey, EntryVersion, PublicStep
from kenbaar.rules.answers import Sheet, known, not_applicable
from kenbaar.rules.facts import vocabulary
from kenbaar.standards.files.refusals import FileRefused, Reason
from kenbaar.standards.files.rows import FileProblem, Place, ProblemKind, SourceRow, Unit
from kenbaar.values import Language
from tests import make

pytestmark = pytest.mark.django_db

LARS, OTHER_LARS = "33333335", "11111115"
LATER = make.NOON + dt.timedelta(days=1)


def record(name: str = "Parkeercontrole", **fields: Any) -> dict[str, Any]:
    first = {
        "name": name,
        "organization": "Gemeente Amsterdam",
        "description_short": "Een auto met een camera controleert of er voor het parkeren is betaald.",
        "status": "In gebruik",
        "standard_version": "1.0.0",
    }
    return {**first, **fields}


def rows(*records: dict[str, Any] | FileProblem) -> Iterator[SourceRow]:
    for number, what in enumerate(records, start=1):
        place = Place(Unit.ROW, number + 1)
        if isinstance(what, FileProblem):
            yield SourceRow(number, place, problem=what)
        else:
            yield SourceRow(number, place, what)


def take_in(*records: dict[str, Any] | FileProblem, **order: Any) -> tuple[ImportReport, list[Repair]]:
    repairs: list[Repair] = []
    wanted = ImportOrder(**{"source": "register.csv", "by": make.OPERATOR, "now": make.NOON, **order})
    return import_rows(rows(*records), wanted, repairs=repairs.append), repairs


def world() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Entry, EntryKey, EntryVersion, PublicStep, JournalLine, Body))


def counts(report: ImportReport) -> dict[str, int]:
    return {name: count for name, count in report.as_details().items() if count}


def test_a_record_becomes_a_published_entry_of_its_body_on_the_day_of_its_source() -> None:
    report, _ = take_in(record(algorithm_id=LARS, publication_dt="2025-06-12T10:00:00+02:00"))
    entry = Entry.objects.select_related("body", "published").get()
    assert (entry.reference, entry.state, entry.body.name_nl) == (LARS, State.PUBLISHED, "Gemeente Amsterdam")
    assert entry.published is not None and entry.published_id == entry.latest_id
    assert entry.published.answers().texts("name") == {"nl": "Parkeercontrole"}
    assert entry.changed_at == entry.first_published_at == dt.datetime(2025, 6, 12, 8, tzinfo=dt.UTC)
    assert counts(report) == {"rows": 1, "created": 1, "bodies_added": 1}
    events = list(JournalLine.objects.filter(subject=LARS).values_list("event", flat=True))
    assert events == ["register.entry.created", "register.version.added", "register.entry.published"]
    assert JournalLine.objects.last().event == "register.import.finished"  # type: ignore[union-attr]


def test_importing_the_same_twice_changes_nothing_but_the_journal_s_note_of_it() -> None:
    records = [record(algorithm_id=LARS), record("Briefsortering"), record("Briefsortering")]
    first, _ = take_in(*records)
    before = world()
    second, _ = take_in(*records, now=LATER)
    assert counts(first) == {"rows": 3, "created": 3, "bodies_added": 1}
    assert counts(second) == {"rows": 3, "unchanged": 3}
    assert world() == (*before[:4], before[4] + 1, before[5])


def test_a_newer_file_makes_versions_only_where_something_changed() -> None:
    take_in(record(algorithm_id=LARS), record("Briefsortering", algorithm_id=OTHER_LARS))
    report, _ = take_in(
        record(algorithm_id=LARS, goal="Weten wie er betaald heeft."),
        record("Briefsortering", algorithm_id=OTHER_LARS),
        now=LATER,
    )
    assert counts(report) == {"rows": 2, "changed": 1, "unchanged": 1}
    versions = EntryVersion.objects.filter(entry__reference=LARS)
    assert [version.number for version in versions] == [1, 2]
    entry = Entry.objects.get(reference=LARS)
    assert (entry.changed_at, entry.first_published_at) == (LATER, make.NOON)
    assert PublicStep.objects.filter(entry=entry).count() == 2


def test_the_two_languages_of_an_entry_come_together_also_from_one_file() -> None:
    english = record("Parking check", status="In use", algorithm_id=LARS, language="ENG")
    report, _ = take_in(record(algorithm_id=LARS, language="NLD"), english)
    assert counts(report) == {"rows": 2, "created": 1, "changed": 1, "bodies_added": 1}
    entry = Entry.objects.select_related("latest").get()
    assert entry.latest is not None
    assert entry.latest.answers().texts("name") == {"nl": "Parkeercontrole", "en": "Parking check"}
    assert entry.latest.number == 2


def test_a_code_that_comes_twice_is_told_and_the_first_is_used() -> None:
    report, repairs = take_in(record(algorithm_id=LARS), record("Iets anders", algorithm_id=LARS))
    assert counts(report) == {"rows": 2, "created": 1, "repeated": 1, "bodies_added": 1}
    assert [(line.kind, line.place.nl) for line in repairs if line.kind == "repeated"] == [("repeated", "rij 3")]


def test_an_entry_without_code_is_found_again_by_its_name_and_then_by_its_code() -> None:
    take_in(record())
    take_in(record(algorithm_id=LARS))
    report, _ = take_in(record("Parkeercontrole met camera", algorithm_id=LARS))
    assert counts(report) == {"rows": 1, "changed": 1}
    assert Entry.objects.count() == 1
    assert set(EntryKey.objects.values_list("scheme", flat=True)) == {"name", "lars"}


def test_two_entries_with_one_name_and_two_codes_stay_two() -> None:
    take_in(record())
    report, _ = take_in(record(algorithm_id=LARS), record(algorithm_id=OTHER_LARS))
    assert counts(report) == {"rows": 2, "unchanged": 1, "created": 1}
    assert Entry.objects.count() == 2


def test_a_reference_of_kenbaar_leads_to_its_entry_whoever_wrote_it() -> None:
    entry = make.entry(State.PUBLISHED)
    report, _ = take_in(record(algorithm_id=entry.reference))
    assert counts(report) == {"rows": 1, "changed": 1}


def test_an_entry_of_the_api_is_taken_in_as_it_is_in_every_language() -> None:
    facts = {
        "name": known({"nl": "Parkeercontrole", "en": "Parking check"}),
        "organisation_name": known({"nl": "Gemeente Amsterdam"}),
        "status": known("in_use"),
    }
    item = {"reference": "kb-0123456789", "changed_at": "2026-01-02T00:00:00Z", "facts": facts}
    report, _ = take_in(item)
    entry = Entry.objects.select_related("latest").get()
    assert entry.latest is not None
    assert (entry.reference, dict(entry.latest.answers())) == ("kb-0123456789", facts)
    assert counts(report) == {"rows": 1, "created": 1, "bodies_added": 1}
    again, _ = take_in({**item, "facts": {**facts, "status": known("out_of_use")}})
    assert counts(again) == {"rows": 1, "changed": 1}
    for wrong in ({"status": known("asleep")}, {"status": None}, {"no_such_fact": known(1)}, {"name": {}}):
        refused, repairs = take_in({**item, "facts": {**facts, **wrong}})
        assert counts(refused) == {"rows": 1, "refused": 1}
        assert repairs[0].kind == "unreadable"


def test_an_entry_of_the_api_without_the_name_of_its_body_among_the_facts_goes_to_that_body() -> None:
    body = make.body("gemeente-lindewaarde")
    take_in({"reference": "kb-0123456789", "facts": {"name": known({"nl": "X"})}, "body": {"name": body.name}})
    assert Entry.objects.get().body == body


def test_what_no_fact_can_hold_makes_a_new_version_when_it_changes() -> None:
    summary = {"title": "X", "organisatie": "Gemeente Amsterdam", "doel": "Y", "status": "in_gebruik", "id": LARS}
    take_in({**summary, "impactassessment": "Onbekend"})
    report, _ = take_in({**summary, "impactassessment": "Ja"})
    assert counts(report) == {"rows": 1, "changed": 1}


def test_what_is_no_record_is_skipped_or_refused_and_told() -> None:
    report, repairs = take_in(
        FileProblem(ProblemKind.BLANK, count=3),
        FileProblem(ProblemKind.DESCRIPTION),
        FileProblem(ProblemKind.CELL_COUNT, found="3", expected=30),
        record(" "),
        record(),
    )
    assert counts(report) == {"rows": 5, "created": 1, "refused": 2, "skipped": 2, "bodies_added": 1}
    told = [(line.kind, line.place.en) for line in repairs if not line.reference]
    assert told == [("description", "row 3"), ("cell_count", "row 4"), ("not_a_record", "row 5")]
    for line in repairs:
        assert line.what.nl and line.what.en and line.remedy.nl and line.remedy.en


def test_an_unknown_body_gets_in_and_is_told_with_the_name_it_looks_like() -> None:
    _, repairs = take_in(record(organization="Gemeente Amsterdan"))
    body = Body.objects.get()
    assert (body.name_nl, body.recognised) == ("Gemeente Amsterdan", False)
    told = next(line for line in repairs if line.kind == "unknown_organisation")
    assert "Bedoelt u Gemeente Amsterdam?" in told.what.nl


def test_a_body_that_is_here_already_keeps_its_entries_also_when_no_list_knows_it() -> None:
    body = make.body("gemeente-lindewaarde")
    _, repairs = take_in(record(organization="Gemeente Lindewaarde"))
    assert Entry.objects.get().body == body
    assert "unknown_organisation" not in {line.kind for line in repairs}


def test_a_withdrawn_entry_does_not_come_back_by_an_import() -> None:
    entry = make.entry(State.WITHDRAWN)
    report, repairs = take_in(record(algorithm_id=entry.reference))
    assert counts(report) == {"rows": 1, "refused": 1}
    assert repairs[-1].kind == "not_public_here"
    entry.refresh_from_db()
    assert entry.state == State.WITHDRAWN


def test_an_import_never_publishes_what_an_editor_is_still_working_on() -> None:
    entry = make.entry(State.PUBLISHED)
    writing.add_version(entry.reference, sheet=make.sheet("Geheim plan"), by=make.OPERATOR, now=make.NOON)
    report, repairs = take_in(record(algorithm_id=entry.reference))
    assert counts(report) == {"rows": 1, "refused": 1}
    assert repairs[-1].kind == "being_edited"
    steps.publish(entry.reference, by=make.OPERATOR, now=make.NOON)
    report, _ = take_in(record(algorithm_id=entry.reference))
    assert counts(report) == {"rows": 1, "changed": 1}


def test_a_dry_run_tells_everything_and_lets_nothing_stand() -> None:
    make.body()
    before = world()
    report, repairs = take_in(record(algorithm_id=LARS, begin_date="ergens in maart"), dry_run=True)
    assert counts(report) == {"rows": 1, "created": 1, "bodies_added": 1}
    assert "dead_date_shape" in {line.kind for line in repairs}
    assert world() == before


def test_a_file_that_breaks_in_row_ten_thousand_leaves_the_register_as_it_was() -> None:
    take_in(record(algorithm_id=LARS))
    before = world()

    def breaking() -> Iterator[SourceRow]:
        yield from rows(*(record(f"Algoritme {number}") for number in range(1200)))
        raise FileRefused(Reason.OPEN_QUOTE, place=Place(Unit.ROW, 10_000).text)

    order = ImportOrder(source="broken.csv", by=make.OPERATOR, now=make.NOON)
    with pytest.raises(FileRefused, match="row 10000"):
        import_rows(breaking(), order, repairs=lambda _repair: None)
    assert world() == before


def test_only_an_operator_imports() -> None:
    before = world()
    with pytest.raises(NotAllowed):
        take_in(record(), by=ANYONE)
    assert world() == before


def test_the_language_can_be_said_where_it_cannot_be_told() -> None:
    bare = {"name": "ABC", "organization": "UWV", "provider": "XYZ"}
    _, repairs = take_in(bare)
    assert "no_language" in {line.kind for line in repairs}
    _, repairs = take_in({**bare, "name": "DEF"}, language=Language.EN)
    assert "no_language" not in {line.kind for line in repairs}
    assert EntryVersion.objects.filter(sheet__name__value__en="DEF").exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01T00:00:00+14:00", "31-12-2025", "-", 12, None])
def test_a_day_that_cannot_be_is_no_day(day: object) -> None:
    take_in(record(algorithm_id=LARS, publication_dt=day))
    assert Entry.objects.get().changed_at == make.NOON


def test_strange_content_gets_in_unharmed() -> None:
    strange = {
        "goal": "\u202e'; DROP TABLE entry; --",
        "onbekend": [10**30, {"a": None}, 1.5],
        "x" * 5000: "y" * 200_000,
    }
    report, _ = take_in(record("🅿️ " * 3000, organization="Ω" * 3000, **strange))
    assert counts(report) == {"rows": 1, "created": 1, "bodies_added": 1}
    kept = EntryVersion.objects.get().kept
    assert next(iter(kept.values()))["said"]["onbekend"] == strange["onbekend"]


def test_the_database_refuses_a_second_entry_with_one_key() -> None:
    entry, other = make.entry(), make.entry()
    EntryKey.objects.create(entry=entry, scheme="lars", value=LARS)
    with pytest.raises(IntegrityError):
        EntryKey.objects.create(entry=other, scheme="lars", value=LARS)


def test_a_register_with_a_record_for_each_language_comes_in_twice_without_a_change() -> None:
    both = [
        record(algorithm_id=LARS, language="NLD", lang="Nederlands"),
        record(
            "Parking control", algorithm_id=LARS, language="ENG", lang="Dutch", description_short="A car with a camera."
        ),
    ]
    take_in(*both)
    assert counts(take_in(*both)[0]) == {"rows": 2, "unchanged": 2}


def test_a_reason_for_having_no_answer_takes_the_place_of_an_answer_at_once() -> None:
    fact, reason = "objection_procedure", not_applicable({"nl": "Alleen intern."})
    before = Sheet({fact: known({"nl": "Bel ons."})})
    says_why = partial(merged, incoming=Sheet({fact: reason}), spoken_for=[fact], vocabulary=vocabulary())
    assert says_why(before, language=Language.NL)[fact] == reason
    assert says_why(before, language=Language.EN)[fact] == before[fact]


def test_a_change_of_which_the_source_gives_an_old_day_was_seen_when_it_came_in() -> None:
    take_in(record(algorithm_id=LARS))
    take_in(record("Parkeren", algorithm_id=LARS, publication_dt="2025-06-12T10:00:00+02:00"), now=LATER)
    assert list(PublicStep.objects.order_by("id").values_list("on", flat=True)) == [make.NOON, LATER]


def test_a_code_that_cannot_be_right_is_told_and_the_entry_is_known_by_its_name() -> None:
    report, repairs = take_in(record(algorithm_id="22222222"))
    assert counts(report)["created"] == 1
    assert ("wrong_code", "algorithm_id", "22222222") in {(one.kind, one.field, one.value) for one in repairs}
