"""Templates at the desk: an editor uses one and answers its proposals; a supplier keeps the own ones, and no more."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.models import Entry
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known, unknown
from kenbaar.standards.files.rows import MEGABYTE
from kenbaar.suppliers.actions.following import adopt, adopt_as_new
from kenbaar.suppliers.models import Adoption, Template, TemplateVersion
from tests import make
from tests.desk.filling import fill_in_at
from tests.desk.signing_in import signed_in
from tests.suppliers import world
from tests.suppliers.world import KEEPER, METHODS, SLUG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]
TEMPLATE, KEPT = f"/desk/sjablonen/{KEEPER}/{SLUG}/", f"/desk/organisatie/{KEEPER}/sjablonen/"


@pytest.fixture
def editor() -> Client:
    return signed_in(make.somebody(Role.EDITOR, at=make.body()))


@pytest.fixture
def supplier() -> Client:
    return signed_in(make.somebody(Role.SUPPLIER, at=world.company()))


def _text(answer: Any) -> str:
    return answer.content.decode()


def _hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page, as its form sends them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def _followed(**says: Any) -> Entry:
    world.template()
    made = adopt_as_new(KEEPER, SLUG, body=make.body(), name="Onze chatbot", key="k", by=OPERATOR, now=make.NOON)
    world.changed(**(says or {"methods": known({"nl": "Het vergelijkt zinnen."})}))
    return made


def test_an_editor_finds_a_template_and_makes_an_entry_from_it(editor: Client) -> None:
    world.template()
    assert TEMPLATE in _text(editor.get("/desk/sjablonen/", {"q": "chat"}))
    assert "Het zoekt woorden op." in _text(editor.get(TEMPLATE))
    form = {"name": "Onze chatbot", "body": make.body().slug}
    answer = editor.post(TEMPLATE + "gebruiken/nieuw/", form)
    made = Entry.objects.get()
    assert answer.headers["Location"] == f"/desk/algoritme/{made.reference}/sjabloon/"
    assert "Er zijn geen voorstellen" in _text(editor.get(answer.headers["Location"]))
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == METHODS


def test_an_entry_of_another_body_is_not_there_for_an_editor(editor: Client) -> None:
    world.template()
    theirs = make.entry(at=make.body("gemeente-elders"))
    assert theirs.reference not in _text(editor.get(TEMPLATE + "gebruiken/"))
    assert editor.post(f"{TEMPLATE}gebruiken/{theirs.reference}/").status_code == 404
    form = {"name": "N", "body": "gemeente-elders"}
    assert editor.post(TEMPLATE + "gebruiken/nieuw/", form).status_code == 400
    adopt(theirs.reference, KEEPER, SLUG, by=OPERATOR, now=make.NOON)
    address = f"/desk/algoritme/{theirs.reference}/sjabloon/"
    assert [editor.get(address).status_code, editor.post(address + "antwoorden/").status_code] == [404, 404]
    assert editor.post(address + "stoppen/").status_code == 404
    assert Adoption.objects.filter(ended_at=None).count() == 1


def test_proposals_are_accepted_declined_and_taken_over_all_at_once(editor: Client) -> None:
    made = _followed(methods=known({"nl": "Nieuw."}), purpose=known({"nl": "Anders."}), summary=known({"nl": "Kort."}))
    address = f"/desk/algoritme/{made.reference}/sjabloon/"
    assert address in _text(editor.get("/desk/sjablonen/voorstellen/"))
    page = _text(editor.get(address))
    assert "Het zoekt woorden op." in page and "Nieuw." in page
    page = _text(editor.post(address + "antwoorden/", {**_hidden(page), "decline": "purpose"}))
    assert "is afgewezen" in page
    page = _text(editor.post(address + "antwoorden/", {**_hidden(page), "all": "yes"}))
    assert "2 voorstellen zijn overgenomen" in page and "Er zijn geen voorstellen" in page
    sheet = working_copy(OPERATOR, made.reference).sheet
    assert (sheet.texts("methods"), sheet["purpose"]) == ({"nl": "Nieuw."}, world.PURPOSE)


def test_who_answers_a_page_that_was_open_too_long_overwrites_nobody(editor: Client) -> None:
    made = _followed()
    address = f"/desk/algoritme/{made.reference}/sjabloon/"
    page = _text(editor.get(address))
    ours = known({"nl": "Net getypt."})
    change = Change("methods", ours, answer_digest(METHODS))
    save_answers(made.reference, [change], by=OPERATOR, now=make.NOON)
    answer = editor.post(address + "antwoorden/", {**_hidden(page), "accept": "methods"})
    assert answer.status_code == 409 and "Net getypt." in _text(answer)
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == ours


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"version": "x", "accept": "methods"},
        {"version": "9" * 40, "accept": "methods"},
        {"version": "2", "accept": "contact"},
        {"version": "2", "decline": "no such fact"},
        {"version": "1", "all": "yes", "seen.methods": ""},
    ],
)
def test_what_no_page_would_send_changes_nothing(editor: Client, form: dict[str, str]) -> None:
    made = _followed()
    answer = editor.post(f"/desk/algoritme/{made.reference}/sjabloon/antwoorden/", form)
    assert answer.status_code in {200, 400}
    assert working_copy(OPERATOR, made.reference).sheet["methods"] == METHODS
    assert not made.adoptions.get().answers.exists()


def test_a_supplier_makes_a_template_and_fills_in_a_section(supplier: Client) -> None:
    answer = supplier.post(KEPT + "nieuw/", {"name": "Vragen beantwoorden", "product": "Babbel 3"})
    section = answer.headers["Location"]
    assert section == KEPT + "vragen-beantwoorden/deel/general/"
    section = section.replace("general", "working")
    filled = {
        "f__methods__nl": "Het zoekt\r\nwoorden op.",
        "f__methods__en": "It looks words up.",
        "f__basic_registries": "no",
        "f__source_code": "code.example/babbel",
        "f__data_links__0__title__nl": "Vragen",
        "f__data_links__0__link": "https://data.example/",
    }
    assert fill_in_at(supplier, section, **filled).status_code == 302
    sheet = TemplateVersion.objects.get(number=2).answers()
    assert sheet.texts("methods") == {"nl": "Het zoekt\nwoorden op.", "en": "It looks words up."}
    assert sheet.value("basic_registries") is False
    assert sheet.value("data_links") == [{"title": {"nl": "Vragen"}, "link": "https://data.example/"}]
    # What the page shows comes back as it is: no new version.
    fill_in_at(supplier, section)
    assert TemplateVersion.objects.count() == 2


def test_an_honest_blank_stays_until_somebody_fills_in_an_answer(supplier: Client) -> None:
    world.template(algorithm_type=unknown())
    section = f"{KEPT}{SLUG}/deel/working/"
    fill_in_at(supplier, section, f__methods__nl="Nieuw.")
    assert TemplateVersion.objects.get(number=2).answers()["algorithm_type"] == unknown()
    fill_in_at(supplier, section, f__algorithm_type="rule_based")
    assert TemplateVersion.objects.get(number=3).answers().value("algorithm_type") == "rule_based"


def test_a_list_gets_a_row_more_and_loses_one_without_any_script(supplier: Client) -> None:
    world.template()
    section = f"{KEPT}{SLUG}/deel/working/"
    rows = {"f__data_links__0__link": "https://een.example/"}
    page = _text(fill_in_at(supplier, section, go="row:data_links", **rows))
    assert page.count("Nieuwe regel") == 2
    fill_in_at(supplier, section, page=page, f__data_links__2__link="https://twee.example/")
    links = TemplateVersion.objects.get(number=3).answers().value("data_links")
    assert links == [{"link": "https://een.example/"}, {"link": "https://twee.example/"}]
    fill_in_at(supplier, section, f__data_links__0__drop="1")
    assert TemplateVersion.objects.get(number=4).answers().value("data_links") == links[1:]


def test_what_does_not_fit_is_pointed_out_and_the_words_stay(supplier: Client) -> None:
    world.template()
    section = f"{KEPT}{SLUG}/deel/working/"
    answer = fill_in_at(
        supplier, section, f__methods__nl="De [naam gemeente] zoekt op.", f__source_code="geen adres", f__area="Zorg"
    )
    page = _text(answer)
    assert answer.status_code == 400
    assert "De [naam gemeente] zoekt op." in page and "voor elke klant klopt" in page
    assert "geen adres" in page and "Hier hoort een heel adres" in page
    assert TemplateVersion.objects.count() == 1


def test_a_colleague_who_was_first_is_shown_beside_ones_own_words(supplier: Client) -> None:
    world.template()
    section = f"{KEPT}{SLUG}/deel/working/"
    before = _text(supplier.get(section))
    world.changed(methods=known({"nl": "Van de collega."}))
    answer = fill_in_at(supplier, section, page=before, f__methods__nl="Van mij.")
    page = _text(answer)
    assert answer.status_code == 409 and "Van de collega." in page and "Van mij." in page
    assert fill_in_at(supplier, section, page=page, f__methods__nl="Samen.").status_code == 302
    assert TemplateVersion.objects.get(number=3).answers().texts("methods") == {"nl": "Samen."}


def test_a_supplier_sees_no_entry_and_nothing_of_another_company(supplier: Client) -> None:
    made = _followed()
    world.template(keeper="kijkrond")
    for address in (
        f"/desk/algoritme/{made.reference}/",
        f"/desk/algoritme/{made.reference}/sjabloon/",
        f"/desk/sjablonen/kijkrond/{SLUG}/",
    ):
        assert supplier.get(address).status_code == 404, address
    other = f"/desk/organisatie/kijkrond/sjablonen/{SLUG}/"
    assert supplier.get("/desk/organisatie/kijkrond/sjablonen/").status_code == 403
    assert supplier.post(other + "beeindigen/").status_code == 403
    assert supplier.post(other + "deel/working/", {"f.methods.nl": "Van mij."}).status_code == 403
    page = _text(supplier.get(KEPT))
    assert "1 algoritme volgt dit sjabloon" in page and "Lindewaarde" not in page
    assert Template.objects.filter(retired_at=None).count() == 2


def test_a_file_is_shown_before_it_is_taken_in(supplier: Client) -> None:
    records = [
        {
            "id": "babbel",
            "name": "Babbel",
            "provider": "Babbelbrug",
            "methods_and_models": "Regels.",
            "status": "In gebruik",
        },
        {"id": "leeg", "name": "Leeg", "description_short": "Volgt binnenkort.", "provider": None},
    ]
    file = SimpleUploadedFile("sjablonen.json", json.dumps(records).encode())
    page = _text(supplier.post(KEPT + "inlezen/", {"file": file}))
    assert "Er is nog niets bewaard" in page and "niet ingelezen" in page and not Template.objects.exists()
    page = _text(supplier.post(KEPT + "inlezen/doen/", _hidden(page)))
    assert "1 sjabloon is ingelezen" in page
    assert Template.objects.get().slug == "babbel"


@pytest.mark.parametrize(
    "content", [b"", b"no json at all", b"[1, 2]", b'[{"id": "x"', b"\x00" * 20, b"{}" * 1_100_000]
)
def test_a_file_that_is_none_gets_a_sentence(supplier: Client, content: bytes) -> None:
    answer = supplier.post(KEPT + "inlezen/", {"file": SimpleUploadedFile("x.json", content)})
    assert answer.status_code == 400 and "niets ingelezen" in _text(answer)
    for carried in ("", "not base64!", "eJwDAAAAAAE="):
        assert supplier.post(KEPT + "inlezen/doen/", {"content": carried}).status_code == 400
    assert not Template.objects.exists()


def _file_of(size: int) -> SimpleUploadedFile:
    record = {"id": "babbel", "name": "Babbel", "provider": "Babbelbrug", "methods_and_models": "Regels."}
    return SimpleUploadedFile("sjablonen.json", json.dumps([record]).encode().ljust(size))


def test_a_file_of_templates_may_be_as_large_as_the_page_says_and_no_larger(supplier: Client) -> None:
    page = _text(supplier.get(KEPT + "inlezen/"))
    assert "hoogstens 2 MB" in page
    assert "Er is nog niets bewaard" in _text(supplier.post(KEPT + "inlezen/", {"file": _file_of(2_000_000)}))
    answer = supplier.post(KEPT + "inlezen/", {"file": _file_of(2 * MEGABYTE + 1)})
    assert answer.status_code == 400 and "groter dan 2 MB" in _text(answer)


def test_every_write_needs_the_token_of_a_form(supplier: Client) -> None:
    world.template()
    supplier.handler.enforce_csrf_checks = True
    for address in ("nieuw/", "inlezen/", "inlezen/doen/", f"{SLUG}/beeindigen/", f"{SLUG}/deel/working/"):
        assert supplier.post(KEPT + address, {"name": "N", "f.methods.nl": "X"}).status_code == 403, address
    assert (Template.objects.count(), TemplateVersion.objects.count()) == (1, 1)


def test_a_page_takes_as_many_queries_for_many_templates_as_for_few(editor: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        return len(queries)

    _followed()
    addresses = ("/desk/sjablonen/", "/desk/sjablonen/voorstellen/", TEMPLATE, TEMPLATE + "gebruiken/")
    few = [asked(address) for address in addresses]
    for number in range(5):
        world.template(f"t{number}")
        adopt(make.entry().reference, KEEPER, f"t{number}", by=OPERATOR, now=make.NOON)
        make.entry()
        world.changed(methods=known({"nl": f"{number}"}))
    assert [asked(address) for address in addresses] == few
