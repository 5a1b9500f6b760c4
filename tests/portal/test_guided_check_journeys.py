"""The guided check in a real browser: people go through it, back and forth, with and without scripts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.portal.test_accessibility import DESK, PHONE, sideways, violations

pytestmark = pytest.mark.browser

FACTS = {
    "ai_system": "yes", "in_union": True, "exclusions": ["none"],
    "supply": "bought", "organisation_kind": "public_body",
    "prohibited_practices": ["none"], "annex_iii": ["5a"], "profiling": False, "narrow_conditions": ["preparatory"],
    "no_significant_risk": False, "transparency_triggers": ["interacts"], "personal_data": "unknown",
}  # fmt: skip
SAID = {
    "nl": {"load": "Haal de antwoorden op", "on": "Ga verder", "result": "Bekijk de uitkomst tot nu toe",
           "next": "Volgende", "class": "Hoog risico (bijlage III)"},
    "en": {"load": "Load the answers", "on": "Continue", "result": "See the outcome so far",
           "next": "Next", "class": "High risk (Annex III)"},
}  # fmt: skip


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield from _visited(context)


def _visited(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert context.cookies() == []
    context.close()
    # A refused form is an error of ours to the browser; that is what some of these journeys are about.
    assert [each for each in complaints if "400 (Bad Request)" not in each] == []


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / "antwoorden.json"
    file.write_text(json.dumps({"facts": FACTS}))
    return file


def test_somebody_goes_back_and_forth_and_finds_every_answer_in_its_place(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/")
    page.get_by_role("link", name="Check", exact=True).click()
    page.get_by_role("link", name="Begin met de vragen").click()
    page.get_by_label("Ja, het leidt zelf iets af").check()
    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("radio", name="Ja").check()
    page.get_by_role("checkbox", name="Geen van deze").check()
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Waar en waarvoor")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar en waarvoor")
    expect(page.get_by_role("checkbox", name="Geen van deze")).to_be_checked()
    page.get_by_role("button", name="Vorige").click()
    expect(page.get_by_label("Ja, het leidt zelf iets af")).to_be_checked()
    page.get_by_role("button", name="Bekijk de uitkomst tot nu toe").click()
    expect(page).to_have_url(f"{site}/nl/check/uitkomst/")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(f"{site}/en/check/uitkomst/")
    page.get_by_role("button", name="Is it an AI system?").click()
    expect(page.get_by_label("Yes, it infers")).to_be_checked()


def test_enter_goes_on_and_a_mistake_gets_the_attention(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/check/vraag/")
    page.get_by_label("Ja, het leidt zelf iets af").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title("Fout: Het systeem (stap 1 van ongeveer 14) · Kenbaar")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Ja, het leidt zelf iets af")).to_be_focused()


def test_answers_can_be_kept_loaded_and_printed(site: str, page: Page, kept: Path, tmp_path: Path) -> None:
    page.goto(f"{site}/nl/check/")
    page.set_input_files("#file", kept)
    page.get_by_role("button", name="Haal de antwoorden op").click()
    page.get_by_role("button", name="Bekijk de uitkomst tot nu toe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoog risico (bijlage III)")
    with page.expect_download() as pdf:
        page.get_by_role("button", name="Download als PDF").click()
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")
    with page.expect_download() as file:
        page.get_by_role("button", name="Bewaar uw antwoorden in een bestand").click()
    again = tmp_path / file.value.suggested_filename
    file.value.save_as(again)
    page.goto(f"{site}/nl/check/")
    page.set_input_files("#file", again)
    page.get_by_role("button", name="Haal de antwoorden op").click()
    expect(page.get_by_text("Uw bestand heeft 12 antwoorden.")).to_be_visible()
    again.write_text('{"facts": {"ai_system": "maybe"}}')
    page.goto(f"{site}/nl/check/")
    page.set_input_files("#file", again)
    page.get_by_role("button", name="Haal de antwoorden op").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies uit: yes, no, contested.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_the_check_is_accessible(site: str, browser: Browser, language: str, kept: Path) -> None:
    said = SAID[language]
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site}/{language}/check/")
    page.set_input_files("#file", kept)
    page.get_by_role("button", name=said["load"]).click()
    _accessible(page)
    page.get_by_role("button", name=said["on"]).click()
    _accessible(page)
    for step in ("moments", "annex_iii"):
        _go_to(page, step)
        _accessible(page)
    _go_to(page, "moments")
    page.get_by_role("button", name=said["next"]).click()
    expect(page.get_by_role("alert")).to_be_visible()
    _accessible(page)
    page.get_by_role("button", name=said["result"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said["class"])
    _accessible(page)
    page.close()


def _go_to(page: Page, step: str) -> None:
    with page.expect_navigation():
        page.locator(f'button[value="page:{step}"]').evaluate("button => button.click()")


def _accessible(page: Page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert sideways(page) == [], page.title()
        assert violations(page) == [], page.title()
