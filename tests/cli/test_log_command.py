"""`kenbaar log` as an operator uses it: how it stands, sealing, checking, copying, keys and history."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from pytest_django import Settings
from typer.testing import CliRunner

from kenbaar.cli.main import with_commands
from kenbaar.journal.log import keys
from kenbaar.journal.log.logs import Log
from kenbaar.journal.models import LogHead
from kenbaar.ledger.checkpoints import open_checkpoint
from kenbaar.people.actors import OPERATOR
from kenbaar.register.actions import steps, writing
from kenbaar.register.lifecycle import State, Step
from kenbaar.register.models import Entry
from kenbaar.register.recording import ShownStep, record_steps
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Path:
    """Where the register log is kept."""
    return Path(settings.LOG_STORE) / "register"


@pytest.fixture(autouse=True)
def _own_keys(settings: Settings, tmp_path: Path) -> None:
    settings.LOG_KEY_FILE = tmp_path / "keys.txt"
    keys.make_missing_keys("register.example")


def kenbaar(*words: object) -> Result:
    return CliRunner().invoke(with_commands(typer.Typer()), ["log", *(str(word) for word in words)])


def changed_entry() -> Entry:
    """Make an entry that was published, changed and withdrawn."""
    entry = make.entry(State.PUBLISHED)
    writing.add_version(entry.reference, sheet=make.sheet("Handhaving"), by=OPERATOR, now=make.NOON)
    steps.publish(entry.reference, by=OPERATOR, now=make.NOON)
    steps.withdraw(entry.reference, reason={"nl": "Gestopt.", "en": "Stopped."}, by=OPERATOR, now=make.NOON)
    return entry


def step(kept: dict[str, Any]) -> None:
    """Record that an entry was published, with what a source said beside the facts."""
    shown = ShownStep(
        entry="kb-1",
        body="gemeente-lindewaarde",
        body_name={"nl": "Lindewaarde", "en": "Lindewaarde"},
        step=Step.PUBLISH,
        on=make.NOON,
        sheet=make.sheet(),
        kept=kept,
        reason={},
    )
    record_steps([shown], now=make.NOON)


@pytest.mark.parametrize(("speak", "words"), [("nl", ["wacht", "ja, de laatste stand"]), ("en", ["waiting", "yes"])])
def test_the_status_says_what_waits_and_whether_everybody_can_read_the_latest(speak: str, words: list[str]) -> None:
    changed_entry()
    assert "er is nog niets verzegeld" in kenbaar("status").output
    kenbaar("seal")
    done = kenbaar("status", "--speak", speak)
    assert done.exit_code == 0, done.output
    assert all(word in done.output for word in words), done.output
    assert "register.example/log/register+" in done.output.replace("\n", "")


def test_the_status_names_a_store_that_lost_or_changed_the_checkpoint(place: Path) -> None:
    changed_entry()
    kenbaar("seal")
    (place / "checkpoint").write_text("damaged")
    assert "another checkpoint" in kenbaar("status", "--speak", "en").output
    (place / "checkpoint").unlink()
    assert "nee; `kenbaar log seal` doet het" in kenbaar("status").output


def test_sealing_says_how_many_leaves_and_anew_writes_every_file_again(place: Path) -> None:
    changed_entry()
    assert "3 leaves sealed, 3 of them new" in kenbaar("seal", "--log", "register", "--speak", "en").output
    tile = place / "tile" / "0" / "000.p" / "3"
    tile.unlink()
    done = kenbaar("seal", "--anew", "--log", "register")
    assert done.exit_code == 0, done.output
    assert tile.exists()


def test_an_audit_says_that_all_is_sound(place: Path) -> None:
    changed_entry()
    kenbaar("seal")
    done = kenbaar("audit", "--speak", "en")
    assert done.exit_code == 0, done.output
    assert "Log register: 3 leaves were read; everything is sound." in done.output
    assert "Log notices" in done.output


def test_an_audit_names_the_first_difference_and_goes_on_when_asked(place: Path) -> None:
    entry = changed_entry()
    kenbaar("seal")
    (place / "tile" / "entries" / "000.p" / "3").unlink()
    Entry.objects.filter(pk=entry.pk).update(state="published")
    done = kenbaar("audit", "--speak", "en")
    assert done.exit_code == 1
    assert "register: tile/entries/000.p/3: The file is missing or damaged." in done.output
    assert "published" not in done.output
    lines = [json.loads(line) for line in kenbaar("audit", "--json", "--all").stdout.splitlines()]
    assert [line.get("what") for line in lines] == ["file", "published", None, None]
    assert [line["sound"] for line in lines if "sound" in line] == [False, True]


def test_an_audit_that_cannot_look_says_so_with_a_status_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.LOG_KEY_FILE = tmp_path / "nothing.txt"
    done = kenbaar("audit")
    assert done.exit_code == 2
    assert "kenbaar setup" in done.output


def test_the_history_of_an_entry_says_what_changed_when() -> None:
    entry = changed_entry()
    done = kenbaar("history", entry.reference, "--speak", "en")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split(" (")[0] for line in lines if line[0].isdigit()] == [
        "1. 2026-11-24 published",
        "2. 2026-11-24 published",
        "3. 2026-11-24 withdrawn",
    ]
    assert "    Name (nl): Parkeercontrole → Handhaving" in lines
    assert "    Stopped." in lines
    assert kenbaar("history", "kb-nothing").exit_code == 1


def test_a_step_without_a_changed_fact_says_so() -> None:
    for said in ({}, {"a/1/nl": {"said": {"x": "1"}}}, {"a/1/nl": {"said": {"x": "1"}}}):
        step(said)
    lines = kenbaar("history", "kb-1", "--speak", "en").output.splitlines()
    assert [line.strip() for line in lines[1:]] == [
        lines[1],
        "No fact changed, only what the source wrote beside the facts.",
        lines[3],
        "No fact changed.",
    ]


def test_a_copy_is_whole_and_has_records_and_keys(tmp_path: Path) -> None:
    changed_entry()
    kenbaar("seal")
    copy = tmp_path / "copy"
    (tmp_path / "copy.part").mkdir()
    done = kenbaar("export", copy, "--speak", "en")
    assert done.exit_code == 0, done.output
    assert {path.name for path in tmp_path.glob("copy*")} == {"copy", "copy.part"}, "what others have is left alone"
    files = sorted(str(file.relative_to(copy)) for file in copy.rglob("*") if file.is_file())
    assert [file for file in files if not file.startswith("content/")] == [
        "checkpoint",
        "keys",
        "tile/0/000.p/3",
        "tile/entries/000.p/3",
    ]
    assert len(files) == 4 + 3
    again = kenbaar("export", copy)
    assert again.exit_code == 1
    assert "there already" in again.output


def test_a_copy_of_a_damaged_log_is_not_made(tmp_path: Path, place: Path) -> None:
    changed_entry()
    assert "not published yet" in kenbaar("export", tmp_path / "copy").output
    kenbaar("seal")
    (place / "tile" / "entries" / "000.p" / "3").write_bytes(b"damaged")
    done = kenbaar("export", tmp_path / "copy")
    assert done.exit_code == 1
    assert "kenbaar log audit" in done.output
    assert not list(tmp_path.glob("copy*"))


def test_public_keys_are_shown_and_one_more_signs_beside_the_old_one() -> None:
    (first,) = keys.signers_of(Log.REGISTER)
    assert kenbaar("keys", "--log", "register").output == f"{first.verifier.to_text()}\n"
    assert kenbaar("keys", "--new").exit_code == 1
    done = kenbaar("keys", "--new", "--log", "register", "--speak", "en")
    assert done.exit_code == 0, done.output
    assert "PRIVATE" not in done.output
    kenbaar("seal")
    checkpoint = bytes(LogHead.objects.get(log="register").checkpoint)
    for signer in keys.signers_of(Log.REGISTER):
        open_checkpoint(checkpoint, [signer.verifier])
