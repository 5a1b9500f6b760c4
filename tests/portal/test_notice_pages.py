"""Who got a decision opens its explanation with the code of the letter, asks what they want, and leaves no trace."""

import datetime as dt
import logging
import re
from collections.abc import Iterator

import orjson
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from kenbaar.envelopes.codes import ALPHABET, code_of, grouped
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import JournalLine
from kenbaar.ledger.verifying import verify
from kenbaar.notices.actions.ending import correct_notice, erase_notice, withdraw_notice
from kenbaar.notices.actions.issuing import IssuedNotice
from kenbaar.notices.actions.requests import answer_request
from kenbaar.notices.models import Notice, Request
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Role
from kenbaar.register.actions import steps
from tests import make
from tests.notices import world
from tests.notices.world import DECISION, NOON

pytestmark = pytest.mark.django_db

CODE_PAGE, ASK, NO_NOTICE = "/nl/besluit/", "/nl/besluit/vraag/", "/nl/besluit/geen-code/"
PROOF, RECEIPT, CONTENT = "/nl/besluit/bewijs/", "/nl/besluit/bewijs/bewijs.json", "/nl/besluit/bewijs/inhoud.json"
UNKNOWN = code_of(b"no notice has this code")


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def notice() -> IssuedNotice:
    """A notice of a body at which an editor works."""
    version = world.approved()
    world.key_of(version.profile.body)
    make.person(Role.EDITOR, at=version.profile.body)
    return world.issue_one(version)


def sent(client: Client, address: str, **fields: str) -> HttpResponse:
    return client.post(address, fields)


def text_of(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_code_opens_what_was_decided_however_it_is_typed(client: Client, notice: IssuedNotice) -> None:
    for typed in (notice.code, grouped(notice.code), f" {grouped(notice.code).lower()} "):
        answer = sent(client, CODE_PAGE, code=typed)
        said = text_of(answer)
        assert answer.status_code == 200
        for told in ("Zonneveld-Kwispel", "31.234,56", "Belastingdienst", "Afgewezen", "Een medewerker keek"):
            assert told in said, told


def test_what_a_code_opens_is_kept_nowhere_and_told_to_nobody(client: Client, notice: IssuedNotice) -> None:
    fields = {"code": notice.code}
    addresses = (CODE_PAGE, ASK, "/nl/besluit/uitleg.pdf", PROOF, RECEIPT, CONTENT)
    for address in addresses:
        answer = client.post(address, fields | {"kind": "explanation"})
        assert answer.headers["Cache-Control"] == "no-store", address
        assert answer.headers["Referrer-Policy"] == "no-referrer", address
        assert "ETag" not in answer.headers and not answer.cookies, address
        assert notice.code not in str(answer.headers), address
    # Nor does anybody find it at the same address afterwards.
    for address in addresses:
        assert DECISION.addressee not in client.get(address).content.decode()


def test_no_address_takes_a_code(client: Client, notice: IssuedNotice) -> None:
    answer = client.get(CODE_PAGE, {"code": notice.code})
    assert DECISION.addressee not in answer.content.decode() and notice.code not in answer.content.decode()
    page = sent(client, CODE_PAGE, code=notice.code).content.decode()
    for address in re.findall(r'(?:href|src|action)="([^"]+)"', page):
        assert notice.code not in address.replace("-", "").upper()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Vul de code in"),
        ("KORT", "niet 24"),
        ("U" * 24, "in geen enkele code"),
        ("\x00" * 24, "in geen enkele code"),
        ("0" * 23 + "1", "verkeerd gelezen"),
        ("x" * 5000, "niet 24"),
    ],
)
def test_a_code_that_is_none_is_never_looked_up(client: Client, typed: str, why: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = sent(client, CODE_PAGE, code=typed)
    assert answer.status_code == 400
    assert why in text_of(answer)
    assert not queries.captured_queries


def test_one_wrong_character_is_said_to_be_one(client: Client, notice: IssuedNotice) -> None:
    other = ALPHABET[(ALPHABET.index(notice.code[5]) + 1) % 32]
    answer = sent(client, CODE_PAGE, code=notice.code[:5] + other + notice.code[6:])
    assert "Er is een teken verkeerd gelezen" in text_of(answer)


def test_who_tries_many_codes_is_slowed_down_and_who_has_a_letter_never_is(
    client: Client, notice: IssuedNotice
) -> None:
    for _ in range(10):
        answer = sent(client, CODE_PAGE, code=UNKNOWN)
        assert answer.status_code == 404 and "hoort geen brief" in text_of(answer)
    slowed = sent(client, CODE_PAGE, code=UNKNOWN)
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "600")
    assert "Wacht tien minuten" in text_of(slowed) and "Bel of schrijf de organisatie" in text_of(slowed)
    for reader in (client, Client(REMOTE_ADDR="192.0.2.77")):
        for _ in range(20):
            assert sent(reader, CODE_PAGE, code=notice.code).status_code == 200
    assert sent(Client(REMOTE_ADDR="192.0.2.77"), CODE_PAGE, code=UNKNOWN).status_code == 404


