"""Links in entries are looked after: dead is surely dead, nobody is bothered, and nothing is called when it is off."""

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenbaar.casework.errors import RoundsBusy
from kenbaar.casework.gathering import gate_of
from kenbaar.casework.links.addresses import MOST_ADDRESSES, addresses_in
from kenbaar.casework.links.asking import by_turns
from kenbaar.casework.links.checking import LinkCounts, check_due
from kenbaar.casework.links.lifecycle import OFFLINE, Health, Heard, LinkStatus, after_hearing
from kenbaar.casework.links.noting import note_addresses
from kenbaar.casework.models import LinkState, LinkUse
from kenbaar.casework.queries.links import troubled_links
from kenbaar.casework.rounds import make_rounds
from kenbaar.casework.turns import turn
from kenbaar.journal.models import JournalLine
from kenbaar.register.actions import drafting
from kenbaar.register.actions.steps import archive
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.rules.answers import Sheet, known
from tests import make
from tests.casework.links_world import Website, link, naming, website
from tests.make import NOON
from tests.outbox.listening import listening

pytestmark = pytest.mark.django_db
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@pytest.fixture
def site() -> Iterator[Website]:
    with website(gone=404, elsewhere=(301, "/new"), closed=403, busy=503, round=(302, "/round")) as there:
        yield there


@pytest.fixture(autouse=True)
def _on(settings: Any) -> None:
    settings.CHECK_LINKS = True


def _check(site: Website, now: dt.datetime = NOON, **more: Any) -> LinkCounts:
    note_addresses(now)
    return check_due(now, by="operator", asker=site.asker(), **more)


def _status(address: str) -> str:
    return LinkState.objects.get(address=address).status


def _write(entry: Entry, address: str) -> None:
    """Put an address in the draft, in place of those that were there."""
    there = entry.latest.answers().get("data_links") if entry.latest else None
    change = drafting.Change("data_links", known([{"link": address}]), drafting.answer_digest(there))
    drafting.save_answers(entry.reference, [change], by=make.OPERATOR, now=NOON)


def test_addresses_are_found_wherever_people_write_them() -> None:
    sheet = Sheet(
        {
            "public_page": known("https://a.example/x#top"),
            "contact": known("algoritme@a.example"),
            "purpose": known(
                {"nl": "Zie (https://b.example/wet_(2024)). Of https://c.example/y, en HTTP://d.example."}
            ),
            "data_links": known([{"title": {"nl": "Bron"}, "link": "https://e.example/?q=1&r=2"}]),
            "theme": known(["traffic"]),
        }
    )
    assert addresses_in(sheet) == {
        "public_page": ("https://a.example/x",),
        "purpose": ("https://b.example/wet_(2024)", "https://c.example/y", "HTTP://d.example"),
        "data_links": ("https://e.example/?q=1&r=2",),
    }
    many = known({"nl": " ".join(f"https://a.example/{number}" for number in range(2 * MOST_ADDRESSES))})
    assert sum(map(len, addresses_in(Sheet({"purpose": many, "proportionality": many})).values())) == MOST_ADDRESSES


def test_a_link_is_dead_after_two_times_not_here_and_not_after_one() -> None:
    once, again = after_hearing(Health(), Heard(404), now=NOON)
    assert once.status is LinkStatus.UNSURE and again == NOON + DAY
    twice, again = after_hearing(once, Heard(410), now=again)
    assert (twice.status, twice.failing_since) == (LinkStatus.DEAD, NOON)
    assert after_hearing(twice, Heard(503), now=again)[0] == twice, "a full server does not raise it from the dead"
    assert after_hearing(twice, Heard(200), now=again)[0] == Health(LinkStatus.ALIVE, 200)


def test_a_link_that_nobody_answers_is_dead_after_three_days_and_not_before() -> None:
    health, now = Health(), NOON
    for _time in range(5):
        health, _again = after_hearing(health, Heard(why="unreachable"), now=now)
        now += HOUR
    assert health.status is LinkStatus.UNSURE, "five times in one bad afternoon"
    assert after_hearing(health, Heard(why="unknown"), now=NOON + 3 * DAY)[0].status is LinkStatus.DEAD
    planned, moments = Health(), [NOON]
    for _time in range(3):
        planned, again = after_hearing(planned, Heard(why="unknown"), now=moments[-1])
        moments.append(again)
    assert planned.status is LinkStatus.DEAD, "the planned moments are enough"


