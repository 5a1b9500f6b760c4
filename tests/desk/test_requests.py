"""Whoever answers for a body sees what people ask, opens the notice, and answers once."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from kenbaar.envelopes.codes import code_of, grouped
from kenbaar.journal.models import JournalLine
from kenbaar.law.term_shapes import Requested
from kenbaar.notices.actions.ending import erase_notice
from kenbaar.notices.actions.requests import answer_request
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.notices.queries.requests import by_receipt
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role
from tests import make
from tests.desk.signing_in import signed_in
from tests.make import NOON
from tests.notices.requests_world import WORDS, AskedWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> AskedWorld:
    return AskedWorld()


@pytest.fixture
def client(asked: AskedWorld) -> Client:
    """A browser of an editor of the body."""
    return signed_in(make.somebody(Role.EDITOR, at=asked.body))


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_queue_says_how_long_there_still_is_and_nothing_of_what_people_wrote(
    asked: AskedWorld, client: Client
) -> None:
    late = asked.ask(now=NOON.replace(year=2025))
    asked.ask(Requested.EXPLANATION, now=NOON.replace(year=2036))
    said = page(client, "/desk/vragen/")
    assert said.index("Te laat") < said.index(f"Vraag {late.number}") < said.index("Uitleg bij een besluit</a>")
    assert "dagen te laat" in said and WORDS not in said
    narrowed = page(client, "/desk/vragen/?soort=explanation")
    assert f"Vraag {late.number}" not in narrowed
    assert "Hier staat niets" in page(client, "/desk/vragen/?stand=beantwoord&soort=x&pagina=-3")


def test_an_official_reads_the_words_opens_the_notice_with_the_code_and_sends_the_explanation(
    asked: AskedWorld, client: Client
) -> None:
    received = asked.ask(Requested.EXPLANATION, words="")
    address = f"/desk/vragen/{received.number}/"
    assert "31.234,56" not in page(client, address)
    opened = client.post(f"{address}openen/", {"code": grouped(asked.code).lower(), "words": ""})
    said = opened.content.decode()
    assert opened.status_code == 200 and opened.headers["Cache-Control"].count("no-store") == 1
    answer = said.split('aria-describedby="answer-hint">')[1].split("</textarea>")[0]
    assert "31.234,56" in answer and asked.code not in said
    assert client.post(f"{address}antwoord/", {"words": answer}).status_code == 302
    assert "31.234,56" in by_receipt(received.receipt).answer
    assert "31.234,56" in page(client, address)


def test_what_was_typed_stays_when_the_notice_is_opened(asked: AskedWorld, client: Client) -> None:
    received = asked.ask()
    opened = client.post(f"/desk/vragen/{received.number}/openen/", {"code": asked.code, "words": "Ik kijk ernaar."})
    assert ">Ik kijk ernaar.</textarea>" in opened.content.decode()


def test_a_server_with_the_key_of_the_body_needs_no_code_and_the_journal_says_who_read(
    asked: AskedWorld, client: Client, settings: Settings, tmp_path: Path
) -> None:
    received = asked.ask()
    address = f"/desk/vragen/{received.number}/openen/"
    refused = client.post(address)
    assert refused.status_code == 400 and "De sleutel van uw organisatie" in refused.content.decode()
    (tmp_path / "key").write_text(asked.key.to_text(), encoding="utf-8")
    settings.NOTICE_READING_KEYS = str(tmp_path)
    assert "31.234,56" in client.post(address).content.decode()
    assert JournalLine.objects.filter(event="notices.notice.opened").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [(code_of(b"no notice has this code"), "Deze code kennen we niet"), ("ABCD-EFGH", "Deze code klopt niet")],
)
def test_a_wrong_code_gets_a_way_out(asked: AskedWorld, client: Client, typed: str, said: str) -> None:
    received = asked.ask()
    answer = client.post(f"/desk/vragen/{received.number}/openen/", {"code": typed, "words": "Bijna klaar."})
    assert answer.status_code == 400
    assert said in answer.content.decode() and "Bijna klaar." in answer.content.decode()


def test_what_was_erased_is_said_plainly(asked: AskedWorld, client: Client) -> None:
    received = asked.ask()
    erase_notice(open_with_code(asked.code).state.number, by=OPERATOR, now=NOON)
    answer = client.post(f"/desk/vragen/{received.number}/openen/")
    assert answer.status_code == 400 and "is gewist" in answer.content.decode()


def test_the_second_of_two_officials_sees_the_answer_and_keeps_their_words(asked: AskedWorld, client: Client) -> None:
    received = asked.ask()
    answer_request(received.number, "Het is verbeterd.", by=asked.editor, now=NOON)
    answer = client.post(f"/desk/vragen/{received.number}/antwoord/", {"words": "Het klopt wel."})
    said = answer.content.decode()
    assert answer.status_code == 400 and "Een collega was u voor" in said
    assert "Het is verbeterd." in said and "Het klopt wel." in said
    assert by_receipt(received.receipt).answer == "Het is verbeterd."


def test_an_empty_answer_is_not_sent(asked: AskedWorld, client: Client) -> None:
    received = asked.ask(Requested.NO_NOTICE)
    answer = client.post(f"/desk/vragen/{received.number}/antwoord/", {"words": " "})
    assert answer.status_code == 400 and "Schrijf een antwoord" in answer.content.decode()


def test_nobody_else_finds_the_request_nor_the_entrance(asked: AskedWorld) -> None:
    received = asked.ask()
    for person in (
        make.somebody(Role.READER, at=asked.body),
        make.somebody(Role.ADMINISTRATOR, at=asked.body),
        make.somebody(Role.EDITOR, at=make.body("gemeente-elders")),
    ):
        stranger = signed_in(person)
        page(stranger, f"/desk/vragen/{received.number}/", 404)
        assert stranger.post(f"/desk/vragen/{received.number}/antwoord/", {"words": "Nee."}).status_code == 404
        assert stranger.post(f"/desk/vragen/{received.number}/openen/", {"code": asked.code}).status_code == 404
    assert by_receipt(received.receipt).answer == ""
