"""Make the screens of the manual anew: `python -m tools.manual`, from the sample register, in a real browser.

Invented people work in a site that is thrown away afterwards, so that each screen has something on it. Needs Chromium,
and `pngquant` to keep the files small.
"""

# ruff: noqa: E402  # Django is set up before what is built on it is imported
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.desk.signing_in import PASSWORD, code_of_app
from tests.support.on_a_site import ask_site
from tests.support.served import CHROMIUM, CHROMIUM_FLAGS, environment_of, free_port, served

SCREENS = Path(__file__).parents[1] / "src" / "kenbaar" / "site" / "static" / "kenbaar" / "manual"
BODY = "gemeente-lindewaarde"
SCAN_CAR = "kb-x7wjzqge2y"
ENTRY, REDACTION = f"algoritme/{SCAN_CAR}/", "algoritme/kb-qbp40ve7ca/"
EVA, AMIR, BO = "eva@lindewaarde.example", "amir@lindewaarde.example", "bo@lindewaarde.example"
TEAM = ((EVA, "Eva de Wit", "editor"), (AMIR, "Amir Bakker", "approver"), (BO, "Bo Visser", "administrator"))
# With the locale of the browser: fields for a day look as it has them.
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
WIDTH = 1280
# What stands beside the text of a page is empty, and is left out.
LEFT, RIGHT = 80, 1200
SUMMARY = (
    "Een auto met camera's leest de kentekens van geparkeerde auto's. Het algoritme zoekt op of er voor die plek is "
    "betaald. Is dat niet zo? Dan kijkt een medewerker naar de foto's. Pas daarna kan de eigenaar een parkeerboete "
    "krijgen."
)


@dataclass(frozen=True)
class Screen:
    """A picture: whose screen, which page, from where (a selector) and how high."""

    name: str
    of: str
    page: str
    height: int
    start: str = "main"


BEFORE_REVIEW = (
    Screen("inventory", EVA, f"organisatie/{BODY}/inventaris/", 900),
    Screen("entry", EVA, ENTRY, 700),
    Screen("fill", EVA, f"{ENTRY}invullen/wat/", 860),
    Screen("complete", EVA, f"{REDACTION}volledig/", 760),
    Screen("ask-review", EVA, f"{ENTRY}controle/", 620, start=".decide"),
)
IN_REVIEW = (
    Screen("start", AMIR, "", 620, start="header"),
    Screen("queue", AMIR, "controle/", 480),
    Screen("review", AMIR, f"{ENTRY}controle/", 1060, start=".standing"),
    Screen("decide", AMIR, f"{ENTRY}controle/", 700, start=".decide"),
    Screen("tasks", EVA, f"{ENTRY}taken/", 700),
    Screen("overview", BO, f"organisatie/{BODY}/overzicht/", 700),
    Screen("people", BO, f"organisatie/{BODY}/mensen/", 620, start="#invite"),
)
PROFILE = f"organisatie/{BODY}/meldingen/besluit-over-een-parkeerboete/"
NOTICE_WRITTEN = (Screen("notice-write", EVA, f"{PROFILE}onderdeel/wat/", 1000),)
NOTICE_HANDED_IN = (Screen("notice-decide", AMIR, PROFILE, 1000),)


def main() -> None:
    """Make every screen in both languages."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), free_port()) as address:
        environment = environment_of(Path(folder), address)
        for email, name, role in TEAM:
            ask_site("person", email, name, role, BODY, environment=environment)
        ask_site("write", EVA, SCAN_CAR, "summary", SUMMARY, environment=environment)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            _tell_the_story(browser, f"{address}/desk/")
    _make_small()


def _tell_the_story(browser: Browser, desk: str) -> None:
    pages = {email: _signed_in(browser, desk, email) for email, *_ in TEAM}
    _press(pages[EVA]["nl"], f"{desk}{ENTRY}taken/", "plichten/")
    _take(BEFORE_REVIEW, pages, desk)
    _press(pages[EVA]["nl"], f"{desk}{ENTRY}controle/", "controle/vragen/")
    _take(IN_REVIEW, pages, desk)
    _begin_profile(pages[EVA]["nl"], desk)
    _take(NOTICE_WRITTEN, pages, desk)
    _hand_profile_in(pages[EVA]["nl"], desk)
    _take(NOTICE_HANDED_IN, pages, desk)


def _begin_profile(page: Page, desk: str) -> None:
    """Begin a notice profile for the scan car; what the entry says fills it."""
    page.goto(f"{desk}{ENTRY}melding/nieuw/")
    page.locator("[name=name]").fill("Besluit over een parkeerboete")
    with page.expect_navigation():
        page.locator("form [type=submit]").last.click()


def _hand_profile_in(page: Page, desk: str) -> None:
    """Fill in what lacks, and hand the profile in."""
    page.goto(f"{desk}{PROFILE}onderdeel/gegevens/")
    page.locator("[name='data.0.label.nl']").fill("Uw kenteken")
    page.locator("[name='data.0.source.nl']").fill("De foto van de auto")
    with page.expect_navigation():
        page.locator("[name=go][value=stay]").last.click()
    _press(page, f"{desk}{PROFILE}", "indienen/")


def _signed_in(browser: Browser, desk: str, email: str) -> dict[str, Page]:
    """Return a page in each language of somebody who came in."""
    page = browser.new_context().new_page()
    page.goto(desk)
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").fill(code_of_app())
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(desk)
    came_in = page.context.storage_state()
    window: ViewportSize = {"width": WIDTH, "height": 900}
    return {
        language: browser.new_context(locale=locale, viewport=window, storage_state=came_in).new_page()
        for language, locale in LANGUAGES.items()
    }


def _press(page: Page, address: str, form: str) -> None:
    """Send the form on a page that goes to this address."""
    page.goto(address)
    with page.expect_navigation():
        page.locator(f"form[action$='{form}'] button[type=submit]").first.click()


def _take(screens: tuple[Screen, ...], pages: dict[str, dict[str, Page]], desk: str) -> None:
    for language in LANGUAGES:
        (SCREENS / language).mkdir(parents=True, exist_ok=True)
        for screen in screens:
            page = pages[screen.of][language]
            page.goto(desk + screen.page)
            page.wait_for_load_state("networkidle")
            box = page.locator(screen.start).first.bounding_box()
            assert box is not None, f"{screen.page} has no {screen.start}"
            whole = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom + scrollY")
            height = min(screen.height, whole - box["y"])
            clip = {"x": LEFT, "y": box["y"], "width": RIGHT - LEFT, "height": height}
            page.screenshot(path=SCREENS / language / f"{screen.name}.png", clip=clip, full_page=True)


def _make_small() -> None:
    """Write each picture with the colours that it has; a screen has few."""
    pngquant = shutil.which("pngquant")
    if pngquant is None:
        raise SystemExit("The screens are made but large: install pngquant and run this again.")
    pictures = sorted(SCREENS.rglob("*.png"))
    subprocess.run([pngquant, "--force", "--skip-if-larger", "--strip", "--ext=.png", "128", *pictures], check=False)  # noqa: S603


if __name__ == "__main__":
    main()
