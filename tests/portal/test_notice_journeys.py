"""People with a letter, in a real browser: from its QR code to the explanation, a question and the answer."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from kenbaar.decisions.sample_run import sample_rows
from tests.portal.test_accessibility import DESK, PHONE, sideways, violations
from tests.support.served import command, environment_of, free_port, served

pytestmark = pytest.mark.browser
BODY = "rijksdienst-bijdragen"
NAME = str(next(iter(sample_rows(1, seed=1)))["addressee"])
WORDS = "Mijn jongste kind is in 2019 geboren."


@dataclass(frozen=True)
class Letter:
    """A running site, where its data lie, and the code of a letter that it issued."""

    site: str
    folder: Path
    code: str

    @property
    def kept(self) -> str:
        """Everything that the site wrote to its log."""
        return (self.folder / "server.log").read_text()


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Letter]:
    folder = tmp_path_factory.mktemp("letter")
    with served(folder, free_port()) as address:
        said = command("setup", "--sample", environment=environment_of(folder, address))
        code = re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", said)
        assert code, said
        yield Letter(address, folder, code[0])


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="nl-NL", viewport=PHONE, accept_downloads=True)
    yield opened
    opened.close()


def everyone_can_use(page: Page) -> None:
    """Check the page for everyone, on a phone and at a desk."""
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []
    page.set_viewport_size(PHONE)


def test_from_the_qr_code_to_an_answer_and_nothing_is_left_behind(letter: Letter, context: BrowserContext) -> None:
    page, seen = context.new_page(), list[Request]()
    complaints: list[str] = []
    page.on("request", lambda each: seen.append(each))  # noqa: PLW0108  # Playwright marks its listeners; a method of a list takes no mark
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{letter.site}/besluit#{letter.code}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe dit besluit is genomen")
    expect(page.locator("main")).to_contain_text(NAME)
    expect(page.locator("main")).to_contain_text("12 augustus 2026")
    assert page.url == f"{letter.site}/nl/besluit/"
    everyone_can_use(page)

    page.get_by_role("button", name="English").click()
    expect(page.locator("main")).to_contain_text("Your yearly income")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    everyone_can_use(page)
    page.get_by_role("button", name="Nederlands").click()

    page.get_by_role("button", name="Zeg welk gegeven niet klopt").click()
    everyone_can_use(page)
    page.get_by_label("Welk gegeven klopt niet?").fill(WORDS)
    page.get_by_role("button", name="Stuur naar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw vraag is verstuurd")
    everyone_can_use(page)
    receipt = page.locator(".code-shown").inner_text()
    page.get_by_role("button", name="Terug naar de uitleg").click()
    expect(page.locator(".asked")).to_contain_text("Er is nog geen antwoord")

    page.get_by_role("button", name="Controleer het bewijs").click()
    expect(page.locator(".verifier__verdict")).to_have_text("Er is niets veranderd sinds dit is vastgelegd.")
    everyone_can_use(page)

    page.goto(f"{letter.site}/nl/besluit/")
    page.get_by_label("De code uit uw brief").fill(receipt)
    page.get_by_role("button", name="Lees de uitleg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw vraag")
    everyone_can_use(page)

    assert complaints == []
    assert context.cookies() == []
    assert page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])") == "[[],[]]"
    for each in seen:
        told = f"{each.url} {json.dumps(each.all_headers())}"
        assert not any(secret in told for secret in (letter.code, receipt, NAME, WORDS)), each.url
        assert "referer" not in each.all_headers() or "besluit" not in each.all_headers()["referer"]
    entries = page.evaluate("performance.getEntries().map(each => each.name).join(' ')")
    assert letter.code not in entries and receipt not in entries
    for secret in (letter.code, letter.code.replace("-", ""), receipt, NAME, WORDS):
        assert secret not in letter.kept


def test_the_verifier_speaks_french_on_a_french_page(letter: Letter, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{letter.site}/fr/besluit/#{letter.code}")
    page.get_by_role("button", name="Vérifier la preuve").click()
    expect(page.locator(".verifier__verdict")).to_have_text("Rien n’a été modifié depuis l’enregistrement.")
    expect(page.locator(".checks strong").first).to_have_text("oui\N{NO-BREAK SPACE}:")
    expect(page.get_by_role("heading", name="Non prouvé")).to_be_visible()
    everyone_can_use(page)


def test_going_back_or_printing_the_address_shows_nobody_the_code(letter: Letter, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{letter.site}/nl/besluit/#{letter.code}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe dit besluit is genomen")
    page.go_back()
    assert letter.code not in page.url and letter.code not in page.content()
    # The same address again, in a page that is open already.
    page.goto(f"{letter.site}/nl/besluit/")
    expect(page.get_by_label("De code uit uw brief")).to_have_value("")
    page.evaluate(f"location.hash = '#{letter.code}'")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe dit besluit is genomen")
    # Copied along with a full stop, or with what an address makes of a space.
    for brought in (f"{letter.code}.", letter.code.replace("-", "%20") + "%20"):
        page.goto(f"{letter.site}/nl/besluit/")
        page.goto(f"{letter.site}/nl/besluit/#{brought}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hoe dit besluit is genomen")
        assert letter.code[:4] not in page.url
    # And in an explanation that is open already, which makes way for it.
    opened = page.evaluate("performance.timeOrigin")
    page.evaluate(f"location.hash = '#{letter.code}'")
    page.wait_for_function(f"performance.timeOrigin > {opened} && document.querySelector('form.with-code')")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe dit besluit is genomen")
    assert letter.code not in page.url


def test_a_place_on_the_page_is_no_code(letter: Letter, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{letter.site}/nl/besluit/#main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uitleg bij uw besluit")
    assert page.url.endswith("#main")


def test_without_scripts_one_types_the_code_and_reads_the_same(letter: Letter, browser: Browser) -> None:
    context = browser.new_context(locale="nl-NL", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{letter.site}/nl/")
    page.get_by_role("link", name="Ik heb een brief met een code").click()
    page.get_by_label("De code uit uw brief").fill(letter.code[:-1] + ("A" if letter.code[-1] != "A" else "B"))
    page.get_by_role("button", name="Lees de uitleg").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is een teken verkeerd gelezen")
    page.get_by_label("De code uit uw brief").fill(letter.code.replace("-", " ").lower())
    page.get_by_role("button", name="Lees de uitleg").click()
    expect(page.locator("main")).to_contain_text(NAME)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Bewaar als PDF").click()
    assert Path(kept.value.path()).read_bytes().startswith(b"%PDF-")
    context.close()


def test_who_got_a_decision_without_a_code_says_so(letter: Letter, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{letter.site}/nl/besluit/")
    everyone_can_use(page)
    page.get_by_role("link", name="Er staat geen code in mijn brief").click()
    everyone_can_use(page)
    page.get_by_role("button", name="Stuur naar de organisatie").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies de organisatie die het besluit nam.")
    everyone_can_use(page)
    page.get_by_label("Welke organisatie nam het besluit?").select_option(BODY)
    page.get_by_label("Over welk besluit gaat het?").fill("Mijn bijdrage is lager.")
    page.get_by_role("button", name="Stuur naar de organisatie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw vraag is verstuurd")
    expect(page.locator(".code-shown")).to_have_text(re.compile(r"([0-9A-Z]{4}-){5}[0-9A-Z]{4}"))


def test_a_printed_explanation_has_what_matters_and_no_buttons(letter: Letter, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{letter.site}/nl/besluit/#{letter.code}")
    expect(page.locator("main")).to_contain_text(NAME)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Wat u kunt doen")).to_be_visible()
    for hidden in (page.get_by_role("button", name="Bewaar als PDF"), page.locator(".footer"), page.locator(".menu")):
        expect(hidden).to_be_hidden()