def test_when_many_addresses_try_at_once_all_are_slowed_down_but_who_has_a_letter(
    notice: IssuedNotice, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "notice_code_of_all": "3/10m/key"}
    for number in range(3):
        assert sent(Client(REMOTE_ADDR=f"192.0.2.{number}"), CODE_PAGE, code=UNKNOWN).status_code == 404
    newcomer = Client(REMOTE_ADDR="192.0.2.50")
    assert sent(newcomer, CODE_PAGE, code=UNKNOWN).status_code == 429
    assert sent(newcomer, CODE_PAGE, code=notice.code).status_code == 200


def test_the_counts_hold_no_address_of_a_reader() -> None:
    sent(Client(REMOTE_ADDR="192.0.2.123"), CODE_PAGE, code=UNKNOWN)
    sent(Client(REMOTE_ADDR="2001:db8:1:2:3:4:5:6"), CODE_PAGE, code=UNKNOWN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM site_cache")
        rows = repr(cursor.fetchall())
    assert "notice_code" in rows
    assert "192.0.2" not in rows and "2001:db8" not in rows and UNKNOWN not in rows


def test_a_home_with_many_addresses_counts_as_one() -> None:
    for number in range(10):
        sent(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), CODE_PAGE, code=UNKNOWN)
    assert sent(Client(REMOTE_ADDR="2001:db8:1:2::ffff"), CODE_PAGE, code=UNKNOWN).status_code == 429
    assert sent(Client(REMOTE_ADDR="2001:db8:1:3::1"), CODE_PAGE, code=UNKNOWN).status_code == 404