@pytest.mark.parametrize("heard", [Heard(401), Heard(403), Heard(429), Heard(500), Heard(why="slow"), Heard(999)])
def test_what_says_nothing_about_the_page_never_makes_it_dead(heard: Heard) -> None:
    health = Health()
    for day in range(100):
        health, _again = after_hearing(health, heard, now=NOON + day * DAY)
    assert health.status is LinkStatus.UNSURE
    assert after_hearing(Health(LinkStatus.ALIVE, 200), OFFLINE, now=NOON) == (
        Health(LinkStatus.ALIVE, 200),
        NOON + DAY,
    )


def test_a_website_is_asked_politely_and_each_page_once(site: Website, settings: Any) -> None:
    pages = [f"{site.root}/{name}" for name in ("here", "gone", "elsewhere", "closed", "busy", "round")]
    naming(*pages)
    naming(*pages)
    assert _check(site) == LinkCounts(alive=3, unsure=3)
    assert site.agents == {f"Kenbaar (+{settings.PUBLIC_URL})"}
    assert site.asked.count(("HEAD", "/here")) == 1 and ("GET", "/here") not in site.asked
    assert ("GET", "/gone") in site.asked and ("HEAD", "/new") in site.asked
    assert len(site.waits) == len(site.asked) - 1 and set(site.waits) == {1.0}, "a second between all of them"
    assert _check(site) == LinkCounts()
    assert _check(site, NOON + DAY).dead == 1
    assert _status(f"{site.root}/gone") == "dead" and _status(f"{site.root}/closed") == "unsure"


def test_a_server_that_does_not_like_to_be_asked_for_the_head_is_asked_for_the_page(site: Website) -> None:
    site.pages |= {"HEAD /page": 405, "GET /page": 200}
    assert site.asker().ask(f"{site.root}/page") == Heard(200)
    assert site.asked == [("HEAD", "/page"), ("GET", "/page")]


def test_nobody_waits_for_a_slow_website() -> None:
    done = threading.Event()
    with listening() as slow:
        slow.answers = lambda _handler: done.wait(20)
        try:
            assert Website(slow.address).asker(seconds=0.3).ask(slow.address) == Heard(why="slow")
        finally:
            done.set()


def test_an_address_in_our_own_network_is_never_called(site: Website) -> None:
    naming(f"{site.root}/here", "http://169.254.169.254/secrets")
    note_addresses(NOON)
    assert check_due(NOON, by="rounds", asker=site.asker(private=False)) == LinkCounts(refused=2)
    assert site.asked == []


def test_a_redirect_into_our_own_network_is_not_followed(site: Website) -> None:
    site.pages["/in"] = (302, "http://169.254.169.254/secrets")
    assert site.asker().ask(f"{site.root}/in") == Heard(302)
    assert site.asked == [("HEAD", "/in")]


