"""People come in at the desk in a real browser: through a provider, with a passkey, with an app, and by invitation."""

import re
from collections.abc import Iterator
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browsing import Place, everyone_can_use, with_authenticator
from tests.desk.provider import provider
from tests.desk.signing_in import PASSWORD, code_of_app
from tests.support.served import free_port, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("desk")
    with served(folder, free_port()) as address:
        yield Place(address, folder, browser)


@pytest.fixture(scope="module")
def place_with_provider(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder, port = tmp_path_factory.mktemp("provider"), free_port()
    with (
        provider(folder, free_port(), f"http://localhost:{port}") as settings,
        served(folder, port, **settings) as address,
    ):
        yield Place(address, folder, browser)


def _accept(page: Page, link: str, name: str) -> None:
    page.goto(link)
    everyone_can_use(page)
    page.get_by_label("Uw naam").fill(name)
    page.get_by_role("button", name="Aannemen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beveilig uw account")
    everyone_can_use(page)


def _choose_password_and_app(page: Page) -> str:
    page.get_by_role("link", name="Kies een wachtwoord").click()
    everyone_can_use(page)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("App voor codes instellen")
    everyone_can_use(page)
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code", exact=True).fill(code_of_app(secret))
    page.get_by_role("button", name="Instellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    everyone_can_use(page)
    return secret


def test_an_administrator_comes_in_with_an_app_and_invites_a_colleague_who_makes_a_passkey(place: Place) -> None:
    page = place.reader().new_page()
    _accept(page, place.invitation("eerste@lindewaarde.example"), "Eerste")
    _choose_password_and_app(page)
    recovery = page.locator(".desk__codes code").first.inner_text()
    page.get_by_role("link", name="Naar mijn account").click()
    everyone_can_use(page)

    page.get_by_role("link", name="Beheer", exact=True).click()
    page.get_by_role("link", name="Mensen", exact=True).click()
    page.get_by_label("E-mailadres").fill("tweede@lindewaarde.example")
    page.locator("#role").select_option("approver")
    page.get_by_role("button", name="Uitnodigen").click()
    expect(page.locator("main")).to_contain_text("tweede@lindewaarde.example, goedkeurder")
    everyone_can_use(page)
    link = _link_in_mail(place)

    colleague = place.reader().new_page()
    with_authenticator(colleague)
    _accept(colleague, link, "Tweede")
    colleague.get_by_role("link", name="Maak een passkey").click()
    everyone_can_use(colleague)
    colleague.get_by_role("button", name="Maak een passkey").click()
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    colleague.get_by_role("link", name="Naar mijn account").click()
    expect(colleague.locator("main")).to_contain_text("Goedkeurder")
    colleague.get_by_role("button", name="Afmelden", exact=True).click()
    everyone_can_use(colleague)
    colleague.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    colleague.get_by_role("link", name="Mijn account").click()

    # What is seen only now and then can be used by everybody as well.
    for reader, address, heading in (
        (page, "bevestigen/code/", "Bevestig dat u het bent"),
        (colleague, "bevestigen/passkey/", "Bevestig dat u het bent"),
        (page, "app/weghalen/", "Weghalen"),
        (page, "herstelcodes/nieuw/", "Nieuwe herstelcodes"),
        (page, "organisatie/gemeente-elders/mensen/", "Deze pagina is niet voor iedereen"),
    ):
        reader.goto(f"{place.address}/desk/{address}")
        expect(reader.get_by_role("heading", level=1)).to_contain_text(heading)
        everyone_can_use(reader)
    page.goto(f"{place.address}/desk/")
    page.get_by_role("link", name="Beheer", exact=True).click()
    page.get_by_role("link", name="Mensen", exact=True).click()
    page.get_by_text("Telefoon kwijt").first.click()
    everyone_can_use(page)

    # A system hears what happens; the secret is shown once, and a test tells at once what is wrong.
    page.get_by_role("link", name="Berichten aan systemen").click()
    page.get_by_label("Naam van het systeem").fill("Zaaksysteem")
    page.get_by_label("Adres dat de berichten aanneemt").fill("https://systeem.invalid/berichten")
    page.get_by_label("Gepubliceerd").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("#secret")).to_contain_text("kbw_")
    everyone_can_use(page)
    page.get_by_role("button", name="Testbericht sturen").click()
    expect(page.get_by_role("status")).to_contain_text("op weg")
    page.get_by_role("link", name="Opnieuw kijken").click()
    page.get_by_text("Nieuw geheim of verwijderen").click()
    everyone_can_use(page)
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator("main")).to_contain_text("nog geen systeem")
    page.get_by_role("link", name="Beheer", exact=True).click()
    page.get_by_role("link", name="Mensen", exact=True).click()

    # The administrator makes a token and sees it once.
    page.get_by_role("link", name="Beheer", exact=True).click()
    page.get_by_role("link", name="Koppelingen", exact=True).click()
    page.get_by_label("Naam van de koppeling").fill("Zaaksysteem")
    page.get_by_role("button", name="Maken").click()
    expect(page.locator("#token")).to_contain_text("kbt_")
    everyone_can_use(page)

    # And signs in elsewhere, where a recovery code stands in for the phone; then out everywhere.
    other = place.reader().new_page()
    other.goto(f"{place.address}/desk/")
    other.get_by_label("E-mailadres").fill("eerste@lindewaarde.example")
    other.get_by_label("Wachtwoord").fill(PASSWORD)
    other.get_by_role("button", name="Verder").click()
    everyone_can_use(other)
    other.get_by_label("Code", exact=True).fill(recovery)
    other.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    other.get_by_role("link", name="Mijn account").click()
    other.get_by_role("button", name="Overal afmelden").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    page.goto(f"{place.address}/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")


