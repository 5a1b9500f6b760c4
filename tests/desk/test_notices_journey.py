"""An editor writes a notice profile, an approver asks for changes, the editor mends it, the approver approves it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browsing import BODY, everyone_can_use
from tests.desk.hands import Keyboard
from tests.desk.test_review_journey import APPROVER, EDITOR, Place
from tests.support.served import environment_of, free_port, served

pytestmark = pytest.mark.browser
CALLED = "Besluit over een parkeerboete"
# The scan car of the sample register: it helps decide about people.
SCAN_CAR = "kb-x7wjzqge2y"
COLLEAGUE = "collega@lindewaarde.example"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("notices")
    with served(folder, free_port()) as address:
        made = Place(address, environment_of(folder, address), browser)
        made.do("person", EDITOR, "Eva", "editor", BODY)
        # A code of an app counts once: who signs in twice in half a minute is two people.
        made.do("person", COLLEAGUE, "Emre", "editor", BODY)
        made.do("person", APPROVER, "Amir", "approver", BODY)
        yield made


def _section(page: Page, label: str) -> None:
    page.locator("summary", has_text="Onderdelen van het profiel").click()
    page.get_by_role("navigation", name="Onderdelen van het profiel").get_by_role("link", name=label).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)


def _fill_in_data(page: Page) -> None:
    """Fill in what is asked of a row, add one and take it out again, all on the same page."""
    expect(page.locator("#beside")).to_contain_text("Bij dit besluit heeft een algoritme geholpen")
    page.locator("[name='data.0.label.nl']").fill("Uw kenteken")
    page.locator("[name='data.0.source.nl']").fill("De foto van de auto")
    # Nothing was saved yet, and the letter beside the form has it already.
    page.locator("#beside summary", has_text="De uitleg").click()
    expect(page.locator("#beside")).to_contain_text("Uw kenteken")
    page.get_by_role("button", name="Voeg een gegeven toe").click()
    added = page.locator("[name='data.1.label.nl']")
    expect(added).to_be_focused()
    added.fill("De tijd")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(page.locator(".writing__saved")).to_be_visible()
    expect(page.locator("[name='data.1.id']")).to_have_value("de_tijd")
    page.get_by_role("button", name=re.compile(r"Haal weg\s*: Regel 2, Gegevens")).click()
    expect(page.locator("[name='data.1.label.nl']")).to_have_count(0)


def test_a_profile_is_written_by_one_and_approved_by_another(place: Place) -> None:
    editor = place.signed_in(EDITOR)
    editor.goto(f"{place.address}/desk/algoritme/{SCAN_CAR}/")
    editor.get_by_role("navigation", name="Onderdelen van dit algoritme").get_by_role("link", name="Melding").click()
    everyone_can_use(editor)
    editor.get_by_role("link", name="Begin een profiel").click()
    everyone_can_use(editor)
    editor.get_by_label("Wat voor besluit is het?").fill(CALLED)
    editor.get_by_role("button", name="Begin").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Wat en waarvoor")
    everyone_can_use(editor)
    _section(editor, "Gegevens")
    _fill_in_data(editor)
    everyone_can_use(editor)
    _section(editor, "Wat mensen kunnen doen")
    everyone_can_use(editor)
    _section(editor, "Woorden")
    everyone_can_use(editor)
    editor.get_by_role("button", name="Bewaar en bekijk het geheel").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text(CALLED)
    everyone_can_use(editor)
    editor.get_by_role("button", name="Dien het in").click()
    expect(editor.locator("main")).to_contain_text("Het ligt bij een goedkeurder")

    approver = place.signed_in(APPROVER)
    approver.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Meldingen").click()
    everyone_can_use(approver)
    approver.get_by_role("link", name=CALLED).click()
    everyone_can_use(approver)
    approver.get_by_label("Wat moet er anders?").fill("Noem ook de tijd.")
    approver.get_by_role("button", name="Vraag om wijzigingen").click()
    expect(approver.locator("main")).to_contain_text("concept")

    editor.reload()
    expect(editor.locator("main")).to_contain_text("Noem ook de tijd.")
    editor.get_by_role("link", name="Bekijk het voorbeeld").click()
    expect(editor.locator("main")).to_contain_text("Uw kenteken")
    everyone_can_use(editor)
    editor.go_back()
    _mend_by_keyboard(Keyboard(editor))

    approver.reload()
    expect(approver.locator("main")).to_contain_text("De tijd")
    approver.get_by_role("button", name="Keur het goed").click()
    expect(approver.locator("main")).to_contain_text("goedgekeurd door Amir")
    everyone_can_use(approver)


def _mend_by_keyboard(hand: Keyboard) -> None:
    """Add a row with nothing but keys, on a narrow screen, and hand it in anew."""
    hand.page.goto(f"{hand.page.url}onderdeel/gegevens/")
    hand.page.get_by_role("button", name="Voeg een gegeven toe").focus()
    hand.page.keyboard.press("Enter")
    expect(hand.page.locator("[name='data.1.label.nl']")).to_be_focused()
    hand.page.keyboard.type("De tijd")
    hand.writes("[name='data.1.source.nl']", "De klok van de auto")
    hand.presses("Bewaar", within="#profile-form")
    hand.sees("Bewaard.")
    hand.looks_around()
    hand.page.goto(hand.page.url.split("onderdeel/")[0])
    hand.presses("Dien het in")
    hand.sees("Het ligt bij een goedkeurder")


def test_without_any_script_rows_come_and_go_as_well(place: Place) -> None:
    state = place.signed_in(COLLEAGUE).context.storage_state()
    page = place.browser.new_context(locale="nl-NL", java_script_enabled=False, storage_state=state).new_page()
    page.goto(f"{place.address}/desk/algoritme/{SCAN_CAR}/melding/nieuw/")
    page.get_by_label("Wat voor besluit is het?").fill("Besluit op bezwaar")
    page.get_by_role("button", name="Begin").click()
    page.goto(page.url.replace("/wat/", "/uitkomsten/"))
    page.locator("[name='outcomes.0.label.nl']").fill("Gegrond")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    page.get_by_role("button", name="Voeg een uitkomst toe").click()
    page.locator("[name='outcomes.1.label.nl']").fill("Ongegrond")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    page.get_by_role("button", name=re.compile(r"Haal weg\s*: Regel 1")).click()
    expect(page.locator("[name='outcomes.0.label.nl']")).to_have_value("Ongegrond")
    expect(page.locator("[name='outcomes.0.id']")).to_have_value("ongegrond")
