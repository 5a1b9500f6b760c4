"""What readers see of the public log: where each version stands, receipts that hold, and an honest word when not."""

import hashlib
import html
import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.log.standing import public_keys
from kenbaar.journal.models import LogContent, LogHead
from kenbaar.ledger.cosigning import WitnessSigner
from kenbaar.ledger.notes import read_note
from kenbaar.ledger.receipts import read_receipt
from kenbaar.ledger.verifying import NotProven, Proven, verify
from kenbaar.people.actors import OPERATOR
from kenbaar.portal.views import log as log_views
from kenbaar.register.actions import steps, writing
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.register.queries.recorded import recorded_steps
from tests import make

pytestmark = pytest.mark.django_db


def seal_now() -> None:
    seal(Log.REGISTER, now=make.NOON)


def entry_with_three_steps() -> Entry:
    make.entry(State.PUBLISHED)
    entry = make.entry(State.PUBLISHED)
    make.entry(State.PUBLISHED)
    writing.add_version(entry.reference, sheet=make.sheet("Anders"), by=OPERATOR, now=make.NOON)
    steps.publish(entry.reference, by=OPERATOR, now=make.NOON)
    steps.withdraw(entry.reference, reason={"nl": "Gestopt.", "en": "Stopped."}, by=OPERATOR, now=make.NOON)
    seal_now()
    return entry


