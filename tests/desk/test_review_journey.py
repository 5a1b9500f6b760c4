"""What reviewers look at beside the entries, in a real browser; the way of an entry itself is in test_whole_way."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.signing_in import PASSWORD, code_of_app
from tests.portal.test_accessibility import DESK, PHONE, sideways, violations
from tests.support.on_a_site import ask_site
from tests.support.served import environment_of, free_port, served

pytestmark = pytest.mark.browser
BODY = "gemeente-lindewaarde"
EDITOR, APPROVER = "redactie@lindewaarde.example", "goedkeuring@lindewaarde.example"


@dataclass
class Place:
    """A running site with an editor and an approver."""

    address: str
    environment: dict[str, str]
    browser: Browser

    def do(self, deed: str, *words: str) -> str:
        return ask_site(deed, *words, environment=self.environment)

    def citizen(self, address: str) -> Page:
        """Have somebody read a public page who was never there: a browser keeps such a page for a minute."""
        page = self.browser.new_context(locale="nl-NL", viewport=PHONE).new_page()
        page.goto(address)
        return page

    def signed_in(self, email: str) -> Page:
        page = self.browser.new_context(locale="nl-NL", viewport=DESK).new_page()
        page.goto(f"{self.address}/desk/")
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Verder").click()
        page.get_by_label("Code", exact=True).fill(code_of_app())
        page.get_by_role("button", name="Aanmelden", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
        return page


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("review")
    with served(folder, free_port()) as address:
        made = Place(address, environment_of(folder, address), browser)
        made.do("person", EDITOR, "Eva", "editor", BODY)
        made.do("person", APPROVER, "Amir", "approver", BODY)
        yield made


def finds(place: Place, words: str, name: str) -> bool:
    """Search; the index follows the register in the background, so another search may find what this one does not."""
    return place.citizen(f"{place.address}/nl/algoritme/?q={words}").get_by_role("link", name=name).count() > 0


def _everyone_can_use(page: Page) -> None:
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []


def test_the_queue_and_the_rules_are_for_everyone_to_use(place: Place) -> None:
    place.do("person", "beheer@lindewaarde.example", "Bo", "administrator", BODY)
    reference = place.do("entry", EDITOR, "Bomen tellen", BODY)
    page = place.signed_in("beheer@lindewaarde.example")
    page.goto(f"{place.address}/desk/organisatie/{BODY}/regels/")
    _everyone_can_use(page)
    page.get_by_label("Dagen voor een controle").fill("3")
    page.locator("summary", has_text="Verantwoord gebruik").click()
    page.get_by_label("Doel en impact", exact=True).check()
    page.get_by_role("button", name="Bewaren").click()
    page.goto(f"{place.address}/desk/algoritme/{reference}/controle/")
    expect(page.locator("main")).to_contain_text("Uw organisatie vraagt dit.")
    _everyone_can_use(page)
    page.goto(f"{place.address}/desk/controle/")
    page.get_by_label("Waar het staat").select_option(label="alles")
    page.get_by_role("button", name="Toon").click()
    _everyone_can_use(page)
