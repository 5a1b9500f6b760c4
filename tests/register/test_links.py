"""The links of entries are followed a few at a time, and only out on the internet."""

import datetime as dt

import pytest

from kenbaar.outbox.following_links import problem_with
from kenbaar.register.links.checking import AGAIN, EVERY, broken_links, check_links
from kenbaar.register.links.finding import links_in
from kenbaar.rules.answers import known
from tests import make

PAGE, LAW = "https://www.lindewaarde.example/parkeren", "https://wetten.overheid.nl/BWBR0005416"
SAYS = make.sheet(
    public_page=known(PAGE),
    contact=known("algoritmes@lindewaarde.example"),
    legal_basis_links=known([{"title": {"nl": "Gemeentewet"}, "link": LAW}, {"title": {"nl": "Zonder link"}}]),
    source_code=known("nog geen adres"),
)


def test_links_are_found_in_fields_and_lists() -> None:
    assert sorted(links_in(SAYS)) == [("legal_basis_links", LAW), ("public_page", PAGE)]


@pytest.mark.django_db
def test_what_leads_nowhere_is_kept_and_asked_again_after_a_while() -> None:
    entry, asked = make.entry(says=SAYS), list[str]()

    def ask(address: str) -> str:
        asked.append(address)
        return "gone" if address == PAGE else ""

    assert check_links(ask, clock=lambda: make.NOON, most=10) == 1
    assert sorted(asked) == [LAW, PAGE]
    found = broken_links(entry)
    assert found is not None and found.broken == {PAGE: "gone"}
    assert check_links(ask, clock=lambda: make.NOON + dt.timedelta(hours=1), most=10) == 0
    # What led nowhere is asked again the next day, what leads somewhere after two weeks.
    soon = make.NOON + AGAIN + dt.timedelta(hours=1)
    assert check_links(lambda _address: "", clock=lambda: soon, most=10) == 1
    found = broken_links(entry)
    assert found is not None and found.broken == {}
    assert check_links(ask, clock=lambda: soon + AGAIN + dt.timedelta(hours=1), most=10) == 0
    assert check_links(ask, clock=lambda: soon + EVERY + dt.timedelta(hours=1), most=10) == 1


@pytest.mark.django_db
def test_a_round_takes_a_few_and_those_that_waited_longest_first() -> None:
    entries = [make.entry(says=SAYS) for _ in range(3)]
    check_links(lambda _address: "", clock=lambda: make.NOON, most=2)
    assert [broken_links(entry) is not None for entry in entries] == [True, True, False]
    check_links(lambda _address: "", clock=lambda: make.NOON, most=2)
    assert broken_links(entries[2]) is not None


@pytest.mark.parametrize("address", ["http://127.0.0.1/geheim", "http://169.254.169.254/latest", "https://[::1]/"])
def test_a_link_into_a_private_network_is_never_followed(address: str) -> None:
    assert problem_with(address) == "place"
