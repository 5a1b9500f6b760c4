"""A system brings a file and sees what it would do; then it is taken into the drafts, and nobody's words are lost."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from kenbaar.journal.models import JournalLine
from kenbaar.people.models import Role, Scope
from kenbaar.register.actions.arranging import set_access
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.importing.uploads import LARGEST
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Draft, DraftConflict, Entry, PreparedChange
from kenbaar.rules.answers import known
from tests import make
from tests.api.tokens import Service

pytestmark = pytest.mark.django_db
READ, WRITE = Scope.READ_ENTRIES, Scope.WRITE_ENTRIES
_HEAD = "name,organization,description_short,status,goal\r\n"
ONE = _HEAD + "Nummer 1,,Telt iets.,In gebruik,Tellen\r\n"
# The second has an option that is none, the third is about another body.
THREE = ONE + "Nummer 2,,Telt iets.,Bijna af,Tellen\r\nNummer 3,Gemeente Elders,Telt iets.,In gebruik,Tellen\r\n"


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


def _world() -> list[Any]:
    return [table.objects.count() for table in (Entry, Draft, DraftConflict, JournalLine, PreparedChange)]


def _typed(book: bytes, **cells: str) -> bytes:
    """Type in the first record of a workbook; the titles are those of the columns."""
    opened = load_workbook(io.BytesIO(book))
    sheet = opened.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for title, text in cells.items():
        sheet.cell(row=2, column=titles[title], value=text)
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def test_a_file_is_looked_over_and_then_taken_in_with_all_that_was_left_out() -> None:
    service = Service(make.body(), WRITE)
    brought = service.bring(THREE.encode(), "lijst.csv")
    assert brought.status_code == 201, brought.content
    file = brought.json()
    assert (file["kind"], file["name"], file["done"]) == ("CSV file", "lijst.csv", False)
    assert (file["counts"]["rows"], file["counts"]["created"], file["counts"]["refused"]) == (3, 2, 1)
    assert not Entry.objects.exists(), "nothing happens before it is confirmed"
    address = f"/files/{file['number']}"
    lines = service.ask("get", f"{address}/lines?limit=1").json()
    rest = service.ask("get", f"{address}/lines?cursor={lines['next']}").json()
    assert [line["name"]["nl"] for line in (*lines["items"], *rest["items"])] == ["Nummer 1", "Nummer 2"]
    assert {"fact": "status", "old": None, "new": {"value": "in_use"}} in lines["items"][0]["changes"]
    repairs = service.ask("get", f"{address}/repairs").json()["items"]
    assert len(repairs) == sum(file["repairs"].values())
    wrong = next(each for each in repairs if each["kind"] == "wrong_option")
    assert (wrong["place"]["en"], wrong["value"], wrong["left_out"]) == ("row 3", "Bijna af", False)
    assert wrong["remedy"]["nl"].startswith("Kies uit")

    done = service.ask("post", f"{address}/confirmation").json()
    assert (done["done"], done["counts"]) == (True, file["counts"])
    assert [(each["place"]["en"], each["kind"]) for each in done["left_out"]] == [("row 4", "other_body")]
    made = Entry.objects.order_by("name_nl")
    assert [(each.name_nl, each.state) for each in made] == [("Nummer 1", "draft"), ("Nummer 2", "draft")]
    assert all(each.latest and each.latest.authors == [str(service.token)] for each in made)
    before = _world()
    assert service.ask("post", f"{address}/confirmation").status_code == 404
    assert service.ask("get", address).json()["counts"] == file["counts"]
    assert service.ask("get", f"{address}/repairs").json() == {"items": [], "next": None}
    assert _world() == before


def test_the_repair_list_comes_page_by_page_and_misses_nothing() -> None:
    service = Service(make.body(), WRITE)
    rows = "".join(f"Nummer {number},,Telt.,Onzin,\r\n" for number in range(5))
    file = service.bring((_HEAD + rows).encode()).json()
    read, cursor = [], ""
    while cursor is not None:
        page = service.ask("get", f"/files/{file['number']}/repairs?limit=3&cursor={cursor}").json()
        read += page["items"]
        cursor = page["next"]
    assert len(read) == sum(file["repairs"].values()) > 3


def test_a_workbook_goes_out_and_comes_back_with_what_was_typed() -> None:
    entry = make.entry()
    service = Service(entry.body, READ, WRITE)
    answer = service.ask("get", "/workbook?state=draft&language=nl")
    book = answer.getvalue()
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    untouched = service.bring(book, "werkmap.xlsx").json()
    assert (untouched["counts"]["unchanged"], untouched["counts"]["changed"], untouched["repairs"]) == (1, 0, {})
    file = service.bring(_typed(book, Contact="vragen@lindewaarde.example", Status="Bijna af"), "werkmap.xlsx").json()
    assert (file["counts"]["changed"], file["repairs"]) == (1, {"wrong_option": 1})
    [line] = service.ask("get", f"/files/{file['number']}/lines").json()["items"]
    assert line["reference"] == entry.reference
    assert line["changes"] == [{"fact": "contact", "old": None, "new": {"value": "vragen@lindewaarde.example"}}]
    # A colleague is sooner with the same fact: their words stay, and those of the file are kept beside them.
    theirs = Change("contact", known("ann@lindewaarde.example"), answer_digest(None))
    save_answers(entry.reference, [theirs], by=make.person(Role.EDITOR, at=entry.body), now=make.NOON)
    assert service.ask("get", f"/files/{file['number']}/lines").json()["items"][0]["late"] == ["contact"]
    done = service.ask("post", f"/files/{file['number']}/confirmation").json()
    assert done["counts"]["conflicts"] == 1
    draft = Draft.objects.get()
    assert draft.sheet["contact"]["value"] == "ann@lindewaarde.example"
    assert draft.conflicts.get().answer == {"value": "vragen@lindewaarde.example"}


def test_the_workbook_holds_what_is_asked_of_the_own_body_and_no_more() -> None:
    own, other = make.entry(says=make.sheet("Van ons")), make.entry(at=make.body("gemeente-elders"))
    closed = make.entry(says=make.sheet("Gesloten"))
    set_access(closed.reference, Access.RESTRICTED, by=make.OPERATOR, now=make.NOON)
    service = Service(own.body, READ)
    sheet = load_workbook(io.BytesIO(service.ask("get", "/workbook").getvalue())).worksheets[0]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert own.reference in texts and not {other.reference, closed.reference} & texts
    refused = service.ask("get", "/workbook?state=gone")
    assert refused.status_code == 400 and "`state`" in refused.json()["detail"]


def test_a_row_about_an_entry_of_another_body_or_a_restricted_one_is_left_out_and_told() -> None:
    other = make.entry(at=make.body("gemeente-elders"))
    own = make.entry()
    reader = Service(own.body, READ, WRITE)
    book = reader.ask("get", "/workbook").getvalue()
    set_access(own.reference, Access.RESTRICTED, by=make.OPERATOR, now=make.NOON)
    opened = load_workbook(io.BytesIO(_typed(book, Contact="vragen@lindewaarde.example")))
    opened.worksheets[0].cell(row=3, column=1, value=other.reference)
    opened.worksheets[0].cell(row=3, column=2, value="Van een ander")
    saved = io.BytesIO()
    opened.save(saved)
    file = reader.bring(saved.getvalue()).json()
    assert (file["counts"]["changed"], file["counts"]["refused"]) == (0, 2)
    done = reader.ask("post", f"/files/{file['number']}/confirmation").json()
    assert {each["kind"] for each in done["left_out"]} == {"not_yours"}
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 422),
        (b"PK\x03\x04 half a workbook", 422),
        (b"\x89PNG\r\n\x1a\n", 422),
        (b"colour,size\r\nred,1\r\n", 422),
        ((ONE + '"open').encode(), 422),
        (ONE.encode() + b" " * LARGEST, 413),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(data: bytes, status: int) -> None:
    service = Service(make.body(), WRITE)
    before = _world()
    answer = service.bring(data)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json" and answer.json()["detail"].endswith(".")
    assert _world() == before


def test_a_token_that_reads_brings_no_file_and_one_that_writes_downloads_no_workbook() -> None:
    body = make.entry().body
    before = _world()
    assert Service(body, READ).bring(ONE.encode()).status_code == 403
    assert Service(body, WRITE).ask("get", "/workbook").status_code == 403
    assert _world()[:3] == before[:3] and not PreparedChange.objects.exists()


def test_a_file_that_one_token_brought_is_there_for_no_other() -> None:
    service, colleague = Service(make.body(), WRITE), Service(make.body(), WRITE)
    elsewhere = Service(make.body("gemeente-elders"), WRITE)
    address = f"/files/{service.bring(ONE.encode()).json()['number']}"
    before = _world()
    for stranger in (colleague, elsewhere):
        for method, path in (("get", ""), ("get", "/lines"), ("get", "/repairs"), ("post", "/confirmation")):
            assert stranger.ask(method, address + path).status_code == 404
        assert stranger.ask("delete", address).status_code == 404
    # A change is no file, though both are prepared.
    assert service.ask("get", address.replace("files", "changes")).status_code == 404
    assert _world() == before
    assert service.ask("delete", address).status_code == 204
    assert not Entry.objects.exists()
