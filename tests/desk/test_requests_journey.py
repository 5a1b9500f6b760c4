"""A person asks with the code of the letter, an official answers at the desk, and the person reads the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browsing import PHONE, everyone_can_use
from tests.desk.test_review_journey import EDITOR, Place
from tests.support.served import command, environment_of, free_port, served

pytestmark = pytest.mark.browser
# The sample register has notices of this body.
BODY = "rijksdienst-bijdragen"
WORDS = "Waarom is mijn bijdrage lager dan vorig jaar?"


@dataclass
class Asking(Place):
    """A running site with an official, and the code of a letter that it issued."""

    code: str


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    folder = tmp_path_factory.mktemp("requests")
    with served(folder, free_port()) as address:
        environment = environment_of(folder, address)
        said = command("setup", "--sample", environment=environment)
        code = re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", said)
        assert code, said
        made = Asking(address, environment, browser, code[0])
        made.do("person", EDITOR, "Eva", "editor", BODY)
        yield made


def _reads(place: Asking) -> Page:
    page = place.browser.new_context(locale="nl-NL", viewport=PHONE).new_page()
    page.goto(f"{place.address}/nl/besluit/#{place.code}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe dit besluit is genomen")
    return page


def test_a_question_is_answered_with_the_explanation_and_the_person_reads_it(place: Asking) -> None:
    person = _reads(place)
    person.get_by_role("button", name="Vraag om meer uitleg").click()
    person.get_by_label("Wat wilt u weten?").fill(WORDS)
    person.get_by_role("button", name="Stuur naar").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Uw vraag is verstuurd")

    official = place.signed_in(EDITOR)
    official.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vragen").click()
    everyone_can_use(official)
    official.get_by_role("link", name="Uitleg bij een besluit").click()
    expect(official.locator("blockquote")).to_have_text(WORDS)
    everyone_can_use(official)
    official.get_by_label("Code uit de brief").fill(place.code)
    # Enter opens the notice; it never sends an answer that is not written yet.
    official.keyboard.press("Enter")
    expect(official.get_by_role("button", name="Open de melding")).to_have_count(0)
    answer = official.get_by_label("Antwoord", exact=True)
    expect(answer).to_have_value(re.compile("Uw jaarinkomen"))
    everyone_can_use(official)
    answer.fill(f"Uw inkomen steeg.\n\n{answer.input_value()}")
    official.get_by_role("button", name="Verstuur het antwoord").click()
    expect(official.locator("main")).to_contain_text("Uw inkomen steeg.")
    everyone_can_use(official)

    again = _reads(place)
    expect(again.locator("main")).to_contain_text("Uw inkomen steeg.")
    again.goto(f"{place.address}/nl/organisatie/{BODY}/vragen/")
    expect(again.get_by_role("table")).to_contain_text("minder dan 5")
    everyone_can_use(again)
