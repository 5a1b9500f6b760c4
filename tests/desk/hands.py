"""Two ways to use a page, with the same words: with a mouse at a desk, and with a keyboard alone on a narrow screen."""

import re
from abc import ABC, abstractmethod

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk.browsing import everyone_can_use
from tests.portal.test_accessibility import DESK, PHONE, sideways

_MOST_TABS = 400


class Hand(ABC):
    """Somebody at a page."""

    size = DESK

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_viewport_size(self.size)

    def goes_to(self, address: str) -> None:
        """Follow a link that came by mail, or type an address."""
        self.page.goto(address)

    def fills_in(self, fact: str, text: str, *, field: str = "") -> None:
        """Type an answer to a question of the sheet, and see that it was saved without asking."""
        self.writes(f"[name='{field or f'f.{fact}.nl'}']", text)
        self.sees_saved(fact)

    def sees_saved(self, fact: str) -> None:
        """See beside a question that its answer was saved."""
        expect(self.page.locator(f"#status-{fact}")).to_contain_text("Bewaard om")

    def sees(self, text: str) -> None:
        """Find these words on the page."""
        expect(self.page.locator("main")).to_contain_text(text)

    @abstractmethod
    def presses(self, name: str, within: str = "main") -> None:
        """Use the link or the button that is called this, and come to another page."""

    @abstractmethod
    def opens(self, name: str) -> None:
        """Unfold what is folded below this name."""

    @abstractmethod
    def writes(self, selector: str, text: str) -> None:
        """Put a text in place of what is in a field."""

    @abstractmethod
    def picks(self, fact: str, value: str) -> None:
        """Choose an answer of a question of the sheet."""

    @abstractmethod
    def looks_around(self) -> None:
        """See whether the page can be used."""


class Mouse(Hand):
    """Somebody with a mouse, who also looks at each page as everybody else has it."""

    def presses(self, name: str, within: str = "main") -> None:
        with self.page.expect_navigation():
            self._called(f"{within} :is(a, button)", name).click()

    def opens(self, name: str) -> None:
        self._called("summary", name).click()

    def writes(self, selector: str, text: str) -> None:
        field = self.page.locator(selector)
        field.fill(text)
        field.blur()

    def picks(self, fact: str, value: str) -> None:
        self.page.locator(f"label:has([name='f.{fact}'][value='{value}'])").click()

    def looks_around(self) -> None:
        everyone_can_use(self.page)

    def _called(self, kind: str, name: str) -> Locator:
        words = r"\s+".join(map(re.escape, name.split()))
        named = self.page.locator(kind).filter(has_text=re.compile(rf"^\s*{words}\s*$"))
        return named.locator("visible=true").first


class Keyboard(Hand):
    """Somebody who has nothing but Tab, Enter, Space, arrows and letters, on a screen of 360 pixels."""

    size = PHONE

    def presses(self, name: str, within: str = "main") -> None:
        self._tab_to(f"{within} :is(a, button)", name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def opens(self, name: str) -> None:
        self._tab_to("summary", name)
        self.page.keyboard.press("Enter")

    def writes(self, selector: str, text: str) -> None:
        self._tab_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def picks(self, fact: str, value: str) -> None:
        wanted = f"[name='f.{fact}'][value='{value}']"
        if self.page.locator(wanted).get_attribute("type") == "checkbox":
            self._tab_to(wanted)
        else:
            # Tab comes to a group as a whole; the arrows go through it.
            self._tab_to(f"[name='f.{fact}']")
            for _ in range(self.page.locator(f"[name='f.{fact}']").count()):
                if self._is_at(wanted, ""):
                    break
                self.page.keyboard.press("ArrowDown")
        if not self.page.locator(wanted).is_checked():
            self.page.keyboard.press("Space")
        expect(self.page.locator(wanted)).to_be_checked()

    def looks_around(self) -> None:
        assert sideways(self.page) == []

    def _tab_to(self, selector: str, name: str = "") -> None:
        for _ in range(_MOST_TABS):
            if self._is_at(selector, name):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never comes to {name or selector} on {self.page.url}")

    def _is_at(self, selector: str, name: str) -> bool:
        return bool(
            self.page.evaluate(
                "([selector, name]) => { const at = document.activeElement; return at.matches(selector)"
                " && (!name || at.textContent.replace(/\\s+/g, ' ').trim() === name); }",
                [selector, name],
            )
        )
