"""People verify for themselves: from the page of an entry, from files that they kept, and from a page on their disk."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from kenbaar.ledger.verifying import verify
from tests.portal.tampered import HISTORY, ONE, OURS, RECORD, RECORD_BYTES
from tests.portal.test_accessibility import DESK, PHONE, SCAN_CAR, sideways, violations

pytestmark = pytest.mark.browser
TRUE, FALSE = "Er is niets veranderd sinds dit is vastgelegd.", "Het klopt niet."


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=DESK, accept_downloads=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when the browser complained about it, for instance of the security policy."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []


def kept(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def choose(page: Page, receipt: Path, record: Path | None = None, key: str = "") -> None:
    page.get_by_label("Logbewijs").set_input_files(receipt)
    page.get_by_label("Inhoud (mag leeg)").set_input_files(record or [])
    page.get_by_label("Openbare sleutel (mag leeg)").fill(key)
    page.get_by_role("button", name="Controleer").click()


def marks(page: Page) -> list[str]:
    """The word before each numbered check."""
    return [text.strip(": ") for text in page.locator(".checks strong").all_text_contents()]


def test_a_reader_goes_from_an_entry_to_a_proof_of_what_it_says(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/algoritme/{SCAN_CAR}/")
    page.locator("#geschiedenis .recorded").get_by_role("link", name="Controleer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt stap 3 met het logboek?")
    expect(page.get_by_role("status")).to_have_text(TRUE)
    assert marks(page) == ["ja", "ja", "ja", "ja", "niet gedaan"]
    expect(page.get_by_text("De inhoud is precies die van regel 3.")).to_be_visible()
    expect(page.get_by_text("Vergelijk hem met de sleutel die de organisatie publiceert")).to_be_visible()


def test_a_reader_proves_that_nothing_was_left_out_of_a_history(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/algoritme/{SCAN_CAR}/geschiedenis/")
    page.get_by_role("link", name="Controleer de hele geschiedenis").click()
    expect(page.get_by_role("status")).to_have_text(TRUE)
    assert marks(page) == ["ja"] * 5
    expect(page.get_by_text("Regel 1: gepubliceerd per 2023-11-06, vastgelegd op 2023-11-06.")).to_be_visible()
    expect(page.get_by_text("ertussen is niets weggelaten")).to_be_visible()


def test_the_key_on_the_page_about_the_log_makes_the_proof_whole(site: str, page: Page) -> None:
    page.goto(f"{site}/nl/logboek/")
    key = page.locator("#keys ~ ul .key").first.inner_text()
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=1")
    expect(page.get_by_role("status")).to_have_text(TRUE)
    page.get_by_label("Openbare sleutel (mag leeg)").fill(key)
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("status")).to_have_text(TRUE)
    expect(page.get_by_text("Vergelijk hem met de sleutel")).to_have_count(0)


def test_a_record_that_was_changed_on_its_way_is_red_at_the_fourth_check(site: str, page: Page) -> None:
    def changed(route: Route) -> None:
        record = route.fetch().json()
        record["facts"]["name"]["value"]["nl"] += "!"
        route.fulfill(json=record)

    page.route("**/log/register/content/**", changed)
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=2")
    expect(page.get_by_role("status")).to_have_text(FALSE)
    assert marks(page) == ["ja", "ja", "ja", "nee", "niet gedaan"]
    expect(page.get_by_text("het is een andere versie, of de inhoud is veranderd")).to_be_visible()
    expect(page.get_by_role("heading", name="Wat kunt u doen?")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_proof_can_be_read_by_everyone(site: str, page: Page, language: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)
    page.goto(f"{site}/{language}/controleren/?entry={SCAN_CAR}")
    expect(page.locator("[data-verdict=true]")).to_be_visible()
    assert sideways(page) == []
    assert violations(page) == []


def test_files_that_were_kept_are_verified_with_the_sites_own_receipt_and_record(
    site: str, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=2")
    files = []
    for link in ("Download het logbewijs", "Download de inhoud"):
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        files.append(kept(tmp_path, download.value.suggested_filename, download.value.path().read_bytes()))
    receipt, record = files
    assert verify(receipt.read_bytes(), record.read_bytes()).true
    page.goto(f"{site}/nl/controleren/")
    choose(page, receipt, record)
    expect(page.get_by_role("status")).to_have_text(TRUE)
    choose(page, receipt)
    expect(page.get_by_text("Er is geen inhoud gegeven om te vergelijken.")).to_be_visible()
    choose(page, record, receipt)
    expect(page.get_by_text("Dit is geen logbewijs")).to_be_visible()


def test_what_is_missing_or_no_key_is_asked_for_in_a_sentence(site: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{site}/nl/controleren/")
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("status")).to_have_text("Kies eerst een logbewijs.")
    choose(page, kept(tmp_path, "receipt.json", ONE), key="no key")
    expect(page.get_by_role("status")).to_contain_text("Dit is geen openbare sleutel.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_saved_page_works_from_a_disk_without_a_network(
    site: str, context: BrowserContext, page: Page, tmp_path: Path, language: str
) -> None:
    page.goto(f"{site}/{language}/controleren/")
    with page.expect_download() as download:
        page.locator("a[href$='controleren.html']").click()
    saved = kept(tmp_path, download.value.suggested_filename, download.value.path().read_bytes())
    context.set_offline(True)
    page.goto(saved.as_uri())
    page.locator("#receipt").set_input_files(kept(tmp_path, "receipt.json", HISTORY))
    page.locator("#record").set_input_files(kept(tmp_path, "record.json", RECORD_BYTES))
    page.locator("#key").fill(OURS.verifier.to_text())
    page.locator("button").click()
    expect(page.locator("[data-verdict=true]")).to_be_visible()
    assert len(set(marks(page))) == 1
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
    page.locator("#record").set_input_files(kept(tmp_path, "other.json", json.dumps({**RECORD, "x": 1}).encode()))
    page.locator("button").click()
    expect(page.locator("[data-verdict=false]")).to_be_visible()
    expect(page.locator(".checks__check--no")).to_have_count(1)
    assert violations(page) == []


def test_a_browser_without_ed25519_says_what_it_could_check_and_what_not(site: str, page: Page) -> None:
    page.add_init_script(
        "crypto.subtle.importKey = () => Promise.reject(new DOMException('unknown', 'NotSupportedError'))"
    )
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}")
    expect(page.get_by_role("status")).to_have_text("Niet alles is gecontroleerd.")
    assert marks(page) == ["ja", "niet gedaan", "ja", "ja", "ja"]
    expect(page.get_by_text("Uw browser kan deze handtekening (Ed25519) niet controleren.")).to_be_visible()
    expect(page.get_by_text("Gebruik een nieuwere browser of het programma hieronder.")).to_be_visible()
    expect(page.get_by_role("heading", name="Bewezen", exact=True)).to_have_count(0)


def test_a_browser_that_cannot_compute_says_so(site: str, page: Page) -> None:
    page.add_init_script("Object.defineProperty(globalThis, 'crypto', { value: {} })")
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}")
    expect(page.get_by_role("status")).to_contain_text("Uw browser kan hier niet rekenen")


def test_a_step_that_waits_or_is_not_there_is_said_in_the_words_of_the_site(site: str, browser: Browser) -> None:
    # The browser writes a failed request in its console, which is no complaint about our page.
    page = browser.new_page()
    waits = "Dit wordt nog vastgelegd in het logboek. Probeer het over een minuut opnieuw."
    page.route(
        "**/logbewijs/2.json", lambda route: route.fulfill(status=503, content_type="text/plain", body=waits + "\n")
    )
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=2")
    expect(page.get_by_role("status")).to_have_text(waits)
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=99")
    expect(page.get_by_role("status")).to_contain_text("Van deze stap is er geen logbewijs.")
    page.route("**/logbewijs/1.json", lambda route: route.abort())
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=1")
    expect(page.get_by_role("status")).to_contain_text("De site is niet te bereiken.")
    page.close()


def test_without_scripts_the_page_names_the_command(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/nl/controleren/?entry={SCAN_CAR}&number=2")
    expect(page.get_by_text("Uw browser voert hier geen JavaScript uit.")).to_be_visible()
    expect(page.get_by_text("python -m kenbaar.ledger verify RECEIPT.json RECORD.json")).to_be_visible()
    expect(page.get_by_role("button", name="Controleer")).to_be_hidden()
    expect(page.get_by_role("link", name="Download het logbewijs")).to_be_visible()
    context.close()