def page_of(client: Client, address: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", client.get(address).content.decode())


def test_a_reader_sees_since_when_and_where_each_version_is_in_the_log(client: Client) -> None:
    entry = entry_with_three_steps()
    page = " ".join(page_of(client, f"/nl/algoritme/{entry.reference}/").split())
    assert "Dit staat sinds 24 november 2026 in het openbare logboek, onder nummer 3. Controleer" in page
    history = client.get(f"/en/algoritme/{entry.reference}/geschiedenis/").content.decode()
    for number in (1, 2, 3):
        assert f"/en/controleren/?entry={entry.reference}&amp;number={number}" in history
        assert f"/en/algoritme/{entry.reference}/logbewijs/{number}.json" in history
    version = " ".join(page_of(client, f"/nl/algoritme/{entry.reference}/geschiedenis/1/").split())
    assert "in het openbare logboek, onder nummer 1." in version


def test_a_version_that_waits_is_said_to_wait_and_then_to_be_there(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    address = f"/nl/algoritme/{entry.reference}/"
    assert "Dit wordt nog vastgelegd" in page_of(client, address)
    seal_now()
    assert "Dit staat sinds" in page_of(client, address)


def test_an_entry_without_leaves_says_nothing_about_the_log(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    _without_guard("DELETE FROM journal_logleaf")
    page = page_of(client, f"/nl/algoritme/{entry.reference}/")
    assert "openbare logboek, onder" not in page and "nog vastgelegd" not in page


def test_a_damaged_leaf_does_not_take_the_page_away(client: Client) -> None:
    entry = entry_with_three_steps()
    damage_a_leaf()
    assert client.get(f"/nl/algoritme/{entry.reference}/geschiedenis/").status_code == 200
    assert list(recorded_steps(entry.reference)) == [2, 3]


def damage_a_leaf() -> None:
    data = "content" if connection.vendor == "sqlite" else "content::bytea"
    _without_guard(f"UPDATE journal_logleaf SET data = {data} WHERE number = 1")


def _without_guard(statement: str) -> None:
    """Do what somebody does who may do everything with the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for deed in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS journal_logleaf_no_{deed}")
        else:
            cursor.execute("ALTER TABLE journal_logleaf DISABLE TRIGGER USER")
        cursor.execute(statement)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_receipt_and_its_record_prove_one_step(client: Client, number: int) -> None:
    entry = entry_with_three_steps()
    answer = client.get(f"/nl/algoritme/{entry.reference}/logbewijs/{number}.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{entry.reference}-{number}-receipt.json"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["ETag"] and answer.headers["Cache-Control"] == "public, max-age=60"
    record = client.get(recorded_steps(entry.reference)[number].record).content
    keys = [signer.verifier for signer in signers_of(Log.REGISTER)]
    verdict = verify(answer.content, record, keys)
    assert verdict.true and verdict.matching == (number,)
    assert NotProven.KEY not in verdict.not_proven


def test_the_receipt_of_a_history_proves_that_nothing_between_was_left_out(client: Client) -> None:
    entry = entry_with_three_steps()
    receipt = client.get(f"/en/algoritme/{entry.reference}/logbewijs.json").content
    verdict = verify(receipt, None)
    assert verdict.true and verdict.numbers == (1, 2, 3)
    assert Proven.HISTORY in verdict.proven


def test_a_receipt_is_always_for_the_latest_checkpoint(client: Client) -> None:
    entry = entry_with_three_steps()
    address = f"/nl/algoritme/{entry.reference}/logbewijs/1.json"
    first = read_receipt(client.get(address).content).claimed
    make.entry(State.PUBLISHED)
    seal_now()
    second = client.get(address)
    assert read_receipt(second.content).claimed.size == first.size + 1
    assert verify(second.content, None).true


@pytest.mark.parametrize("number", ["0", "4", "9" * 22, "9" * 5000, "-1", "²", "1e3"])
def test_a_step_that_is_not_there_has_no_receipt(client: Client, number: str) -> None:
    entry = entry_with_three_steps()
    assert client.get(f"/nl/algoritme/{entry.reference}/logbewijs/{number}.json").status_code in {301, 404}


def test_an_entry_that_was_never_public_has_no_receipt(client: Client) -> None:
    for reference in (make.entry(State.REVIEW).reference, "kb-0000000000"):
        assert client.get(f"/nl/algoritme/{reference}/logbewijs.json").status_code == 404


def test_who_asks_too_early_is_told_so_and_has_it_sealed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(log_views, "seal_soon", lambda: asked.append(True))
    entry = make.entry(State.PUBLISHED)
    answer = client.get(f"/nl/algoritme/{entry.reference}/logbewijs.json")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.content.decode() == "Dit wordt nog vastgelegd in het logboek. Probeer het over een minuut opnieuw.\n"
    assert asked


def test_a_history_of_which_the_last_step_waits_is_proven_up_to_there(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    seal_now()
    steps.archive(entry.reference, by=OPERATOR, now=make.NOON)
    verdict = verify(client.get(f"/nl/algoritme/{entry.reference}/logbewijs.json").content, None)
    assert verdict.true and verdict.numbers == (1,)


@pytest.mark.parametrize("lost", ["tile", "keys", "leaf"])
def test_a_log_that_cannot_be_read_says_so_without_naming_places(
    client: Client, settings: LazySettings, tmp_path: Path, lost: str
) -> None:
    entry = entry_with_three_steps()
    match lost:
        case "tile":
            for file in (Path(settings.LOG_STORE) / "register" / "tile" / "0").rglob("*.p/*"):
                file.unlink()
        case "keys":
            settings.LOG_KEY_FILE = tmp_path / "none.txt"
        case _:
            damage_a_leaf()
    answer = client.get(f"/en/algoritme/{entry.reference}/logbewijs.json")
    assert answer.status_code == 503
    assert answer.content.decode() == "The log cannot be read now. Nothing is lost. Try again later.\n"


def test_the_page_about_the_log_says_how_far_it_goes_and_with_which_key(client: Client) -> None:
    assert "Het logboek is nog leeg" in page_of(client, "/nl/logboek/")
    entry_with_three_steps()
    make.entry(State.PUBLISHED)
    page = " ".join(page_of(client, "/nl/logboek/").split())
    assert "Er staan 5 regels in. Dat is ondertekend op 24 november 2026 ." in page
    assert "1 regel wordt nog vastgelegd." in page
    (key,) = public_keys(Log.REGISTER)
    assert key in html.unescape(page)
    assert "/log/register/checkpoint" in page
    assert "door niemand anders meeondertekend" in page


def test_the_page_about_the_log_names_its_witnesses(client: Client) -> None:
    entry_with_three_steps()
    head = LogHead.objects.get(log=Log.REGISTER)
    witness = WitnessSigner.made("archive.example/witness", b"w" * 32)
    line = witness.cosigned(read_note(bytes(head.checkpoint)).text, now_unix=1_795_000_000).line()
    LogHead.objects.filter(pk=head.pk).update(checkpoint=bytes(head.checkpoint) + line.encode())
    assert "archive.example/witness" in page_of(client, "/en/logboek/?x")


def test_a_site_without_keys_still_explains_the_log(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    entry_with_three_steps()
    settings.LOG_KEY_FILE = tmp_path / "none.txt"
    page = page_of(client, "/nl/logboek/")
    assert "kan de sleutel nu niet laten zien" in page and "door niemand anders meeondertekend" in page


def test_the_page_that_verifies_knows_where_receipt_and_record_are(client: Client) -> None:
    entry = entry_with_three_steps()
    for question, receipt, number in (
        (f"?entry={entry.reference}&number=2", f"/nl/algoritme/{entry.reference}/logbewijs/2.json", 2),
        (f"?entry={entry.reference}", f"/nl/algoritme/{entry.reference}/logbewijs.json", 3),
    ):
        page = client.get(f"/nl/controleren/{question}").content.decode()
        assert f'data-receipt="{receipt}"' in page
        assert recorded_steps(entry.reference)[number].record in page


def test_the_page_that_verifies_refuses_what_is_no_entry(client: Client) -> None:
    draft = make.entry(State.DRAFT)
    for reference in (draft.reference, "kb-0000000000", "../../etc", "<script>", "x" * 500, "é"):
        assert client.get("/nl/controleren/", {"entry": reference}).status_code == 404
    entry = entry_with_three_steps()
    for number in ("9" * 5000, "²", "-1", "x"):
        answer = client.get("/nl/controleren/", {"entry": entry.reference, "number": number})
        assert answer.status_code == 200
    assert client.get("/nl/controleren/").status_code == 200


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_saved_verifier_is_one_file_that_allows_its_own_script_only(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/controleren/controleren.html")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="kenbaar-verify-{language}.html"'
    page = answer.content.decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    allowed = html.unescape(policy[1])
    assert "default-src 'none'" in allowed and "unsafe" not in allowed
    for name in ("script", "style"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}" in allowed
    assert not re.findall(r'(?:src|href)="', page)


def test_the_words_of_the_verifier_travel_with_the_page(client: Client) -> None:
    page = client.get("/en/controleren/").content.decode()
    words = re.search(r'data-words="([^"]+)"', page)
    assert words is not None
    said = json.loads(html.unescape(words[1]))
    assert said["true"] == "Nothing was changed since this was recorded."
    assert said["why"]["chain_broken"] and said["next"]


def test_what_was_published_can_be_read_back_from_its_record(client: Client) -> None:
    entry = entry_with_three_steps()
    record = json.loads(client.get(recorded_steps(entry.reference)[2].record).content)
    assert record["facts"]["name"]["value"] == {"nl": "Anders"}
    assert LogContent.objects.count() == 5
