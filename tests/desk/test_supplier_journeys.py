"""A supplier changes a sentence, and an editor of a body decides about it: in a real browser, without any script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.signing_in import PASSWORD, code_of_app
from tests.portal.test_accessibility import DESK, PHONE, sideways, violations
from tests.support.served import command, environment_of, free_port, served

pytestmark = pytest.mark.browser
COMPANY, TOWN, TEMPLATE = "babbelbrug-software", "gemeente-lindewaarde", "websitechat"


@dataclass(frozen=True)
class Place:
    """A running site with the sample, and a browser."""

    address: str
    folder: Path
    browser: Browser

    def signed_in(self, email: str, role: str, body: str) -> Page:
        """Invite somebody and come in as them, with a password and an app for codes; scripts are off."""
        environment = environment_of(self.folder, self.address)
        said = command("person", "invite", email, "--role", role, "--body", body, environment=environment)
        context = self.browser.new_context(locale="nl-NL", viewport=PHONE, java_script_enabled=False)
        page = context.new_page()
        page.goto(said.split()[-1])
        page.get_by_label("Uw naam").fill("Anna")
        page.get_by_role("button", name="Aannemen").click()
        page.get_by_role("link", name="Kies een wachtwoord").click()
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Verder").click()
        page.get_by_label("Code", exact=True).fill(code_of_app(page.locator("#secret").inner_text()))
        page.get_by_role("button", name="Instellen").click()
        return page

    def opened(self, page: Page) -> Page:
        """Return the same page in a browser with scripts, in which a tool can look at it."""
        context = self.browser.new_context(locale="nl-NL", viewport=PHONE, storage_state=page.context.storage_state())
        looked_at = context.new_page()
        looked_at.goto(page.url)
        return looked_at


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("suppliers")
    with served(folder, free_port()) as address:
        yield Place(address, folder, browser)


def _everyone_can_use(place: Place, page: Page) -> None:
    looked_at = place.opened(page)
    looked_at.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert sideways(looked_at) == []
    assert violations(looked_at) == []
    looked_at.set_viewport_size(DESK)
    assert violations(looked_at) == []
    looked_at.context.close()


def test_a_supplier_changes_a_sentence_and_an_editor_decides_about_it(place: Place) -> None:
    supplier = place.signed_in("anna@babbelbrug.example", "supplier", COMPANY)
    supplier.goto(f"{place.address}/desk/")
    supplier.get_by_role("link", name="Sjablonen").click()
    supplier.get_by_role("link", name="Babbelbrug Software").click()
    _everyone_can_use(place, supplier)
    supplier.get_by_role("link", name="Vragen beantwoorden op de website").click()
    _everyone_can_use(place, supplier)
    supplier.get_by_role("link", name=re.compile(r"Wijzigen\s*: Werking")).click()
    _everyone_can_use(place, supplier)
    supplier.locator('[name="f.methods.nl"]').fill("Een taalmodel toont de vijf alinea's die het best passen.")
    supplier.get_by_role("button", name="Opslaan").click()
    expect(supplier.locator("main")).to_contain_text("vijf alinea's")
    expect(supplier.locator("main")).to_contain_text("Versie 3")

    editor = place.signed_in("anna@lindewaarde.example", "editor", TOWN)
    editor.goto(f"{place.address}/desk/sjablonen/")
    _everyone_can_use(place, editor)
    editor.get_by_role("link", name="is het sjabloon gewijzigd").click()
    _everyone_can_use(place, editor)
    editor.get_by_role("link", name="Linde, de chatbot").click()
    expect(editor.locator("main")).to_contain_text("2 voorstellen")
    _everyone_can_use(place, editor)
    # By keyboard alone.
    editor.get_by_role("button", name=re.compile(r"Overnemen\s*: Technische werking")).focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("status")).to_contain_text("1 voorstel is overgenomen")
    editor.get_by_role("button", name=re.compile(r"Afwijzen\s*: Gegevens")).click()
    expect(editor.locator("main")).to_contain_text("Er zijn geen voorstellen")

    # The other template, for an entry that is not there yet.
    editor.goto(f"{place.address}/desk/sjablonen/?q=brieven")
    editor.get_by_role("link", name="Brieven samenvatten").click()
    _everyone_can_use(place, editor)
    editor.get_by_role("link", name="Gebruik dit sjabloon").click()
    _everyone_can_use(place, editor)
    editor.get_by_label("Naam van het algoritme bij u").fill("Samenvatter")
    editor.get_by_role("button", name="Maak het algoritme").click()
    expect(editor.locator(".desk__entry-name")).to_have_text("Samenvatter")


def test_a_supplier_brings_in_a_file_after_seeing_what_is_in_it(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "sjablonen.json"
    file.write_text('[{"id": "zoek", "name": "Zoeken", "provider": "Babbelbrug", "methods_and_models": "Regels."}]')
    supplier = place.signed_in("bram@babbelbrug.example", "supplier", COMPANY)
    supplier.goto(f"{place.address}/desk/organisatie/{COMPANY}/sjablonen/inlezen/")
    _everyone_can_use(place, supplier)
    supplier.get_by_label("Bestand met sjablonen").set_input_files(file)
    supplier.get_by_role("button", name="Bekijk het bestand").click()
    expect(supplier.locator("main")).to_contain_text("Er is nog niets bewaard")
    supplier.get_by_role("button", name="Lees 1 sjabloon in").click()
    supplier.get_by_role("link", name="Bekijk ze").click()
    expect(supplier.locator("main")).to_contain_text("Zoeken")
