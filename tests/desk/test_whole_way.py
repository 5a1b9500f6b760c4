"""The whole way of an entry in a real browser: from the template of a supplier to the register, and out of it again.

Once with a mouse at a desk, and once with a keyboard alone on a screen of 360 pixels.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.hands import Hand, Keyboard, Mouse
from tests.desk.test_review_journey import APPROVER, BODY, EDITOR, Place, finds
from tests.support.served import environment_of, free_port, served

pytestmark = pytest.mark.browser
_MOST_SEARCHES = 30
# What the law asks, in the order in which it does: by then it is certain enough to name a class.
LAW = (
    {"in_union": "yes", "exclusions": "none", "real_world_test": "no", "supply": "bought"},
    {
        "role_shift": "none",
        "provider_outside_union": "no",
        "organisation_kind": "public_body",
        "prohibited_practices": "none",
    },
    {"annex_iii": "none", "annex_i": "none", "transparency_triggers": "none"},
)
FIRST = "Het maakt van een lange brief een samenvatting."
MENDED = "Het maakt van een lange brief een samenvatting voor de behandelaar."
CHANGED = "Het maakt van een lange brief en de bijlagen een samenvatting voor de behandelaar."


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("way")
    with served(folder, free_port()) as address:
        made = Place(address, environment_of(folder, address), browser)
        made.do("person", EDITOR, "Eva", "editor", BODY)
        made.do("person", APPROVER, "Amir", "approver", BODY)
        yield made


@pytest.mark.parametrize(("hand", "name"), [(Mouse, "Brievenlezer"), (Keyboard, "Postwijzer")])
def test_an_entry_goes_the_whole_way_from_a_template_to_its_withdrawal(
    place: Place, hand: type[Hand], name: str
) -> None:
    editor, approver = hand(place.signed_in(EDITOR)), hand(place.signed_in(APPROVER))
    desk = f"{place.address}/desk/"
    reference = _makes_it_from_a_template(editor, name)
    entry, public = f"{desk}algoritme/{reference}/", f"{place.address}/nl/algoritme/{reference}/"
    _fills_in(editor, entry)
    _classifies(editor, entry)
    editor.presses("Controle")
    editor.looks_around()
    editor.writes("#note", "Nieuw sinds deze week.")
    editor.presses("Controle vragen")
    editor.sees("wacht op een goedkeurder")

    approver.goes_to(desk)
    approver.looks_around()
    approver.presses(name)
    approver.sees("Nieuw sinds deze week.")
    approver.sees("Klein of geen risico")
    approver.presses("Opmerking maken bij Korte omschrijving")
    approver.looks_around()
    approver.writes("#text", "Voor wie is de samenvatting?")
    approver.presses("Plaatsen")
    approver.presses("Wijzigingen vragen")
    expect(place.citizen(public).get_by_role("heading", level=1)).not_to_have_text(name)

    editor.goes_to(desk)
    editor.sees("Voor wie is de samenvatting?")
    editor.looks_around()
    editor.goes_to(f"{entry}controle/")
    editor.sees("Amir vroeg om wijzigingen.")
    editor.presses("Antwoorden op de opmerking van Amir")
    editor.writes("#text", "Voor de behandelaar; dat staat er nu.")
    editor.presses("Plaatsen")
    editor.goes_to(f"{entry}invullen/?veld=summary")
    editor.fills_in("summary", MENDED)
    editor.presses("Controle")
    editor.presses("Opgelost: de opmerking van Amir")
    editor.presses("Controle vragen")

    approver.goes_to(f"{entry}controle/")
    approver.looks_around()
    approver.presses("Goedkeuren")
    approver.sees("Er ligt nu niets ter controle.")
    _finds_and_reads(place, hand, name, MENDED)

    editor.goes_to(entry)
    editor.looks_around()
    editor.goes_to(f"{entry}invullen/?veld=summary")
    editor.fills_in("summary", CHANGED)
    editor.presses("Controle")
    editor.presses("Controle vragen")
    approver.goes_to(f"{entry}controle/")
    expect(approver.page.locator(".change__text ins").first).to_contain_text("en de bijlagen")
    approver.looks_around()
    approver.presses("Goedkeuren")
    expect(place.citizen(public).locator("main")).to_contain_text("en de bijlagen")

    approver.opens("Uit het register halen")
    approver.writes("#reason_nl", "Wij vatten brieven weer zelf samen.")
    approver.looks_around()
    approver.presses("Uit het register halen")
    citizen = place.citizen(public)
    expect(citizen.locator("main")).to_contain_text("Wij vatten brieven weer zelf samen.")
    hand(citizen).looks_around()


def _makes_it_from_a_template(editor: Hand, name: str) -> str:
    """Begin an entry with what a supplier tells of its product; return its reference."""
    editor.presses("Sjablonen", "header")
    editor.looks_around()
    editor.writes("#q", "brieven")
    editor.presses("Zoek")
    editor.presses("Brieven samenvatten")
    editor.looks_around()
    editor.presses("Gebruik dit sjabloon")
    editor.looks_around()
    editor.writes("#name", name)
    editor.presses("Maak het algoritme")
    expect(editor.page.locator(".desk__entry-name")).to_have_text(name)
    editor.looks_around()
    return editor.page.url.split("/algoritme/")[1].split("/")[0]


def _fills_in(editor: Hand, entry: str) -> None:
    """Fill in what the supplier cannot know; the review page names it."""
    editor.presses("Invullen")
    editor.looks_around()
    editor.fills_in("summary", FIRST)
    editor.goes_to(f"{entry}controle/")
    editor.sees("Nog niet: 1 punt staat in de weg.")
    editor.presses("Status")
    editor.picks("status", "in_use")
    editor.sees_saved("status")
    editor.goes_to(f"{entry}controle/")
    editor.presses("Contact")
    editor.fills_in("contact", "algoritmes@lindewaarde.example", field="f.contact")
    editor.looks_around()


def _classifies(editor: Hand, entry: str) -> None:
    """Answer what the law asks, and only that."""
    editor.goes_to(f"{entry}invullen/wet/")
    editor.looks_around()
    for answers in LAW:
        for fact, value in answers.items():
            editor.picks(fact, value)
        editor.presses("Bewaar en vraag verder")
    expect(editor.page.locator("#outcome .outcome__class")).to_contain_text("Klein of geen risico")
    editor.looks_around()


def _finds_and_reads(place: Place, hand: type[Hand], name: str, text: str) -> None:
    """Find an entry by searching, as a citizen who was never here, and read it."""
    assert any(finds(place, name, name) for _ in range(_MOST_SEARCHES)), "the search does not find it"
    citizen = hand(place.citizen(f"{place.address}/nl/"))
    citizen.writes("main [name='q']", name)
    citizen.presses("Zoek")
    citizen.looks_around()
    citizen.presses(name)
    citizen.sees(text)
    citizen.looks_around()
