"""People leave the form in a real browser, in haste: what they typed is saved, and stays theirs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browsing import Place
from tests.portal.test_accessibility import SCAN_CAR
from tests.support.served import free_port, served

pytestmark = pytest.mark.browser
ENTRY = f"/desk/algoritme/{SCAN_CAR}/"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("leaving")
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


def _rewrite(page: Page, fact: str, words: str) -> None:
    """Type words in place of what is there, and stop with the pointer still in the field."""
    page.locator(_area(fact)).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def _is_saved(place: Place, reader: Page, section: str, fact: str, words: str) -> None:
    _open(reader, place, f"invullen/{section}/")
    expect(reader.locator(_area(fact))).to_have_value(words)


def test_who_follows_a_link_in_the_middle_of_a_sentence_has_it_saved_first(place: Place, ann: Page, bert: Page) -> None:
    _open(ann, place, "invullen/waarvoor/")
    _rewrite(ann, "purpose", "De laatste zin die telt.")
    ann.get_by_role("link", name="Controle", exact=True).last.click()
    ann.wait_for_url("**/controle/")
    _is_saved(place, bert, "waarvoor", "purpose", "De laatste zin die telt.")
    _open(ann, place, "invullen/waarvoor/")
    expect(ann.locator("#unsaved")).to_be_hidden()
    expect(ann.locator(".conflict")).to_have_count(0)


def test_who_goes_back_or_closes_the_tab_has_their_words_saved(place: Place, ann: Page, bert: Page) -> None:
    _open(ann, place, "")
    _open(ann, place, "invullen/waarvoor/")
    _rewrite(ann, "considerations", "Getypt en meteen teruggegaan.")
    ann.go_back()
    # The page is gone before its words arrive; whoever looks a moment later finds them.
    for _ in range(20):
        _open(bert, place, "invullen/waarvoor/")
        if bert.locator(_area("considerations")).input_value() == "Getypt en meteen teruggegaan.":
            break
    expect(bert.locator(_area("considerations"))).to_have_value("Getypt en meteen teruggegaan.")
    _open(ann, place, "invullen/waarvoor/")
    expect(ann.locator(_area("considerations"))).to_have_value("Getypt en meteen teruggegaan.")
    expect(ann.locator("#unsaved")).to_be_hidden()


def test_who_types_without_a_pause_is_saved_now_and_then(place: Place, ann: Page) -> None:
    _open(ann, place, "invullen/waarvoor/")
    ann.clock.install()
    _rewrite(ann, "considerations", "Zonder")
    # The page also says now and then that somebody is here.
    with ann.expect_response(lambda answer: "x-kenbaar-saved" in answer.headers) as saved:
        for letter in " op te houden":
            ann.clock.run_for(1000)
            ann.keyboard.type(letter)
    assert saved.value.headers["x-kenbaar-saved"] == "yes"


def test_late_words_are_never_put_in_the_place_of_those_of_a_colleague(place: Place, ann: Page, bert: Page) -> None:
    _open(ann, place, "invullen/gegevens/")
    _open(bert, place, "invullen/gegevens/")
    ann.locator(_area("data")).fill("Een halve pagina van Ann.")
    ann.locator(_area("data")).blur()
    expect(ann.locator("#status-data")).to_contain_text("Bewaard om")
    bert.locator(_area("data")).fill("Bert")
    bert.locator(_area("data")).blur()
    conflict = bert.locator("#status-data .conflict")
    expect(conflict).to_contain_text("Een halve pagina van Ann.")
    bert.locator(_area("data")).fill("Bert, en verder")
    bert.locator(_area("data")).blur()
    expect(conflict).to_contain_text("Bert, en verder")
    expect(conflict).to_contain_text("Een halve pagina van Ann.")
    bert.get_by_role("button", name="Bewaar", exact=True).click()
    expect(bert.locator(_area("data"))).to_have_value("Een halve pagina van Ann.")
    bert.get_by_role("button", name="Laat dit staan").click()
    expect(conflict).to_have_count(0)
    expect(bert.locator(_area("data"))).to_have_value("Een halve pagina van Ann.")


def test_words_that_could_not_be_saved_are_told_of_before_handing_in(place: Place, ann: Page) -> None:
    _open(ann, place, "invullen/mensen/")
    ann.locator("[name='f.public_page'], [name='f.project_page']").first.fill("geen adres")
    ann.get_by_role("link", name="Controle", exact=True).last.click()
    ann.wait_for_url("**/controle/")
    expect(ann.locator("#held")).to_be_visible()
    ann.locator("#held a").click()
    ann.wait_for_url("**/invullen/mensen/")


def test_words_of_one_person_are_not_shown_to_the_next_in_the_same_tab(place: Place, ann: Page, bert: Page) -> None:
    _open(ann, place, "invullen/waarborgen/")
    others = bert.context.cookies()
    ann.context.clear_cookies()
    ann.locator(_area("human_intervention")).fill("Dit is van Ann.")
    ann.locator(_area("human_intervention")).blur()
    expect(ann.locator("#unsaved")).to_contain_text("u bent afgemeld")
    ann.once("dialog", lambda dialog: dialog.accept())
    ann.context.add_cookies(others)
    _open(ann, place, "invullen/waarborgen/")
    expect(ann.locator(_area("human_intervention"))).not_to_have_value("Dit is van Ann.")
    assert ann.evaluate("Object.keys(sessionStorage).filter(each => each.startsWith('kenbaar:'))") == []


def test_who_signs_out_in_the_middle_of_a_sentence_has_it_saved_first(place: Place, bert: Page) -> None:
    carla = place.colleague("Carla")
    _open(carla, place, "invullen/waarvoor/")
    _rewrite(carla, "purpose", "Laatste woorden van Carla.")
    carla.get_by_role("button", name="Afmelden", exact=True).click()
    expect(carla.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    _is_saved(place, bert, "waarvoor", "purpose", "Laatste woorden van Carla.")
    assert carla.evaluate("Object.keys(sessionStorage).filter(each => each.startsWith('kenbaar:'))") == []
