"""People fill in an entry in a real browser: by keyboard, two at once, without a network, and signed out halfway."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kenbaar.rules.filling import filling
from tests.desk.browsing import Place, everyone_can_use
from tests.portal.test_accessibility import SCAN_CAR
from tests.support.served import free_port, served

pytestmark = pytest.mark.browser
ENTRY = f"/desk/algoritme/{SCAN_CAR}/"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sheet")
    with served(folder, free_port()) as address:
        yield Place(address, folder, browser)


@pytest.fixture(scope="module")
def ann(place: Place) -> Page:
    return place.colleague("Ann")


@pytest.fixture(scope="module")
def bert(place: Place) -> Page:
    return place.colleague("Bert")


def _open(page: Page, place: Place, part: str) -> None:
    page.goto(f"{place.address}{ENTRY}{part}")


def _area(fact: str) -> str:
    return f"[name='f.{fact}.nl']"


def _tab_to(page: Page, selector: str) -> None:
    """Go to a field with the Tab key, as somebody without a mouse does."""
    for _ in range(150):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by keyboard")


def test_everyone_can_use_every_page_of_the_sheet(place: Place, ann: Page) -> None:
    sections = [f"invullen/{section.id}/" for section in filling().sections]
    pages = [*sections, "voorbeeld/", "volledig/", "versies/", "versies/1/2/", "overnemen/?q=parkeer"]
    for part in pages:
        _open(ann, place, part)
        ann.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        everyone_can_use(ann)


def test_an_editor_fills_in_by_keyboard_alone_and_all_is_saved_while_typing(place: Place, ann: Page) -> None:
    _open(ann, place, "invullen/waarvoor/")
    _tab_to(ann, _area("considerations"))
    ann.keyboard.press("Control+A")
    ann.keyboard.type("Wij wogen de kosten af.")
    expect(ann.locator("#status-considerations")).to_contain_text("Bewaard om")
    expect(ann.locator("#status-considerations")).to_contain_text("23 van 2.500 tekens")

    _open(ann, place, "invullen/besluiten/")
    _tab_to(ann, "[name='f.automation']")
    ann.keyboard.press("ArrowDown")
    expect(ann.locator("#status-automation")).to_contain_text("Bewaard om")
    chosen = ann.locator("[name='f.automation']:checked").get_attribute("value")

    # An honest blank, by keyboard as well: the summary opens with Enter, and the choice with an arrow.
    _tab_to(ann, "#veld-decisions_per_year .blanks summary")
    ann.keyboard.press("Enter")
    ann.locator("[name='f.decisions_per_year']").fill("")
    _tab_to(ann, "[name='f.decisions_per_year.how']")
    ann.keyboard.press("ArrowDown")
    expect(ann.locator("#status-decisions_per_year")).to_contain_text("Bewaard om")

    ann.reload()
    assert ann.locator("[name='f.automation']:checked").get_attribute("value") == chosen
    assert ann.locator("[name='f.decisions_per_year.how']:checked").get_attribute("value") == "unknown"
    _open(ann, place, "invullen/waarvoor/")
    expect(ann.locator(_area("considerations"))).to_have_value("Wij wogen de kosten af.")


def test_a_row_is_added_and_focus_stays_where_it_was(place: Place, ann: Page) -> None:
    _open(ann, place, "invullen/mensen/")
    rows = ann.locator("#veld-objection_route .row").count()
    ann.locator("#veld-objection_route .row--new [name$='.body.nl']").fill("De rechtbank")
    ann.locator("[id='f.objection_route.add']").focus()
    ann.keyboard.press("Enter")
    expect(ann.locator("#veld-objection_route .row")).to_have_count(rows + 2)
    assert ann.evaluate("document.activeElement.id") == "f.objection_route.add"


def test_two_editors_at_once_see_each_other_and_lose_nothing(place: Place, ann: Page, bert: Page) -> None:
    # Bert's page asks who is there once, and then after 45 seconds: Ann's must have said where she is by then.
    with ann.expect_response("**/aanwezig/"):
        _open(ann, place, "invullen/waarvoor/")
    _open(bert, place, "invullen/waarvoor/")
    expect(bert.locator("#people")).to_contain_text("Ann werkt nu aan: Waarvoor?")

    ann.locator(_area("purpose")).fill("Woorden van Ann.")
    ann.locator(_area("purpose")).blur()
    expect(ann.locator("#status-purpose")).to_contain_text("Bewaard om")
    bert.locator(_area("purpose")).fill("Woorden van Bert.")
    bert.locator(_area("purpose")).blur()
    conflict = bert.locator("#status-purpose .conflict")
    expect(conflict).to_contain_text("Woorden van Ann.")
    expect(conflict).to_contain_text("Woorden van Bert.")
    everyone_can_use(bert)
    # Both are kept on the site, not in a tab: whoever comes back later still finds them, and can choose.
    _open(bert, place, "invullen/waarvoor/")
    expect(conflict).to_contain_text("Woorden van Ann.")
    expect(conflict).to_contain_text("Woorden van Bert.")

    bert.get_by_role("button", name="Gebruik deze woorden").click()
    expect(bert.locator(_area("purpose"))).to_have_value("Woorden van Bert.")
    ann.reload()
    expect(ann.locator(_area("purpose"))).to_have_value("Woorden van Bert.")
    expect(ann.locator("#status-purpose")).to_contain_text("Ingevuld door Bert")


def test_words_survive_a_network_that_is_gone(place: Place, ann: Page) -> None:
    _open(ann, place, "invullen/gegevens/")
    ann.context.set_offline(True)
    ann.locator(_area("data")).fill("Namen en adressen, getypt in de trein.")
    ann.locator(_area("data")).blur()
    expect(ann.locator("#unsaved")).to_contain_text("Uw woorden blijven staan")
    ann.context.set_offline(False)
    # The tab asks whether to leave words that are not saved; whoever says yes still finds them back.
    ann.once("dialog", lambda dialog: dialog.accept())
    _open(ann, place, "invullen/gegevens/")
    expect(ann.locator(_area("data"))).to_have_value("Namen en adressen, getypt in de trein.")
    expect(ann.locator("#status-data")).to_contain_text("Bewaard om")


def test_words_survive_being_signed_out(place: Place, bert: Page) -> None:
    _open(bert, place, "invullen/waarborgen/")
    session = bert.context.cookies()
    bert.context.clear_cookies()
    bert.locator(_area("human_intervention")).fill("Een medewerker kijkt altijd mee.")
    bert.locator(_area("human_intervention")).blur()
    expect(bert.locator("#unsaved")).to_contain_text("u bent afgemeld")
    expect(bert.locator(_area("human_intervention"))).to_have_value("Een medewerker kijkt altijd mee.")
    bert.reload()
    expect(bert.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    # Signing in anew gives them a session again.
    bert.context.add_cookies(session)
    _open(bert, place, "invullen/waarborgen/")
    expect(bert.locator(_area("human_intervention"))).to_have_value("Een medewerker kijkt altijd mee.")
    expect(bert.locator("#status-human_intervention")).to_contain_text("Bewaard om")


def test_the_law_answers_while_one_fills_in(place: Place, ann: Page) -> None:
    _open(ann, place, "invullen/wet/")
    field = ann.locator("#veld-ai_system")
    if not field.is_visible():
        ann.locator(".sheet__more > summary").click()
    field.get_by_label(re.compile("Nee, alleen vaste regels")).check()
    expect(ann.locator("#outcome")).to_contain_text("Geen AI-systeem")
    ann.get_by_role("button", name=re.compile("^Bewaar en (vraag verder|ga naar)")).click()
    expect(ann.locator("[role=status].fill__done")).to_contain_text("Bewaard: De wet.")


def test_the_preview_follows_what_is_typed_on_a_wide_screen(place: Place, ann: Page) -> None:
    ann.set_viewport_size({"width": 1600, "height": 900})
    _open(ann, place, "invullen/waarvoor/")
    expect(ann.locator("#preview")).to_contain_text("Wat betekent dit voor u?")
    ann.locator(_area("purpose")).fill("Bewoners wachten korter op een vergunning.")
    ann.locator(_area("purpose")).blur()
    expect(ann.locator("#preview")).to_contain_text("Bewoners wachten korter op een vergunning.")
