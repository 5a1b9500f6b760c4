"""Journeys of people through the portal, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK)
    yield from _visited(context)


@pytest.fixture
def page_without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield from _visited(context)


def _visited(context: BrowserContext) -> Iterator[Page]:
    """Give a page, and afterwards fail when the browser complained about it, for instance of the security policy."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def test_a_citizen_finds_where_to_object_in_spite_of_a_typing_error(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/")
    page.get_by_role("combobox", name="Waar gaat het over?").fill("parkeercontrolle")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("checkbox", name="Gemeente Lindewaarde").check()
    page.get_by_role("button", name="Pas filters toe").click()
    expect(page).to_have_url(f"{site}/nl/algoritme/?q=parkeercontrolle&body=gemeente-lindewaarde")
    page.get_by_role("link", name="Parkeercontrole met een scanauto").click()
    objection = page.locator(".question--objection")
    expect(objection.get_by_role("heading", name="Bent u het niet eens met een besluit?")).to_be_visible()
    expect(objection).to_contain_text("6 weken")
    page.get_by_role("link", name="Hele geschiedenis en verschillen").click()
    page.get_by_role("link", name="Wat veranderde er sinds versie 2?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat veranderde er?")
    expect(page.locator("ins").nth(1)).to_be_visible()


def test_everything_works_without_scripts_on_a_phone(site: str, page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto(f"{site}/nl/")
    page.get_by_label("Waar gaat het over?").fill("parkeren")
    page.get_by_role("button", name="Zoek").click()
    page.locator(".filters__summary").click()
    page.get_by_label("Gemeente Lindewaarde").check()
    page.get_by_role("button", name="Pas filters toe").click()
    expect(page.locator(".results__count")).to_have_text("1 algoritme")
    page.get_by_role("link", name="Gemeente Lindewaarde").first.click()
    page.get_by_role("link", name="Parkeercontrole met een scanauto").click()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Parking control with a scan car")


def test_suggestions_lead_to_an_entry_by_keyboard_alone(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    field = page.get_by_role("combobox", name="Waar gaat het over?")
    expect(field).to_be_focused()
    page.keyboard.type("scanau")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type("to")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Parkeercontrole met een scanauto")


def test_charts_are_drawn_and_fit_the_screen(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/cijfers/")
    charts = page.locator(".chart__image")
    expect(charts).to_have_count(6)
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_js_property("complete", True)
        assert chart.evaluate("image => image.naturalWidth") > 300
        assert chart.get_attribute("alt")


def test_a_focused_element_is_always_marked(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/algoritme/?q=parkeren")
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
