"""An operator makes keys, and withdraws, corrects, erases and proves notices at the command line."""

import stat
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from kenbaar.cli.main import app, with_commands
from kenbaar.envelopes.sealing import ReadingKey
from kenbaar.ledger.__main__ import main as verify
from kenbaar.notices.models import Notice
from kenbaar.notices.queries.opening import open_with_code, open_with_key
from kenbaar.people.actors import OPERATOR
from tests.api.test_notices import DECISION
from tests.notices import world

pytestmark = pytest.mark.django_db


def run(*words: str, status: int = 0, answer: str = "") -> str:
    result = CliRunner().invoke(with_commands(app), ["notices", *words, "--speak", "en"], input=answer)
    assert result.exit_code == status, result.output
    return result.output


def test_a_body_gets_a_key_that_reads_its_notices_and_no_key_is_overwritten(tmp_path: Path) -> None:
    version, file = world.approved(), tmp_path / "key"
    assert "Make a copy" in run("keys", "new", "gemeente-lindewaarde", "--out", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = ReadingKey.from_text(file.read_text())
    notice = world.issue_one(version)
    assert open_with_key(notice.number, [key], seen_by=OPERATOR).decision == world.DECISION
    assert key.public.hex() in run("keys", "list", "gemeente-lindewaarde")
    assert "never overwritten" in run("keys", "new", "gemeente-lindewaarde", "--out", str(file), status=1)
    assert "cannot be written" in run("keys", "new", "gemeente-lindewaarde", "--out", str(file / "x"), status=1)
    assert "There is no body" in run("keys", "list", "nowhere", status=1)


def test_a_notice_is_corrected_withdrawn_erased_and_proven(tmp_path: Path) -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    content, file, receipt = open_with_code(notice.code).content, tmp_path / "right.json", tmp_path / "receipt.json"
    file.write_bytes(orjson.dumps({**DECISION, "outcome": "granted"}))
    assert "code for the new letter" in run("correct", str(notice.number), str(file))
    said = run("correct", str(Notice.objects.latest("id").pk), str(file))
    assert "says this already" in said and Notice.objects.count() == 2
    follower = Notice.objects.latest("id").pk
    assert "is withdrawn" in run("withdraw", str(follower))
    assert "cannot be withdrawn" in run("withdraw", str(notice.number), status=1)
    run("erase", str(notice.number), answer="n\n", status=1)
    assert "is erased" in run("erase", str(notice.number), "--yes")
    run("receipt", str(notice.number), "--out", str(receipt))
    (tmp_path / "content.json").write_bytes(content)
    assert verify(["verify", str(receipt), str(tmp_path / "content.json")]) == 0


def test_the_page_for_with_a_letter_is_written_for_who_types_the_code(tmp_path: Path) -> None:
    version, page = world.approved(), tmp_path / "page.pdf"
    world.key_of(version.profile.body)
    notice = world.issue_one(version)
    run("letter", "--out", str(page), answer=f"{notice.code}\n")
    assert page.read_bytes().startswith(b"%PDF-") and stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "not a code" in run("letter", "--out", str(tmp_path / "no.pdf"), answer="ABC\n", status=1)
    run("withdraw", str(notice.number))
    said = run("letter", "--out", str(tmp_path / "no.pdf"), answer=f"{notice.code}\n", status=1)
    assert "cannot be sent with a letter" in said and not list(tmp_path.glob("no.pdf*"))


def test_a_correction_that_cannot_be_read_says_what_is_wrong(tmp_path: Path) -> None:
    version = world.approved()
    world.key_of(version.profile.body)
    notice, file = world.issue_one(version), tmp_path / "right.json"
    assert "holds no decision" in run("correct", str(notice.number), str(file), status=1)
    file.write_bytes(orjson.dumps({**DECISION, "outcome": "perhaps"}))
    assert "outcome:" in run("correct", str(notice.number), str(file), status=1)
    assert "has no notice 99" in run("correct", "99", str(file), status=1)