def test_a_form_on_the_page_of_somebody_else_is_refused(client: Client, notice: IssuedNotice) -> None:
    for address in (CODE_PAGE, ASK, NO_NOTICE):
        for where in ("cross-site", "same-site"):
            answer = client.post(address, {"code": notice.code}, headers={"Sec-Fetch-Site": where})
            assert answer.status_code == 403, address
    assert client.post(CODE_PAGE, {"code": notice.code}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_the_address_in_a_letter_leads_to_a_language_of_the_reader(client: Client) -> None:
    for wish, language in (("fr-BE, en;q=0.5", "fr"), ("de, en;q=0.5", "en"), ("de", "nl"), ("", "nl")):
        answer = client.get("/besluit", headers={"Accept-Language": wish})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/besluit/")
        assert "Accept-Language" in answer.headers["Vary"]


def test_an_explanation_that_is_not_in_the_language_of_the_page_says_in_which_it_is(
    client: Client, notice: IssuedNotice
) -> None:
    page = sent(client, "/fr/besluit/", code=notice.code).content.decode()
    assert "n’a pas écrit cette explication dans cette langue" in page
    assert '<html lang="fr">' in page and '<div class="explained" lang="nl">' in page


def test_a_notice_that_was_withdrawn_or_corrected_says_so(client: Client, notice: IssuedNotice) -> None:
    withdraw_notice(notice.number, by=OPERATOR, now=NOON)
    assert "ingetrokken op" in text_of(sent(client, CODE_PAGE, code=notice.code))
    better = correct_notice(notice.number, DECISION._replace(outcome="granted"), by=OPERATOR, now=NOON)
    said = text_of(sent(client, CODE_PAGE, code=notice.code))
    assert "verbeterd op" in said and f"nummer {better.number}" in said


def test_of_an_erased_notice_only_the_proof_is_left(client: Client, notice: IssuedNotice) -> None:
    erase_notice(notice.number, by=OPERATOR, now=NOON)
    seal(Log.NOTICES, now=NOON)
    answer = sent(client, CODE_PAGE, code=notice.code)
    assert answer.status_code == 200 and "Deze uitleg is gewist" in text_of(answer)
    for address in (CONTENT, "/nl/besluit/uitleg.pdf", ASK):
        assert "Deze uitleg is gewist" in text_of(client.post(address, {"code": notice.code, "kind": "correction"}))
    verdict = verify(sent(client, RECEIPT, code=notice.code).content, None)
    assert [each.step for each in verdict.steps] == ["erased"]
    assert "gewist op" in text_of(sent(client, PROOF, code=notice.code))


def test_what_somebody_changed_in_the_database_is_not_shown(
    client: Client, notice: IssuedNotice, caplog: pytest.LogCaptureFixture
) -> None:
    Notice.objects.filter(pk=notice.number).update(envelope=b"\x00" * 640)
    answer = sent(client, CODE_PAGE, code=notice.code)
    assert answer.status_code == 500
    assert "Wij kunnen deze uitleg niet laten zien" in text_of(answer)
    assert f"notice {notice.number}" in caplog.text and notice.code not in caplog.text


def test_the_proof_can_be_kept_and_checked_without_us(client: Client, notice: IssuedNotice) -> None:
    waiting = sent(client, PROOF, code=notice.code)
    assert waiting.status_code == 200 and "wordt nog gemaakt" in text_of(waiting)
    assert sent(client, RECEIPT, code=notice.code).status_code == 503
    seal(Log.NOTICES, now=NOON)
    receipt, content = (sent(client, address, code=notice.code) for address in (RECEIPT, CONTENT))
    assert verify(receipt.content, content.content).true
    assert orjson.loads(content.content)["decision"]["reference"] == DECISION.reference
    for file in (receipt, content):
        assert re.fullmatch(
            rf'attachment; filename="kenbaar-notice-{notice.number}-\w+\.json"', file.headers["Content-Disposition"]
        )
    assert "data-given-receipt" in sent(client, PROOF, code=notice.code).content.decode()


def test_the_explanation_can_be_kept_as_pdf(client: Client, notice: IssuedNotice) -> None:
    answer = sent(client, "/nl/besluit/uitleg.pdf", code=notice.code)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_register_is_shown_as_it_was_on_the_day_of_the_decision(client: Client, notice: IssuedNotice) -> None:
    version = Notice.objects.get(pk=notice.number).batch.version
    entry, later = version.entry_version.entry, NOON + dt.timedelta(days=2)
    history = f"/nl/algoritme/{entry.reference}/geschiedenis/"
    before = sent(client, CODE_PAGE, code=notice.code).content.decode()
    assert "stond het algoritme niet in het register" in before and f"{history}1/" in before

    make.version_of(entry, make.sheet("Parkeercontrole 2"))
    steps.submit_for_review(entry.reference, by=OPERATOR, now=later)
    steps.publish(entry.reference, by=OPERATOR, now=later)
    for day, shown, other in ((NOON, 1, 2), (later, 2, 1)):
        decision = DECISION._replace(reference=f"of {day}", decided_on=day.date())
        then = sent(client, CODE_PAGE, code=world.issue_one(version, decision).code).content.decode()
        assert "Zo stond het algoritme in het register toen hierover is beslist" in then
        assert f"{history}{shown}/" in then and f"{history}{other}/" not in then


def test_who_points_out_wrong_data_reads_the_answer_with_either_code(client: Client, notice: IssuedNotice) -> None:
    form = sent(client, ASK, code=notice.code, kind="correction")
    assert "Welk gegeven klopt niet?" in text_of(form)
    empty = sent(client, ASK, code=notice.code, kind="correction", send="yes")
    assert empty.status_code == 400 and "Eén zin is genoeg" in text_of(empty)
    said = {"words": "Mijn inkomen is lager.", "contact": "z@example.nl"}
    received = sent(client, ASK, code=notice.code, kind="correction", send="yes", **said)
    shown = re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", received.content.decode())
    assert received.status_code == 200 and shown
    request = Request.objects.get()
    assert (request.notice_id, request.kind, request.words) == (notice.number, "correction", said["words"])
    assert "Er is nog geen antwoord" in text_of(sent(client, CODE_PAGE, code=shown[0]))
    answer_request(request.pk, "Het is <b>verbeterd</b>.", by=OPERATOR, now=timezone.now())
    for code in (shown[0], notice.code):
        answer = sent(client, CODE_PAGE, code=code).content.decode()
        assert "Het is &lt;b&gt;verbeterd&lt;/b&gt;." in answer
    # The code of a question opens the question, not the decision.
    assert DECISION.addressee not in sent(client, CODE_PAGE, code=shown[0]).content.decode()


def test_a_question_of_a_kind_that_is_not_there_leads_back(client: Client, notice: IssuedNotice) -> None:
    for kind in ("", "no_notice", "anything"):
        answer = sent(client, ASK, code=notice.code, kind=kind, send="yes", words="Ja.")
        assert (answer.status_code, answer.headers["Location"]) == (302, CODE_PAGE)
    assert not Request.objects.exists()


def test_who_got_a_decision_without_a_code_reaches_the_body(client: Client, notice: IssuedNotice) -> None:
    body = Notice.objects.get(pk=notice.number).batch.version.profile.body
    assert sent(client, NO_NOTICE).status_code == 400
    told = {"body": body.slug, "words": "Mijn aanvraag is afgewezen.", "decided": "2026-11-03"}
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    for wrong in (
        {"decided": "gisteren"},
        {"decided": tomorrow.isoformat()},
        {"body": "elders"},
        {"words": "x" * 5000},
    ):
        answer = client.post(NO_NOTICE, {**told, **wrong})
        assert answer.status_code == 400, wrong
        assert text_of(answer).count("Uw vraag is nog niet verstuurd") == 1
    assert not Request.objects.exists()
    assert sent(client, NO_NOTICE, **told).status_code == 200
    request = Request.objects.get()
    assert (request.notice_id, request.kind, request.body) == (None, "no_notice", body)
    assert request.words == "Mijn aanvraag is afgewezen.\n\nDatum van het besluit: 2026-11-03"


def test_nobody_floods_a_body_with_messages(client: Client, notice: IssuedNotice) -> None:
    told = {"body": Notice.objects.get(pk=notice.number).batch.version.profile.body.slug, "words": "Nog een."}
    answers = [sent(client, NO_NOTICE, **told) for _ in range(11)]
    assert [each.status_code for each in answers] == [200] * 10 + [400]
    assert "Nog een." in answers[-1].content.decode() and "over een uur" in text_of(answers[-1])
    assert Request.objects.count() == 10


def test_a_body_at_which_nobody_works_is_not_offered(client: Client, notice: IssuedNotice) -> None:
    nobody = make.body("gemeente-niemand")
    page = client.get(NO_NOTICE).content.decode()
    assert "gemeente-lindewaarde" in page and "gemeente-niemand" not in page
    make.person(Role.APPROVER, at=nobody)
    assert "gemeente-niemand" in client.get(NO_NOTICE).content.decode()


def test_no_log_and_no_journal_tells_of_a_code_or_a_person(
    client: Client, notice: IssuedNotice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = {"words": "Mijn geheime woorden.", "contact": "zon@example.nl"}
    for address in (CODE_PAGE, PROOF, RECEIPT, CONTENT, ASK):
        client.post(address, {"code": notice.code})
    client.post(ASK, {"code": notice.code, "kind": "human_review", "send": "yes", **said})
    client.post(CODE_PAGE, {"code": notice.code[:-1] + "U"})
    client.post(CODE_PAGE, {"code": UNKNOWN})
    # What the database was asked is no log of the site.
    lines = [each.getMessage() for each in caplog.records if each.name != "django.db.backends"]
    kept = "\n".join([*lines, *(f"{each.subject} {each.actor} {each.details}" for each in JournalLine.objects.all())])
    for secret in (notice.code, grouped(notice.code), UNKNOWN, DECISION.addressee, DECISION.reference, *said.values()):
        assert secret not in kept


def test_every_language_has_every_page_of_a_notice(client: Client, notice: IssuedNotice) -> None:
    seal(Log.NOTICES, now=NOON)
    for language, title in (("nl", "Uitleg bij uw besluit"), ("en", "Explanation of"), ("fr", "L’explication de")):
        assert title in client.get(f"/{language}/besluit/").content.decode()
        for page in ("", "bewijs/", "vraag/"):
            answer = client.post(f"/{language}/besluit/{page}", {"code": notice.code, "kind": "explanation"})
            assert answer.status_code == 200 and answer.headers["Content-Language"] == language
        assert client.get(f"/{language}/besluit/geen-code/").status_code == 200
    assert client.get("/fr/over/").status_code == 404
