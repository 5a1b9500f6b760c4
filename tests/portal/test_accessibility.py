"""Everyone can use every page: no violations that axe can find, and nothing to scroll sideways for on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCAN_CAR = "kb-x7wjzqge2y"
PAGES = {
    "home": "/{language}/",
    "results": "/{language}/algoritme/?q=parkeren&status=in_use",
    "no results": "/{language}/algoritme/?q=xyzzyplugh",
    "entry": f"/{{language}}/algoritme/{SCAN_CAR}/",
    "thin entry": "/{language}/algoritme/kb-y28fqzcbt5/",
    "withdrawn entry": "/{language}/algoritme/kb-ah9ctcw21z/",
    "history": f"/{{language}}/algoritme/{SCAN_CAR}/geschiedenis/",
    "old version": f"/{{language}}/algoritme/{SCAN_CAR}/geschiedenis/1/",
    "difference": f"/{{language}}/algoritme/{SCAN_CAR}/geschiedenis/1-2/",
    "bodies": "/{language}/organisatie/",
    "body": "/{language}/organisatie/gemeente-lindewaarde/",
    "figures": "/{language}/cijfers/",
    "check": "/{language}/check/",
    "question": "/{language}/check/vraag/",
    "notice": "/{language}/besluit/",
    "no notice": "/{language}/besluit/geen-code/",
    "downloads": "/{language}/downloads/",
    "log": "/{language}/logboek/",
    "verify": "/{language}/controleren/",
    "about": "/{language}/over/",
    "accessibility": "/{language}/toegankelijkheid/",
    "privacy": "/{language}/privacy/",
    "api": "/{language}/api/",
    "not found": "/{language}/bestaat-niet",
}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def page(browser: Browser) -> Page:
    return browser.new_page(viewport=PHONE)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_accessible_on_a_phone_and_on_a_desk(site: str, page: Page, kind: str, language: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + PAGES[kind].format(language=language))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert sideways(page) == []
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for each in found for node in each["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """Return what sticks out to the right of the screen, once the page that somebody went to is there."""
    page.wait_for_load_state()
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
        [...document.querySelectorAll('main *')].filter(
            each => each.getBoundingClientRect().right > document.documentElement.clientWidth
        ).map(each => each.outerHTML.slice(0, 120))"""
    )
