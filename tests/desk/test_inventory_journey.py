"""An editor keeps the inventory of a body in a real browser: finds, changes many, works in files, begins and stops."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browsing import Place, everyone_can_use
from tests.support.served import free_port, served

pytestmark = pytest.mark.browser
LIST = "**/desk/organisatie/gemeente-lindewaarde/inventaris/**"
FILE = "name,organization,description_short,status,goal\r\nBomenkap,,Kiest bomen.,In gebruik,Veiligheid\r\n"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("inventory")
    with served(folder, free_port()) as address:
        yield Place(address, folder, browser)


def _open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def test_an_editor_keeps_the_inventory(place: Place, tmp_path: Path) -> None:
    page = place.colleague("Anna")
    page.goto(f"{place.address}/desk/")
    page.get_by_role("link", name="Inventaris", exact=True).click()
    page.wait_for_url(LIST)
    everyone_can_use(page)

    # Something new, by keyboard alone.
    page.get_by_role("link", name="Nieuw algoritme").press("Enter")
    page.get_by_label("Naam", exact=True).press_sequentially("Parkeervergunningen")
    everyone_can_use(page)
    page.get_by_role("button", name="Begin").press("Enter")
    expect(page.locator("main")).to_contain_text("Wat nu?")
    expect(page.locator("main")).to_contain_text("Anna begon dit algoritme")
    everyone_can_use(page)

    # And something from a file, after a look at what it does.
    brought = tmp_path / "register.csv"
    brought.write_text(FILE)
    page.get_by_role("link", name="Inventaris", exact=True).click()
    page.get_by_role("link", name="Bestand inlezen").click()
    everyone_can_use(page)
    page.get_by_label("Bestand").set_input_files(brought)
    page.get_by_role("button", name="Bekijk wat erin staat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat dit bestand verandert")
    everyone_can_use(page)
    page.get_by_role("button", name="Neem dit ene over").click()
    expect(page.get_by_role("status")).to_have_text("1 nieuw, 0 gewijzigd.")
    everyone_can_use(page)
    page.get_by_role("link", name="Naar de inventaris").click()

    # A list is narrowed and kept; all of it changes at once.
    page.get_by_label("Woorden in de naam, of een kenmerk").fill("bomen")
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 algoritme gevonden")
    _open_everything(page)
    page.get_by_label("Naam van de lijst").fill("Bomen")
    everyone_can_use(page)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("navigation", name="Bewaarde lijsten")).to_contain_text("Bomen")
    page.get_by_label(re.compile("het ene dat gevonden is")).check()
    page.get_by_label("Wat wilt u wijzigen?").select_option("fact.contact")
    page.get_by_role("button", name="Verder").click()
    everyone_can_use(page)
    page.get_by_label("Contact", exact=True).fill("bomen@lindewaarde.example")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    everyone_can_use(page)
    page.get_by_role("button", name="Wijzig dit ene").click()
    expect(page.get_by_role("status")).to_have_text("1 algoritme is gewijzigd.")
    page.get_by_role("link", name="Naar de inventaris").click()

    # What is used no longer is stopped, with a reason; and the draft is thrown away after all.
    page.get_by_role("link", name="Bomenkap").click()
    page.get_by_role("link", name="We gebruiken dit niet meer").click()
    everyone_can_use(page)
    page.get_by_label("Waarom?").fill("Er zijn geen bomen meer.")
    page.get_by_role("button", name="Zet dit in het concept").click()
    expect(page.locator("main")).to_contain_text("Buiten gebruik")
    page.get_by_role("link", name="Concept weggooien").click()
    everyone_can_use(page)
    page.get_by_role("button", name="Gooi het concept weg").click()
    expect(page.locator("main")).to_contain_text("In gebruik")

    # The whole list leaves as a workbook and comes back untouched.
    page.get_by_role("link", name="Inventaris", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als werkmap").click()
    book = tmp_path / "werkmap.xlsx"
    download.value.save_as(book)
    page.get_by_role("link", name="Bestand inlezen").click()
    page.get_by_label("Bestand").set_input_files(book)
    page.get_by_role("button", name="Bekijk wat erin staat").click()
    expect(page.locator("main")).to_contain_text("Er verandert niets.")