def _link_in_mail(place: Place) -> str:
    """Return the link of the last invitation. Without a mail server the mail stands in the console, a moment later."""
    deadline = monotonic() + 20
    while monotonic() < deadline:
        if links := re.findall(r"^http\S+/desk/uitnodiging/\S+", (place.folder / "server.log").read_text(), re.M):
            return str(links[-1])
    raise AssertionError("no mail came")


def test_whoever_guesses_passwords_is_told_to_wait(place: Place) -> None:
    page = place.reader().new_page()
    for _ in range(6):
        page.goto(f"{place.address}/desk/aanmelden/")
        page.get_by_label("E-mailadres").fill("raden@lindewaarde.example")
        page.get_by_label("Wachtwoord").fill("zomaar een gokje")
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("alert")).to_contain_text("Aanmelden is niet gelukt")
    expect(page.get_by_role("alert")).to_contain_text("Wacht vijf minuten")
    everyone_can_use(page)

    page.goto(f"{place.address}/desk/aanmelden/")
    form = {"csrfmiddlewaretoken": page.locator("form input[name=csrfmiddlewaretoken]").first.input_value()}
    while page.request.post(page.url, form=form).status != 429:
        pass
    page.get_by_label("E-mailadres").fill("raden@lindewaarde.example")
    page.get_by_label("Wachtwoord").fill("zomaar een gokje")
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("main")).to_contain_text("te veel pogingen")
    everyone_can_use(page)

    page.goto(f"{place.address}/desk/aanmelden/")
    page.context.clear_cookies()
    page.get_by_label("E-mailadres").fill("raden@lindewaarde.example")
    page.get_by_label("Wachtwoord").fill("zomaar een gokje")
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("main")).to_contain_text("te lang open")
    everyone_can_use(page)


def _through_provider(page: Page, place: Place, name: str) -> None:
    page.goto(f"{place.address}/desk/")
    page.get_by_role("link", name="Aanmelden via Rijks-ID van de test").click()
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()


def test_the_provider_vouches_for_somebody_and_its_claims_give_the_role(place_with_provider: Place) -> None:
    page = place_with_provider.reader().new_page()
    _through_provider(page, place_with_provider, "anna")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    page.get_by_role("link", name="Mijn account").click()
    expect(page.locator("main")).to_contain_text("Anna, anna@lindewaarde.example")
    expect(page.locator("main")).to_contain_text("Redacteur: Gemeente Lindewaarde (komt van uw aanbieder)")
    everyone_can_use(page)


def test_somebody_without_a_role_or_a_verified_address_is_told_what_to_do(place_with_provider: Place) -> None:
    for name, said in (("bram", "nog geen rol"), ("cato", "niet dat uw e-mailadres van u is")):
        page = place_with_provider.reader().new_page()
        _through_provider(page, place_with_provider, name)
        expect(page.get_by_role("alert")).to_contain_text(said)
        everyone_can_use(page)


def test_an_invited_person_goes_on_through_the_provider(place_with_provider: Place) -> None:
    page = place_with_provider.reader().new_page()
    _accept(page, place_with_provider.invitation("bram@lindewaarde.example", "reader"), "Bram")
    page.get_by_role("link", name="Aanmelden via Rijks-ID van de test").click()
    page.locator("input[name=login]").fill("bram")
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()
    page.get_by_role("link", name="Mijn account").click()
    expect(page.locator("main")).to_contain_text("Lezer: Gemeente Lindewaarde")
