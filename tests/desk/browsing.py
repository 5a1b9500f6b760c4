"""The desk in a real browser: a site that runs, people who come in, and what every page must be for everyone."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk.signing_in import PASSWORD, code_of_app
from tests.portal.test_accessibility import DESK, PHONE, sideways, violations
from tests.support.served import command, environment_of

BODY = "gemeente-lindewaarde"


@dataclass(frozen=True)
class Place:
    """A running site, the folder that its data lie in, and a browser to visit it with."""

    address: str
    folder: Path
    browser: Browser

    def invitation(self, email: str, role: str = "administrator") -> str:
        """Invite somebody, as an operator does; return the link."""
        environment = environment_of(self.folder, self.address)
        said = command("person", "invite", email, "--role", role, "--body", BODY, environment=environment)
        return said.split()[-1]

    def reader(self) -> BrowserContext:
        """Return a browser of somebody who was never here."""
        return self.browser.new_context(locale="nl-NL", viewport=PHONE)

    def colleague(self, name: str, role: str = "editor") -> Page:
        """Return a page of somebody who came in by invitation, with a password and an app, at a desk."""
        page = self.reader().new_page()
        page.goto(self.invitation(f"{name.lower()}@lindewaarde.example", role))
        page.get_by_label("Uw naam").fill(name)
        page.get_by_role("button", name="Aannemen").click()
        page.get_by_role("link", name="Kies een wachtwoord").click()
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Verder").click()
        page.get_by_label("Code", exact=True).fill(code_of_app(page.locator("#secret").inner_text()))
        page.get_by_role("button", name="Instellen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
        page.set_viewport_size(DESK)
        return page


def everyone_can_use(page: Page) -> None:
    """Check a page at a phone and at a desk: nothing sticks out, and axe finds nothing."""
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []


def with_authenticator(page: Page) -> None:
    """Give the browser a key that knows its owner, as a phone does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
