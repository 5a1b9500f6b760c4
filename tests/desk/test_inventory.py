"""The inventory at the desk: lists, changes of many entries, files out and in, and an entry at a glance."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kenbaar.people.actors import actor_of, actor_of_token
from kenbaar.people.models import Person, Role, Scope
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.actions.listing import save_list
from kenbaar.register.filtering import Filter
from kenbaar.register.importing.uploads import LARGEST
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Draft, Entry, PreparedChange, SavedList
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known
from tests import make
from tests.api.tokens import token_for
from tests.desk.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]
HERE = "/desk/organisatie/gemeente-lindewaarde/inventaris/"
CSV = "name,organization,description_short,status,lars\r\n"


def _somebody(*roles: Role) -> tuple[Person, Client]:
    person = make.somebody(*roles, at=make.body())
    return person, signed_in(person)


def _text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def _contact_of(entry: Entry, by: Person) -> str:
    contact: str = working_copy(actor_of(by), entry.reference).sheet.value("contact")
    return contact


def test_who_works_for_one_body_comes_to_its_inventory_at_once() -> None:
    _person, client = _somebody(Role.READER)
    assert client.get("/desk/inventaris/").headers["Location"] == HERE


def test_an_editor_who_comes_in_for_the_first_time_is_shown_how_to_begin() -> None:
    _person, client = _somebody(Role.EDITOR)
    first = client.get("/desk/")
    assert "Hier staat nog niets." in _text(first)
    assert f'href="{HERE}inlezen/"' in first.content.decode()
    page = first.content.decode()
    assert page.index('id="write-1"') < page.index('id="waiting"')
    make.entry(says=make.sheet("Parkeren"))
    make.entry(State.PUBLISHED, says=make.sheet("Bomenkap"))
    make.entry(at=make.body("gemeente-elders"))
    assert "1 algoritme is nog in de maak." in _text(client.get("/desk/"))
    _reader, reader = _somebody(Role.READER)
    assert "nog in de maak" not in _text(reader.get("/desk/"))


@pytest.mark.parametrize(
    ("address", "area"),
    [(HERE, "Inventaris"), ("/desk/", "Mijn werk"), ("/desk/taken/", "Taken"), ("/desk/account/", "Mijn account")],
)
def test_the_menu_says_where_somebody_is(address: str, area: str) -> None:
    _person, client = _somebody(Role.EDITOR)
    here = re.findall(r'menu__link"\s+href="[^"]+" aria-current="true">([^<]+)<', client.get(address).content.decode())
    assert here == [area]


def test_an_algorithm_is_called_by_its_english_name_where_it_has_no_dutch_one() -> None:
    _person, client = _somebody(Role.EDITOR)
    sheet = make.sheet("Parkeren").with_answers({"name": known({"en": "Parking"})})
    entry = make.entry(says=sheet)
    assert "Parking" in _text(client.get(f"/desk/algoritme/{entry.reference}/"))


def test_a_list_is_filtered_kept_and_taken_away() -> None:
    _person, client = _somebody(Role.EDITOR)
    make.entry(says=make.sheet("Parkeren"))
    make.entry(State.PUBLISHED, says=make.sheet("Bomenkap"))
    found = _text(client.get(HERE, {"state": "published"}))
    assert "1 algoritme gevonden" in found
    assert "Bomenkap" in found
    assert "Parkeren" not in found
    answer = client.post(HERE + "lijsten/bewaren/", {"list_name": "Openbaar nu", "state": "published"})
    assert answer.headers["Location"] == HERE + "?state=published"
    page = client.get(HERE).content.decode()
    assert "Openbaar nu" in page
    number = re.findall(r"lijsten/(\d+)/weghalen", page)[0]
    assert client.post(HERE + "lijsten/bewaren/", {"list_name": "Openbaar nu"}).status_code == 400
    client.post(HERE + f"lijsten/{number}/weghalen/")
    assert "Openbaar nu" not in _text(client.get(HERE))


def test_an_administrator_takes_away_a_shared_list_of_who_left_and_nobody_else_does() -> None:
    editor, _client = _somebody(Role.EDITOR)
    body, now = make.body(), make.NOON
    by = {"by": actor_of(editor), "now": now}
    shared = save_list(body, "Van ons", Filter(), shared=True, **by)
    own = save_list(body, "Alleen van mij", Filter(), shared=False, **by)
    _system, token = token_for(body, Scope.WRITE_ENTRIES)
    save_list(body, "Uit het zaaksysteem", Filter(), shared=True, by=actor_of_token(token), now=now)
    _reader, reader = _somebody(Role.READER)
    assert "weghalen" not in reader.get(HERE).content.decode()
    assert reader.post(HERE + f"lijsten/{shared.pk}/weghalen/").status_code == 404
    _boss, boss = _somebody(Role.ADMINISTRATOR)
    page = _text(boss.get(HERE))
    assert "Van ons van Iemand" in page and "Uit het zaaksysteem van zaak" in page
    assert "Gedeelde lijst “Van ons”" in page and "hernoemen" not in boss.get(HERE).content.decode()
    assert boss.post(HERE + f"lijsten/{own.pk}/weghalen/").status_code == 404
    assert boss.post(HERE + f"lijsten/{shared.pk}/weghalen/").status_code == 302
    assert set(SavedList.objects.values_list("name", flat=True)) == {"Alleen van mij", "Uit het zaaksysteem"}


def test_a_reader_is_offered_nothing_that_they_may_not_do() -> None:
    _person, client = _somebody(Role.READER)
    make.entry()
    page = client.get(HERE).content.decode()
    assert 'name="row"' not in page
    assert HERE + "nieuw/" not in page
    assert client.get(HERE + "wijzigen/", {"what": "owner", "scope": "all"}).status_code == 403


def test_many_entries_change_after_somebody_looked_it_over() -> None:
    person, client = _somebody(Role.EDITOR)
    one, other = make.entry(says=make.sheet("Een")), make.entry(says=make.sheet("Ander"))
    asked = {"what": "fact.contact", "row": [one.reference], "scope": "rows"}
    assert "U koos 1 algoritme." in _text(client.get(HERE + "wijzigen/", asked))
    assert client.post(HERE + "wijzigen/", {**asked, "mode": "value", "value": ""}).status_code == 400
    look = client.post(HERE + "wijzigen/", {**asked, "mode": "value", "value": "a@b.example"}).headers["Location"]
    assert "1 algoritme verandert." in _text(client.get(look))
    assert not Draft.objects.exists(), "looking changes nothing"
    client.post(look + "doen/")
    assert "1 algoritme is gewijzigd." in _text(client.get(look))
    assert _contact_of(one, person) == "a@b.example"
    assert "contact" not in working_copy(actor_of(person), other.reference).sheet


def test_a_change_is_shown_anew_when_a_colleague_was_first() -> None:
    person, client = _somebody(Role.EDITOR)
    entry = make.entry()
    asked = {"what": "fact.contact", "scope": "all", "mode": "value", "value": "a@b.example"}
    look = client.post(HERE + "wijzigen/", asked).headers["Location"]
    colleague = make.person(Role.EDITOR, at=make.body())
    save_answers(
        entry.reference, [Change("contact", known("c@d.example"), answer_digest(None))], by=colleague, now=make.NOON
    )
    again = client.post(look + "doen/").headers["Location"]
    assert again != look
    shown = _text(client.get(again))
    assert "Een collega wijzigde intussen iets" in shown
    assert "c@d.example" in shown
    assert _contact_of(entry, person) == "c@d.example"
    client.post(again.partition("?")[0] + "doen/")
    assert _contact_of(entry, person) == "a@b.example"


def test_a_reference_of_another_body_in_the_form_reaches_nothing() -> None:
    _person, client = _somebody(Role.EDITOR)
    theirs = make.entry(at=make.body("elders"))
    asked = {
        "what": "fact.contact",
        "row": [theirs.reference],
        "scope": "rows",
        "mode": "value",
        "value": "a@b.example",
    }
    assert client.post(HERE + "wijzigen/", asked).status_code == 400
    assert not PreparedChange.objects.exists()


def test_what_somebody_prepared_is_not_there_for_a_colleague() -> None:
    _person, client = _somebody(Role.EDITOR)
    make.entry()
    asked = {"what": "fact.contact", "scope": "all", "mode": "value", "value": "a@b.example"}
    look = client.post(HERE + "wijzigen/", asked).headers["Location"]
    _colleague, other = _somebody(Role.EDITOR)
    assert {other.get(look).status_code, other.post(look + "doen/").status_code} == {404}
    assert not Draft.objects.exists()


def test_a_file_is_looked_over_with_its_repair_list_and_then_taken_in() -> None:
    _person, client = _somebody(Role.EDITOR)
    lines = (
        'Parkeren,,"Controleert of er is betaald.",In gebruik,33333335\r\nElders,Gemeente Amsterdam,x,In gebruik,\r\n'
    )
    file = SimpleUploadedFile("mijn register.csv", (CSV + lines).encode())
    look = client.post(HERE + "inlezen/", {"file": file}).headers["Location"]
    shown = _text(client.get(look))
    assert "1 nieuw" in re.sub(r"nieuw 1", "1 nieuw", shown)
    assert "Deze rij is van een andere organisatie." in shown
    assert not Entry.objects.exists(), "looking changes nothing"
    listed = b"".join(client.get(look + "herstellijst.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "other_body" in listed
    client.post(look + "doen/")
    assert Entry.objects.get().state == State.DRAFT
    assert "1 nieuw, 0 gewijzigd." in _text(client.get(look))


def test_a_workbook_leaves_and_comes_back() -> None:
    _person, client = _somebody(Role.EDITOR)
    make.entry()
    answer = client.get(HERE + "werkmap.xlsx", {"state": "draft"})
    book = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    book.name = "werkmap.xlsx"
    look = client.post(HERE + "inlezen/", {"file": book}).headers["Location"]
    assert "Er verandert niets." in _text(client.get(look))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Kies een bestand waar iets in staat."),
        (b"", "Kies een bestand waar iets in staat."),
        (b"%PDF-1.7", "geen CSV, XLSX of JSON"),
        (b"a,b\r\n1,2\r\n", "herkent deze kolommen niet"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(file: bytes | None, said: str) -> None:
    _person, client = _somebody(Role.EDITOR)
    form = {} if file is None else {"file": SimpleUploadedFile("bestand", file)}
    answer = client.post(HERE + "inlezen/", form)
    assert answer.status_code == 400
    assert said in _text(answer)
    assert not PreparedChange.objects.exists()


def test_a_file_that_is_too_large_is_not_taken() -> None:
    _person, client = _somebody(Role.EDITOR)
    answer = client.post(HERE + "inlezen/", {"file": SimpleUploadedFile("groot.csv", b"x" * (LARGEST + 1))})
    assert answer.status_code == 400
    assert "groter dan 16 MB" in _text(answer)
    assert not PreparedChange.objects.exists()


def test_a_form_from_elsewhere_brings_no_file() -> None:
    _person, client = _somebody(Role.EDITOR)
    wary = Client(enforce_csrf_checks=True)
    wary.cookies = client.cookies
    answer = wary.post(HERE + "inlezen/", {"file": SimpleUploadedFile("x.csv", CSV.encode())})
    assert answer.status_code == 403
    assert not PreparedChange.objects.exists()


def test_a_new_entry_begins_with_a_name() -> None:
    _person, client = _somebody(Role.EDITOR)
    assert client.post(HERE + "nieuw/", {"name": " "}).status_code == 400
    assert client.post(HERE + "nieuw/", {"name": "Nieuw", "like": "kb-bestaatniet"}).status_code == 400
    assert not Entry.objects.exists()
    answer = client.post(HERE + "nieuw/", {"name": "Nieuw"})
    assert "Nieuw" in _text(client.get(answer.headers["Location"]))


def test_an_entry_at_a_glance_says_what_comes_next_and_what_happened() -> None:
    person, client = _somebody(Role.EDITOR, Role.APPROVER)
    person.name = "Anna de Vries"
    person.save()
    entry = make.entry(State.PUBLISHED)
    address = f"/desk/algoritme/{entry.reference}/"
    save_answers(entry.reference, [make.change()], by=actor_of(person), now=make.NOON)
    shown = _text(client.get(address))
    assert "Vul verder in" in shown and "nog 1 verplicht gegeven" in shown
    assert "Anna de Vries vulde 1 gegeven in" in shown
    assert "publiceerde versie 1" in shown
    client.post(address + "eigenaar/", {"person": str(person.pk)})
    assert "Eigenaar: Anna de Vries" in _text(client.get(address))
    refused = client.post(address + "toegang/", {"access": "restricted"})
    assert refused.status_code == 400
    assert "Trek het eerst in" in _text(refused)
    stranger = make.somebody(Role.EDITOR, at=make.body("elders"))
    assert client.post(address + "eigenaar/", {"person": str(stranger.pk)}).status_code == 400
    client.post(address + "concept-weggooien/")
    assert not Draft.objects.exists()


def test_the_use_is_stopped_with_a_day_and_a_reason() -> None:
    _person, client = _somebody(Role.EDITOR)
    entry = make.entry()
    address = f"/desk/algoritme/{entry.reference}/stoppen/"
    form = dict(re.findall(r'name="(seen_\w+)" value="(\w*)"', client.get(address).content.decode()))
    assert client.post(address, {**form, "end": "gisteren", "reason": "Te duur."}).status_code == 400
    assert client.post(address, {**form, "end": "2026-10-01", "reason": ""}).status_code == 400
    assert not Draft.objects.exists()
    client.post(address, {**form, "end": "2026-10-01", "reason": "Te duur."})
    entry.refresh_from_db()
    assert entry.phase == "out_of_use"