def test_without_a_network_of_our_own_nothing_is_called_dead(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    naming("https://a.example/", "https://b.example/")
    note_addresses(NOON)
    asker = site.asker()
    monkeypatch.setattr(asker, "ask", lambda _address: Heard(why="unknown"))
    for day in range(10):
        assert check_due(NOON + day * DAY, by="rounds", asker=asker).dead == 0
    assert set(LinkState.objects.values_list("status", "checked_at")) == {("unchecked", None)}


def test_the_rounds_follow_what_people_write_and_forget_what_nobody_names(site: Website) -> None:
    first, second = f"{site.root}/first", f"{site.root}/second"
    entry, other = naming(first), naming(first)
    assert note_addresses(NOON) == 2 and note_addresses(NOON) == 0
    assert LinkState.objects.count() == 1 and LinkUse.objects.count() == 2
    _write(entry, second)
    assert note_addresses(NOON) == 1
    assert set(LinkUse.objects.values_list("entry", "link__address")) == {(entry.pk, second), (other.pk, first)}
    published = naming(second, state=State.PUBLISHED)
    note_addresses(NOON)
    archive(published.reference, by=make.OPERATOR, now=NOON)
    note_addresses(NOON)
    assert not published.links.exists()


def test_what_the_public_reads_is_looked_after_while_somebody_writes_a_new_text(site: Website) -> None:
    entry = naming(f"{site.root}/public", state=State.PUBLISHED)
    _write(entry, f"{site.root}/new")
    note_addresses(NOON)
    assert {use.link.address for use in entry.links.all()} == {f"{site.root}/public", f"{site.root}/new"}


def test_more_entries_do_not_take_more_queries(site: Website) -> None:
    naming(f"{site.root}/0")
    note_addresses(NOON)
    naming(f"{site.root}/1")
    with CaptureQueriesContext(connection) as few:
        note_addresses(NOON)
    for number in range(20):
        naming(f"{site.root}/{number}", f"{site.root}/x{number}")
    with CaptureQueriesContext(connection) as many:
        note_addresses(NOON)
    # Twenty entries write more lines than one, and a batch is a hundred lines.
    assert len(many) == len(few)


def test_nothing_is_called_or_noted_where_the_operator_did_not_ask_for_it(site: Website, settings: Any) -> None:
    settings.CHECK_LINKS = False
    entry = naming(f"{site.root}/gone")
    before = JournalLine.objects.count()
    assert {made.name: made.count for made in make_rounds(NOON)}["links"] == 0
    assert site.asked == [] and not LinkState.objects.exists() and JournalLine.objects.count() == before
    link(f"{site.root}/gone", entry)
    sheet = make.whole_sheet(public_page=known(f"{site.root}/gone"))
    with CaptureQueriesContext(connection) as none:
        assert troubled_links(sheet) == {}
    assert not none.captured_queries


def test_the_rounds_call_what_is_due_and_tell_the_journal_in_numbers(site: Website) -> None:
    naming(f"{site.root}/here")
    assert {made.name: made.count for made in make_rounds(NOON)}["links"] == 1
    line = JournalLine.objects.get(event="casework.links.checked")
    assert (line.actor, line.subject) == ("rounds", "links")
    assert line.details == {"alive": 0, "dead": 0, "refused": 1, "unsure": 0, "unchecked": 0}
    assert site.asked == [], "the rounds do not call this machine"
    assert {made.name: made.count for made in make_rounds(NOON)}["links"] == 0


def test_one_process_calls_at_a_time_and_a_month_later_all_is_called_again(site: Website) -> None:
    naming(*(f"{site.root}/{number}" for number in range(60)))
    note_addresses(NOON)
    with turn("links", NOON), pytest.raises(RoundsBusy):
        check_due(NOON, by="operator", asker=site.asker())
    assert site.asked == []
    assert check_due(NOON, by="operator", asker=site.asker(), most=55) == LinkCounts(alive=55)
    assert check_due(NOON, by="operator", asker=site.asker()) == LinkCounts(alive=5)
    assert _check(site, NOON + 29 * DAY).total == 0
    assert _check(site, NOON + 30 * DAY).total == 60
    ticks = iter([0.0, 10.0, 1000.0])
    assert _check(site, NOON + 60 * DAY, clock=lambda: next(ticks, 1000.0)).total == 1, "no longer than some minutes"


def test_the_links_of_one_body_can_be_checked_alone(site: Website) -> None:
    naming(f"{site.root}/ours")
    make.entry(at=make.body("elders"), says=make.whole_sheet(public_page=known(f"{site.root}/theirs")))
    assert _check(site, body="elders") == LinkCounts(alive=1)
    assert site.asked == [("HEAD", "/theirs")]


def test_hosts_take_turns() -> None:
    links = [LinkState(address=each) for each in ("https://a.nl/1", "https://a.nl/2", "https://b.nl/1")]
    assert [each.address for each in by_turns(links)] == ["https://a.nl/1", "https://b.nl/1", "https://a.nl/2"]


def test_the_gate_warns_of_dead_links_and_lets_publish() -> None:
    entry = naming("https://a.example/x", "https://b.example/y")
    sheet = entry.latest.answers() if entry.latest else Sheet()
    link("https://b.example/y", entry, status=LinkStatus.UNSURE)
    assert "dead_link" not in {point.id for point in gate_of(entry, sheet, now=NOON).warnings}
    link("https://a.example/x", entry)
    found = gate_of(entry, sheet, now=NOON)
    (point,) = [point for point in found.warnings if point.id == "dead_link"]
    assert point.facts == ("data_links",) and "dead_link" not in {each.id for each in found.blocks}
