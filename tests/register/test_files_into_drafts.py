"""A file that an editor brings: drafts of the own body, nothing published, nobody's words written over."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from kenbaar.journal.models import JournalLine
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Role
from kenbaar.register.actions import arranging
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.actions.preparing import prepare_change
from kenbaar.register.actions.steps import publish, submit_for_review
from kenbaar.register.errors import NotAllowed, PreparedChangeNotFound
from kenbaar.register.filtering import Filter
from kenbaar.register.importing.into_drafts import DraftOrder, Touched, import_into_drafts, take_in_prepared
from kenbaar.register.importing.report import ImportReport, Repair
from kenbaar.register.importing.uploads import rows_of, uploaded
from kenbaar.register.inventory_workbook import inventory_workbook
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import Draft, DraftConflict, Entry, EntryVersion, PublicStep
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known, not_applicable, not_yet, unknown
from kenbaar.values import Language
from tests import make
from tests.register.test_importing import record, rows

pytestmark = pytest.mark.django_db
LARS, OTHER_LARS = "33333335", "11111115"
NAME = "Gemeente Lindewaarde"


def _editor() -> Actor:
    return make.person(Role.EDITOR, at=make.body())


def _take_in(by: Actor, *records: dict[str, Any], **order: Any) -> tuple[ImportReport, list[Repair]]:
    repairs: list[Repair] = []
    wanted = DraftOrder(make.body(), "bestand.csv", by, make.NOON, **order)
    return import_into_drafts(rows(*records), wanted, repairs=repairs.append), repairs


def _of_body(name: str = "Parkeercontrole", **fields: Any) -> dict[str, Any]:
    return record(name, **{"organization": NAME, **fields})


def _world() -> tuple[int, ...]:
    tables = (Entry, EntryVersion, Draft, DraftConflict, PublicStep, JournalLine, Body)
    return tuple(table.objects.count() for table in tables)


def test_new_entries_are_drafts_and_nothing_is_published() -> None:
    editor = _editor()
    report, _repairs = _take_in(editor, _of_body(lars=LARS), _of_body("Zonder code"))
    assert report.created == 2
    assert PublicStep.objects.count() == 0
    entry = Entry.objects.get(reference=LARS)
    assert (entry.state, entry.published, entry.body) == (State.DRAFT, None, make.body())
    copy = working_copy(editor, LARS)
    assert copy.origins["summary"] == {"by": editor.name, "at": make.NOON.isoformat(), "from": "file bestand.csv"}
    assert entry.name_nl == "Parkeercontrole"
    assert _take_in(editor, _of_body(lars=LARS), _of_body("Zonder code"))[0].unchanged == 2, "a second time is no news"


def test_two_languages_of_one_entry_in_one_file_are_one_entry() -> None:
    editor = _editor()
    english = _of_body("Parking check", lars=LARS, status="In use", description_short="A car that checks for parking.")
    report, _repairs = _take_in(editor, _of_body(lars=LARS), english)
    assert (report.created, report.changed) == (1, 1)
    assert working_copy(editor, LARS).sheet.texts("name") == {"nl": "Parkeercontrole", "en": "Parking check"}
    assert EntryVersion.objects.count() == 1


def test_what_is_public_changes_in_its_draft_only() -> None:
    editor = _editor()
    _take_in(editor, _of_body(lars=LARS))
    submit_for_review(LARS, by=editor, now=make.NOON)
    publish(LARS, by=make.person(Role.APPROVER, at=make.body()), now=make.NOON)
    report, _repairs = _take_in(editor, _of_body(lars=LARS, goal="Eerlijk parkeren."))
    assert report.changed == 1
    entry = Entry.objects.get(reference=LARS)
    assert entry.published is not None
    assert "purpose" not in entry.published.answers()
    assert working_copy(editor, LARS).sheet.texts("purpose") == {"nl": "Eerlijk parkeren."}


def test_what_no_fact_can_hold_is_kept_until_the_draft_becomes_a_version() -> None:
    editor = _editor()
    _take_in(editor, _of_body(lars=LARS))
    _take_in(editor, _of_body(lars=LARS, eigen_veld="Iets van onszelf"))
    submit_for_review(LARS, by=editor, now=make.NOON)
    latest = Entry.objects.get(reference=LARS).latest
    assert latest is not None
    assert "Iets van onszelf" in str(latest.kept)


def test_rows_of_another_body_are_refused_and_make_no_body() -> None:
    editor = _editor()
    before = _world()
    other = _of_body("Van elders", organization="Gemeente Amsterdam")
    unknown_name = _of_body("Van niemand", organization="Gemeente Nergens")
    report, repairs = _take_in(editor, other, unknown_name)
    assert (report.refused, {repair.kind for repair in repairs}) == (2, {"other_body"})
    assert _world()[:-2] == before[:-2]
    assert Body.objects.count() == 1


def test_a_code_of_somebody_else_or_of_a_restricted_entry_leads_nowhere() -> None:
    editor, approver = _editor(), make.person(Role.APPROVER, at=make.body())
    elsewhere = make.person(Role.EDITOR, at=make.body("elders"))
    order = DraftOrder(make.body("elders"), "x.csv", elsewhere, make.NOON)
    import_into_drafts(rows(_of_body(lars=LARS, organization="")), order, repairs=lambda _repair: None)
    _take_in(editor, _of_body(lars=OTHER_LARS))
    arranging.set_access(OTHER_LARS, Access.RESTRICTED, by=approver, now=make.NOON)
    drafts = Draft.objects.count()
    report, repairs = _take_in(editor, _of_body("A", lars=LARS), _of_body("B", lars=OTHER_LARS))
    assert report.refused == 2
    assert [repair.kind for repair in repairs if repair.kind == "not_yours"] == ["not_yours"] * 2
    assert Draft.objects.count() == drafts


def test_where_people_are_at_work_the_answer_of_the_file_is_kept_beside_theirs() -> None:
    editor, colleague = _editor(), _editor()
    _take_in(editor, _of_body(lars=LARS, goal="Oud doel.", provider="Oude leverancier"))
    for fact, old, new in (("purpose", "Oud doel.", "Van mij."), ("supplier", "Oude leverancier", "Ook van mij.")):
        change = Change(fact, known({"nl": new}), answer_digest(known({"nl": old})))
        save_answers(LARS, [change], by=colleague, now=make.NOON)
    # The file has a new answer to one of them; to the other it says what was there before the colleague began.
    report, _repairs = _take_in(editor, _of_body(lars=LARS, goal="Van het bestand.", provider="Oude leverancier"))
    assert (report.changed, report.conflicts) == (1, 1)
    copy = working_copy(editor, LARS)
    assert (copy.sheet.texts("purpose"), copy.sheet.texts("supplier")) == ({"nl": "Van mij."}, {"nl": "Ook van mij."})
    assert [(each.fact, each.answer) for each in copy.conflicts] == [("purpose", known({"nl": "Van het bestand."}))]


def test_a_dry_run_tells_everything_and_leaves_nothing() -> None:
    editor = _editor()
    before = _world()
    told: list[Touched] = []
    order = DraftOrder(make.body(), "x.csv", editor, make.NOON, dry_run=True)
    report = import_into_drafts(rows(_of_body()), order, repairs=lambda _repair: None, changes=told.append)
    assert (report.created, [one.name for one in told]) == (1, [{"nl": "Parkeercontrole"}])
    assert _world() == before


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER, Role.ADMINISTRATOR])
def test_only_an_editor_takes_a_file_in(role: Role) -> None:
    somebody = make.person(role, at=make.body())
    before = _world()
    with pytest.raises(NotAllowed):
        _take_in(somebody, _of_body())
    assert _world() == before


# A workbook that leaves and comes back.


def _entry_with_everything() -> Entry:
    answers: dict[str, Any] = {
        "theme": known(["traffic", "work"]),
        "experiment": known(True),
        "purpose": not_yet("2027"),
        "contact": unknown(),
        "dpia": not_applicable({"nl": "Er zijn geen persoonsgegevens."}),
        "impact": known({"nl": "=1+1 is geen formule", "en": "No formula"}),
        "used_in": known([{"service": {"nl": "Parkeren"}, "decision": {"nl": "Vergunning"}, "per_year": "12"}]),
        "ai_system": known("yes"),
        "end_date": known("2027-01"),
        "decisions_per_year": known(12),
        "methods": known({"nl": "Regel één.\n\nRegel twee. " * 2000}),
    }
    return make.entry(State.PUBLISHED, says=make.sheet(**answers))


def _downloaded(by: Actor, language: Language = Language.NL) -> bytes:
    return b"".join(inventory_workbook(by, make.body(), Filter(), language=language, now=make.NOON))


def _typed(book: bytes, **cells: str) -> bytes:
    """Type in the first record of a workbook, as somebody does; the titles are those of the columns."""
    opened = load_workbook(io.BytesIO(book))
    sheet = opened.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for title, text in cells.items():
        sheet.cell(row=2, column=titles[title.replace("_", " ")], value=text)
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def _bring(by: Actor, book: bytes) -> tuple[ImportReport, list[Repair]]:
    repairs: list[Repair] = []
    prepared = prepare_change(make.body(), Kind.FILE, book, by=by, now=make.NOON, name="werkmap.xlsx")
    report = take_in_prepared(make.body(), prepared.pk, by=by, now=make.NOON, repairs=repairs.append)
    return report, repairs


@pytest.mark.parametrize("language", Language)
def test_a_workbook_that_comes_back_untouched_changes_nothing(language: Language) -> None:
    editor = _editor()
    _entry_with_everything()
    report, repairs = _bring(editor, _typed(_downloaded(editor, language)))
    assert (report.unchanged, report.changed, report.refused, repairs) == (1, 0, 0, [])
    assert Draft.objects.count() == 0


def test_what_is_typed_in_the_workbook_goes_into_the_draft_and_the_rest_stays() -> None:
    editor = _editor()
    entry = _entry_with_everything()
    before = working_copy(editor, entry.reference).sheet
    report, _repairs = _bring(editor, _typed(_downloaded(editor), Contact="vragen@lindewaarde.example", Naam="Anders"))
    assert report.changed == 1
    copy = working_copy(editor, entry.reference)
    assert (copy.sheet.value("contact"), copy.sheet.texts("name")) == ("vragen@lindewaarde.example", {"nl": "Anders"})
    assert copy.origins["contact"]["from"] == "file werkmap.xlsx"
    same = {"contact": None, "name": None}
    assert copy.sheet.with_answers(same) == before.with_answers(same)


def test_who_changed_what_since_the_download_is_seen_per_fact() -> None:
    editor, colleague = _editor(), _editor()
    entry = _entry_with_everything()
    book = _typed(_downloaded(editor), Contact="van-het-bestand@lindewaarde.example", Naam="Anders")
    mine = known("van-mij@lindewaarde.example")
    changes = [Change("contact", mine, answer_digest(unknown())), Change("area", known("Noord"), "")]
    save_answers(entry.reference, changes, by=colleague, now=make.NOON)
    report, _repairs = _bring(editor, book)
    assert (report.changed, report.conflicts) == (1, 1)
    copy = working_copy(editor, entry.reference)
    assert (copy.sheet.value("contact"), copy.sheet.value("area")) == ("van-mij@lindewaarde.example", "Noord")
    assert copy.sheet.texts("name") == {"nl": "Anders"}
    assert [each.fact for each in copy.conflicts] == ["contact"]


def test_a_cell_that_cannot_be_read_is_on_the_repair_list_and_takes_nothing_away() -> None:
    editor = _editor()
    entry = _entry_with_everything()
    report, repairs = _bring(editor, _typed(_downloaded(editor), Status="Bijna af"))
    assert (report.changed, [(each.kind, each.field) for each in repairs]) == (0, [("wrong_option", "status")])
    assert working_copy(editor, entry.reference).sheet.value("status") == "in_use"


def test_a_cell_that_is_emptied_takes_the_answer_away() -> None:
    editor = _editor()
    entry = _entry_with_everything()
    _bring(editor, _typed(_downloaded(editor), Contact=""))
    assert "contact" not in working_copy(editor, entry.reference).sheet


def test_a_row_without_reference_is_a_new_entry() -> None:
    editor = _editor()
    _entry_with_everything()
    opened = load_workbook(io.BytesIO(_downloaded(editor)))
    sheet = opened.worksheets[0]
    names = [cell.column for cell in sheet[1] if cell.value == "Naam"]
    sheet.cell(row=3, column=names[0], value="Helemaal nieuw")
    saved = io.BytesIO()
    opened.save(saved)
    report, _repairs = _bring(editor, saved.getvalue())
    assert (report.created, report.unchanged) == (1, 1)
    assert Entry.objects.filter(name_nl="Helemaal nieuw", state=State.DRAFT).exists()


def test_nothing_in_the_workbook_is_a_formula_and_its_marks_are_hidden() -> None:
    editor = _editor()
    _entry_with_everything()
    sheet = load_workbook(io.BytesIO(_downloaded(editor))).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    marks = next(cell for cell in sheet[1] if cell.value == "as_downloaded")
    assert sheet.column_dimensions[marks.column_letter].hidden
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked


def test_a_file_is_taken_in_once() -> None:
    editor = _editor()
    prepared = prepare_change(make.body(), Kind.FILE, _downloaded(editor) + b"", by=editor, now=make.NOON)
    with uploaded(bytes(prepared.content)) as source:
        assert list(rows_of(source)) == []
    take_in_prepared(make.body(), prepared.pk, by=editor, now=make.NOON)
    with pytest.raises(PreparedChangeNotFound):
        take_in_prepared(make.body(), prepared.pk, by=editor, now=make.NOON)
