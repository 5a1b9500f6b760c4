"""Somebody who was never here tries the desk: with a link that setting up printed, a passkey, the tour and the help."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browsing import Place, everyone_can_use, with_authenticator
from tests.support.served import command, environment_of, free_port, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("guidance")
    with served(folder, free_port()) as address:
        yield Place(address, folder, browser)


def _comes_in(place: Place, role: str) -> Page:
    said = command("setup", "--sample", environment=environment_of(place.folder, place.address))
    link = re.search(rf"^{role}: (http\S+)$", said, re.M)
    assert link, said
    page = place.reader().new_page()
    with_authenticator(page)
    page.goto(link[1])
    page.get_by_label("Uw naam").fill("Nieuw")
    page.get_by_role("button", name="Aannemen").click()
    page.get_by_role("link", name="Maak een passkey").click()
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    page.goto(f"{place.address}/desk/")
    return page


def test_a_newcomer_comes_in_without_a_phone_and_takes_the_tour_by_keyboard(place: Place) -> None:
    page = _comes_in(place, "Redacteur")
    everyone_can_use(page)
    page.get_by_role("button", name="Begin de rondleiding").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("region", name="Rondleiding")
    steps = int(re.findall(r"van (\d+)", box.inner_text())[0])
    assert steps >= 8
    for number in range(1, steps + 1):
        expect(box).to_contain_text(f"stap {number} van {steps}")
        # Reading goes on at the box, as soon as the whole page is there, so its first button is one Tab further.
        page.wait_for_load_state()
        page.keyboard.press("Tab")
        onwards = page.get_by_role("button", name="Volgende stap" if number < steps else "Vorige stap")
        expect(onwards).to_be_focused()
        everyone_can_use(page)
        if number < steps:
            onwards.focus()
            page.keyboard.press("Enter")
    page.get_by_role("button", name="Rondleiding afsluiten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    expect(box).to_have_count(0)

    page.get_by_role("link", name="Hulp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hulp")
    everyone_can_use(page)
    for guide in ("Voor redacteuren", "Voor goedkeurders", "Voor beheerders"):
        page.get_by_role("main").get_by_role("link", name=guide).click()
        everyone_can_use(page)
        for screen in page.locator(".manual img").all():
            screen.scroll_into_view_if_needed()
            expect(screen).to_have_js_property("complete", True)
            assert screen.evaluate("each => each.naturalWidth") > 0
        page.get_by_role("link", name="Hulp").first.click()

    # Somebody is in, so nobody else is let in by setting up again.
    said = command("setup", "--sample", environment=environment_of(place.folder, place.address))
    assert "/desk/uitnodiging/" not in said
