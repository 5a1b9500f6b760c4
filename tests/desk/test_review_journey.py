"""From a draft to the register and out of it again, by keyboard alone, in a real browser."""

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
_MOST_TABS, _MOST_SEARCHES = 400, 30


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


def _finds(place: Place, words: str, name: str) -> bool:
    """Search; the index follows the register in the background, so another search may find what this one does not."""
    return place.citizen(f"{place.address}/nl/algoritme/?q={words}").get_by_role("link", name=name).count() > 0


def _everyone_can_use(page: Page) -> None:
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []


def _tab_to(page: Page, what: str) -> None:
    """Press Tab until something with this name, or below this label, has the focus."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "() => { const at = document.activeElement; "
            "return ((at.labels && at.labels.length ? at.labels[0].innerText : '') || at.textContent)"
            ".replace(/\\s+/g, ' ').trim(); }"
        )
        if said == what:
            return
    raise AssertionError(f"Tab never comes to {what!r}")


def _press(page: Page, what: str) -> None:
    """Go to a link or button by keyboard, and use it."""
    _tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _write(page: Page, where: str, text: str) -> None:
    _tab_to(page, where)
    page.keyboard.type(text)


def test_an_entry_is_reviewed_mended_published_changed_and_withdrawn_by_keyboard_alone(place: Place) -> None:
    name = "Kapvergunningen voorspellen"
    reference = place.do("entry", EDITOR, name, BODY)
    review = f"{place.address}/desk/algoritme/{reference}/controle/"
    editor, approver = place.signed_in(EDITOR), place.signed_in(APPROVER)
    public = f"{place.address}/nl/algoritme/{reference}/"

    editor.goto(review)
    _everyone_can_use(editor)
    _write(editor, "Toelichting voor wie controleert", "Nieuw sinds deze week.")
    _press(editor, "Controle vragen")
    expect(editor.locator("main")).to_contain_text("wacht op een goedkeurder")
    _everyone_can_use(editor)

    approver.goto(f"{place.address}/desk/")
    _everyone_can_use(approver)
    _press(approver, name)
    expect(approver.locator("main")).to_contain_text("Nieuw sinds deze week.")
    _everyone_can_use(approver)
    _press(approver, "Opmerking maken bij Korte omschrijving")
    _everyone_can_use(approver)
    approver.locator("#text").focus()
    approver.keyboard.type("Welke bomen telt u mee?")
    _press(approver, "Plaatsen")
    _everyone_can_use(approver)
    _press(approver, "Wijzigingen vragen")
    expect(approver.get_by_role("heading", level=1)).to_have_text("Controle")
    expect(place.citizen(public).get_by_role("heading", level=1)).not_to_have_text(name)

    editor.goto(f"{place.address}/desk/")
    expect(editor.locator("main")).to_contain_text("Welke bomen telt u mee?")
    _everyone_can_use(editor)
    place.do("write", EDITOR, reference, "summary", "Het voorspelt welke vergunningen tijd kosten. Alleen straatbomen.")
    editor.goto(review)
    expect(editor.locator("main")).to_contain_text("Amir vroeg om wijzigingen.")
    _press(editor, "Antwoorden op de opmerking van Amir")
    editor.locator("#text").focus()
    editor.keyboard.type("Alleen straatbomen; dat staat er nu.")
    _press(editor, "Plaatsen")
    _everyone_can_use(editor)
    _press(editor, "Opgelost: de opmerking van Amir")
    _press(editor, "Controle vragen")

    approver.goto(review)
    _everyone_can_use(approver)
    _press(approver, "Goedkeuren")
    expect(approver.locator("main")).to_contain_text("Er ligt nu niets ter controle.")
    expect(place.citizen(public).locator("main")).to_contain_text("Alleen straatbomen.")
    assert any(_finds(place, "kapvergunningen", name) for _ in range(_MOST_SEARCHES)), "the search does not find it"

    place.do("write", EDITOR, reference, "summary", "Het voorspelt welke kapvergunningen tijd kosten. Ook parkbomen.")
    editor.goto(review)
    _press(editor, "Controle vragen")
    approver.goto(review)
    expect(approver.locator("ins").last).to_contain_text("Ook parkbomen.")
    _everyone_can_use(approver)
    _press(approver, "Goedkeuren")
    expect(place.citizen(public).locator("main")).to_contain_text("Ook parkbomen.")

    _tab_to(approver, "Uit het register halen")
    approver.keyboard.press("Enter")
    _write(approver, "Reden", "Wij doen dit weer met de hand.")
    _everyone_can_use(approver)
    _press(approver, "Uit het register halen")
    expect(place.citizen(public).locator("main")).to_contain_text("Wij doen dit weer met de hand.")


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
    page.get_by_label("Stand").select_option(label="alles")
    page.get_by_role("button", name="Toon").click()
    _everyone_can_use(page)
