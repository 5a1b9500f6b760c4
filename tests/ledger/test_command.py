"""A citizen or court expert checks a receipt on an own computer, and reads in words what came out."""

import os
import runpy
import subprocess
import sys

import pytest

from kenbaar.ledger import wording
from kenbaar.ledger.__main__ import main
from kenbaar.ledger.verifying import NotProven, Proven, Why
from tests.ledger.small_logs import LOG_KEY, NEW_LOG_KEY, WITNESS_KEY
from tests.support.golden_ledger import FOLDER

RECEIPT = str(FOLDER / "receipts/cosigned.json")
VERSION = str(FOLDER / "receipts/version.json")
GAP = str(FOLDER / "receipts/history-with-a-gap.json")
RECORD = str(FOLDER / "records/third.json")
CHANGED = str(FOLDER / "records/third-changed.json")
KEY = LOG_KEY.verifier.to_text()
WITNESS = WITNESS_KEY.verifier.to_text()

# What a bare interpreter with orjson and cryptography has: anything else is refused, as if it were not there.
_BARE = """
import importlib.abc, runpy, sys

class Gone(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in {"django", "pydantic", "ninja", "socket", "_socket", "ssl", "http", "urllib"}:
            raise ModuleNotFoundError(f"{name} is not to be imported here")

sys.meta_path.insert(0, Gone())
sys.argv = ["ledger", *sys.argv[1:]]
runpy.run_module("kenbaar.ledger", run_name="__main__")
"""


def test_the_verifier_runs_without_site_and_network() -> None:
    environment = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    done = subprocess.run(
        [sys.executable, "-c", _BARE, "verify", RECEIPT, RECORD, "--key", KEY, "--language", "en"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing was changed since this was recorded.\n")


def test_a_reader_sees_in_dutch_what_is_proven_and_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", RECEIPT, RECORD, "--key", KEY, "--key", WITNESS]) == 0

    told = capsys.readouterr().out
    assert "  5. ja: De regels volgen op elkaar zonder gat.\n" in told
    assert "ondertekende dat het logboek kenbaar.example/log/register toen 5 regels had" in told
    assert "  - De inhoud is precies die van regel 2.\n" in told
    assert "getuige.example/w1 (2026-11-28T12:00:00Z)" in told
    assert "Dat de inhoud waar is" in told
    assert "geen getuige" not in told


def test_without_a_key_the_reader_is_asked_to_compare_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", VERSION, RECORD, "--language", "en"]) == 0

    told = capsys.readouterr().out
    assert f"Compare this key with the one that the body publishes: {KEY}" in told
    assert "  5. not made: The receipt is about one version, not about the history.\n" in told


def test_a_changed_record_and_a_gap_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", VERSION, CHANGED, "--language", "en", "--key", KEY]) == 1
    told = capsys.readouterr().out
    assert told.startswith("It is not true.\n")
    assert "  4. no: This content is in none of the leaves" in told
    assert "Proven" not in told

    assert main(["verify", GAP]) == 1
    assert "  5. nee: De regels zijn geen hele geschiedenis" in capsys.readouterr().out
    assert main(["verify", VERSION, "--key", NEW_LOG_KEY.verifier.to_text()]) == 1
    assert "(/checkpoint)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([RECORD], "This is not a receipt"),
        ([RECEIPT, str(FOLDER / "records/key-twice.json")], "The record cannot be read"),
        (["no-such-file.json"], "The file no-such-file.json cannot be opened. Check its name."),
        ([RECEIPT, str(FOLDER)], "cannot be opened"),
        (["a\0b"], "cannot be opened"),
        ([RECEIPT, "--key", "name"], "name is not a public key"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", *arguments, "--language", "en"]) == 2

    told = capsys.readouterr()
    assert (sentence in told.err, told.err.count("\n"), told.out) == (True, 1, "")


@pytest.mark.parametrize(("language", "word"), [("nl", "logbewijs"), ("en", "receipt")])
def test_the_help_is_in_the_language_of_the_reader(
    language: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["verify", "--language", language, "--help"])

    assert left.value.code == 0
    assert word in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["verify"], ["verify", RECEIPT, "--language"], ["verify", "--language", "fr"]]
)
def test_a_command_that_is_not_complete_explains_itself(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_every_outcome_has_words() -> None:
    assert set(wording.WHY) == set(Why)
    assert set(wording.PROVEN) == set(Proven)
    assert set(wording.NOT_PROVEN) == set(NotProven)
    assert set(wording.PASSED) == {1, 2, 3, 4, 5}


def test_the_module_is_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["ledger", "verify", RECEIPT])

    with pytest.raises(SystemExit) as left, pytest.warns(RuntimeWarning, match="found in sys.modules"):
        runpy.run_module("kenbaar.ledger", run_name="__main__")

    assert left.value.code == 0
