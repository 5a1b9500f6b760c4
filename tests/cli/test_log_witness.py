"""A log asks a witness to cosign, over a real connection; a witness never signs two histories."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from click.testing import Result
from pytest_django import Settings
from typer.testing import CliRunner

from kenbaar.cli.log.witness_server import StateNotGood, WitnessServer
from kenbaar.cli.main import with_commands
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.models import JournalLine, LogHead
from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.cosigning import WitnessSigner, cosignatures, write_request
from kenbaar.ledger.hashing import leaf_hash
from kenbaar.ledger.notes import Signer
from kenbaar.register.lifecycle import State
from tests import make

pytestmark = pytest.mark.django_db
WITNESS = WitnessSigner.made("witness.example", b"w" * 32)
LOG = Signer.made("register.example/log/register", b"l" * 32)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings) -> Path:
    settings.LOG_KEYS = f"{LOG.to_text()} {Signer.made('register.example/log/notices', b'n' * 32).to_text()}"
    return tmp_path / "log" / "register"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WitnessServer]:
    with WitnessServer(("127.0.0.1", 0), WITNESS, [LOG.verifier], tmp_path / "state.json") as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def known(server: WitnessServer, settings: Settings) -> str:
    """The witness stands in the settings; return its address."""
    address = f"http://127.0.0.1:{server.server_port}"
    settings.LOG_WITNESSES = f"{WITNESS.verifier.to_text()} {address}\n"
    return address


def witness(*words: object) -> Result:
    words = ("log", "witness", "--log", "register", "--speak", "en", *words)
    return CliRunner().invoke(with_commands(typer.Typer()), [str(word) for word in words])


def grow() -> None:
    make.entry(State.PUBLISHED)
    seal(Log.REGISTER, now=make.NOON)


def _post(address: str, body: bytes, path: str = "/add-checkpoint") -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"{address}{path}", data=body, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_a_witness_cosigns_the_latest_checkpoint_and_everybody_can_read_it(known: str, place: Path) -> None:
    assert "nothing is sealed yet" in witness().output
    for _round in range(3):
        grow()
        done = witness()
        assert done.exit_code == 0, done.output
        assert "witness.example: cosigned." in done.output
        published = (place / "checkpoint").read_bytes()
        assert published == bytes(LogHead.objects.get(log="register").checkpoint)
        assert [one.name for one in cosignatures(published, [WITNESS.verifier])] == ["witness.example"]
    assert "had cosigned already" in witness().output
    assert JournalLine.objects.filter(event="journal.log.cosigned").count() == 3
    assert seal(Log.REGISTER, now=make.NOON).checkpoint == published


def test_a_witness_that_starts_again_remembers_what_it_signed(
    known: str, server: WitnessServer, tmp_path: Path
) -> None:
    grow()
    witness()
    with WitnessServer(("127.0.0.1", 0), WITNESS, [LOG.verifier], tmp_path / "state.json") as again:
        other = signed_checkpoint(Checkpoint(LOG.name, 1, leaf_hash(b"other")), [LOG])
        assert again.answer_to(write_request(0, [], other)).body == b"1\n"
        assert again.answer_to(write_request(1, [], other)).status == 409
    (tmp_path / "state.json").write_text("{")
    with pytest.raises(StateNotGood, match="could sign two histories"):
        WitnessServer(("127.0.0.1", 0), WITNESS, [LOG.verifier], tmp_path / "state.json")


def test_a_witness_that_saw_another_log_is_named(known: str) -> None:
    other = signed_checkpoint(Checkpoint(LOG.name, 1, leaf_hash(b"other")), [LOG])
    assert _post(known, write_request(0, [], other))[0] == 200
    grow()
    done = witness()
    assert done.exit_code == 1
    assert "knows another or a later checkpoint" in done.output


def test_a_witness_that_does_not_sign_is_told_apart(known: str, settings: Settings) -> None:
    grow()
    settings.LOG_WITNESSES = f"{WitnessSigner.made('witness.example', b'x' * 32).verifier.to_text()} {known}"
    assert "gave no signature that fits its key" in witness().output
    settings.LOG_WITNESSES = f"{WITNESS.verifier.to_text()} {known}/elsewhere"
    assert "does not cosign (404" in witness().output
    settings.LOG_WITNESSES = f"{WITNESS.verifier.to_text()} http://127.0.0.1:9"
    done = witness()
    assert done.exit_code == 1
    assert "does not give a good answer" in done.output
    settings.LOG_WITNESSES = "witness.example http://127.0.0.1:9"
    assert "no good witness" in witness().output
    settings.LOG_WITNESSES = ""
    assert "No witnesses are set" in witness().output


@pytest.mark.parametrize("body", [b"", b"old 0\n\nnot a checkpoint", b"\xff" * 100, b"x" * 400_000])
def test_strange_requests_get_a_refusal(known: str, body: bytes) -> None:
    assert _post(known, body)[0] in {400, 413}
    assert _post(known, body[:10], "/other")[0] == 404


def test_what_the_witness_cannot_keep_it_does_not_sign(known: str, server: WitnessServer, tmp_path: Path) -> None:
    (tmp_path / "state.json.part").mkdir()
    checkpoint = signed_checkpoint(Checkpoint(LOG.name, 1, leaf_hash(b"leaf")), [LOG])
    assert _post(known, write_request(0, [], checkpoint))[0] == 500
    (tmp_path / "state.json.part").rmdir()
    assert _post(known, write_request(0, [], checkpoint))[0] == 200


def test_to_be_a_witness_takes_a_key_a_state_and_a_log(tmp_path: Path) -> None:
    assert "A witness needs --key" in witness("--serve", 0).output
    words = ("--serve", 0, "--key", tmp_path / "key", "--state", tmp_path / "state", "--follow")
    assert "Give a name with --name" in witness(*words, LOG.verifier.to_text()).output
    assert witness(*words, "not a key", "--name", "w.example").exit_code == 1
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
